import { expect } from "chai";
import { ItemRequests, itRefusesRequests, type Refusal } from "../../../support/item-requests.js";
import { plain } from "../../../support/item-tables.js";

const Key = { pk: { S: "a" } };
const unreadable = (text: string) => `SerializationException: ${text}`;
const NO_STRUCTURE = unreadable("Start of structure or map found where not expected");
const NO_FIELD = unreadable("Unexpected field type");
const PARAMETRISED =
  "class sun.reflect.generics.reflectiveObjects.ParameterizedTypeImpl cannot be cast to class java.lang.Class " +
  "(sun.reflect.generics.reflectiveObjects.ParameterizedTypeImpl and java.lang.Class are in module java.base of loader " +
  "'bootstrap')";

const get = (members: object) => ({ TableName: "plain", Key, ...members });
const write = (request: unknown) => ({ RequestItems: { plain: request } });

const cases: readonly Refusal[] = [
  ["a number as text", "GetItem", get({ TableName: 1 }), unreadable("NUMBER_VALUE cannot be converted to String")],
  ["a fraction", "GetItem", get({ TableName: 1.5 }), unreadable("DECIMAL_VALUE cannot be converted to String")],
  ["true as text", "GetItem", get({ TableName: true }), unreadable("TRUE_VALUE cannot be converted to String")],
  [
    "a list as text",
    "GetItem",
    get({ TableName: [] }),
    unreadable("Unrecognized collection type class java.lang.String"),
  ],
  ["an object as text", "GetItem", get({ TableName: {} }), NO_STRUCTURE],
  [
    "a number as a flag",
    "GetItem",
    get({ ConsistentRead: 1 }),
    unreadable("NUMBER_VALUE cannot be converted to Boolean"),
  ],
  [
    "a word as a flag",
    "GetItem",
    get({ ConsistentRead: "maybe" }),
    unreadable("Unexpected token received from parser"),
  ],
  [
    "text as a limit",
    "Scan",
    { TableName: "plain", Limit: "1" },
    unreadable("STRING_VALUE cannot be converted to Integer"),
  ],
  ["text as a list", "GetItem", get({ AttributesToGet: "a" }), NO_FIELD],
  ["an object as a list", "GetItem", get({ AttributesToGet: {} }), NO_STRUCTURE],
  ["text as a key", "GetItem", get({ Key: "a" }), NO_FIELD],
  [
    "a list as a key",
    "GetItem",
    get({ Key: [] }),
    unreadable(
      "Unrecognized collection type java.util.Map<java.lang.String, com.amazonaws.dynamodb.v20120810.AttributeValue>",
    ),
  ],
  ["text as a value", "GetItem", get({ Key: { pk: "a" } }), unreadable("Unexpected value type in payload")],
  [
    "a list as names",
    "GetItem",
    get({ ExpressionAttributeNames: [] }),
    unreadable("Unrecognized collection type java.util.Map<java.lang.String, java.lang.String>"),
  ],
  [
    "text as a structure in a map",
    "PutItem",
    { TableName: "plain", Item: Key, Expected: { a: "b" } },
    unreadable("Unexpected value type in payload"),
  ],
  [
    "text as a value in a structure",
    "PutItem",
    { TableName: "plain", Item: Key, Expected: { a: { Value: "b" } } },
    NO_FIELD,
  ],
  ["text as requests", "BatchWriteItem", write("a"), unreadable(PARAMETRISED)],
  ["an object as requests", "BatchWriteItem", write({}), NO_STRUCTURE],
  ["text as a put", "BatchWriteItem", write([{ PutRequest: "a" }]), NO_FIELD],
  ["text as a key", "BatchGetItem", write({ Keys: ["a"] }), unreadable(PARAMETRISED)],
  ["text as a part", "TransactWriteItems", { TransactItems: ["a"] }, unreadable("Unexpected value type in payload")],
  [
    "a list as a part",
    "TransactGetItems",
    { TransactItems: [[]] },
    unreadable("Unrecognized collection type class com.amazonaws.dynamodb.v20120810.TransactGetItem"),
  ],
];

describe("a member of the wrong JSON type", () => {
  let requests: ItemRequests;

  before(() => {
    requests = new ItemRequests(plain);
  });

  itRefusesRequests(() => requests, cases);

  it("is ignored if DynamoDB does not know the member, or if it is null", () => {
    expect(
      requests.ask("GetItem", get({ Unknown: [1], ProjectionExpression: null, AttributesToGet: null })),
    ).to.deep.equal({});
  });

  for (const word of ["true", "YES", "1"]) {
    it(`is a flag that is true, as ${word}`, () => {
      const { ConsumedCapacity } = requests.ask(
        "GetItem",
        get({ ConsistentRead: word, ReturnConsumedCapacity: "TOTAL" }),
      );
      expect(ConsumedCapacity).to.deep.equal({ TableName: "plain", CapacityUnits: 1 });
    });
  }

  it("has its text in Message, as from AWS", () => {
    expect(requests.error("GetItem", get({ Key: 1 }))).to.deep.equal({
      __type: "com.amazon.coral.service#SerializationException",
      Message: "Unexpected field type",
    });
  });
});
