import { expect } from "chai";
import type { Json } from "../../../../src/testing/control-plane/wire.js";
import { ItemRequests } from "../../../support/item-requests.js";
import { indexed, plain } from "../../../support/item-tables.js";

const sized = (bytes: number) => ({ S: "x".repeat(bytes) });
const key = { pk: { S: "a" }, sk: { N: "1" } };

describe("the consumed capacity", () => {
  let requests: ItemRequests;

  beforeEach(() => {
    requests = new ItemRequests(plain, indexed);
  });

  const consumed = (operation: string, input: object, ReturnConsumedCapacity = "TOTAL") =>
    requests.ask(operation, { ...input, ReturnConsumedCapacity })["ConsumedCapacity"] as Json;
  const units = (operation: string, input: object) => consumed(operation, input)["CapacityUnits"];
  const put = (members: object) => ({ TableName: "indexed", Item: { ...key, ...members } });

  it("is returned if it is asked for", () => {
    const get = { TableName: "plain", Key: { pk: { S: "a" } } };
    expect(requests.ask("GetItem", { ...get, ReturnConsumedCapacity: "NONE" })).to.deep.equal({});
    expect(consumed("GetItem", get)).to.deep.equal({ TableName: "plain", CapacityUnits: 0.5 });
    expect(consumed("GetItem", get, "INDEXES")).to.deep.equal({
      TableName: "plain",
      CapacityUnits: 0.5,
      Table: { CapacityUnits: 0.5 },
    });
  });

  it("of a read is a unit for 4 KB, and half of it unless it is strongly consistent", () => {
    const Key = { pk: { S: "a" } };
    // The names and the partition key have 4 bytes.
    for (const [bytes, expected] of [
      [4092, 1],
      [4093, 2],
    ] as const) {
      requests.put("plain", { ...Key, t: sized(bytes) });
      expect(units("GetItem", { TableName: "plain", Key, ConsistentRead: true })).to.equal(expected);
      expect(units("GetItem", { TableName: "plain", Key })).to.equal(expected / 2);
    }
  });

  it("of a write is a unit for 1 KB of the larger item", () => {
    const write = (bytes: number) =>
      units("PutItem", { TableName: "plain", Item: { pk: { S: "a" }, t: sized(bytes) } });
    expect([write(1020), write(1021), write(5000), write(1)]).to.deep.equal([1, 2, 5, 5]);
    expect(units("DeleteItem", { TableName: "plain", Key: { pk: { S: "none" } } })).to.equal(1);
  });

  it("of a write has what changes in each index", () => {
    const write = (members: object) => consumed("PutItem", put(members), "INDEXES");
    const answer = (table: number, global?: number, local?: number) => ({
      TableName: "indexed",
      CapacityUnits: table + (global ?? 0) + (local ?? 0),
      Table: { CapacityUnits: table },
      ...(global && { GlobalSecondaryIndexes: { global: { CapacityUnits: global } } }),
      ...(local && { LocalSecondaryIndexes: { local: { CapacityUnits: local } } }),
    });
    expect(write({}), "in no index").to.deep.equal(answer(1));
    expect(write({ gpk: { S: "g" }, lsk: { B: "AA==" } }), "into both").to.deep.equal(answer(1, 1, 1));
    expect(write({ gpk: { S: "g" }, lsk: { B: "AA==" } }), "the same").to.deep.equal(answer(1));
    expect(write({ gpk: { S: "g" }, lsk: { B: "AA==" }, a: { S: "a" } }), "projected").to.deep.equal(answer(1, 1));
    expect(write({ gpk: { S: "g" }, lsk: { B: "AA==" }, a: { S: "a" }, b: { S: "b" } }), "not").to.deep.equal(
      answer(1),
    );
    expect(write({ gpk: { S: "h" }, lsk: { B: "AA==" }, a: { S: "a" } }), "another key").to.deep.equal(answer(1, 2));
    expect(write({ a: { S: "a" } }), "out of both").to.deep.equal(answer(1, 1, 1));
  });

  it("of a page is that of all items together, in the index that is read", () => {
    for (let n = 0; n < 3; n++) requests.put("indexed", { ...key, sk: { N: `${n}` }, gpk: { S: "g" }, a: sized(3000) });
    const values = { ":g": { S: "g" } };
    const query = {
      TableName: "indexed",
      IndexName: "global",
      KeyConditionExpression: "gpk = :g",
      ExpressionAttributeValues: values,
    };
    expect(consumed("Query", query, "INDEXES")).to.deep.equal({
      TableName: "indexed",
      CapacityUnits: 1.5,
      Table: { CapacityUnits: 0 },
      GlobalSecondaryIndexes: { global: { CapacityUnits: 1.5 } },
    });
    expect(units("Scan", { TableName: "indexed", ConsistentRead: true })).to.equal(3);
    expect(units("Query", { ...query, ExpressionAttributeValues: { ":g": { S: "none" } } })).to.equal(0.5);
  });

  it("of a local index has a read of each item that is fetched from the table", () => {
    for (let n = 0; n < 2; n++)
      requests.put("indexed", { ...key, sk: { N: `${n}` }, lsk: { B: "AA==" }, a: sized(5000) });
    const query = {
      TableName: "indexed",
      IndexName: "local",
      KeyConditionExpression: "pk = :a",
      ExpressionAttributeValues: { ":a": { S: "a" } },
    };
    const answer = (table: number) => ({
      TableName: "indexed",
      CapacityUnits: table + 0.5,
      Table: { CapacityUnits: table },
      LocalSecondaryIndexes: { local: { CapacityUnits: 0.5 } },
    });
    expect(consumed("Query", query, "INDEXES")).to.deep.equal(answer(0));
    expect(consumed("Query", { ...query, Select: "ALL_ATTRIBUTES" }, "INDEXES")).to.deep.equal(answer(2));
    expect(consumed("Query", { ...query, ProjectionExpression: "a" }, "INDEXES")).to.deep.equal(answer(2));
  });

  it("of a batch is by table", () => {
    const RequestItems = {
      plain: [{ PutRequest: { Item: { pk: { S: "a" } } } }, { PutRequest: { Item: { pk: { S: "b" } } } }],
      indexed: [{ PutRequest: { Item: { ...key, gpk: { S: "g" } } } }],
    };
    expect(consumed("BatchWriteItem", { RequestItems })).to.deep.equal([
      { TableName: "plain", CapacityUnits: 2 },
      { TableName: "indexed", CapacityUnits: 2 },
    ]);
    const Keys = [{ pk: { S: "a" } }, { pk: { S: "none" } }];
    expect(consumed("BatchGetItem", { RequestItems: { plain: { Keys, ConsistentRead: true } } })).to.deep.equal([
      { TableName: "plain", CapacityUnits: 2 },
    ]);
  });

  it("of a transaction is twice as much for a table, but not for its indexes", () => {
    const Put = { TableName: "indexed", Item: { ...key, gpk: { S: "g" }, lsk: { B: "AA==" } } };
    const one = { CapacityUnits: 1, WriteCapacityUnits: 1 };
    expect(consumed("TransactWriteItems", { TransactItems: [{ Put }] }, "INDEXES")).to.deep.equal([
      {
        TableName: "indexed",
        CapacityUnits: 4,
        WriteCapacityUnits: 4,
        Table: { CapacityUnits: 2, WriteCapacityUnits: 2 },
        GlobalSecondaryIndexes: { global: one },
        LocalSecondaryIndexes: { local: one },
      },
    ]);
  });

  it("of a transaction is twice as much, and that of a repeated one for reading its items", () => {
    const TransactItems = [
      { Put: { TableName: "plain", Item: { pk: { S: "a" }, t: sized(1500) } } },
      {
        ConditionCheck: {
          TableName: "plain",
          Key: { pk: { S: "b" } },
          ConditionExpression: "attribute_not_exists(pk)",
        },
      },
    ];
    const transact = () => consumed("TransactWriteItems", { TransactItems, ClientRequestToken: "once" }, "INDEXES");
    const answer = (kind: string, count: number) => [
      {
        TableName: "plain",
        CapacityUnits: count,
        [`${kind}CapacityUnits`]: count,
        Table: { CapacityUnits: count, [`${kind}CapacityUnits`]: count },
      },
    ];
    expect(transact()).to.deep.equal(answer("Write", 6));
    expect(transact()).to.deep.equal(answer("Read", 4));
    const Get = { TableName: "plain", Key: { pk: { S: "none" } } };
    expect(consumed("TransactGetItems", { TransactItems: [{ Get }] }, "INDEXES")).to.deep.equal(answer("Read", 2));
  });
});
