import { expect } from "chai";
import { ItemRequests, itRefusesRequests, type Refusal } from "../../../support/item-requests.js";
import { indexed, plain } from "../../../support/item-tables.js";

const P = "ValidationException: One or more parameter values were invalid: ";
const WRONG_KEY = "ValidationException: The provided key element does not match the schema";
const emptyKey = (kind: string, where: string, more = "") =>
  `ValidationException: One or more parameter values are not valid. ${more}The AttributeValue for a key attribute cannot ` +
  `contain an empty ${kind} value. ${where}`;
const ofIndex = "A value specified for a secondary index key is not supported. ";
const LONG_PARTITION = `${P}Size of hashkey has exceeded the maximum size limit of2048 bytes`;
const LONG_SORT = `${P}Aggregated size of all range keys has exceeded the size limit of 1024 bytes`;

const item = (members: object) => ({
  TableName: "indexed",
  Item: { pk: { S: "a" }, sk: { N: "1" }, ...members },
});
const key = (Key: object, TableName = "indexed") => ({ TableName, Key });
const batch = (...requests: object[]) => ({ RequestItems: { indexed: requests } });
const update = (UpdateExpression: string, value?: object) => ({
  ...key({ pk: { S: "u" }, sk: { N: "1" } }),
  UpdateExpression,
  ...(value && { ExpressionAttributeValues: { ":v": value } }),
});

const cases: readonly Refusal[] = [
  ["a missing attribute", "GetItem", key({ pk: { S: "a" } }), WRONG_KEY],
  ["another attribute", "GetItem", key({ pk: { S: "a" }, sk: { N: "1" }, x: { S: "a" } }), WRONG_KEY],
  ["another type", "DeleteItem", key({ pk: { S: "a" }, sk: { S: "1" } }), WRONG_KEY],
  ["an empty value", "UpdateItem", key({ pk: { S: "" } }, "plain"), emptyKey("string", "Key: pk")],
  ["2,049 bytes", "GetItem", key({ pk: { S: `${"é".repeat(1024)}x` } }, "plain"), LONG_PARTITION],
  ["no key", "PutItem", { TableName: "indexed", Item: { pk: { S: "a" } } }, `${P}Missing the key sk in the item`],
  ["another type", "PutItem", item({ sk: { S: "1" } }), `${P}Type mismatch for key sk expected: N actual: S`],
  ["no scalar", "PutItem", item({ pk: { M: {} } }), `${P}Type mismatch for key pk expected: S actual: M`],
  ["an empty value", "PutItem", item({ pk: { S: "" } }), emptyKey("string", "Key: pk")],
  [
    "another type in an index",
    "PutItem",
    item({ gpk: { N: "1" } }),
    `${P}Type mismatch for Index Key gpk Expected: S Actual: N IndexName: global`,
  ],
  [
    "NULL in an index",
    "PutItem",
    item({ lsk: { NULL: true } }),
    `${P}Type mismatch for Index Key lsk Expected: B Actual: NULL IndexName: local`,
  ],
  [
    "an empty text in an index",
    "PutItem",
    item({ gpk: { S: "" } }),
    emptyKey("string", "IndexName: global, IndexKey: gpk", ofIndex),
  ],
  [
    "empty bytes in an index",
    "PutItem",
    item({ lsk: { B: "" } }),
    emptyKey("binary", "IndexName: local, IndexKey: lsk", ofIndex),
  ],
  [
    "2,049 bytes in an index",
    "PutItem",
    item({ gpk: { S: "x".repeat(2049) } }),
    `${P}Size limit exceeded for Index Key gpk Actual Size: 2049 bytes Max Size: 2048 bytes IndexName: global`,
  ],
  [
    "1,025 bytes in an index",
    "UpdateItem",
    update("SET lsk = :v", { B: Buffer.alloc(1025).toString("base64") }),
    `${P}Size limit exceeded for Index Key lsk Actual Size: 1025 bytes Max Size: 1024 bytes IndexName: local`,
  ],
  [
    "another type in an index",
    "UpdateItem",
    update("SET gpk = :v", { BOOL: true }),
    `${P}Type mismatch for Index Key gpk Expected: S Actual: BOOL IndexName: global`,
  ],
  [
    "an empty text in an index",
    "UpdateItem",
    update("SET gpk = :v", { S: "" }),
    "ValidationException: One or more parameter values are not valid. The update expression attempted to update a secondary " +
      "index key to a value that is not supported. The AttributeValue for a key attribute cannot contain an empty string value.",
  ],
  [
    "an empty text in an index, before what cancels the transaction",
    "TransactWriteItems",
    { TransactItems: [{ Update: update("SET gpk = :v, lsk = :v", { S: "" }) }] },
    "ValidationException: One or more parameter values are not valid. The update expression attempted to update a secondary " +
      "index key to a value that is not supported. The AttributeValue for a key attribute cannot contain an empty string value.",
  ],
  [
    "a change of the key",
    "UpdateItem",
    update("SET sk = :v", { N: "2" }),
    `${P}Cannot update attribute sk. This attribute is part of the key`,
  ],
  [
    "a part of the key",
    "GetItem",
    { ...key({ pk: { S: "a" }, sk: { N: "1" } }), ProjectionExpression: "pk.a" },
    "ValidationException: Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: Key: pk",
  ],
  [
    "a part of an index' key",
    "UpdateItem",
    update("SET gpk[0] = :v", { S: "a" }),
    "ValidationException: Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: " +
      "IndexKey: gpk",
  ],
  ["another type", "BatchWriteItem", batch({ PutRequest: { Item: { pk: { N: "1" }, sk: { N: "1" } } } }), WRONG_KEY],
  ["a missing attribute", "BatchWriteItem", batch({ PutRequest: { Item: { pk: { S: "a" } } } }), WRONG_KEY],
  ["no scalar", "BatchWriteItem", batch({ DeleteRequest: { Key: { pk: { L: [] }, sk: { N: "1" } } } }), WRONG_KEY],
  [
    "another type in an index",
    "BatchWriteItem",
    batch({ PutRequest: { Item: { pk: { S: "a" }, sk: { N: "1" }, gpk: { N: "1" } } } }),
    `${P}Type mismatch for Index Key gpk Expected: S Actual: N IndexName: global`,
  ],
  [
    "an empty value",
    "BatchGetItem",
    { RequestItems: { plain: { Keys: [{ pk: { S: "" } }] } } },
    emptyKey("string", "Key: pk"),
  ],
];

