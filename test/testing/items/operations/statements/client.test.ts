import {
  BatchExecuteStatementCommand,
  DuplicateItemException,
  DynamoDBClient,
  ExecuteStatementCommand,
  ExecuteTransactionCommand,
  ThrottlingException,
  TransactionCanceledException,
} from "@aws-sdk/client-dynamodb";
import { ExecuteStatementCommand as DocumentStatement, DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { expect } from "chai";
import { type MockDynamoDB, mockDynamoDB } from "../../../../../src/testing/index.js";
import { rejects } from "../../../../support/both.js";

describe("PartiQL statements of the SDK", () => {
  let db: MockDynamoDB;
  let sdk: DynamoDBClient;

  before(async () => {
    db = await mockDynamoDB();
    await db.client.createTable("users", { partitionKey: ["id", "S"] });
    sdk = new DynamoDBClient(db.config);
  });

  beforeEach(async () => {
    await db.reset();
    db.clearFaults();
  });

  after(async () => {
    sdk.destroy();
    await db.close();
  });

  const execute = (Statement: string, members = {}) => sdk.send(new ExecuteStatementCommand({ Statement, ...members }));

  it("write and read items", async () => {
    const Parameters = [{ S: "a" }, { B: new Uint8Array([1, 2]) }];
    await execute("INSERT INTO users VALUE {'id': ?, 'data': ?}", { Parameters });
    const { Items } = await execute("SELECT data FROM users WHERE id = 'a'");
    expect(Items).to.deep.equal([{ data: { B: new Uint8Array([1, 2]) } }]);
    expect(await rejects(() => execute("INSERT INTO users VALUE {'id': 'a'}"))).to.be.instanceOf(
      DuplicateItemException,
    );
  });

  it("are accepted in batches and transactions", async () => {
    const batch = ["a", "b"].map((id) => ({ Statement: `INSERT INTO users VALUE {'id': '${id}'}` }));
    const { Responses } = await sdk.send(new BatchExecuteStatementCommand({ Statements: batch }));
    expect(Responses).to.deep.equal([{ TableName: "users" }, { TableName: "users" }]);
    const error = await rejects(() => sdk.send(new ExecuteTransactionCommand({ TransactStatements: batch })));
    expect(error).to.be.instanceOf(TransactionCanceledException);
    expect((error as TransactionCanceledException).CancellationReasons?.map(({ Code }) => Code)).to.deep.equal([
      "DuplicateItem",
      "DuplicateItem",
    ]);
  });

  it("are executed once, if the answer is lost and the SDK retries a transaction", async () => {
    await execute("INSERT INTO users VALUE {'id': 'a', 'n': 1}");
    db.addFaults({ kind: "dropped", operation: "ExecuteTransaction", commit: true });
    const TransactStatements = [{ Statement: "UPDATE users SET n = n + 1 WHERE id = 'a'" }];
    await sdk.send(new ExecuteTransactionCommand({ TransactStatements }));
    expect((await execute("SELECT n FROM users")).Items).to.deep.equal([{ n: { N: "2" } }]);
  });

  it("are accepted from the document client", async () => {
    const documents = DynamoDBDocumentClient.from(sdk);
    const insert = "INSERT INTO users VALUE {'id': ?, 'tags': ?}";
    await documents.send(new DocumentStatement({ Statement: insert, Parameters: ["a", new Set(["x"])] }));
    const select = new DocumentStatement({ Statement: "SELECT * FROM users WHERE id = ?", Parameters: ["a"] });
    expect((await documents.send(select)).Items).to.deep.equal([{ id: "a", tags: new Set(["x"]) }]);
  });

  it("match the faults of their tables", async () => {
    const once = new DynamoDBClient({ ...db.config, maxAttempts: 1 });
    const Statement = "SELECT * FROM \"users\" WHERE id = 'a'";
    const commands = [
      new ExecuteStatementCommand({ Statement }),
      new BatchExecuteStatementCommand({ Statements: [{ Statement }] }),
      new ExecuteTransactionCommand({ TransactStatements: [{ Statement }] }),
    ];
    for (const command of commands) {
      db.addFaults({ kind: "throttled", tableName: "others", times: 100 }, { kind: "throttled", tableName: "users" });
      expect(await rejects(() => once.send(command as ExecuteStatementCommand))).to.be.instanceOf(ThrottlingException);
      await once.send(command as ExecuteStatementCommand);
      db.clearFaults();
    }
    once.destroy();
    expect(db.requests.at(-1)).to.deep.include({
      operation: "ExecuteTransaction",
      input: {
        TransactStatements: [{ Statement }],
        ClientRequestToken: db.requests.at(-1)?.input["ClientRequestToken"],
      },
    });
  });
});
