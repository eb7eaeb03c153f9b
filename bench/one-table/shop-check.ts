import { deepStrictEqual } from "node:assert";
import { DynamoDB } from "@aws-sdk/client-dynamodb";
import { RequestHandler } from "./request-handler.js";
import {
  type Access,
  accesses,
  customer,
  line,
  lines,
  type Open,
  ORDERS_OF_DAY,
  order,
  orders,
  type Shop,
  type WayName,
} from "./shop.js";

/** A shop whose accesses were checked against the emulator, and are now answered without it. */
export interface CheckedShop {
  readonly handler: RequestHandler;
  readonly calls: Readonly<Record<Access, () => Promise<unknown>>>;
  /** The number of requests of each access. */
  readonly requests: Readonly<Record<Access, number>>;
}

/** Creates the table of a library, and does every access once: a library that reads less than the others would be wrong. */
export async function checkShop(name: WayName, endpoint: string): Promise<CheckedShop> {
  const table = `shop-${name}`;
  const handler = new RequestHandler();
  const credentials = { accessKeyId: "bench", secretAccessKey: "bench" };
  const config = { endpoint, region: "us-east-1", credentials, requestHandler: handler, maxAttempts: 1 };
  const client = new DynamoDB(config);
  const { open } = (await import(`./ways/${name}.js`)) as { readonly open: Open }; // the export of every file in that folder
  const shop = open(table, client, config);
  handler.record("setup");
  await createTable(client, table);
  for (const each of orders) await shop.putOrder(each);
  for (const each of lines) await shop.putLine(each);
  const requests = Object.fromEntries(accesses.map((access) => [access, 0])) as Record<Access, number>;
  const calls = callsOf(shop);
  for (const access of accesses) {
    const before = handler.count;
    handler.record(access);
    const found = await calls[access]();
    requests[access] = handler.count - before;
    const expected = EXPECTED[access];
    if (expected !== undefined) deepStrictEqual(itemsOf(found), expected, `${name}: ${access}`);
    handler.record("setup");
    if (access === "updateStatus") await shop.putOrder(order); // again as the others
    if (access === "deleteLine") await shop.putLine(line);
  }
  return { handler, calls, requests };
}

function callsOf(shop: Shop): CheckedShop["calls"] {
  return {
    putCustomer: () => shop.putCustomer(customer),
    putOrder: () => shop.putOrder(order),
    putLine: () => shop.putLine(line),
    getOrder: () => shop.getOrder(),
    updateStatus: () => shop.updateStatus("paid"),
    deleteLine: () => shop.deleteLine(line),
    batchGet: () => shop.batchGet(),
    ordersOfCustomer: () => shop.ordersOfCustomer(),
    ordersOfDay: () => shop.ordersOfDay(),
    openOrders: () => shop.openOrders(),
    linesOfOrder: () => shop.linesOfOrder(),
    customerWithOrders: () => shop.customerWithOrders(),
  };
}

/** What each read returns. Two writes return nothing that is compared. */
const EXPECTED: Readonly<Partial<Record<Access, unknown>>> = Object.fromEntries(
  Object.entries({
    getOrder: order,
    updateStatus: { ...order, status: "paid" },
    batchGet: orders,
    ordersOfCustomer: orders,
    ordersOfDay: orders.slice(2 * ORDERS_OF_DAY, 3 * ORDERS_OF_DAY),
    openOrders: orders,
    linesOfOrder: lines,
    customerWithOrders: { customers: [customer], orders },
  }).map(([access, items]) => [access, itemsOf(items)]),
);

/** Items in a form that can be compared: dates as text, and without the attributes that a library adds. */
function itemsOf(found: unknown): unknown {
  const added = ["entity", "_type", "__edb_e__", "__edb_v__", "pk", "sk", "gsi1pk", "gsi1sk"];
  const json = JSON.stringify(found, (key, value) => (added.includes(key) ? undefined : value));
  return JSON.parse(json);
}

async function createTable(client: DynamoDB, TableName: string): Promise<void> {
  const names = ["pk", "sk", "gsi1pk", "gsi1sk"];
  const keys = (pk: string, sk: string) => [
    { AttributeName: pk, KeyType: "HASH" as const },
    { AttributeName: sk, KeyType: "RANGE" as const },
  ];
  await client.createTable({
    TableName,
    BillingMode: "PAY_PER_REQUEST",
    AttributeDefinitions: names.map((AttributeName) => ({ AttributeName, AttributeType: "S" })),
    KeySchema: keys("pk", "sk"),
    GlobalSecondaryIndexes: [
      { IndexName: "gsi1", KeySchema: keys("gsi1pk", "gsi1sk"), Projection: { ProjectionType: "ALL" } },
    ],
  });
}
