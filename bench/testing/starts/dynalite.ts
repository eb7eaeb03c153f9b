import { once } from "node:events";
import type { AddressInfo } from "node:net";
import {
  BatchWriteItemCommand,
  CreateTableCommand,
  type CreateTableCommandInput,
  DeleteTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
} from "@aws-sdk/client-dynamodb";
import { ITEMS, type Way } from "./way.js";

const id = { AttributeName: "id", AttributeType: "S" } as const;
const name = { AttributeName: "name", AttributeType: "S" } as const;
const keyed = { KeySchema: [{ AttributeName: "id", KeyType: "HASH" }], BillingMode: "PAY_PER_REQUEST" } as const;

const TABLES: readonly CreateTableCommandInput[] = [
  {
    ...keyed,
    TableName: "users",
    KeySchema: [...keyed.KeySchema],
    AttributeDefinitions: [id, name],
    GlobalSecondaryIndexes: [
      {
        IndexName: "byName",
        KeySchema: [{ AttributeName: "name", KeyType: "HASH" }],
        Projection: { ProjectionType: "ALL" },
      },
    ],
  },
  { ...keyed, TableName: "orders", KeySchema: [...keyed.KeySchema], AttributeDefinitions: [id] },
];

async function create(sdk: DynamoDBClient, table: CreateTableCommandInput): Promise<void> {
  await sdk.send(new CreateTableCommand(table));
  // The SDK's own waiter would pause for seconds between two polls.
  for (;;) {
    const { Table } = await sdk.send(new DescribeTableCommand({ TableName: table.TableName }));
    if (Table?.TableStatus === "ACTIVE") return;
  }
}

async function drop(sdk: DynamoDBClient, TableName: string | undefined): Promise<void> {
  await sdk.send(new DeleteTableCommand({ TableName }));
  const isThere = () => sdk.send(new DescribeTableCommand({ TableName })).then(Boolean, () => false);
  while (await isThere());
}

async function fill(sdk: DynamoDBClient, TableName: string): Promise<void> {
  for (let start = 0; start < ITEMS; start += 25) {
    const puts = Array.from({ length: 25 }, (_, n) => ({
      PutRequest: { Item: { id: { S: `id ${start + n}` }, name: { S: `name ${start + n}` } } },
    }));
    await sdk.send(new BatchWriteItemCommand({ RequestItems: { [TableName]: puts } }));
  }
}

/** dynalite in the test's own process, with tables created by the SDK, and deleted and created again between tests. */
export const way: Way = {
  async start() {
    const { default: dynalite } = await import("dynalite");
    const server = dynalite({ createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo; // a string only for a server on a pipe
    const credentials = { accessKeyId: "local", secretAccessKey: "local" };
    const sdk = new DynamoDBClient({ endpoint: `http://127.0.0.1:${port}`, region: "us-east-1", credentials });
    await Promise.all(TABLES.map((table) => create(sdk, table)));
    return {
      fill: async () => {
        for (const { TableName = "" } of TABLES) await fill(sdk, TableName);
      },
      reset: async () => {
        await Promise.all(TABLES.map(({ TableName }) => drop(sdk, TableName)));
        await Promise.all(TABLES.map((table) => create(sdk, table)));
      },
      close: async () => {
        sdk.destroy();
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      },
    };
  },
};
