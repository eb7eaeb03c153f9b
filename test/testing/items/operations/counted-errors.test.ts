import { expect } from "chai";
import { ItemRequests } from "../../../support/item-requests.js";
import { plain } from "../../../support/item-tables.js";

const item = { pk: { S: "a" } };
const COUNT = "1 validation error detected: ";
const condition = (ConditionExpression: string, ExpressionAttributeValues?: object) => ({
  ConditionExpression,
  ...(ExpressionAttributeValues && { ExpressionAttributeValues }),
});

/** Members of a write with one mistake, and the text that DeleteItem has for it. */
const counted: readonly (readonly [members: object, text: string])[] = [
  [condition("a ="), 'Invalid ConditionExpression: Syntax error; token: "<EOF>", near: "="'],
  [
    condition("a = :a"),
    "Invalid ConditionExpression: An expression attribute value used in expression is not defined; attribute value: :a",
  ],
  [
    condition("a = :a", { ":a": { SS: [] } }),
    "ExpressionAttributeValues contains invalid value: One or more parameter values were invalid: " +
      "An string set  may not be empty for key :a",
  ],
  [
    { Expected: { a: { Exists: false } }, ...condition("attribute_exists(a)") },
    "Can not use both expression and non-expression parameters in the same request: " +
      "Non-expression parameters: {Expected} Expression parameters: {ConditionExpression}",
  ],
];
const notCounted: readonly (readonly [members: object, text: string])[] = [
  [condition(""), "Invalid ConditionExpression: The expression can not be empty;"],
  [
    condition("attribute_exists(a)", { ":a": { S: "a" } }),
    "Value provided in ExpressionAttributeValues unused in expressions: keys: {:a}",
  ],
  [condition("a = :a", {}), "ExpressionAttributeValues must not be empty"],
  [condition("a = :a", { a: { S: "a" } }), 'ExpressionAttributeValues contains invalid key: Syntax error; key: "a"'],
  [
    condition("a = :a", { ":a": {} }),
    "ExpressionAttributeValues contains invalid value: Supplied AttributeValue is empty, must contain exactly one of the " +
      "supported datatypes for key :a",
  ],
  [
    { ExpressionAttributeNames: { "#a": "a" } },
    "ExpressionAttributeNames can only be specified when using expressions",
  ],
];

describe("the count in errors of PutItem and UpdateItem", () => {
  let requests: ItemRequests;
  const refusals = (members: object) =>
    ["PutItem", "UpdateItem", "DeleteItem"].map((operation) => {
      const key = operation === "PutItem" ? { Item: item } : { Key: item };
      return requests.refusal(operation, { TableName: "plain", ...key, ...members });
    });

  before(() => {
    requests = new ItemRequests(plain);
  });

  for (const [members, text] of counted) {
    it(`is in front of: ${text}`, () => {
      expect(refusals(members)).to.deep.equal([
        `ValidationException: ${COUNT}${text}`,
        `ValidationException: ${COUNT}${text}`,
        `ValidationException: ${text}`,
      ]);
    });
  }

  for (const [members, text] of notCounted) {
    it(`is not in front of: ${text}`, () => {
      expect(refusals(members)).to.deep.equal(Array(3).fill(`ValidationException: ${text}`));
    });
  }

  it("is in front of errors of an item's values, apart from those of numbers and types", () => {
    const refusal = (x: object) => requests.refusal("PutItem", { TableName: "plain", Item: { ...item, x } });
    const values = "One or more parameter values were invalid:";
    expect(refusal({ SS: [] })).to.equal(`ValidationException: ${COUNT}${values} An string set  may not be empty`);
    expect(refusal({ NS: ["1", "1"] })).to.equal(`ValidationException: ${COUNT}Input collection contains duplicates`);
    expect(refusal({ N: "x" })).to.equal(
      "ValidationException: The parameter cannot be converted to a numeric value: x",
    );
    expect(refusal({})).to.match(/^ValidationException: Supplied AttributeValue is empty/);
  });

  it("is in front of the error of a long name of an attribute", () => {
    const text = `${COUNT}Attribute name is too large, must be less than 65536 bytes`;
    const put = (name: string) =>
      requests.refusal("PutItem", { TableName: "plain", Item: { ...item, m: { M: { [name]: { S: "a" } } } } });
    expect(put("é".repeat(32_768))).to.equal(`ValidationException: ${text}`);
    expect(() => requests.put("plain", { ...item, [`${"é".repeat(32_767)}e`]: { S: "a" } })).not.to.throw();
    const update = { UpdateExpression: "REMOVE #a", ExpressionAttributeNames: { "#a": "a".repeat(65_536) } };
    expect(requests.refusal("UpdateItem", { TableName: "plain", Key: item, ...update })).to.equal(
      `ValidationException: ${text}`,
    );
  });

  it("is not in errors of transactions, which a value with too many levels cancels", () => {
    let deep: object = { S: "x" };
    for (let level = 0; level < 33; level++) deep = { L: [deep] };
    const Update = { TableName: "plain", Key: item, UpdateExpression: "SET a = :a" };
    const TransactItems = [{ Update: { ...Update, ExpressionAttributeValues: { ":a": deep } } }];
    const text =
      "Nesting Levels have exceeded supported limits: Attributes in the item have nested levels beyond supported limit";
    expect(requests.error("TransactWriteItems", { TransactItems })["CancellationReasons"]).to.deep.equal([
      { Code: "ValidationError", Message: text },
    ]);
    const Put = { TableName: "plain", Item: item, ConditionExpression: "a =" };
    expect(requests.refusal("TransactWriteItems", { TransactItems: [{ Put }] })).to.match(
      /^ValidationException: Invalid ConditionExpression: /,
    );
  });
});
