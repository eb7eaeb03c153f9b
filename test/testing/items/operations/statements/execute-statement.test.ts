import { expect } from "chai";
import { StatementRequests } from "./statement-requests.js";

const ONE = { pk: { S: "a" }, sk: { N: "1" }, x: { N: "5" } };
const invalid = (text: string) => `ValidationException: ${text}`;
const constraint = (value: string, at: string, rule: string) =>
  invalid(`1 validation error detected: Value ${value} at '${at}' failed to satisfy constraint: Member must ${rule}`);

describe("ExecuteStatement", () => {
  let requests: StatementRequests;

  beforeEach(() => {
    requests = new StatementRequests();
    requests.put("indexed", ONE);
  });

  const items = () => requests.selectAll("SELECT * FROM indexed");

  it("inserts an item", () => {
    const Parameters = [{ S: "b" }, { NS: ["2", "1"] }];
    expect(requests.execute("INSERT INTO indexed VALUE {'pk': ?, 'sk': 2, 'x': ?}", { Parameters })).to.deep.equal({
      Items: [],
    });
    expect(items()).to.deep.include({ pk: { S: "b" }, sk: { N: "2" }, x: { NS: ["1", "2"] } });
  });

  it("does not insert an item that exists, or one that its table cannot hold", () => {
    const empty = "One or more parameter values are not valid. ";
    const kind = "The AttributeValue for a key attribute cannot contain an empty string value. ";
    const values = "One or more parameter values were invalid: ";
    for (const [item, error] of [
      ["'pk': 'a', 'sk': 1.0", "DuplicateItemException: Duplicate primary key exists in table"],
      ["'pk': 'a'", invalid(`${values}Missing the key sk in the item`)],
      ["'pk': 'a', 'sk': 'x'", invalid(`${values}Type mismatch for key sk expected: N actual: S`)],
      ["'pk': '', 'sk': 1", invalid(`${empty}${kind}Key: pk`)],
      [
        "'pk': 'b', 'sk': 1, 'gpk': ''",
        invalid(
          `${empty}A value specified for a secondary index key is not supported. ${kind}IndexName: global, IndexKey: gpk`,
        ),
      ],
      [
        "'pk': 'b', 'sk': 1, 'gpk': 1",
        invalid(`${values}Type mismatch for Index Key gpk Expected: S Actual: N IndexName: global`),
      ],
    ] as const)
      expect(requests.refused(`INSERT INTO indexed VALUE {${item}}`), item).to.equal(error);
    const Parameters = [{ S: "x".repeat(400 * 1024) }];
    expect(requests.refused("INSERT INTO plain VALUE {'pk': 'a', 'x': ?}", { Parameters })).to.equal(
      invalid("Item size has exceeded the maximum allowed size"),
    );
    expect(items()).to.deep.equal([ONE]);
  });

  it("updates an item, and returns what RETURNING asks for", () => {
    const where = "WHERE pk = 'a' AND sk = 1";
    for (const [statement, returned] of [
      [`UPDATE indexed SET x = x + 1 ${where}`, []],
      [`UPDATE indexed SET x = 7 ${where} RETURNING ALL OLD *`, [{ ...ONE, x: { N: "6" } }]],
      [`UPDATE indexed SET m = {'n': [1, 2]} ${where} RETURNING MODIFIED NEW *`, [{ m: mapOf("1", "2") }]],
      [`UPDATE indexed SET m.n[1] = 3 ${where} RETURNING MODIFIED OLD *`, [{ m: mapOf("2") }]],
      [`UPDATE indexed SET y = 1 ${where} RETURNING MODIFIED OLD *`, []],
      [`UPDATE indexed REMOVE m REMOVE y ${where} RETURNING MODIFIED NEW *`, []],
      [`UPDATE indexed SET x = 8 ${where} RETURNING ALL NEW *`, [{ ...ONE, x: { N: "8" } }]],
    ] as const)
      expect(requests.execute(statement), statement).to.deep.equal({ Items: returned });
  });

  it("does not update an item that does not exist, does not match, or would not fit", () => {
    const where = "WHERE pk = 'a' AND sk = 1";
    const failed = "ConditionalCheckFailedException: The conditional request failed";
    const values = "One or more parameter values were invalid: ";
    for (const [statement, error] of [
      ["UPDATE indexed SET x = 1 WHERE pk = 'z' AND sk = 1", failed],
      [`UPDATE indexed SET x = 1 ${where} AND x > 5`, failed],
      [
        "UPDATE indexed SET x = 1 WHERE pk = 'a'",
        invalid("Where clause does not contain a mandatory equality on all key attributes"),
      ],
      [
        "UPDATE indexed SET x = 1 WHERE pk = 1 AND sk = 1",
        invalid("The provided key element does not match the schema"),
      ],
      [
        `UPDATE indexed SET sk = 2 ${where}`,
        invalid(`${values}Cannot update attribute sk. This attribute is part of the key`),
      ],
      [
        `UPDATE indexed SET gpk = 1 ${where}`,
        invalid(`${values}Type mismatch for Index Key gpk Expected: S Actual: N IndexName: global`),
      ],
      [
        `UPDATE indexed SET x = y ${where}`,
        invalid("The provided expression refers to an attribute that does not exist in the item"),
      ],
    ] as const)
      expect(requests.refused(statement), statement).to.equal(error);
    expect(items()).to.deep.equal([ONE]);
  });

  it("returns the item that does not match, if it is asked for", () => {
    const ReturnValuesOnConditionCheckFailure = "ALL_OLD";
    const Statement = "UPDATE indexed SET x = 1 WHERE pk = 'a' AND sk = 1 AND x = 6";
    const ask = { Statement, ReturnValuesOnConditionCheckFailure };
    expect(requests.error("ExecuteStatement", ask)["Item"]).to.deep.equal(ONE);
    expect(requests.error("ExecuteStatement", { Statement })).to.not.have.property("Item");
  });

  it("deletes an item", () => {
    expect(requests.execute("DELETE FROM indexed WHERE pk = 'a' AND sk = 2 RETURNING ALL OLD *")).to.deep.equal({
      Items: [],
    });
    expect(requests.refused("DELETE FROM indexed WHERE pk = 'a' AND sk = 1 AND x = 6")).to.match(/^ConditionalCheck/);
    const statement = "DELETE FROM indexed WHERE pk = 'a' AND sk = 1 RETURNING ALL OLD *";
    expect(requests.execute(statement)).to.deep.equal({ Items: [ONE] });
    expect(items()).to.deep.equal([]);
  });

  it("keeps the indexes", () => {
    const g = () => requests.selectAll('SELECT a, pk FROM "indexed"."global" WHERE gpk = \'g\'');
    requests.execute("UPDATE indexed SET gpk = 'g', a = 1 WHERE pk = 'a' AND sk = 1");
    expect(g()).to.deep.equal([{ a: { N: "1" }, pk: { S: "a" } }]);
    requests.execute("DELETE FROM indexed WHERE pk = 'a' AND sk = 1");
    expect(g()).to.deep.equal([]);
  });

  it("accepts the ARN of a table", () => {
    const arn = "arn:aws:dynamodb:us-east-1:000000000000:table/indexed";
    expect(requests.execute(`SELECT x FROM "${arn}" WHERE pk = 'a'`)).to.deep.equal({ Items: [{ x: { N: "5" } }] });
    expect(requests.refused(`SELECT x FROM "${arn.replace("us-east-1", "eu-west-1")}"`)).to.match(/AWS region/);
  });

  it("returns consumed capacity", () => {
    const capacity = (statement: string, members = {}) =>
      requests.execute(statement, { ReturnConsumedCapacity: "INDEXES", ...members })["ConsumedCapacity"];
    expect(capacity("SELECT * FROM indexed WHERE pk = 'a'")).to.deep.equal({
      TableName: "indexed",
      CapacityUnits: 0.5,
      Table: { CapacityUnits: 0.5 },
    });
    expect(capacity("SELECT * FROM indexed", { ConsistentRead: true })).to.include({ CapacityUnits: 1 });
    const insert = "INSERT INTO indexed VALUE {'pk': 'b', 'sk': 1, 'gpk': 'g', 'lsk': ?, 'x': ?}";
    expect(capacity(insert, { Parameters: [{ B: "AQ==" }, { S: "x".repeat(1024) }] })).to.deep.equal({
      TableName: "indexed",
      CapacityUnits: 4,
      Table: { CapacityUnits: 2 },
      GlobalSecondaryIndexes: { global: { CapacityUnits: 1 } },
      LocalSecondaryIndexes: { local: { CapacityUnits: 1 } },
    });
    // The local index does not have the selected attribute: the item is fetched from the table.
    expect(capacity("SELECT x FROM indexed.local WHERE pk = 'b'")).to.deep.equal({
      TableName: "indexed",
      CapacityUnits: 1,
      Table: { CapacityUnits: 0.5 },
      LocalSecondaryIndexes: { local: { CapacityUnits: 0.5 } },
    });
    expect(requests.execute("SELECT * FROM indexed.local WHERE pk = 'b'")["Items"]).to.deep.equal([
      { pk: { S: "b" }, sk: { N: "1" }, lsk: { B: "AQ==" } },
    ]);
  });

  it("checks the request before the statement, and the statement before the table", () => {
    const malformed = (text: string) => invalid(`Statement wasn't well formed, can't be processed: ${text}`);
    const mismatch = invalid("Number of parameters in request and statement don't match.");
    for (const [Statement, members, error] of [
      ["", {}, constraint("''", "statement", "have length greater than or equal to 1")],
      ["x", { Limit: 0 }, constraint("'0'", "limit", "have value greater than or equal to 1")],
      ["x", { NextToken: "" }, constraint("''", "nextToken", "have length greater than or equal to 1")],
      ["x", { Parameters: [] }, constraint("'[]'", "parameters", "have length greater than or equal to 1")],
      ["x", { ReturnConsumedCapacity: "X" }, /returnConsumedCapacity.*enum value set: \[INDEXES, TOTAL, NONE\]$/],
      ["x", { ReturnValuesOnConditionCheckFailure: "X" }, /enum value set: \[ALL_OLD, NONE\]$/],
      ["x", { Parameters: "?" }, "SerializationException: Unexpected field type"],
      ["x", { Parameters: [{ S: 1 }] }, "SerializationException: NUMBER_VALUE cannot be converted to String"],
      ["x", { Parameters: [{}] }, /^ValidationException: Supplied AttributeValue is empty/],
      ["x", {}, malformed("Expected data manipulation")],
      ["SELECT COUNT(*) FROM nosuch", {}, invalid("Unexpected path component at 1:8:5")],
      ["SELECT * FROM nosuch WHERE x = ?", {}, mismatch],
      ["SELECT * FROM nosuch", { Parameters: [{ S: "a" }] }, mismatch],
      ["SELECT * FROM nosuch", { NextToken: "x" }, "ResourceNotFoundException: Requested resource not found"],
      ["SELECT * FROM indexed.nosuch", {}, invalid("The table does not have the specified index")],
      ["EXISTS(SELECT * FROM indexed)", {}, invalid("EXISTS can only be used in ExecuteTransaction write requests.")],
      [
        "SELECT * FROM indexed.global",
        { ConsistentRead: true },
        invalid("Strongly consistent read is not supported on Global Secondary Indexes"),
      ],
    ] as const) {
      const refused = requests.refused(Statement, members);
      if (typeof error === "string") expect(refused, Statement).to.equal(error);
      else expect(refused, Statement).to.match(error);
    }
    expect(requests.refused("x".repeat(8193))).to.match(/Member must have length less than or equal to 8192$/);
  });
});

function mapOf(...numbers: readonly string[]) {
  return { M: { n: { L: numbers.map((N) => ({ N })) } } };
}
