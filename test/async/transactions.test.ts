import { TransactionCanceledException } from "@aws-sdk/client-dynamodb";
import { expect } from "chai";
import { attr, type DynamoClient, defineModel, UnprocessedItemsError } from "../../src/index.js";
import type { Fault } from "../../src/testing/index.js";
import { rejects } from "../support/both.js";
import { needs } from "../support/engine/needs.js";
import { ScriptedDynamoDB } from "../support/scripted-dynamodb.js";

// These tests check the requests. The emulator processes every batch, and never leaves a part of it.
needs("clock").describe("transactions and batches on the wire", () => {
  let dynamodb: ScriptedDynamoDB;
  let client: DynamoClient;

  before(() => {
    dynamodb = ScriptedDynamoDB.start();
  });

  after(() => dynamodb.stop());

  function start(...faults: Fault[]) {
    const KeySchema = [{ AttributeName: "product", KeyType: "HASH" }];
    const AttributeDefinitions = [{ AttributeName: "product", AttributeType: "S" }];
    dynamodb.startScenario({ tables: { stock: { KeySchema, AttributeDefinitions } }, faults });
    client = dynamodb.client();
    return defineModel({
      table: "stock",
      attributes: { product: attr.string().partitionKey(), count: attr.number(), revision: attr.number().version() },
      client,
    });
  }

  it("write parts of every kind, all or none", async () => {
    const Stock = start({ kind: "answer", operation: "TransactWriteItems", answer: {} });
    const item = new Stock({ product: "a", count: 1 });
    await client.transactWrite(
      [
        Stock.transactPut(item),
        Stock.transactUpdate({ product: "b" }, { count: 2 }, { condition: (stock) => stock.count.gt(0) }),
        Stock.transactDelete({ product: "c" }),
        Stock.transactCheck({ product: "d" }, (stock) => stock.count.eq(4)),
      ],
      { idempotencyToken: "once" },
    );
    expect(item.revision).to.equal(1);
    const input = dynamodb.requests("TransactWriteItems")[0]?.input ?? {};
    expect(input["ClientRequestToken"]).to.equal("once");
    expect(input["TransactItems"].map((part: object) => Object.keys(part)[0])).to.deep.equal([
      "Put",
      "Update",
      "Delete",
      "ConditionCheck",
    ]);
    expect(input["TransactItems"][0].Put.Item).to.deep.equal({
      product: { S: "a" },
      count: { N: "1" },
      revision: { N: "1" },
    });
    expect(input["TransactItems"][1].Update).to.have.property("UpdateExpression");
    expect(input["TransactItems"][1].Update).not.to.have.property("ReturnValues");
    expect(input["TransactItems"][3].ConditionCheck).to.deep.include({
      TableName: "stock",
      Key: { product: { S: "d" } },
    });
  });

  it("that are cancelled throw the SDK's error with the reasons, and do not change versions", async () => {
    const error = { name: "TransactionCanceledException", message: "Transaction cancelled [ConditionalCheckFailed]" };
    const Stock = start({ kind: "error", operation: "TransactWriteItems", error });
    const item = new Stock({ product: "a", count: 1 });
    expect(await rejects(() => client.transactWrite([Stock.transactPut(item)]))).to.be.instanceOf(
      TransactionCanceledException,
    );
    expect(item.revision).to.equal(0);
  });

  it("read items at one moment, one per part", async () => {
    const stored = { product: { S: "b" }, count: { N: "5" }, revision: { N: "1" } };
    const Stock = start({
      kind: "answer",
      operation: "TransactGetItems",
      answer: { Responses: [{}, { Item: stored }] },
    });
    const [a, b] = await client.transactGet([
      Stock.transactRead({ product: "a" }),
      Stock.transactRead({ product: "b" }),
    ]);
    expect(a).to.equal(undefined);
    expect(b).to.be.instanceOf(Stock).and.include({ count: 5 });
  });

  it("in a batch are sent again if they were not processed, with increasing delays", async () => {
    const left = { stock: [{ PutRequest: { Item: { product: { S: "b" } } } }] };
    const Stock = start({ kind: "answer", operation: "BatchWriteItem", times: 2, answer: { UnprocessedItems: left } });
    await Stock.batchWrite({ put: ["a", "b"].map((product) => new Stock({ product, count: 1 })) });
    const sent = dynamodb.requests("BatchWriteItem");
    expect(sent.map(({ input }) => input["RequestItems"].stock.length)).to.deep.equal([2, 1, 1]);
    expect(dynamodb.elapsedMs).to.be.greaterThan(0);
  });

  it("in a batch that is never processed are reported, with the items that were read", async () => {
    const left = { stock: { Keys: [{ product: { S: "b" } }] } };
    const Stock = start({
      kind: "answer",
      operation: "BatchGetItem",
      times: Number.POSITIVE_INFINITY,
      answer: { UnprocessedKeys: left },
    });
    await Stock.put({ product: "a", count: 1 });
    const error = await rejects(() => Stock.batchGet([{ product: "a" }, { product: "b" }]));
    expect(error).to.be.instanceOf(UnprocessedItemsError);
    expect(error.message).to.include('1 requests of a batch on table "stock"');
    const { unprocessed, items } = error as UnprocessedItemsError;
    expect(unprocessed).to.deep.equal([{ product: { S: "b" } }]);
    expect(items[0]).to.be.instanceOf(Stock);
    expect(items).to.deep.equal([await Stock.get({ product: "a" })]);
  });

  it("in a batch that is never processed do not change the version of items that were not written", async () => {
    const left = { stock: [{ PutRequest: { Item: { product: { S: "b" } } } }] };
    const Stock = start({
      kind: "answer",
      operation: "BatchWriteItem",
      times: Number.POSITIVE_INFINITY,
      answer: { UnprocessedItems: left },
    });
    const items = ["a", "b"].map((product) => new Stock({ product, count: 1 }));
    expect(await rejects(() => Stock.batchWrite({ put: items }))).to.be.instanceOf(UnprocessedItemsError);
    expect(items.map(({ revision }) => revision)).to.deep.equal([1, 0]);
  });
});
