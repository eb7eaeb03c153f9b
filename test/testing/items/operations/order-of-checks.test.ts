import { expect } from "chai";
import { ItemRequests, itRefusesRequests, type Refusal } from "../../../support/item-requests.js";
import { indexed, plain } from "../../../support/item-tables.js";

const missing = { TableName: "missing" };
const key = { pk: { S: "a" } };
const NOT_FOUND = "ResourceNotFoundException: Requested resource not found";
const invalid = (text: string) => `ValidationException: ${text}`;
const enumOf = (value: string, at: string, values: string) =>
  invalid(
    `1 validation error detected: Value '${value}' at '${at}' failed to satisfy constraint: ` +
      `Member must satisfy enum value set: [${values}]`,
  );
const RETURN_VALUES = "ALL_NEW, UPDATED_OLD, ALL_OLD, NONE, UPDATED_NEW";
const EMPTY = "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes";

/** Requests with two mistakes each: the error is that of the one that DynamoDB checks first. */
const cases: readonly Refusal[] = [
  [
    "a type before a constraint",
    "PutItem",
    { ...missing, Item: { pk: { S: 1 } }, ReturnValues: "INVALID" },
    "SerializationException: NUMBER_VALUE cannot be converted to String",
  ],
  [
    "a constraint before the table",
    "PutItem",
    { ...missing, Item: key, ReturnValues: "INVALID" },
    enumOf("INVALID", "returnValues", RETURN_VALUES),
  ],
  [
    "a constraint before a combination",
    "GetItem",
    { ...missing, Key: key, ReturnConsumedCapacity: "ALL", AttributesToGet: ["a"], ProjectionExpression: "a" },
    enumOf("ALL", "returnConsumedCapacity", "INDEXES, TOTAL, NONE"),
  ],
  [
    "a combination before a value",
    "GetItem",
    { ...missing, Key: { pk: {} }, AttributesToGet: ["a"], ProjectionExpression: "a" },
    invalid(
      "Can not use both expression and non-expression parameters in the same request: " +
        "Non-expression parameters: {AttributesToGet} Expression parameters: {ProjectionExpression}",
    ),
  ],
  [
    "a value before an expression",
    "UpdateItem",
    { ...missing, Key: { pk: {} }, UpdateExpression: "SET" },
    invalid(EMPTY),
  ],
  [
    "a value before the returned values",
    "PutItem",
    { ...missing, Item: { pk: {} }, ReturnValues: "ALL_NEW" },
    invalid(EMPTY),
  ],
  [
    "the returned values before an expression",
    "PutItem",
    { ...missing, Item: key, ReturnValues: "ALL_NEW", ConditionExpression: "" },
    invalid("1 validation error detected: ReturnValues can only be ALL_OLD or NONE"),
  ],
  [
    "the returned values before an expression",
    "DeleteItem",
    { ...missing, Key: key, ReturnValues: "UPDATED_OLD", ConditionExpression: "" },
    invalid("ReturnValues can only be ALL_OLD or NONE"),
  ],
  [
    "an expression before the table",
    "UpdateItem",
    { ...missing, Key: key, UpdateExpression: "" },
    invalid("Invalid UpdateExpression: The expression can not be empty;"),
  ],
  [
    "a placeholder that is not used before the table",
    "GetItem",
    { ...missing, Key: key, ProjectionExpression: "a", ExpressionAttributeNames: { "#b": "b" } },
    invalid("Value provided in ExpressionAttributeNames unused in expressions: keys: {#b}"),
  ],
  [
    "the key condition before the table",
    "Query",
    missing,
    invalid("Either the KeyConditions or KeyConditionExpression parameter must be specified in the request."),
  ],
  [
    "segments before the table",
    "Scan",
    { ...missing, Segment: 0 },
    invalid(
      "The TotalSegments parameter is required but was not present in the request when Segment parameter is present",
    ),
  ],
  ["the table before the key", "GetItem", { ...missing, Key: {} }, NOT_FOUND],
  ["the table before the index", "Scan", { ...missing, IndexName: "none" }, NOT_FOUND],
  ["the table before the key", "BatchGetItem", { RequestItems: { missing: { Keys: [{}] } } }, NOT_FOUND],
  [
    "values before the table",
    "BatchWriteItem",
    { RequestItems: { missing: [{ PutRequest: { Item: { pk: {} } } }] } },
    invalid(EMPTY),
  ],
  [
    "an empty key before the type of another attribute",
    "GetItem",
    { TableName: "indexed", Key: { pk: { S: "" }, sk: { S: "1" } } },
    invalid(
      "One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string " +
        "value. Key: pk",
    ),
  ],
  [
    "the index before the key condition",
    "Query",
    {
      TableName: "plain",
      IndexName: "none",
      KeyConditionExpression: "a = :a",
      ExpressionAttributeValues: { ":a": { S: "a" } },
    },
    invalid("The table does not have the specified index: none"),
  ],
  [
    "a repeated item before the conditions",
    "TransactWriteItems",
    {
      TransactItems: [1, 2].map(() => ({
        ConditionCheck: { TableName: "plain", Key: key, ConditionExpression: "attribute_exists(pk)" },
      })),
    },
    invalid("Transaction request cannot include multiple operations on one item"),
  ],
];

describe("DynamoDB's order of checks", () => {
  let requests: ItemRequests;

  before(() => {
    requests = new ItemRequests(plain, indexed);
  });

  itRefusesRequests(() => requests, cases);

  it("reports all constraints at once, and ten at most", () => {
    const error = requests.refusal("DeleteItem", { TableName: "a;", ReturnValues: "x", ReturnConsumedCapacity: "y" });
    expect(error).to.equal(
      invalid(
        "4 validation errors detected: " +
          "Value 'y' at 'returnConsumedCapacity' failed to satisfy constraint: " +
          "Member must satisfy enum value set: [INDEXES, TOTAL, NONE]; " +
          "Value 'a;' at 'tableName' failed to satisfy constraint: " +
          "Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+; " +
          `Value 'x' at 'returnValues' failed to satisfy constraint: Member must satisfy enum value set: [${RETURN_VALUES}]; ` +
          "Value null at 'key' failed to satisfy constraint: Member must not be null",
      ),
    );
    const TransactItems = Array.from({ length: 20 }, () => ({ Delete: {} }));
    expect(requests.refusal("TransactWriteItems", { TransactItems })).to.match(/: 10 validation errors detected: /);
  });

  it("reports a wrong name of a table alone in PutItem, and one constraint in UpdateItem", () => {
    const more = { ReturnValues: "x", ReturnConsumedCapacity: "y" };
    const noName = invalid(
      "1 validation error detected: Value null at 'tableName' failed to satisfy constraint: Member must not be null",
    );
    for (const operation of ["PutItem", "UpdateItem"]) expect(requests.refusal(operation, more)).to.equal(noName);
    expect(requests.refusal("PutItem", { TableName: "plain", ...more })).to.match(/: 3 validation errors detected: /);
    expect(requests.refusal("UpdateItem", { TableName: "plain", Key: key, ...more })).to.equal(
      enumOf("x", "returnValues", RETURN_VALUES),
    );
  });

  it("looks for a table with a short name", () => {
    expect(requests.refusal("GetItem", { TableName: "ab", Key: key })).to.equal(NOT_FOUND);
  });
});
