import { expect } from "chai";
import { attr, defineModel, type KeyOf } from "../../src/index.js";
import { rejects } from "../support/both.js";
import { needs } from "../support/engine/needs.js";
import { syncStartDynamoDB, type TestDynamoDB, tableName } from "../support/engine/start.js";

class Order extends defineModel({
  table: tableName("orders"),
  attributes: {
    kind: attr.enum(["retail", "wholesale"]).partitionKey(),
    id: attr.string().sortKey(),
    status: attr.enum(["open", "paid"]),
    source: attr.literal("shop").default("shop"),
  },
  globalSecondaryIndexes: { byStatus: { partitionKey: "status", sortKey: "source" } },
}) {}

describe("enums and literals as keys", () => {
  let db: TestDynamoDB;

  beforeEach(() => {
    db = syncStartDynamoDB(Order);
  });

  afterEach(() => db.syncClose());

  it("find, change and delete an item, in the table and in an index", async () => {
    const key: KeyOf<typeof Order> = { kind: "retail", id: "1" };
    await new Order({ ...key, status: "open" }).save();
    await new Order({ kind: "wholesale", id: "1", status: "paid" }).save();
    const order = await Order.get(key);
    const kind: "retail" | "wholesale" | undefined = order?.kind;
    expect([kind, order?.status, order?.source]).to.deep.equal(["retail", "open", "shop"]);
    await order?.update({ status: "paid" });
    const paid = await Order.byStatus.query({ status: "paid", source: "shop" }).toArray();
    expect(paid.map((each) => each.kind).toSorted()).to.deep.equal(["retail", "wholesale"]);
    await Order.delete(key);
    expect(await Order.get(key)).to.equal(undefined);
    expect(await Order.query({ kind: "wholesale" }).toArray()).to.have.lengthOf(1);
  });

  needs("requests").it("refuse other values before anything is sent", async () => {
    const sent = db.requests.length;
    const error = await rejects(() => Order.get({ kind: "wholesle" as "wholesale", id: "1" }));
    expect(error.message).to.include("kind").and.include("wholesale");
    expect(db.requests.length).to.equal(sent);
  });
});
