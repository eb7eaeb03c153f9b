import { expect } from "chai";
import { attr, defineModel, defineTable, DynamoClient } from "../../src/index.js";
import { startDynamoDB } from "../support/engine/start.js";

describe("smoke", () => {
  it("works", async () => {
    const db = await startDynamoDB();
    const client = new DynamoClient(db.config);
    const shop = defineTable({
      table: "shop",
      partitionKey: ["pk", "S"],
      sortKey: ["sk", "S"],
      globalSecondaryIndexes: { gsi1: { partitionKey: ["gsi1pk", "S"], sortKey: ["gsi1sk", "S"] } },
      client,
    });
    class Customer extends defineModel({
      table: shop,
      entity: "customer",
      attributes: { id: attr.string(), email: attr.string(), name: attr.string() },
      keys: { pk: "CUSTOMER#{id}", sk: "PROFILE", gsi1pk: "EMAIL#{email}", gsi1sk: "CUSTOMER" },
    }) {}
    class Order extends defineModel({
      table: shop,
      entity: "order",
      attributes: { customerId: attr.string(), placedAt: attr.date(), number: attr.number(), total: attr.number() },
      keys: { pk: "CUSTOMER#{customerId}", sk: "ORDER#{placedAt}#{number:8}" },
    }) {}
    await shop.createTable({ wait: true });
    await new Customer({ id: "c1", email: "a@b.c", name: "Ada" }).save();
    const day = new Date("2024-05-01");
    await Order.put({ customerId: "c1", placedAt: day, number: 1, total: 10 });
    await Order.put({ customerId: "c1", placedAt: new Date("2024-05-02"), number: 2, total: 20 });
    const c = await Customer.get({ id: "c1" });
    expect(c?.name).to.equal("Ada");
    expect((await Order.query({ customerId: "c1" }).toArray()).length).to.equal(2);
    expect((await Order.query({ customerId: "c1", placedAt: { gt: day } }).toArray()).map((o) => o.number)).to.deep.equal([2]);
    const totals: number[] = [];
    for await (const item of shop.query({ pk: "CUSTOMER#c1" }, { models: [Customer, Order] }))
      if (item instanceof Order) totals.push(item.total);
    expect(totals).to.deep.equal([10, 20]);
    expect((await Customer.gsi1.query({ email: "a@b.c" }).first())?.id).to.equal("c1");
    const updated = await Customer.update({ id: "c1" }, { email: "x@y.z" });
    expect(updated.email).to.equal("x@y.z");
    expect((await Customer.gsi1.query({ email: "x@y.z" }).first())?.id).to.equal("c1");
    expect(await Customer.gsi1.query({ email: "a@b.c" }).first()).to.equal(undefined);
    const all = await shop.scan().toArray();
    expect(all.length).to.equal(3);
    const [first] = await shop.batchGet([{ pk: "CUSTOMER#c1", sk: "PROFILE" }], { models: [Customer] });
    expect(first?.id).to.equal("c1");
    const gets = await shop.transactGet([{ pk: "CUSTOMER#c1", sk: "PROFILE" }, { pk: "CUSTOMER#c1", sk: "NO" }]);
    expect(gets.length).to.equal(2);
    expect(shop.syncTableExists()).to.equal(true);
    console.log(await client.send(new (await import("@aws-sdk/client-dynamodb")).ScanCommand({ TableName: "shop" })).then((a) => JSON.stringify(a.Items)));
    console.log((await shop.gsi1.query({ gsi1pk: "EMAIL#x@y.z" }, { models: [Customer] }).toArray())[0]?.email);
    await (db as unknown as { close(): Promise<void> }).close();
    client.destroy();
  });
});
