import { expect } from "chai";
import { attr, DynamoClient, DynatwinError, defineModel, getDefaultClient } from "../../src/index.js";
import { type Fault, mockDynamoDB } from "../../src/testing/index.js";
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
  it("says what put accepts if an argument is something else, and puts nothing", async () => {
    const db = await mockDynamoDB(User);
    const item = new User({ userId: "u1", name: "Alice" });
    for (const [wrong, what] of [
      [{ userId: "u2", name: "Bob" }, "an object"],
      [[item], "a list"],
      [User, "a model; create an item of it"],
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

  it("reports the issues of a fault that is added", async () => {
    const db = await mockDynamoDB(User);
    const denied = { kind: "denied" };
    const mistakes: [fault: unknown, message: string][] = [
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
      [{ kind: "answer", answer: { call: () => {} } }, "faults[0].answer: expected a JSON value"],
      [{ kind: "answer", answer: { count: 5n } }, "faults[0].answer: expected a JSON value"],
      [{ kind: "answer", answer: [] }, "faults[0].answer: expected an object, got a list."],
      [{ kind: "error", error: { name: "X", status: 200 } }, "faults[0].error.status"],
      [{ kind: "error", error: { name: "" } }, "faults[0].error.name"],
      [{ kind: "error", error: { name: "X", mesage: "y" } }, "did you mean message?"],
      [[denied], "faults[0]: expected an object, got a list."],
      ["denied", 'faults[0]: expected an object, got "denied".'],
      [undefined, "faults[0]: expected an object, got nothing."],
      [null, "faults[0]: expected an object, got null."],
    ];
    for (const [fault, message] of mistakes)
      expect(() => db.addFaults(fault as Fault)).to.throw(DynatwinError, message);
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

    const mistakes: [what: string, given: unknown[], message: string][] = [
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
      ["a name alone", ["users"], 'Argument 1 is "users". Create a table without a model by db.client.createTable.'],
      ["a list of models", [[User, Order]], "Argument 1 is a list. Write its members one by one"],
      ["an item", [User, new User({ userId: "u1", name: "Alice" })], "Argument 2 is an item. Give its class."],
      [
        "a model that is not defined yet",
        [User, undefined],
        "Argument 2 is undefined. A class of a circularly imported module",
      ],
      ["null", [null], "Argument 1 is null."],
      ["a number", [8000], "Argument 1 is 8000."],
      ["a client", [new DynamoClient({ region: "eu-west-1" })], "mockDynamoDB accepts models"],
      ["an unknown operation of a fault", [{ faults: [{ kind: "denied", operation: "PutItems" }] }], '"PutItem"'],
    ];
    for (const [what, given, message] of mistakes) {
      it(`${what}, says so`, async () => {
        const error = await rejects(() => loose(...given));
        expect(error).to.be.instanceOf(DynatwinError);
        expect(error.message).to.include(message);
        expect(getDefaultClient).to.throw(DynatwinError);
      });
    }
  });
});
