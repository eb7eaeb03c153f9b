import { expect } from "chai";
import {
  attr,
  DynamoClient,
  DynatwinError,
  defineModel,
  getDefaultClient,
  setDefaultClient,
  WaitTimeoutError,
} from "../../src/index.js";
import { type Fault, type MockDynamoDB, mockDynamoDB, type Snapshot } from "../../src/testing/index.js";
import { rejects } from "../support/both.js";

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

const elsewhere = new DynamoClient({ region: "eu-west-1" });

class Owned extends defineModel({
  table: "owned",
  attributes: { id: attr.string().partitionKey() },
  client: elsewhere,
}) {}
class AlsoOwned extends Owned {}

/** The client of a model. */
function ownClientOf(model: typeof Owned): unknown {
  return (model["~model"] as { client: unknown }).client; // the library's own members
}

describe("mockDynamoDB", () => {
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
        'The table "users" cannot hold these items: The provided key element does not match the schema. Nothing has changed.',
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

  describe("replaces", () => {
    afterEach(() => {
      setDefaultClient(undefined);
    });

    it("no default client, and leaves none when closed", async () => {
      const db = await mockDynamoDB(User);
      expect(getDefaultClient()).to.equal(db.client);
      await db.close();
      expect(getDefaultClient).to.throw(DynatwinError, "There is no default client");
    });

    it("no default client, and says so after it is closed", async () => {
      const db = await mockDynamoDB(User);
      await db.close();
      const error = await rejects(() => User.get({ userId: "u1" }));
      expect(error).to.be.instanceOf(DynatwinError);
      expect(error.message)
        .to.include("There is no default client")
        .and.to.include("embedded DynamoDB")
        .and.to.include("closed");
      setDefaultClient(undefined);
      expect((await rejects(() => User.get({ userId: "u1" }))).message).not.to.include("closed");
    });

    it("the default client and the models' own, and restores them", async () => {
      setDefaultClient(elsewhere);
      const db = await mockDynamoDB(User, Owned, AlsoOwned);
      expect([getDefaultClient(), ownClientOf(Owned), ownClientOf(AlsoOwned)]).to.deep.equal(Array(3).fill(db.client));
      await db.put(new Owned({ id: "1" }));
      expect(db.requests.map(({ operation }) => operation)).to.deep.equal(["PutItem"]);
      await db.close();
      expect([getDefaultClient(), ownClientOf(Owned), ownClientOf(AlsoOwned)]).to.deep.equal(Array(3).fill(elsewhere));
    });

    it("them until the end of a block", async () => {
      {
        await using db = await mockDynamoDB(Owned);
        expect(ownClientOf(Owned)).to.equal(db.client);
      }
      expect(ownClientOf(Owned)).to.equal(elsewhere);
      expect(getDefaultClient).to.throw(DynatwinError);
    });

    for (const [order, first] of [
      ["inside out", 1],
      ["outside in", 0],
    ] as const) {
      it(`another one, and ends ${order}`, async () => {
        setDefaultClient(elsewhere);
        const dbs = [await mockDynamoDB(Owned), await mockDynamoDB(Owned)] as const;
        const [left, right] = [dbs[first], dbs[1 - first] as MockDynamoDB];
        await left.close();
        expect([getDefaultClient(), ownClientOf(Owned)]).to.deep.equal([right.client, right.client]);
        await right.close();
        expect([getDefaultClient(), ownClientOf(Owned)]).to.deep.equal([elsewhere, elsewhere]);
      });
    }

    it("them no longer if another default client was set meanwhile", async () => {
      const db = await mockDynamoDB(Owned);
      setDefaultClient(elsewhere);
      await db.close();
      expect([getDefaultClient(), ownClientOf(Owned)]).to.deep.equal([elsewhere, elsewhere]);
    });

    it("nothing if its start fails", async () => {
      class Wide extends defineModel({
        table: "wide",
        attributes: { id: attr.string().partitionKey() },
        tableOptions: { input: { SSESpecification: {}, KeySchema: [{ AttributeName: "other", KeyType: "HASH" }] } },
      }) {}
      setDefaultClient(elsewhere);
      await rejects(() => mockDynamoDB(Owned, Wide));
      expect([getDefaultClient(), ownClientOf(Owned)]).to.deep.equal([elsewhere, elsewhere]);
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

  it("says what put accepts if an argument is something else, and puts nothing", async () => {
    const db = await mockDynamoDB(User);
    const item = new User({ userId: "u1", name: "Alice" });
    for (const [wrong, what] of [
      [{ userId: "u2", name: "Bob" }, "an object"],
      [[item], "a list"],
      [User, "a model; make an item of it"],
      [undefined, "nothing"],
      [null, "null"],
      ["u2", '"u2"'],
      [Object.create(null), "an object"],
    ]) {
      const error = await rejects(() => db.put(item, wrong as never));
      expect(error).to.be.instanceOf(DynatwinError);
      expect(error.message).to.include("put accepts items of models").and.to.include(`Argument 2 is ${what}.`);
    }
    expect(db.requests).to.deep.equal([]);
    await db.close();
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

  it("reports the issues of a fault that is added", async () => {
    const db = await mockDynamoDB(User);
    const denied = { kind: "denied" };
    const refused: [fault: unknown, message: string][] = [
      [
        { ...denied, operation: "PutItems" },
        'faults[0].operation: there is no operation "PutItems" of DynamoDB. Fix: write "PutItem".',
      ],
      [{ ...denied, operation: "putItem" }, 'write "PutItem"'],
      [{ ...denied, operation: "DescribeTabel" }, 'write "DescribeTable"'],
      [{ ...denied, operation: "zzzz" }, "faults[0].operation: there is no operation"],
      [{ ...denied, operation: 5 }, "faults[0].operation: expected a string"],
      [{ ...denied, tableName: "us ers" }, "faults[0].tableName"],
      [{ ...denied, tableName: "" }, "faults[0].tableName"],
      [{ ...denied, tableName: User }, "faults[0].tableName"],
      [{ ...denied, table: "users" }, "did you mean tableName?"],
      [{ ...denied, times: 1.5 }, "faults[0].times: expected a whole number, 0 or above, or Infinity, got 1.5."],
      [{ ...denied, times: -1 }, "faults[0].times"],
      [{ ...denied, times: "2" }, "faults[0].times"],
      [{ ...denied, skip: Number.NaN }, "faults[0].skip"],
      [{ ...denied, afterMs: -1 }, "faults[0].afterMs"],
      [{ ...denied, forMs: "1" }, "faults[0].forMs"],
      [{ ...denied, commit: "yes" }, "faults[0].commit"],
      [{ ...denied, delayMs: 5 }, 'faults[0].delayMs: is for kind "slow", and this is "denied".'],
      [{ ...denied, error: { name: "X" } }, 'faults[0].error: is for kind "error", and this is "denied".'],
      [{ kind: "dropped", answer: {} }, "faults[0].answer: "],
      [{ kind: "answer", answer: { call: () => {} } }, "faults[0].answer: expected what JSON can hold"],
      [{ kind: "answer", answer: { count: 5n } }, "faults[0].answer: expected what JSON can hold"],
      [{ kind: "answer", answer: [] }, "faults[0].answer: expected an object, got a list."],
      [{ kind: "error", error: { name: "X", status: 200 } }, "faults[0].error.status"],
      [{ kind: "error", error: { name: "" } }, "faults[0].error.name"],
      [{ kind: "error", error: { name: "X", mesage: "y" } }, "did you mean message?"],
      [[denied], "faults[0]: expected an object, got a list."],
      ["denied", 'faults[0]: expected an object, got "denied".'],
      [undefined, "faults[0]: expected an object, got nothing."],
      [null, "faults[0]: expected an object, got null."],
    ];
    for (const [fault, message] of refused) expect(() => db.addFaults(fault as Fault)).to.throw(DynatwinError, message);
    expect(await User.tableExists()).to.equal(true);
    await db.close();
  });

  it("matches a fault's table by its ARN too", async () => {
    const db = await mockDynamoDB(User, Order);
    const { TableArn = "" } = await db.client.describeTable(User);
    db.addFaults({ kind: "notFound", operation: "DescribeTable", tableName: TableArn });
    expect(await Order.tableExists()).to.equal(true);
    expect(await User.tableExists()).to.equal(false);
    await db.close();
  });

  it("reports an invalid fault that is added later, and adds none of those with it", async () => {
    const db = await mockDynamoDB(User);
    const misspelt = { kind: "throtled" } as unknown as Fault;
    expect(() => db.addFaults({ kind: "denied" }, misspelt)).to.throw(DynatwinError, "faults[1].kind");
    expect(await User.tableExists()).to.equal(true);
    await db.close();
  });

  describe("given", () => {
    // As in JavaScript, without types.
    const loose = mockDynamoDB as (...given: readonly unknown[]) => ReturnType<typeof mockDynamoDB>;

    const refused: [what: string, given: unknown[], message: string][] = [
      ["a misspelt option", [User, { latancy: "instant" }], "did you mean latency?"],
      ["a misspelt duration", [User, { latency: { createTabelMs: 5 } }], "did you mean createTableMs?"],
      ["a misspelt latency", [User, { latency: "instnt" }], '"instant"'],
      ["a misspelt fault", [User, { faults: [{ kind: "throtled" }] }], '"throttled"'],
      [
        "a negative number of tables",
        [User, { limits: { tables: -1 } }],
        "limits.tables: expected a whole number, 0 or above",
      ],
      ["a name instead of a model", ["users", {}], "mockDynamoDB accepts models"],
      ["a class that is not a model", [class {}], "mockDynamoDB accepts models"],
      ["options before models", [{}, User], "mockDynamoDB accepts models"],
      ["only a name", ["users"], 'Argument 1 is "users". A table without a model is made by db.client.createTable.'],
      ["a list of models", [[User, Order]], "Argument 1 is a list. Write its members one by one"],
      ["an item", [User, new User({ userId: "u1", name: "Alice" })], "Argument 2 is an item. Give its class."],
      [
        "a model that is not defined yet",
        [User, undefined],
        "Argument 2 is undefined. A class of a circularly imported module",
      ],
      ["null", [null], "Argument 1 is null."],
      ["a number", [8000], "Argument 1 is 8000."],
      ["a client", [elsewhere], "mockDynamoDB accepts models"],
      ["an unknown operation of a fault", [{ faults: [{ kind: "denied", operation: "PutItems" }] }], '"PutItem"'],
    ];
    for (const [what, given, message] of refused) {
      it(`${what}, says so`, async () => {
        const error = await rejects(() => loose(...given));
        expect(error).to.be.instanceOf(DynatwinError);
        expect(error.message).to.include(message);
        expect(getDefaultClient).to.throw(DynatwinError);
      });
    }
  });
});
