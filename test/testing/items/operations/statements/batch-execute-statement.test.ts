import { expect } from "chai";
import { StatementRequests } from "./statement-requests.js";

const ONE = { pk: { S: "a" }, sk: { N: "1" }, x: { N: "5" } };
const TWO = { pk: { S: "a" }, sk: { N: "2" } };
const error = (Code: string, Message: string) => ({ Error: { Code, Message } });

describe("BatchExecuteStatement", () => {
  let requests: StatementRequests;

  beforeEach(() => {
    requests = new StatementRequests();
    requests.put("indexed", ONE, TWO);
  });

  it("reads one item with each statement", () => {
    const responses = requests.batch(
      "SELECT * FROM indexed WHERE pk = 'a' AND sk = 1",
      { Statement: "SELECT pk FROM indexed WHERE sk = ? AND pk = 'a'", Parameters: [{ N: "2" }] },
      "SELECT * FROM indexed WHERE pk = 'z' AND sk = 1",
      "SELECT * FROM plain WHERE pk = 'a'",
    );
    expect(responses).to.deep.equal([
      { TableName: "indexed", Item: ONE },
      { TableName: "indexed", Item: { pk: { S: "a" } } },
      { TableName: "indexed" },
      { TableName: "plain" },
    ]);
  });

  it("writes what it can", () => {
    const responses = requests.batch(
      "INSERT INTO plain VALUE {'pk': 'a'}",
      "UPDATE indexed SET x = 6 WHERE pk = 'a' AND sk = 1 RETURNING MODIFIED NEW *",
      "DELETE FROM indexed WHERE pk = 'z' AND sk = 1 RETURNING ALL OLD *",
      {
        Statement: "UPDATE indexed SET x = 6 WHERE pk = 'a' AND sk = 2 AND x = 1",
        ReturnValuesOnConditionCheckFailure: "ALL_OLD",
      },
      "INSERT INTO nosuch VALUE {'pk': 'a'}",
      "nonsense",
      "INSERT INTO plain VALUE {'pk': 1}",
    );
    const failed = error("ConditionalCheckFailed", "The conditional request failed").Error;
    expect(responses).to.deep.equal([
      { TableName: "plain" },
      { TableName: "indexed", Item: { x: { N: "6" } } },
      { TableName: "indexed" },
      { TableName: "indexed", Error: { ...failed, Item: TWO } },
      error("ResourceNotFound", "Requested resource not found"),
      error("ValidationError", "Statement wasn't well formed, can't be processed: Expected data manipulation"),
      {
        TableName: "plain",
        ...error(
          "ValidationError",
          "One or more parameter values were invalid: Type mismatch for key pk expected: S actual: N",
        ),
      },
    ]);
    expect(requests.batch("INSERT INTO plain VALUE {'pk': 'a'}")).to.deep.equal([
      { TableName: "plain", ...error("DuplicateItem", "Duplicate primary key exists in table") },
    ]);
    expect(requests.selectAll("SELECT * FROM plain")).to.deep.equal([{ pk: { S: "a" } }]);
  });

  it("refuses a read of anything but one item", () => {
    const noKey = error(
      "ValidationError",
      "Select statements within BatchExecuteStatement must specify the primary key in the where clause.",
    );
    for (const rest of [
      "indexed",
      "indexed WHERE pk = 'a'",
      "indexed WHERE pk = 'a' AND sk = 1 AND x = 5",
      "indexed.global WHERE gpk = 'g'",
      "indexed.local WHERE pk = 'a' AND sk = 1",
    ])
      expect(requests.batch(`SELECT * FROM ${rest}`), rest).to.deep.equal([noKey]);
    const type = "Key attribute's data type should match its data type in table's schema: Key pk";
    expect(requests.batch("SELECT * FROM plain WHERE pk = 1")).to.deep.equal([error("ValidationError", type)]);
  });

  it("refuses reads beside writes, one item twice, and what is no batch", () => {
    const invalid = (text: string) => `ValidationException: ${text}`;
    const read = "SELECT * FROM plain WHERE pk = 'a'";
    expect(requests.batchRefused(read, "DELETE FROM plain WHERE pk = 'b'", "nonsense")).to.equal(
      invalid("Read and write requests together in the same batch is not supported."),
    );
    const duplicates = invalid("Provided list of item keys contains duplicates");
    expect(requests.batchRefused(read, "SELECT * FROM plain WHERE pk IN ('a')")).to.equal(duplicates);
    const insert = "INSERT INTO plain VALUE {'x': 1, 'pk': 'a'}";
    expect(requests.batchRefused(insert, "DELETE FROM plain WHERE pk = 'a'")).to.equal(duplicates);
    expect(requests.batchRefused({ Statement: "SELECT ?", Parameters: [{}] })).to.match(/AttributeValue is empty/);
    const many = Array.from({ length: 26 }, (_, place) => `DELETE FROM plain WHERE pk = '${place}'`);
    expect(requests.batchRefused(...many)).to.match(/'statements' .* have length less than or equal to 25$/);
    expect(requests.batchRefused()).to.match(/'statements' .* have length greater than or equal to 1$/);
    expect(requests.batchRefused({})).to.match(/null at 'statements.1.member.statement' .* not be null$/);
    expect(requests.batch(...many.slice(1))).to.have.length(25);
  });

  it("returns consumed capacity by table", () => {
    const capacity = (...Statements: readonly object[]) =>
      requests.ask("BatchExecuteStatement", { Statements, ReturnConsumedCapacity: "TOTAL" })["ConsumedCapacity"];
    expect(
      capacity(
        { Statement: "SELECT * FROM indexed WHERE pk = 'a' AND sk = 1", ConsistentRead: true },
        { Statement: "SELECT * FROM indexed WHERE pk = 'a' AND sk = 3" },
        { Statement: "SELECT * FROM plain WHERE pk = 'a'" },
      ),
    ).to.deep.equal([
      { TableName: "indexed", CapacityUnits: 1.5 },
      { TableName: "plain", CapacityUnits: 0.5 },
    ]);
    expect(capacity({ Statement: "UPDATE indexed SET gpk = 'g' WHERE pk = 'a' AND sk = 1" })).to.deep.equal([
      { TableName: "indexed", CapacityUnits: 2 },
    ]);
  });
});
