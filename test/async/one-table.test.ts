import { GetItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { expect } from "chai";
import { attr, defineModel, defineTable, failedConditions, type QueryKeyOf } from "../../src/index.js";
import { rejects } from "../support/both.js";
import { has, needs } from "../support/engine/needs.js";
import { startDynamoDB, type TestDynamoDB, tableName } from "../support/engine/start.js";

const TABLE = tableName("shop");
const MAY = (day: number) => new Date(Date.UTC(2024, 4, day));

const shop = defineTable({
  table: TABLE,
  partitionKey: ["pk", "S"],
  sortKey: ["sk", "S"],
  globalSecondaryIndexes: {
    gsi1: { partitionKey: ["gsi1pk", "S"], sortKey: ["gsi1sk", "S"] },
    keysOnly: { partitionKey: ["gsi1sk", "S"], sortKey: ["gsi1pk", "S"], projection: "KEYS_ONLY" },
    some: { partitionKey: ["status", "S"], projection: ["total"] },
  },
});
class Customer extends defineModel({
  table: shop,
  entity: "customer",
  attributes: { id: attr.string(), email: attr.string().optional(), name: attr.string() },
  keys: { pk: "CUSTOMER#{id}", sk: "PROFILE", gsi1pk: "EMAIL#{email}", gsi1sk: "CUSTOMER" },
}) {}
class Order extends defineModel({
  table: shop,
  entity: "order",
  attributes: {
    customerId: attr.string(),
    placedAt: attr.date(),
    number: attr.number(),
    status: attr.enum(["open", "paid"]).default("open"),
    total: attr.number(),
    lines: attr.number().optional(),
  },
  keys: {
    pk: "CUSTOMER#{customerId}",
    sk: "ORDER#{placedAt}#{number:8}",
    gsi1pk: "STATUS#{status}",
    gsi1sk: "{placedAt}#{number:8}",
  },
}) {}

const STATUS_INDEX_KEY = { gsi1pk: "STATUS#open" };

describe("models of one table", () => {
  let dynamodb: TestDynamoDB;

  before(async () => {
    dynamodb = await startDynamoDB(Customer, Order);
  });

  beforeEach(async () => {
    await dynamodb.reset();
    await new Customer({ id: "c1", email: "ada@example.com", name: "Ada" }).save();
    for (const day of [1, 2, 3])
      await Order.put({ customerId: "c1", placedAt: MAY(day), number: day, total: day * 10 });
    await Order.put({ customerId: "c2", placedAt: MAY(1), number: 7, total: 70 });
  });

  after(() => dynamodb.close());

  async function stored(key: { pk: string; sk: string }) {
    const { Item } = await dynamodb.client.send(
      new GetItemCommand({ TableName: TABLE, Key: { pk: { S: key.pk }, sk: { S: key.sk } } }),
    );
    return Item;
  }

  it("store their keys, their entity and their attributes", async () => {
    const sk = "ORDER#2024-05-02T00:00:00.000Z#00000002";
    expect(await stored({ pk: "CUSTOMER#c1", sk })).to.deep.equal({
      pk: { S: "CUSTOMER#c1" },
      sk: { S: sk },
      gsi1pk: { S: "STATUS#open" },
      gsi1sk: { S: "2024-05-02T00:00:00.000Z#00000002" },
      entity: { S: "order" },
      customerId: { S: "c1" },
      placedAt: { S: "2024-05-02T00:00:00.000Z" },
      number: { N: "2" },
      status: { S: "open" },
      total: { N: "20" },
    });
  });

  it("read their own items only", async () => {
    expect((await Customer.get({ id: "c1" }))?.name).to.equal("Ada");
    expect((await Order.get({ customerId: "c1", placedAt: MAY(1), number: 1 }))?.total).to.equal(10);
    expect((await Order.query({ customerId: "c1" }).toArray()).map(({ total }) => total)).to.deep.equal([10, 20, 30]);
    expect(await Customer.scan().toArray()).to.have.length(1);
    expect(await Order.scan({ segments: 3 }).toArray()).to.have.length(4);
    expect([await Customer.count(), await Order.count(), await Order.count({ customerId: "c1" })]).to.deep.equal([
      1, 4, 3,
    ]);
    expect((await Order.scan({ limit: 2 }).toArray()).length).to.equal(2);
  });

  it("query a sort key from the left, as far as it is given", async () => {
    const numbersIn = async (key: QueryKeyOf<typeof Order>) =>
      (await Order.query(key).toArray()).map((order) => order.number);
    expect(await numbersIn({ customerId: "c1", placedAt: MAY(2) })).to.deep.equal([2]);
    expect(await numbersIn({ customerId: "c1", placedAt: { gt: MAY(1) } })).to.deep.equal([2, 3]);
    expect(await numbersIn({ customerId: "c1", placedAt: { gte: MAY(2) } })).to.deep.equal([2, 3]);
    expect(await numbersIn({ customerId: "c1", placedAt: { lt: MAY(2) } })).to.deep.equal([1]);
    expect(await numbersIn({ customerId: "c1", placedAt: { lte: MAY(2) } })).to.deep.equal([1, 2]);
    expect(await numbersIn({ customerId: "c1", placedAt: { between: [MAY(1), MAY(2)] } })).to.deep.equal([1, 2]);
    expect(await numbersIn({ customerId: "c1", placedAt: MAY(2), number: { lt: 2 } })).to.deep.equal([]);
    expect(await numbersIn({ customerId: "c1", placedAt: MAY(2), number: 2 })).to.deep.equal([2]);
    const pages = Order.query({ customerId: "c1" }, { pageSize: 1 }).pages();
    let cursor: string | undefined;
    for await (const page of pages) {
      cursor = page.cursor;
      break;
    }
    const rest = await Order.query({ customerId: "c1" }, { cursor: cursor ?? "" }).toArray();
    expect(rest.map(({ number }) => number)).to.deep.equal([2, 3]);
  });

  it("have no values below the least one, in lists and counts", async () => {
    const partition = { customerId: "c1", placedAt: MAY(1) };
    expect(await Order.query({ ...partition, number: { lt: 0 } }).toArray()).to.deep.equal([]);
    expect(await Order.count({ ...partition, number: { lt: 0 } })).to.equal(0);
    expect(
      await Order.gsi1.query({ status: "open", placedAt: { lt: new Date("0000-01-01") } }).toArray(),
    ).to.deep.equal([]);
  });

  it("are found in the indexes whose keys they have", async () => {
    expect((await Customer.gsi1.query({ email: "ada@example.com" }).first())?.id).to.equal("c1");
    const orders = await Order.gsi1.query({ status: "open", placedAt: MAY(1) }).toArray();
    expect(orders.map(({ customerId }) => customerId).toSorted()).to.deep.equal(["c1", "c2"]);
    await new Customer({ id: "c3", name: "Without an email" }).save();
    expect((await stored({ pk: "CUSTOMER#c3", sk: "PROFILE" }))?.["gsi1pk"]).to.equal(undefined);
  });

  it("read the attributes in the keys of an index that holds only these", async () => {
    const [order] = await Order.keysOnly.query({ placedAt: MAY(3), number: 3 }).toArray();
    expect(order).to.deep.include({ customerId: "c1", placedAt: MAY(3), number: 3, status: "open" });
    expect(await Order.keysOnly.count({ placedAt: MAY(3), number: 3 })).to.equal(1);
    const [total] = await Order.some.query({ status: "open" }, { limit: 1 }).toArray();
    expect(total).to.deep.include({ customerId: "c1", total: 10 });
  });

  it("renew the keys of indexes that an update concerns", async () => {
    const key = { customerId: "c1", placedAt: MAY(1), number: 1 };
    await Order.update(key, { status: "paid" });
    expect((await Order.gsi1.query({ status: "paid" }).toArray()).map(({ number }) => number)).to.deep.equal([1]);
    await Order.update(key, (order) => [order.status.set("open"), order.lines.set(3)]);
    expect(await Order.gsi1.query({ status: "paid" }).toArray()).to.deep.equal([]);
    const customer = await Customer.update({ id: "c1" }, (item) => [item.email.remove()]);
    expect(customer.email).to.equal(undefined);
    expect((await stored({ pk: "CUSTOMER#c1", sk: "PROFILE" }))?.["gsi1pk"]).to.equal(undefined);
    await customer.update({ email: "new@example.com" });
    expect((await Customer.gsi1.query({ email: "new@example.com" }).first())?.id).to.equal("c1");
  });

  it("renew the keys by a value that is set only if it is missing, of an item that was read", async () => {
    const withEmail = await Customer.put({ id: "c5", email: "bob@example.com", name: "Bob" });
    const without = await Customer.put({ id: "c6", name: "Eve" });
    for (const customer of [withEmail, without])
      await customer.update((item) => [item.email.setIfMissing("new@example.com")]);
    const found = async (email: string) => (await Customer.gsi1.query({ email }).toArray()).map(({ id }) => id);
    expect([await found("bob@example.com"), await found("new@example.com")]).to.deep.equal([["c5"], ["c6"]]);
    const { message } = await rejects(() =>
      Customer.update({ id: "c6" }, (item) => [item.email.setIfMissing("other@example.com")]),
    );
    expect(message).to.contain("change an item that was read, or set the value.");
  });

  it("create whole items by upserts", async () => {
    await Order.update({ customerId: "c9", placedAt: MAY(9), number: 9 }, { total: 90 }, { upsert: true });
    const found = await Order.gsi1.query({ status: "open", placedAt: MAY(9) }).toArray();
    expect(found.map(({ total }) => total)).to.deep.equal([90]);
  });

  it("leave the index keys without a value out of an upsert", async () => {
    const customer = await Customer.update({ id: "c8" }, { name: "Eve" }, { upsert: true });
    expect(customer.name).to.equal("Eve");
    const item = await stored({ pk: "CUSTOMER#c8", sk: "PROFILE" });
    expect([item?.["gsi1pk"], item?.["gsi1sk"]]).to.deep.equal([undefined, { S: "CUSTOMER" }]);
  });

  needs("existingItems", "transactions").it("refuse to write the item of another entity", async () => {
    class Impostor extends defineModel({
      table: shop,
      entity: "impostor",
      attributes: { id: attr.string(), name: attr.string().optional() },
      keys: { pk: "CUSTOMER#{id}", sk: "PROFILE" },
    }) {}
    expect(await Impostor.get({ id: "c1" })).to.equal(undefined);
    const writes = [
      () => Impostor.put({ id: "c1" }),
      () => Impostor.update({ id: "c1" }, { name: "x" }),
      () => Impostor.update({ id: "c1" }, { name: "x" }, { upsert: true }),
      () => Impostor.delete({ id: "c1" }),
    ];
    for (const write of writes) {
      const error = await rejects(write);
      expect(error.name).to.equal("ConditionalCheckFailedException");
      expect(error.message).to.contain('is of the entity "customer", and this write is of "impostor"');
      expect(failedConditions(error)).to.deep.equal([{ reason: "entity", existing: undefined }]);
    }
    expect(await Impostor.batchGet([{ id: "c1" }])).to.deep.equal([]);
    expect(await dynamodb.client.transactGet([Impostor.transactRead({ id: "c1" })])).to.deep.equal([undefined]);
    await Impostor.delete({ id: "nobody" });
  });

  it("are read together, each item of its class", async () => {
    const totals: number[] = [];
    const names: string[] = [];
    for await (const item of shop.query({ pk: "CUSTOMER#c1" }, { models: [Customer, Order] })) {
      if (item instanceof Order) totals.push(item.total);
      else names.push(item.name);
    }
    expect([totals, names]).to.deep.equal([[10, 20, 30], ["Ada"]]);
    expect(await shop.scan().toArray()).to.have.length(5);
    const byStatus = await shop.gsi1.query(STATUS_INDEX_KEY, { models: [Order], limit: 3 }).toArray();
    expect(byStatus.every((item) => item instanceof Order)).to.equal(true);
    const sk = "ORDER#2024-05-01T00:00:00.000Z#00000001";
    const keys = [
      { pk: "CUSTOMER#c1", sk: "PROFILE" },
      { pk: "CUSTOMER#c1", sk },
      { pk: "CUSTOMER#c1", sk: "NOTHING" },
    ];
    const items = await shop.batchGet(keys, { models: [Customer, Order] });
    expect(items.map((item) => item instanceof Order)).to.deep.equal([false, true]);
    if (has("transactions")) {
      const read = await shop.transactGet(keys);
      expect(read.map((item) => item?.constructor)).to.deep.equal([Customer, Order, undefined]);
    }
    const parts = await shop.keysOnly.query({ gsi1sk: "CUSTOMER" }, { models: [Customer] }).toArray();
    expect(parts.map((part) => ({ ...part }))).to.deep.equal([{ id: "c1", email: "ada@example.com" }]);
  });

  it("pass items of no known model to the caller, or skip them", async () => {
    const item = { pk: { S: "CUSTOMER#c1" }, sk: { S: "A" }, entity: { S: "address" } };
    const other = { pk: { S: "CUSTOMER#c1" }, sk: { S: "B" } };
    for (const Item of [item, other]) await dynamodb.client.send(new PutItemCommand({ TableName: TABLE, Item }));
    const unknown: unknown[] = [];
    const onUnknown = (found: unknown) => void unknown.push(found);
    const items = await shop.query({ pk: "CUSTOMER#c1" }, { models: [Customer], onUnknown, limit: 1 }).toArray();
    expect(items.map((each) => each.name)).to.deep.equal(["Ada"]);
    expect(unknown).to.have.length(5);
    expect(unknown.slice(0, 2)).to.deep.equal([item, other]);
    expect(await shop.query({ pk: "CUSTOMER#c1" }).toArray()).to.have.length(4);
  });

  it("report all mistakes before anything is sent", async () => {
    const key = { customerId: "c1", placedAt: MAY(1), number: 1 };
    const issuesOf = async (action: () => Promise<unknown>) => (await rejects(action)).message;
    expect(await issuesOf(() => Order.put({ ...key, number: -1, total: 1 }))).to.contain("number: is negative");
    expect(await issuesOf(() => Order.put({ ...key, number: 123_456_789, total: 1 }))).to.contain("has 9 digits");
    const changedKey = () => Order.update(key, { number: 2 } as never);
    expect(await issuesOf(changedKey)).to.contain("number: is in the table's key, which never changes.");
    expect(await issuesOf(() => Order.gsi1.query({ status: "open", number: 1 } as never).toArray())).to.contain(
      "number: needs placedAt before it.",
    );
    const notOfTable = () =>
      shop.query({ pk: "a" }, { models: [Order, class {} as never], onUnknown: 1 as never }).toArray();
    const message = await issuesOf(notOfTable);
    expect(message).to.contain("models[1]: is not a model of this table.");
    expect(message).to.contain("onUnknown: expected a function.");
  });

  it("report misspelt options of reads of all models, with the right ones", async () => {
    const keys = [{ pk: "CUSTOMER#c1", sk: "PROFILE" }];
    const misspelt = { model: [Order], onUnknwon: () => {} } as object;
    const calls = [
      () => shop.query({ pk: "CUSTOMER#c1" }, misspelt).toArray(),
      () => shop.gsi1.query({ gsi1pk: "STATUS#open" }, misspelt).toArray(),
      () => shop.scan(misspelt).toArray(),
      () => shop.gsi1.scan(misspelt).toArray(),
      () => shop.batchGet(keys, misspelt),
      () => shop.transactGet(keys, misspelt),
    ];
    for (const call of calls) {
      const { message } = await rejects(async () => await call());
      expect(message).to.contain("did you mean models?").and.contain("did you mean onUnknown?");
    }
    const filtered = await rejects(async () => await shop.scan({ filter: () => {} } as object).toArray());
    expect(filtered.message).to.contain("filter: ");
  });

  it("parse stored items of their own entity only", async () => {
    const item = (await stored({ pk: "CUSTOMER#c1", sk: "PROFILE" })) ?? {};
    expect(Customer.parse(item).name).to.equal("Ada");
    expect(() => Order.parse(item)).to.throw('entity: the item is of entity "customer", and the model\'s is "order".');
    const { entity: _, ...without } = item;
    expect(Customer.parse(without).id).to.equal("c1");
  });
});
