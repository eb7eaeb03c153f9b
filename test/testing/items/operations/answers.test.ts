import { expect } from "chai";
import { ItemRequests } from "../../../support/item-requests.js";
import { indexed, plain } from "../../../support/item-tables.js";

describe("the answer to a write", () => {
  let requests: ItemRequests;

  beforeEach(() => {
    requests = new ItemRequests(plain, indexed);
  });

  const Key = { pk: { S: "a" } };
  const update = (UpdateExpression: string, ReturnValues: string, value?: object) =>
    requests.ask("UpdateItem", {
      TableName: "plain",
      Key,
      UpdateExpression,
      ReturnValues,
      ...(value && { ExpressionAttributeValues: { ":v": value } }),
    });

  it("has the item before a put or a deletion, if it is asked for and there is one", () => {
    const put = (b: string) => ({ TableName: "plain", Item: { ...Key, b: { S: b } }, ReturnValues: "ALL_OLD" });
    const stored = (b: string) => ({ Attributes: { ...Key, b: { S: b } } });
    expect(requests.ask("PutItem", put("1"))).to.deep.equal({});
    expect(requests.ask("PutItem", put("2"))).to.deep.equal(stored("1"));
    const deletion = { TableName: "plain", Key, ReturnValues: "ALL_OLD" };
    expect(requests.ask("DeleteItem", { ...deletion, ReturnValues: "NONE" })).to.deep.equal({});
    requests.put("plain", { ...Key, b: { S: "3" } });
    expect(requests.ask("DeleteItem", deletion)).to.deep.equal(stored("3"));
    expect(requests.ask("DeleteItem", deletion)).to.deep.equal({});
  });

  it("has what an update changes, before or after it", () => {
    requests.put("plain", { ...Key, b: { S: "1" }, c: { M: { d: { N: "1" }, e: { N: "2" } } } });
    expect(update("SET c.d = :v", "UPDATED_OLD", { N: "3" })).to.deep.equal({
      Attributes: { c: { M: { d: { N: "1" } } } },
    });
    expect(update("SET c.d = :v", "UPDATED_NEW", { N: "4" })).to.deep.equal({
      Attributes: { c: { M: { d: { N: "4" } } } },
    });
    expect(update("REMOVE b", "ALL_NEW")).to.deep.equal({
      Attributes: { ...Key, c: { M: { d: { N: "4" }, e: { N: "2" } } } },
    });
    expect(update("REMOVE c", "ALL_OLD")).to.have.nested.property("Attributes.c");
    expect(update("REMOVE c", "UPDATED_NEW")).to.deep.equal({});
    expect(update("SET x = :v", "UPDATED_OLD", { N: "1" })).to.deep.equal({});
  });

  it("has the metrics of the item's collection, if the table has a local index", () => {
    const metrics = { ItemCollectionKey: { pk: { S: "a" } }, SizeEstimateRangeGB: [0, 1] };
    const Item = { ...Key, sk: { N: "1" } };
    const put = (TableName: string) => ({ TableName, Item, ReturnItemCollectionMetrics: "SIZE" });
    expect(requests.ask("PutItem", put("indexed"))).to.deep.equal({ ItemCollectionMetrics: metrics });
    expect(requests.ask("PutItem", put("plain"))).to.deep.equal({});
    const puts = (...sks: string[]) => sks.map((N) => ({ PutRequest: { Item: { ...Key, sk: { N } } } }));
    const batch = {
      RequestItems: { indexed: puts("1", "2"), plain: [{ DeleteRequest: { Key } }] },
      ReturnItemCollectionMetrics: "SIZE",
    };
    expect(requests.ask("BatchWriteItem", batch)).to.deep.equal({
      UnprocessedItems: {},
      ItemCollectionMetrics: { indexed: [metrics] },
    });
    const TransactItems = [{ Delete: { TableName: "indexed", Key: Item } }];
    expect(requests.ask("TransactWriteItems", { TransactItems, ReturnItemCollectionMetrics: "SIZE" })).to.deep.equal({
      ItemCollectionMetrics: { indexed: [metrics] },
    });
  });

  it("has the existing item if its condition fails, if that is asked for", () => {
    const Item = { ...Key, b: { S: "1" } };
    requests.put("plain", Item);
    const put = {
      TableName: "plain",
      Item: Key,
      ConditionExpression: "attribute_not_exists(pk)",
      ReturnValuesOnConditionCheckFailure: "ALL_OLD",
    };
    expect(requests.error("PutItem", put)).to.deep.equal({
      __type: "com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException",
      message: "The conditional request failed",
      Item,
    });
    expect(requests.error("PutItem", { ...put, ReturnValuesOnConditionCheckFailure: "NONE" })).not.to.have.property(
      "Item",
    );
  });

  it("is an error for more than 400 KB", () => {
    const text = (bytes: number) => ({ S: "x".repeat(bytes) });
    const put = (bytes: number) => ({ TableName: "plain", Item: { ...Key, t: text(bytes) } });
    const full = 400 * 1024 - 4;
    const tooLarge = "ValidationException: Item size has exceeded the maximum allowed size";
    requests.ask("PutItem", put(full));
    expect(requests.refusal("PutItem", put(full + 1))).to.equal(tooLarge);
    expect(requests.refusal("BatchWriteItem", { RequestItems: { plain: [{ PutRequest: put(full + 1) }] } })).to.equal(
      tooLarge,
    );
    const set = {
      TableName: "plain",
      Key,
      UpdateExpression: "SET u = :u",
      ExpressionAttributeValues: { ":u": { S: "" } },
    };
    expect(requests.refusal("UpdateItem", set)).to.equal(
      "ValidationException: Item size to update has exceeded the maximum allowed size",
    );
    const { CancellationReasons } = requests.error("TransactWriteItems", { TransactItems: [{ Update: set }] });
    expect(CancellationReasons).to.deep.equal([
      { Code: "ValidationError", Message: "Item size to update has exceeded the maximum allowed size" },
    ]);
  });

  it("creates the item of an update that changes nothing", () => {
    requests.ask("UpdateItem", { TableName: "plain", Key });
    expect(requests.ask("GetItem", { TableName: "plain", Key })).to.deep.equal({ Item: Key });
  });

  it("stores an attribute with any name", () => {
    const names = ["__proto__", "constructor", "toString"];
    const Item = JSON.parse(`{"pk":{"S":"a"},${names.map((name) => `"${name}":{"S":"x"}`).join()}}`) as object;
    requests.put("plain", Item);
    const { Item: stored } = requests.ask("GetItem", { TableName: "plain", Key });
    expect(JSON.stringify(stored)).to.equal(JSON.stringify(Item));
    const get = {
      TableName: "plain",
      Key,
      ProjectionExpression: "#p",
      ExpressionAttributeNames: { "#p": "__proto__" },
    };
    expect(JSON.stringify(requests.ask("GetItem", get))).to.equal('{"Item":{"__proto__":{"S":"x"}}}');
  });
});
