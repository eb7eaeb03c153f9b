import { expect } from "chai";
import { ItemRequests, itRefusesRequests, type Refusal } from "../../../support/item-requests.js";
import { indexed, plain } from "../../../support/item-tables.js";

const invalid = (text: string) => `ValidationException: ${text}`;
const long = Array.from({ length: 600 }, () => "a = :a").join(" OR ");
const a = { ExpressionAttributeValues: { ":a": { S: "a" } } };
const TOO_LONG = "Expression size has exceeded the maximum allowed size;";

const cases: readonly Refusal[] = [
  [
    "an empty name of a table",
    "GetItem",
    { TableName: "", Key: { pk: { S: "a" } } },
    invalid(
      "1 validation error detected: Value '' at 'tableName' failed to satisfy constraint: " +
        "Member must have length greater than or equal to 1",
    ),
  ],
  [
    "no table",
    "BatchGetItem",
    { RequestItems: {} },
    invalid(
      "1 validation error detected: Value at 'RequestItems' failed to satisfy constraint: " +
        "Member must have length greater than or equal to 1",
    ),
  ],
  [
    "no table",
    "BatchWriteItem",
    { RequestItems: {} },
    invalid("The requestItems parameter is required for BatchWriteItem"),
  ],
  [
    "101 keys",
    "BatchGetItem",
    { RequestItems: { plain: { Keys: Array.from({ length: 101 }, (_, place) => ({ pk: { S: `${place}` } })) } } },
    invalid(
      "1 validation error detected: Value at 'RequestItems.plain.member.Keys' failed to satisfy constraint: " +
        "Member must have length less than or equal to 100",
    ),
  ],
  [
    "no item at most",
    "Query",
    { TableName: "plain", KeyConditionExpression: "pk = :a", Limit: 0, ...a },
    invalid(
      "1 validation error detected: Value at 'Limit' failed to satisfy constraint: " +
        "Member must have value greater than or equal to 1",
    ),
  ],
  [
    "no item at most",
    "Scan",
    { TableName: "plain", Limit: 0 },
    invalid(
      "1 validation error detected: Value '0' at 'limit' failed to satisfy constraint: " +
        "Member must have value greater than or equal to 1",
    ),
  ],
  [
    "20 items each of two tables",
    "BatchWriteItem",
    {
      RequestItems: Object.fromEntries(
        ["plain", "indexed"].map((table) => [
          table,
          Array.from({ length: 20 }, (_, place) => ({ DeleteRequest: { Key: { pk: { S: `${place}` } } } })),
        ]),
      ),
    },
    invalid("Too many items requested for the BatchWriteItem call"),
  ],
  [
    "an expression for one table, and the legacy parameter for another",
    "BatchGetItem",
    {
      RequestItems: {
        plain: { Keys: [{ pk: { S: "a" } }], ProjectionExpression: "a" },
        indexed: { Keys: [{ pk: { S: "a" }, sk: { N: "1" } }], AttributesToGet: ["a"] },
      },
    },
    invalid(
      "Can not use both expression and non-expression parameters in the same request: " +
        "Non-expression parameters: {AttributesToGet} Expression parameters: {ProjectionExpression}",
    ),
  ],
  [
    "a long filter",
    "Scan",
    { TableName: "plain", FilterExpression: long, ...a },
    invalid(`Invalid FilterExpression: ${TOO_LONG} expression size: ${long.length}`),
  ],
  [
    "a long filter",
    "Query",
    { TableName: "plain", KeyConditionExpression: "pk = :a", FilterExpression: long, ...a },
    invalid(`Invalid FilterExpression: ${TOO_LONG}`),
  ],
  [
    "a long condition",
    "DeleteItem",
    { TableName: "plain", Key: { pk: { S: "a" } }, ConditionExpression: long, ...a },
    invalid(`Invalid ConditionExpression: ${TOO_LONG}`),
  ],
  [
    "26 items",
    "BatchWriteItem",
    { RequestItems: { plain: Array.from({ length: 26 }, () => ({ DeleteRequest: { Key: { pk: { S: "a" } } } })) } },
    invalid(
      `1 validation error detected: Value '{plain=[${Array(26).fill("{DeleteRequest={Key={pk={S=a}}}}").join(", ")}]}' at ` +
        "'requestItems' failed to satisfy constraint: Map value must satisfy constraint: " +
        "[Member must have length less than or equal to 25, Member must have length greater than or equal to 1]",
    ),
  ],
];

describe("the texts of refused requests", () => {
  let requests: ItemRequests;

  before(() => {
    requests = new ItemRequests(plain, indexed);
  });

  itRefusesRequests(() => requests, cases);

  it("TransactWriteItems: other items with the same token", () => {
    const transact = (S: string) => ({
      ClientRequestToken: "token",
      TransactItems: [{ Put: { TableName: "plain", Item: { pk: { S } } } }],
    });
    requests.ask("TransactWriteItems", transact("a"));
    expect(requests.refusal("TransactWriteItems", transact("b"))).to.equal(
      "IdempotentParameterMismatchException: DynamoDB rejected the request because you retried a request with a different " +
        "payload but with an idempotent token that was already used.",
    );
  });

  it("TransactWriteItems and TransactGetItems: items of more than 4 MB", () => {
    const items = Array.from({ length: 11 }, (_, place) => ({
      pk: { S: `large ${place}` },
      x: { S: "x".repeat(395 * 1024) },
    }));
    const error = invalid("The aggregate size of the items in the transaction cannot exceed 4 MB");
    const puts = items.map((Item) => ({ Put: { TableName: "plain", Item } }));
    expect(requests.refusal("TransactWriteItems", { TransactItems: puts })).to.equal(error);
    requests.put("plain", ...items);
    const gets = items.map(({ pk }) => ({ Get: { TableName: "plain", Key: { pk } } }));
    expect(requests.refusal("TransactGetItems", { TransactItems: gets })).to.equal(error);
  });
});

describe("the answer of TransactGetItems", () => {
  it("has no item for a projection that selects nothing of it", () => {
    const requests = new ItemRequests(plain);
    requests.put("plain", { pk: { S: "a" } });
    const Get = { TableName: "plain", Key: { pk: { S: "a" } }, ProjectionExpression: "x" };
    expect(requests.ask("TransactGetItems", { TransactItems: [{ Get }] })).to.deep.equal({ Responses: [{}] });
    expect(requests.ask("GetItem", Get)).to.deep.equal({ Item: {} });
  });
});
