import { expect } from "chai";
import { ExpressionError, ItemValidationError } from "../../src/errors.js";
import { attr } from "../../src/model/attr.js";
import { packCursor } from "../../src/model/cursor.js";
import type { ConditionOf } from "../../src/model/expressions/compile-condition.js";
import type { ChangesOf } from "../../src/model/expressions/update.js";
import type { UpdateOptions, WriteOptions } from "../../src/model/item-options.js";
import * as requests from "../../src/model/requests.js";
import { Schema } from "../../src/model/schema.js";
import type { Expectation } from "../../src/model/write-expectation.js";

const attributes = {
  pk: attr.string().partitionKey(),
  sk: attr.number().sortKey(),
  name: attr.string().optional(),
  revision: attr.number().version(),
};
type A = typeof attributes;

const schema = new Schema(
  { table: "things", attributes, globalSecondaryIndexes: { byName: { indexName: "by-name", partitionKey: "name" } } },
  { members: new Set(), statics: new Set() },
);
const key = { pk: "a", sk: 1 };
const Key = { pk: { S: "a" }, sk: { N: "1" } };
const TableName = "things";

/** A request as the SDK sends it, without undefined members. */
const sent = (request: unknown): unknown => JSON.parse(JSON.stringify(request ?? null));

describe("the requests of items", () => {
  it("read by key", () => {
    expect(sent(requests.getRequest(schema, key, { consistentRead: true }))).to.deep.equal({
      TableName,
      Key,
      ConsistentRead: true,
    });
  });

  const put = (expected: Expectation, options: WriteOptions<A>) =>
    requests.putRequest<A>(schema, () => ({ expected, stored: Key, counted: {} }), options).request;

  it("put, without a condition or with a version and the caller's condition", () => {
    expect(sent(put({}, {}))).to.deep.equal({ TableName, Item: Key });
    const options: WriteOptions<A> = {
      condition: (item) => item.name.eq("b").or(item.name.notExists()),
      returnExisting: true,
    };
    expect(sent(put({ version: 3 }, options))).to.deep.equal({
      TableName,
      Item: Key,
      ConditionExpression: "#0 = :0 AND (#1 = :1 OR attribute_not_exists(#1))",
      ExpressionAttributeNames: { "#0": "revision", "#1": "name" },
      ExpressionAttributeValues: { ":0": { N: "3" }, ":1": { S: "b" } },
      ReturnValuesOnConditionCheckFailure: "ALL_OLD",
    });
  });

  it("put a first version only if there is no item, or one without a version", () => {
    expect(sent(put({ exists: false, version: 0 }, {}))).to.deep.equal({
      TableName,
      Item: Key,
      ConditionExpression: "attribute_not_exists(#0)",
      ExpressionAttributeNames: { "#0": "pk" },
      ReturnValuesOnConditionCheckFailure: "ALL_OLD",
    });
    expect(put({ version: 0 }, {}).ConditionExpression).to.equal("(attribute_not_exists(#0) OR #0 = :0)");
  });

  it("delete, with the version if there is one", () => {
    expect(sent(requests.deleteRequest<A>(schema, key, {}, {}))).to.deep.equal({ TableName, Key });
    expect(sent(requests.deleteRequest<A>(schema, key, { version: 2 }, {}))).to.deep.equal({
      TableName,
      Key,
      ConditionExpression: "#0 = :0",
      ExpressionAttributeNames: { "#0": "revision" },
      ExpressionAttributeValues: { ":0": { N: "2" } },
      ReturnValuesOnConditionCheckFailure: "ALL_OLD",
    });
  });

  const update = (changes: ChangesOf<A>, expected: Expectation, options: UpdateOptions<A> = {}) =>
    requests.updateRequest<A>(schema, { key, changes, expected }, options).request;

  it("update an existing item, and increase its version", () => {
    expect(sent(update({ name: "b" }, { exists: true, version: 2 }))).to.deep.equal({
      TableName,
      Key,
      UpdateExpression: "SET #0 = :0, #1 = :1",
      ConditionExpression: "attribute_exists(#2) AND #1 = :2",
      ExpressionAttributeNames: { "#0": "name", "#1": "revision", "#2": "pk" },
      ExpressionAttributeValues: { ":0": { S: "b" }, ":1": { N: "3" }, ":2": { N: "2" } },
      ReturnValues: "ALL_NEW",
      ReturnValuesOnConditionCheckFailure: "ALL_OLD",
    });
    const remove = update((item) => [item.name.remove()], { version: 2 });
    expect(remove.UpdateExpression).to.equal("SET #1 = :0 REMOVE #0");
    expect(update({ name: "b" }, { exists: true }).UpdateExpression).to.equal(
      "SET #0 = :0, #1 = if_not_exists(#1, :1) + :2",
    );
  });

  it("check the expectation of an update without changes", () => {
    const nothing = update({ name: undefined }, { exists: true, version: 2 });
    expect(nothing.UpdateExpression).to.equal(undefined);
    expect(nothing.ConditionExpression).to.equal("attribute_exists(#0) AND #1 = :0");
  });

  it("name the item of an update that does not fit", () => {
    const wrong = () => update({ name: 5 as never }, { exists: true });
    expect(wrong).to.throw(ItemValidationError, 'Item of table "things" (pk = "a", sk = 1): 1 problem');
  });

  it("give an item without a version its first one", () => {
    const request = update({ name: "b" }, { exists: true, version: 0 });
    expect(request.ConditionExpression).to.equal("attribute_exists(#2) AND (attribute_not_exists(#1) OR #1 = :2)");
    expect(request.ExpressionAttributeNames).to.deep.equal({ "#0": "name", "#1": "revision", "#2": "pk" });
  });

  it("query a table from a cursor, in descending order, by page, with a filter", () => {
    const request = requests.queryRequest<A>(schema, undefined, key, {
      cursor: packCursor(Key, { schema, index: undefined }),
      descending: true,
      pageSize: 5,
      filter: (item) => item.name.exists(),
    });
    expect(sent(request)).to.deep.equal({
      TableName,
      ExclusiveStartKey: Key,
      Limit: 5,
      ScanIndexForward: false,
      FilterExpression: "attribute_exists(#2)",
      KeyConditionExpression: "#0 = :0 AND #1 = :1",
      ExpressionAttributeNames: { "#0": "pk", "#1": "sk", "#2": "name" },
      ExpressionAttributeValues: { ":0": { S: "a" }, ":1": { N: "1" } },
    });
  });

  it("query without a filter on the key that is queried, which DynamoDB refuses", () => {
    const [index] = schema.indexes;
    const filtered = (at: typeof index, filter: ConditionOf<A>) => () =>
      requests.queryRequest<A>(schema, at, at === undefined ? { pk: "a" } : { name: "b" }, { filter });
    expect(filtered(undefined, (item) => item.name.exists().and(item.sk.gt(5)).or(item.pk.size().eq(1)))).to.throw(
      ExpressionError,
      [
        'Table "things": 2 problems, nothing was sent.',
        "  - sk: is in the key of the table, and a query's filter cannot test that. Fix: use the key condition " +
          "instead: query({ …, sk: … }).",
        "  - pk: is in the key of the table, and a query's filter cannot test that. Fix: use the key condition " +
          "instead: query({ …, pk: … }).",
      ].join("\n"),
    );
    expect(filtered(index, (item) => item.name.beginsWith("b"))).to.throw(
      ExpressionError,
      'the key of index "by-name"',
    );
    expect(filtered(index, (item) => item.pk.eq("a").and(item.sk.gt(5)))().FilterExpression).to.equal(
      "#1 = :1 AND #2 > :2",
    );
    const { FilterExpression } = requests.scanRequest<A>(schema, undefined, { filter: (item) => item.sk.gt(5) });
    expect(FilterExpression).to.equal("#0 > :0");
  });

  it("scan from a cursor or in segments, not both", () => {
    const cursor = packCursor(Key, { schema, index: undefined });
    const scan = (options: object) => () => requests.scanRequest<A>(schema, undefined, options);
    expect(scan({ cursor, segments: 2 })).to.throw(
      ExpressionError,
      'Table "things": 1 problem, nothing was sent.\n' +
        "  - cursor: a scan in segments has no cursor. Fix: omit cursor or segments.",
    );
    expect(scan({ cursor, segments: 1 })().ExclusiveStartKey).to.deep.equal(Key);
    expect(scan({ segments: 2 })().ExclusiveStartKey).to.equal(undefined);
  });

  it("query and scan an index by its name in DynamoDB", () => {
    const [index] = schema.indexes;
    expect(sent(requests.queryRequest<A>(schema, index, { name: "b" }, {}))).to.deep.equal({
      TableName,
      IndexName: "by-name",
      KeyConditionExpression: "#0 = :0",
      ExpressionAttributeNames: { "#0": "name" },
      ExpressionAttributeValues: { ":0": { S: "b" } },
    });
    expect(sent(requests.scanRequest<A>(schema, index, { consistentRead: false }))).to.deep.equal({
      TableName,
      IndexName: "by-name",
      ConsistentRead: false,
    });
  });
});