describe("keys", () => {
  let requests: ItemRequests;

  before(() => {
    requests = new ItemRequests(plain, indexed);
  });

  itRefusesRequests(() => requests, cases);

  it("can have 2,048 bytes, and 1,024 in a sort attribute of an index", () => {
    const Item = {
      pk: { S: "é".repeat(1024) },
      sk: { N: "1" },
      gpk: { S: "x".repeat(2048) },
      lsk: { B: Buffer.alloc(1024).toString("base64") },
    };
    requests.put("indexed", Item);
    expect(requests.ask("Scan", { TableName: "indexed", IndexName: "local", Select: "COUNT" })["Count"]).to.equal(1);
  });

  describe("in a transaction", () => {
    const cancelled = (operation: string, TransactItems: object[]) => {
      const { __type, CancellationReasons } = requests.error(operation, { TransactItems });
      return [String(__type).split("#").at(-1), CancellationReasons];
    };
    const reason = (Message: string) => [
      "TransactionCanceledException",
      [{ Code: "None" }, { Code: "ValidationError", Message: Message.replace("ValidationException: ", "") }],
    ];
    const fine = { Put: { TableName: "plain", Item: { pk: { S: "fine" } } } };
    const long = { S: "x".repeat(2049) };

    it("reject the request if a value is empty", () => {
      for (const part of [
        { Put: { TableName: "plain", Item: { pk: { S: "" } } } },
        { Delete: key({ pk: { S: "" } }, "plain") },
        { Update: { ...key({ pk: { S: "" } }, "plain"), UpdateExpression: "REMOVE a" } },
        { ConditionCheck: { ...key({ pk: { S: "" } }, "plain"), ConditionExpression: "attribute_exists(pk)" } },
      ])
        expect(requests.refusal("TransactWriteItems", { TransactItems: [fine, part] })).to.equal(
          emptyKey("string", "Key: pk"),
        );
      expect(
        requests.refusal("TransactGetItems", { TransactItems: [{ Get: key({ pk: { S: "" } }, "plain") }] }),
      ).to.equal(emptyKey("string", "Key: pk"));
    });

    it("cancel the transaction if a type is wrong or a value too long", () => {
      const put = (Item: object) => cancelled("TransactWriteItems", [fine, { Put: { TableName: "indexed", Item } }]);
      expect(put({ pk: { N: "1" }, sk: { N: "1" } })).to.deep.equal(
        reason(`${P}Type mismatch for key pk expected: S actual: N`),
      );
      expect(put({ pk: long, sk: { N: "1" } })).to.deep.equal(reason(LONG_PARTITION));
      expect(put({ pk: { S: "a" }, sk: { N: "1" }, gpk: { N: "1" } })).to.deep.equal(
        reason(`${P}Type mismatch for Index Key gpk Expected: S Actual: N IndexName: global`),
      );
      const Delete = key({ pk: { N: "1" } }, "plain");
      expect(cancelled("TransactWriteItems", [fine, { Delete }])).to.deep.equal(reason(WRONG_KEY));
      const get = (Key: object) => ({ Get: key(Key, "plain") });
      expect(cancelled("TransactGetItems", [get({ pk: { S: "a" } }), get({ pk: long })])).to.deep.equal(
        reason(LONG_PARTITION),
      );
    });
  });

  it("have a sort attribute of 1,024 bytes at most", () => {
    requests.ask("CreateTable", {
      ...plain,
      TableName: "sorted",
      AttributeDefinitions: [
        { AttributeName: "pk", AttributeType: "S" },
        { AttributeName: "sk", AttributeType: "S" },
      ],
      KeySchema: [
        { AttributeName: "pk", KeyType: "HASH" },
        { AttributeName: "sk", KeyType: "RANGE" },
      ],
    });
    const get = (length: number) => key({ pk: { S: "a" }, sk: { S: "x".repeat(length) } }, "sorted");
    expect(requests.ask("GetItem", get(1024))).to.deep.equal({});
    expect(requests.refusal("GetItem", get(1025))).to.equal(LONG_SORT);
  });
});
