import { expect } from "chai";
import { attr, DynamoClient, DynatwinError, defineModel, WaitTimeoutError } from "../../src/index.js";
import { type MockDynamoDB, mockDynamoDB, type Snapshot } from "../../src/testing/index.js";
import { rejects } from "../support/both.js";
import { needs } from "../support/engine/needs.js";

class User extends defineModel({
  table: "users",
  attributes: { userId: attr.string().partitionKey(), name: attr.string() },
  globalSecondaryIndexes: { byName: { partitionKey: "name" } },
}) {}

class Order extends defineModel({
  table: "orders",
  attributes: { orderId: attr.string().partitionKey(), total: attr.number().sortKey() },
  tableOptions: { billingMode: "PROVISIONED", readCapacity: 7, writeCapacity: 3 },
}) {}

needs("mock").describe("mockDynamoDB", () => {
  describe("with models", () => {
    let db: MockDynamoDB;

    beforeEach(async () => {
      db = await mockDynamoDB(User, Order);
    });

    afterEach(async () => {
      await db.close();
    });

    it("supports a typical test", async () => {
      await db.put(new User({ userId: "u1", name: "Alice" }));
      expect((await User.get({ userId: "u1" }))?.name).to.equal("Alice");
      expect((await User.byName.query({ name: "Alice" }).first())?.userId).to.equal("u1");
    });

    it("creates the tables of the models, ready to use", async () => {
      expect(db.tables).to.deep.equal(["orders", "users"]);
      expect((await db.client.describeTable(User)).GlobalSecondaryIndexes?.[0]?.IndexStatus).to.equal("ACTIVE");
      const { TableStatus, ProvisionedThroughput } = await db.client.describeTable(Order);
      expect([TableStatus, ProvisionedThroughput?.ReadCapacityUnits]).to.deep.equal(["ACTIVE", 7]);
    });

    it("lists the requests of the test, without those that created the tables", async () => {
      await User.get({ userId: "u1" });
      expect(db.requests.map(({ operation, input }) => [operation, input["TableName"]])).to.deep.equal([
        ["GetItem", "users"],
      ]);
      db.clearRequests();
      expect(db.requests).to.deep.equal([]);
    });

    it("keeps all tables when it is reset, also those that the test has created, without items", async () => {
      await db.client.createTable("extra", { partitionKey: ["id", "S"], wait: true });
      await db.put(new User({ userId: "u1", name: "Alice" }), new Order({ orderId: "o1", total: 3 }));
      await db.reset();
      expect(db.tables).to.deep.equal(["extra", "orders", "users"]);
      expect(await User.scan().toArray()).to.deep.equal([]);
      expect(await User.byName.query({ name: "Alice" }).toArray()).to.deep.equal([]);
      expect(await Order.scan().toArray()).to.deep.equal([]);
      expect((await db.client.describeTable(Order)).ProvisionedThroughput?.WriteCapacityUnits).to.equal(3);
    });

    it("restores the items of a snapshot, and empties tables created since", async () => {
      const users = Array.from({ length: 60 }, (_, n) => new User({ userId: `u${n}`, name: `Name ${n % 3}` }));
      await db.put(...users);
      const snapshot = await db.snapshot();
      await users[0]?.delete();
      await db.put(new User({ userId: "late", name: "Late" }), new Order({ orderId: "o1", total: 3 }));
      await db.restore(snapshot);
      expect((await User.scan().toArray()).map(({ userId }) => userId)).to.have.members(
        users.map((each) => each.userId),
      );
      expect(await User.byName.query({ name: "Name 0" }).toArray()).to.have.length(20);
      expect(await Order.scan().toArray()).to.deep.equal([]);
    });

    it("names a missing table of a snapshot, and changes nothing", async () => {
      await db.put(new User({ userId: "u1", name: "Alice" }));
      const snapshot = await db.snapshot();
      await User.deleteTable({ wait: true });
      await db.put(new Order({ orderId: "o1", total: 3 }));
      expect((await rejects(() => db.restore(snapshot))).message).to.equal(
        'The table "users" of the snapshot no longer exists. Create it first.',
      );
      expect(await Order.scan().toArray()).to.have.length(1);
    });

    it("restores nothing, and names the table, if an item does not fit it", async () => {
      await db.put(new User({ userId: "u1", name: "Alice" }));
      const snapshot = await db.snapshot();
      await User.deleteTable({ wait: true });
      await db.client.createTable("users", { partitionKey: ["email", "S"], wait: true });
      await db.put(new Order({ orderId: "o1", total: 3 }));
      expect((await rejects(() => db.restore(snapshot))).message).to.equal(
        'The table "users" cannot store these items: One or more parameter values were invalid: ' +
          "Missing the key email in the item. Nothing has changed.",
      );
      expect(await Order.scan().toArray()).to.have.length(1);
    });

    it("says what restore accepts if the argument is something else", async () => {
      for (const given of [
        undefined,
        {},
        { contents: null },
        { contents: { users: {} } },
        { contents: { users: [1] } },
        { contents: { users: [{ id: () => {} }] } },
        [],
      ]) {
        const error = await rejects(() => db.restore(given as unknown as Snapshot));
        expect(error).to.be.instanceOf(DynatwinError);
        expect(error.message).to.include("restore accepts what snapshot returned");
      }
    });

    it("is used by any client with its configuration", async () => {
      const other = new DynamoClient(db.config);
      expect(await other.tableExists("users")).to.equal(true);
      other.destroy();
      expect(db.endpoint).to.match(/^http:\/\/127\.0\.0\.1:\d+$/);
    });

    it("does not have the items of another one", async () => {
      const other = await mockDynamoDB(User);
      await db.put(new User({ userId: "u1", name: "Alice" })); // the client of the last mock
      expect(await User.scan().toArray()).to.have.length(1);
      expect(other.tables).to.deep.equal(["users"]);
      await other.close();
      expect(await User.scan().toArray()).to.deep.equal([]);
    });
  });

  it("names the table that the embedded DynamoDB refuses, and why", async () => {
    class Refused extends defineModel({
      table: "refused",
      attributes: { id: attr.string().partitionKey() },
      tableOptions: { input: { TableName: "users" } },
    }) {}
    const error = await rejects(() => mockDynamoDB(User, Refused));
    expect(error).to.be.instanceOf(DynatwinError);
    expect(error.message).to.equal(
      'CreateTable of the table "users" failed: ResourceInUseException: Table already exists: users',
    );
  });

  describe("after it is closed", () => {
    const CLOSED = "This embedded DynamoDB is closed.";

    it("can be closed again", async () => {
      const db = await mockDynamoDB();
      await db.close();
      await db.close();
      await db[Symbol.asyncDispose]();
    });

    it("throws an error for every call", async () => {
      const db = await mockDynamoDB(User);
      const snapshot = await db.snapshot();
      await db.close();
      for (const ask of [() => db.reset(), () => db.snapshot(), () => db.restore(snapshot)]) {
        const error = await rejects(ask);
        expect(error).to.be.instanceOf(DynatwinError);
        expect(error.message).to.include(CLOSED);
      }
      for (const ask of [() => db.tables, () => db.requests, () => db.clearFaults(), () => db.addFaults()]) {
        expect(ask).to.throw(DynatwinError, CLOSED);
      }
      expect((await rejects(() => db.client.tableExists("users"))).message).to.include("destroy");
    });
  });

  it("says that its clock is stopped if a wait times out", async () => {
    const db = await mockDynamoDB({ time: "manual", latency: "realistic" });
    await db.client.createTable("jobs", { partitionKey: ["id", "S"] });
    const waits = [
      () => db.client.waitForTableActive("jobs", { timeoutSeconds: 0.3 }),
      () => db.client.createTable("others", { partitionKey: ["id", "S"], wait: { timeoutSeconds: 0.3 } }),
    ];
    for (const wait of waits) {
      const error = await rejects(wait);
      expect(error).to.be.instanceOf(WaitTimeoutError);
      expect(error.message).to.include('time: "manual"').and.to.include("db.clock.advance(");
    }
    db.clock.advance(10_000);
    await db.client.deleteTable("jobs");
    const error = await rejects(() => db.client.waitForTableDeleted("jobs", { timeoutSeconds: 0.3 }));
    expect(error.message).to.include("db.clock.advance(");
    await db.close();
  });

  it("does not mention a running clock", async () => {
    const db = await mockDynamoDB({ latency: "realistic" });
    await db.client.createTable("jobs", { partitionKey: ["id", "S"] });
    const error = await rejects(() => db.client.waitForTableActive("jobs", { timeoutSeconds: 0.3 }));
    expect(error.message).not.to.include("advance");
    await db.close();
  });
});
