import { expect } from "chai";
import type { Json } from "../../../../../src/testing/control-plane/wire.js";
import { StatementRequests, statementOf } from "./statement-requests.js";

const ONE = { pk: { S: "a" }, x: { N: "5" } };
const invalid = (text: string) => `ValidationException: ${text}`;

describe("ExecuteTransaction", () => {
  let requests: StatementRequests;

  beforeEach(() => {
    requests = new StatementRequests();
    requests.put("plain", ONE, { pk: { S: "b" } });
  });

  const input = (statements: readonly (string | object)[], members: object) => ({
    TransactStatements: statements.map(statementOf),
    ...members,
  });
  const transact = (statements: readonly (string | object)[], members = {}): Json =>
    requests.ask("ExecuteTransaction", input(statements, members));
  const refused = (...statements: readonly (string | object)[]) =>
    requests.refusal("ExecuteTransaction", input(statements, {}));
  const items = () => requests.selectAll("SELECT * FROM plain");

  it("reads items", () => {
    const statements = [
      "SELECT * FROM plain WHERE pk = 'a'",
      { Statement: "SELECT x FROM plain WHERE pk = ?", Parameters: [{ S: "b" }] },
      "SELECT * FROM indexed WHERE pk = 'z' AND sk = 1",
    ];
    expect(transact(statements, { ReturnConsumedCapacity: "TOTAL" })).to.deep.equal({
      Responses: [{ Item: ONE }, {}, {}],
      ConsumedCapacity: [
        { TableName: "plain", CapacityUnits: 4, ReadCapacityUnits: 4 },
        { TableName: "indexed", CapacityUnits: 2, ReadCapacityUnits: 2 },
      ],
    });
  });

  it("writes items, if all conditions hold", () => {
    const statements = [
      "EXISTS(SELECT * FROM plain WHERE pk = 'a' AND x = 5)",
      "UPDATE plain SET x = 1 WHERE pk = 'b' AND x IS MISSING",
      "INSERT INTO plain VALUE {'pk': 'c'}",
    ];
    expect(transact(statements)).to.deep.equal({ Responses: [{}, {}, {}] });
    expect(items()).to.have.deep.members([ONE, { pk: { S: "b" }, x: { N: "1" } }, { pk: { S: "c" } }]);
  });

  it("writes nothing if something fails, and returns what", () => {
    const reasons = (...statements: readonly (string | object)[]) => {
      const error = requests.error("ExecuteTransaction", input(statements, {}));
      expect(error["__type"]).to.match(/#TransactionCanceledException$/);
      return error["CancellationReasons"];
    };
    const failed = { Code: "ConditionalCheckFailed", Message: "The conditional request failed" };
    expect(
      reasons(
        "EXISTS(SELECT * FROM plain WHERE pk = 'a' AND x = 6)",
        "INSERT INTO plain VALUE {'pk': 'b'}",
        "UPDATE plain SET x = 1 WHERE pk = 'z'",
        {
          Statement: "DELETE FROM plain WHERE pk = 'c' AND x = 1",
          ReturnValuesOnConditionCheckFailure: "ALL_OLD",
        },
        "INSERT INTO indexed VALUE {'pk': 'a'}",
      ),
    ).to.deep.equal([
      failed,
      { Code: "DuplicateItem", Message: "Duplicate primary key exists in table" },
      failed,
      { Code: "None" },
      {
        Code: "ValidationError",
        Message: "One or more parameter values were invalid: Missing the key sk in the item",
      },
    ]);
    const Statement = "DELETE FROM plain WHERE pk = 'a' AND x = 1";
    expect(reasons({ Statement, ReturnValuesOnConditionCheckFailure: "ALL_OLD" })).to.deep.equal([
      { ...failed, Item: ONE },
    ]);
    expect(items()).to.have.deep.members([ONE, { pk: { S: "b" } }]);
  });

  it("is executed once for a token", () => {
    const update = (amount: number) => `UPDATE plain SET x = x + ${amount} WHERE pk = 'a'`;
    const members = { ClientRequestToken: "t", ReturnConsumedCapacity: "TOTAL" };
    expect(transact([update(1)], members)["ConsumedCapacity"]).to.deep.equal([
      { TableName: "plain", CapacityUnits: 2, WriteCapacityUnits: 2 },
    ]);
    expect(transact([update(1)], members)).to.deep.equal({
      Responses: [{}],
      ConsumedCapacity: [{ TableName: "plain", CapacityUnits: 2, ReadCapacityUnits: 2 }],
    });
    expect(items()).to.deep.include({ ...ONE, x: { N: "6" } });
    expect(requests.refusal("ExecuteTransaction", input([update(2)], members))).to.match(
      /^IdempotentParameterMismatch/,
    );
    // The tokens of TransactWriteItems are others.
    const TransactItems = [{ Delete: { TableName: "plain", Key: { pk: { S: "a" } } } }];
    requests.ask("TransactWriteItems", { TransactItems, ClientRequestToken: "t" });
    expect(items()).to.deep.equal([{ pk: { S: "b" } }]);
  });

  it("refuses statements, and says which one", () => {
    const at = (place: number, text: string) => invalid(`Validation failed in TransactStatements[${place}]: ${text}`);
    const read = "SELECT * FROM plain WHERE pk = 'a'";
    const deletion = "DELETE FROM plain WHERE pk = 'a'";
    const noKey = "Select statements within ExecuteTransaction must specify the primary key in the where clause.";
    for (const [statements, error] of [
      [[read, "nonsense"], at(1, "Statement wasn't well formed, can't be processed: Expected data manipulation")],
      [[read, "SELECT * FROM indexed WHERE pk = 'a'"], at(1, noKey)],
      [["SELECT * FROM plain WHERE pk = 'a' AND x = 5"], at(0, noKey)],
      [
        ["SELECT * FROM indexed.global WHERE gpk = 'a'"],
        at(0, "Reads on indices are not supported within transactions."),
      ],
      [[`${deletion} RETURNING ALL OLD *`], at(0, "RETURNING clause is not supported in ExecuteTransaction.")],
      [[`EXISTS(${read})`], at(0, "EXISTS() must contain a single item read with additional condition")],
      [
        ["DELETE FROM indexed WHERE pk = 'a'"],
        at(0, "Where clause does not contain a mandatory equality on all key attributes"),
      ],
      [
        [read, "DELETE FROM nosuch WHERE pk = 'a'"],
        /does not support both read and write operations in the same request/,
      ],
      [[read, `EXISTS(${read} AND x = 1)`], /does not support both read and write/],
      [["DELETE FROM nosuch WHERE pk = 'a'"], "ResourceNotFoundException: Requested resource not found"],
      [
        [deletion, "UPDATE plain SET x = 1 WHERE pk = 'a'"],
        invalid("Transaction request cannot include multiple operations on one item"),
      ],
      [[read, read], invalid("Transaction request cannot include multiple operations on one item")],
      [[{ Statement: "SELECT ?", Parameters: [{}] }], /^ValidationException: Supplied AttributeValue is empty/],
      [[], /'transactStatements' failed to satisfy constraint: Member must have length greater than or equal to 1$/],
      [[{}], /'transactStatements.1.member.statement' failed to satisfy constraint: Member must not be null$/],
      [Array.from({ length: 101 }, () => read), /Member must have length less than or equal to 100$/],
    ] as const) {
      const message = refused(...statements);
      if (typeof error === "string") expect(message).to.equal(error);
      else expect(message).to.match(error);
    }
  });

  it("refuses an empty key before it compares anything", () => {
    expect(refused("UPDATE plain SET x = 1 WHERE pk = ''", "UPDATE plain SET x = 1 WHERE pk = 'z'")).to.equal(
      invalid(
        "One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string " +
          "value. Key: pk",
      ),
    );
  });
});
