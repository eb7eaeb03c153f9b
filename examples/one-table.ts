// A shop in one table: customers, their orders, and the lines of each order, with the reads of a shop, async and blocking.
// It uses the endpoint of the AWS environment; see legacy-script.cjs for an emulator on this machine.
import assert from "node:assert/strict";
import { attr, DynamoClient, defineModel, defineTable, setDefaultClient } from "dynatwin";

const client = new DynamoClient();
setDefaultClient(client);

const shop = defineTable({
  table: "example_shop",
  partitionKey: ["pk", "S"],
  sortKey: ["sk", "S"],
  globalSecondaryIndexes: { gsi1: { partitionKey: ["gsi1pk", "S"], sortKey: ["gsi1sk", "S"] } },
});

class Customer extends defineModel({
  table: shop,
  entity: "customer",
  attributes: { id: attr.string(), name: attr.string(), email: attr.string() },
  keys: { pk: "CUSTOMER#{id}", sk: "PROFILE", gsi1pk: "EMAIL#{email}", gsi1sk: "CUSTOMER" },
}) {}

class Order extends defineModel({
  table: shop,
  entity: "order",
  attributes: {
    customer: attr.string(),
    placedAt: attr.date(),
    number: attr.number(),
    status: attr.enum(["open", "paid", "sent"]).default("open"),
  },
  keys: {
    pk: "CUSTOMER#{customer}",
    sk: "ORDER#{placedAt}#{number:8}",
    gsi1pk: "STATUS#{status}",
    gsi1sk: "{placedAt}#{number:8}",
  },
}) {}

class Line extends defineModel({
  table: shop,
  entity: "line",
  attributes: {
    order: attr.number(),
    line: attr.number(),
    product: attr.string(),
    count: attr.number(),
    customer: attr.string(),
    placedAt: attr.date(),
  },
  // In the index, beside the orders of a status, a line is found by its product.
  keys: { pk: "ORDER#{order}", sk: "LINE#{line:4}", gsi1pk: "PRODUCT#{product}", gsi1sk: "{placedAt}" },
}) {}

const day = new Date("2030-05-02");
const nextDay = new Date("2030-05-03");
const placedAt = new Date("2030-05-02T10:00:00Z");

await shop.ensureTable();
await new Customer({ id: "c1", name: "Ada", email: "ada@example.com" }).save();
await new Order({ customer: "c1", placedAt: new Date("2030-05-01T09:00:00Z"), number: 16, status: "sent" }).save();
const order = await new Order({ customer: "c1", placedAt, number: 17 }).save();
await client.batchWrite([
  Line.batchPut(new Line({ order: 17, line: 1, product: "tea", count: 2, customer: "c1", placedAt })),
  Line.batchPut(new Line({ order: 17, line: 2, product: "cup", count: 1, customer: "c1", placedAt })),
]);

// #region reads
// A customer with the orders, in one request. Each item is of its class.
const numbers: number[] = [];
let name: string | undefined;
for await (const item of shop.query({ pk: "CUSTOMER#c1" }, { models: [Customer, Order] })) {
  if (item instanceof Order) numbers.push(item.number);
  else name = item.name;
}
assert.deepEqual([name, numbers], ["Ada", [16, 17]]);

// A customer's orders of a day, and all orders with a status.
const ofDay = await Order.query({ customer: "c1", placedAt: { between: [day, nextDay] } }).toArray();
const open = await Order.gsi1.query({ status: "open" }, { limit: 10 }).toArray();
assert.deepEqual([ofDay.length, open[0]?.number], [1, 17]);

// The order of a line: a line has the attributes of its order's key.
const line = await Line.get({ order: 17, line: 2 });
assert.ok(line);
const found = await Order.get({ customer: line.customer, placedAt: line.placedAt, number: line.order });
assert.equal(found?.status, "open");

// A change of `status` renews the index key that is made of it.
await order.update({ status: "paid" });
assert.equal(await Order.gsi1.count({ status: "open" }), 0);

// The same reads, blocking.
const again = [...shop.syncQuery({ pk: "CUSTOMER#c1" }, { models: [Customer, Order] })];
const sameDay = Order.syncQuery({ customer: "c1", placedAt: { between: [day, nextDay] } }).toArray();
const paid = Order.gsi1.syncQuery({ status: "paid" }).toArray();
const sameLine = Line.syncGet({ order: 17, line: 2 });
assert.deepEqual([again.length, sameDay.length, paid[0]?.number, sameLine?.product], [3, 1, 17, "cup"]);
// #endregion reads

// One transaction for items of several models.
client.syncTransactWrite([
  Line.transactDelete({ order: 17, line: 2 }),
  Order.transactUpdate({ customer: "c1", placedAt, number: 17 }, { status: "sent" }),
]);
assert.equal(Line.syncQuery({ order: 17 }).toArray().length, 1);

shop.syncDeleteTable({ wait: true });
client.destroy();
console.log(`${name} has the orders ${numbers.join(" and ")}; the last one has a line of ${sameLine?.product}.`);
