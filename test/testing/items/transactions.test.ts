import {
  IdempotentParameterMismatchException,
  ResourceNotFoundException,
  TransactionCanceledException,
} from "@aws-sdk/client-dynamodb";
import { expect } from "chai";
import { attr, defineModel } from "../../../src/index.js";
import { type MockDynamoDB, mockDynamoDB } from "../../../src/testing/index.js";
import { rejects } from "../../support/both.js";
import { RawDynamoDB } from "../../support/raw-dynamodb.js";

class Account extends defineModel({
  table: "accounts",
  attributes: { id: attr.string().partitionKey(), balance: attr.number(), owner: attr.string().optional() },
  globalSecondaryIndexes: { byOwner: { partitionKey: "owner" } },
}) {}

describe("transactions of the emulator", () => {
  let db: MockDynamoDB;
  let raw: RawDynamoDB;

  const balances = async () =>
    (await Account.scan().toArray()).map(({ id, balance }) => `${id}: ${balance}`).toSorted();
  const transfer = (amount: number, options = {}) =>
    db.client.transactWrite(
      [
        Account.transactUpdate(
          { id: "a" },
          { balance: 100 - amount },
          { condition: ({ balance }) => balance.gte(amount) },
        ),
        Account.transactUpdate({ id: "b" }, { balance: amount }),
      ],
      options,
    );

  before(async () => {
    db = await mockDynamoDB(Account);
    raw = new RawDynamoDB(db.endpoint);
  });

  beforeEach(async () => {
    await db.reset();
    db.clearFaults();
    await db.put(new Account({ id: "a", balance: 100 }), new Account({ id: "b", balance: 0 }));
  });

  after(async () => {
    raw.destroy();
    await db.close();
  });

  it("write all of their parts", async () => {
    await transfer(30);
    expect(await balances()).to.deep.equal(["a: 70", "b: 30"]);
    await db.client.transactWrite([
      Account.transactPut(new Account({ id: "c", balance: 1, owner: "me" })),
      Account.transactDelete({ id: "b" }),
      Account.transactCheck({ id: "a" }, ({ balance }) => balance.eq(70)),
    ]);
    expect(await balances()).to.deep.equal(["a: 70", "c: 1"]);
    expect(await Account.byOwner.query({ owner: "me" }).first()).to.include({ id: "c" });
  });

  it("write none of them if the condition of one fails, and return which", async () => {
    const error = await rejects(() => transfer(101));
    expect(error).to.be.instanceOf(TransactionCanceledException);
    expect(error.message).to.contain("[ConditionalCheckFailed, None]");
    expect((error as TransactionCanceledException).CancellationReasons).to.deep.equal([
      { Code: "ConditionalCheckFailed", Message: "The conditional request failed" },
      { Code: "None" },
    ]);
    expect(await balances()).to.deep.equal(["a: 100", "b: 0"]);
  });

  it("return the item whose condition failed, if it is requested", async () => {
    const { error, body } = await raw.send("TransactWriteItems", {
      TransactItems: [
        {
          Delete: {
            TableName: "accounts",
            Key: { id: { S: "a" } },
            ConditionExpression: "balance > :most",
            ExpressionAttributeValues: { ":most": { N: "1000" } },
            ReturnValuesOnConditionCheckFailure: "ALL_OLD",
          },
        },
      ],
    });
    expect(error).to.equal("TransactionCanceledException");
    expect(body["CancellationReasons"]).to.deep.equal([
      {
        Code: "ConditionalCheckFailed",
        Message: "The conditional request failed",
        Item: { id: { S: "a" }, balance: { N: "100" } },
      },
    ]);
  });

  it("read several items at one moment, in the requested order", async () => {
    const found = await db.client.transactGet([
      Account.transactRead({ id: "b" }),
      Account.transactRead({ id: "nobody" }),
      Account.transactRead({ id: "a" }),
    ]);
    expect(found.map((each) => each?.balance)).to.deep.equal([0, undefined, 100]);
  });

  it("are executed once, if the answer is lost and the SDK retries", async () => {
    db.addFaults({ kind: "dropped", operation: "TransactWriteItems", commit: true });
    await db.client.transactWrite([
      Account.transactUpdate({ id: "a" }, { balance: 99 }, { condition: ({ balance }) => balance.eq(100) }),
    ]);
    expect(await balances()).to.deep.equal(["a: 99", "b: 0"]);
  });

  it("with the token of another are refused", async () => {
    await transfer(10, { idempotencyToken: "once" });
    expect(await rejects(() => transfer(20, { idempotencyToken: "once" }))).to.be.instanceOf(
      IdempotentParameterMismatchException,
    );
    expect(await balances()).to.deep.equal(["a: 90", "b: 10"]);
  });

  for (const [how, forget] of [
    ["reset", () => db.reset()],
    ["restore", async () => db.restore(await db.snapshot())],
  ] as const) {
    it(`are executed again with the same token after ${how}, because the items are replaced`, async () => {
      await transfer(30, { idempotencyToken: "once" });
      await forget();
      await db.put(new Account({ id: "a", balance: 100 }), new Account({ id: "b", balance: 0 }));
      await transfer(30, { idempotencyToken: "once" });
      expect(await balances()).to.deep.equal(["a: 70", "b: 30"]);
    });
  }

  it("without a token are not repetitions of one with a token", async () => {
    await transfer(10, { idempotencyToken: "undefined" });
    const Put = { TableName: "accounts", Item: { id: { S: "c" }, balance: { N: "1" } } };
    await raw.send("TransactWriteItems", { TransactItems: [{ Put }] });
    expect(await balances()).to.deep.equal(["a: 90", "b: 10", "c: 1"]);
  });

  it("identify an item by its key, in any form of the key", async () => {
    await db.client.createTable("readings", { partitionKey: ["sensor", "S"], sortKey: ["at", "N"] });
    const Delete = (Key: object) => ({ Delete: { TableName: "readings", Key } });
    const sensor = { S: "s" };
    for (const Key of [
      { at: { N: "1" }, sensor },
      { sensor, at: { N: "1.0" } },
      { sensor, at: { N: "10e-1" } },
    ]) {
      const TransactItems = [Delete({ sensor, at: { N: "1" } }), Delete(Key)];
      const { message } = await raw.send("TransactWriteItems", { TransactItems });
      expect(message).to.equal("Transaction request cannot include multiple operations on one item");
    }
    const TransactItems = [Delete({ sensor, at: { N: "1" } }), Delete({ sensor, at: { N: "-1" } })];
    expect((await raw.send("TransactWriteItems", { TransactItems })).error).to.equal(undefined);
  });

  it("return their consumed capacity, which is twice as much", async () => {
    const { body } = await raw.send("TransactWriteItems", {
      ReturnConsumedCapacity: "TOTAL",
      TransactItems: ["x", "y"].map((id) => ({
        Put: { TableName: "accounts", Item: { id: { S: id }, balance: { N: "1" } } },
      })),
    });
    expect(body["ConsumedCapacity"]).to.deep.equal([
      { TableName: "accounts", CapacityUnits: 4, WriteCapacityUnits: 4 },
    ]);
  });

  const put = (id: string) => ({ Put: { TableName: "accounts", Item: { id: { S: id } } } });
  const wrong: [what: string, items: object[], error: string, message: string][] = [
    ["nothing", [], "ValidationException", "greater than or equal to 1"],
    [
      "101 parts",
      Array.from({ length: 101 }, (_, i) => put(`${i}`)),
      "ValidationException",
      "less than or equal to 100",
    ],
    ["one item twice", [put("a"), put("a")], "ValidationException", "cannot include multiple operations on one item"],
    [
      "a part that is two",
      [put("b"), { ...put("a"), Delete: { TableName: "accounts", Key: { id: { S: "a" } } } }],
      "ValidationException",
      "TransactItems can only contain one of Check, Put, Update or Delete",
    ],
    [
      "a check without a condition",
      [put("c"), { ConditionCheck: { TableName: "accounts", Key: { id: { S: "a" } } } }],
      "ValidationException",
      "Value null at 'transactItems.2.member.conditionCheck.conditionExpression' failed to satisfy constraint: " +
        "Member must not be null",
    ],
    [
      "a key that is null",
      [{ Put: null, Delete: { TableName: "accounts", Key: null } }],
      "ValidationException",
      "Value null at 'transactItems.1.member.delete.key'",
    ],
    [
      "a part without a table",
      [{ Put: { Item: { id: { S: "a" } } } }],
      "ValidationException",
      "Value null at 'transactItems.1.member.put.tableName'",
    ],
    ["no such table", [{ Put: { TableName: "nowhere", Item: {} } }], "ResourceNotFoundException", "not found"],
    [
      "an invalid expression",
      [{ Put: { ...put("a").Put, ConditionExpression: "id =" } }],
      "ValidationException",
      "Invalid ConditionExpression",
    ],
    [
      "a key of the wrong type",
      [put("c"), { Put: { TableName: "accounts", Item: { id: { N: "1" } } } }],
      "TransactionCanceledException",
      "[None, ValidationError]",
    ],
  ];
  for (const [what, TransactItems, error, message] of wrong) {
    it(`refuse ${what}`, async () => {
      const answer = await raw.send("TransactWriteItems", { TransactItems });
      expect(answer.error).to.equal(error);
      expect(answer.message).to.contain(message);
      expect(await balances()).to.deep.equal(["a: 100", "b: 0"]);
    });
  }

  it("refuse a table that does not exist, with the SDK's own error", async () => {
    class Nowhere extends defineModel({ table: "nowhere", attributes: { id: attr.string().partitionKey() } }) {}
    const error = await rejects(() => db.client.transactGet([Nowhere.transactRead({ id: "a" })]));
    expect(error).to.be.instanceOf(ResourceNotFoundException);
  });
});
