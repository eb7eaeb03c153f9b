import {
  DynamoDBClient,
  ListTablesCommand,
  TransactionCanceledException,
  TransactWriteItemsCommand,
} from "@aws-sdk/client-dynamodb";
import { expect } from "chai";
import { isTransient } from "../../../src/dynamodb/error-predicates.js";
import { type Fault, type MockDynamoDB, syncMockDynamoDB } from "../../../src/testing/index.js";
import { rejects, throws } from "../../support/both.js";
import { RawDynamoDB } from "../../support/raw-dynamodb.js";
import { definition, index, key, tableArn } from "../../support/table-requests.js";

const users = definition("users");

describe("a fault", () => {
  let db: MockDynamoDB;
  let raw: RawDynamoDB;

  before(() => {
    db = syncMockDynamoDB({ time: "manual" });
    raw = new RawDynamoDB(db.endpoint);
  });

  after(() => {
    raw.destroy();
    db.syncClose();
  });

  const play = (...faults: Fault[]) => db.syncRestart({ faults });
  const list = () => raw.send("ListTables", {});
  const describeTable = (TableName = "users") => raw.send("DescribeTable", { TableName });

  /** The answers to a number of requests in sequence. */
  async function errors(count: number, send = list): Promise<(string | undefined)[]> {
    const seen: (string | undefined)[] = [];
    for (let place = 0; place < count; place++) seen.push((await send()).error);
    return seen;
  }

  const named: { kind: Fault["kind"]; error: string; status: number; words: string }[] = [
    {
      kind: "throttled",
      error: "ThrottlingException",
      status: 400,
      words: "The rate of control plane requests made by this account is too high",
    },
    {
      kind: "limitExceeded",
      error: "LimitExceededException",
      status: 400,
      words: "Only 500 tables can be created, updated, or deleted simultaneously",
    },
    {
      kind: "quotaExceeded",
      error: "LimitExceededException",
      status: 400,
      words: "Number of tables exceeds the limit of 2500",
    },
    {
      kind: "notFound",
      error: "ResourceNotFoundException",
      status: 400,
      words: "Requested resource not found: Table: users not found",
    },
    {
      kind: "denied",
      error: "AccessDeniedException",
      status: 400,
      words: "not authorized to perform: dynamodb:CreateTable on resource: users",
    },
    { kind: "serverError", error: "InternalServerError", status: 500, words: "unknown error" },
  ];
  for (const { kind, error, status, words } of named) {
    it(`of the kind ${kind} is answered as ${error}, and the request is not executed`, async () => {
      play({ kind });
      const answer = await raw.send("CreateTable", users);
      expect(answer).to.include({ error, status });
      expect(answer.message).to.include(words);
      expect(db.tables).to.deep.equal([]);
      expect((await raw.send("CreateTable", users)).error).to.equal(undefined);
    });
  }

  it("can be any error, with its own members", async () => {
    const reasons = [{ Code: "ConditionalCheckFailed" }, { Code: "None" }];
    play({
      kind: "error",
      error: { name: "TransactionCanceledException", message: "Transaction cancelled", status: 400 },
      answer: { CancellationReasons: reasons },
    });
    const sdk = new DynamoDBClient(db.config);
    const error = await rejects(() => sdk.send(new TransactWriteItemsCommand({ TransactItems: [] })));
    sdk.destroy();
    expect(error).to.be.instanceOf(TransactionCanceledException);
    expect((error as TransactionCanceledException).CancellationReasons).to.deep.equal(reasons);
  });

  it("of one operation and table matches no other request", async () => {
    play({ kind: "throttled", operation: "DescribeTable", tableName: "users", times: 9 });
    expect((await list()).error).to.equal(undefined);
    expect((await describeTable("orders")).error).to.equal("ResourceNotFoundException");
    expect((await describeTable("users")).error).to.equal("ThrottlingException");
    expect((await describeTable(tableArn("users"))).error).to.equal("ThrottlingException");
  });

  it("of a table matches every request that names it", async () => {
    play({ kind: "throttled", tableName: "users", times: 9 });
    const naming: [string, object][] = [
      ["PutItem", { TableName: "users" }],
      ["ListTagsOfResource", { ResourceArn: `${tableArn("users")}/index/by-name` }],
      ["BatchWriteItem", { RequestItems: { orders: [], users: [] } }],
      ["TransactWriteItems", { TransactItems: [{ Put: { TableName: "orders" } }, { Delete: { TableName: "users" } }] }],
    ];
    for (const [operation, input] of naming) {
      expect((await raw.send(operation, input)).error, operation).to.equal("ThrottlingException");
    }
    expect((await raw.send("BatchWriteItem", { RequestItems: { orders: [] } })).error).not.to.equal(
      "ThrottlingException",
    );
  });

  it("matches one request by default, after as many as `skip` says", async () => {
    play({ kind: "throttled" });
    expect(await errors(2)).to.deep.equal(["ThrottlingException", undefined]);
    play({ kind: "throttled", skip: 2, times: 2 });
    expect(await errors(5)).to.deep.equal([
      undefined,
      undefined,
      "ThrottlingException",
      "ThrottlingException",
      undefined,
    ]);
    play({ kind: "throttled", times: Number.POSITIVE_INFINITY });
    expect(new Set(await errors(20))).to.deep.equal(new Set(["ThrottlingException"]));
  });

  it("counts only the requests that no earlier fault matches", async () => {
    play({ kind: "throttled", times: 2 }, { kind: "denied", skip: 1 }, { kind: "serverError", skip: 1 });
    expect(await errors(6)).to.deep.equal([
      "ThrottlingException",
      "ThrottlingException",
      undefined,
      "AccessDeniedException",
      "InternalServerError",
      undefined,
    ]);
  });

  it("lasts from one moment to another of the emulator's clock", async () => {
    play({ kind: "notFound", afterMs: 1_000, forMs: 500 });
    expect(await errors(1)).to.deep.equal([undefined]);
    db.clock.advance(1_000);
    expect(await errors(2)).to.deep.equal(["ResourceNotFoundException", "ResourceNotFoundException"]);
    db.clock.advance(499);
    expect(await errors(1)).to.deep.equal(["ResourceNotFoundException"]);
    db.clock.advance(1);
    expect(await errors(1)).to.deep.equal([undefined]);
  });

  it("measures its period from when it was added, and counts requests within it", async () => {
    play();
    db.clock.advance(60_000);
    db.addFaults({ kind: "throttled", forMs: 100, skip: 1, times: 1 });
    expect(await errors(3)).to.deep.equal([undefined, "ThrottlingException", undefined]);
  });

  it("that matches no request has no effect, and is removed with the others", async () => {
    play({ kind: "denied", operation: "DescribeLimits" }, { kind: "throttled", tableName: "nobody", times: 9 });
    expect(await errors(1)).to.deep.equal([undefined]);
    db.addFaults({ kind: "throttled", times: 9 });
    expect(await errors(1)).to.deep.equal(["ThrottlingException"]);
    db.clearFaults();
    expect(await errors(1)).to.deep.equal([undefined]);
  });

  it("after the commit simulates a crash: the request is executed, and the answer lost", async () => {
    play({ kind: "dropped", operation: "CreateTable", commit: true }, { kind: "serverError", commit: true });
    await rejects(() => raw.send("CreateTable", users));
    expect(db.tables).to.deep.equal(["users"]);
    expect((await raw.send("DeleteTable", { TableName: "users" })).error).to.equal("InternalServerError");
    expect(db.tables).to.deep.equal([]);
  });

  it("of the kind dropped closes the connection, and executes nothing", async () => {
    play({ kind: "dropped" });
    expect(await rejects(() => raw.send("CreateTable", users))).to.include({ code: "ECONNRESET" });
    expect(db.tables).to.deep.equal([]);
  });

  it("of the kind badGateway is a page that the SDK cannot read", async () => {
    play({ kind: "badGateway" });
    const sdk = new DynamoDBClient({ ...db.config, maxAttempts: 1 });
    const error = await rejects(() => sdk.send(new ListTablesCommand({})));
    sdk.destroy();
    expect(error).to.be.instanceOf(SyntaxError);
    expect(error).to.have.nested.property("$metadata.httpStatusCode", 502);
    expect(isTransient(error)).to.equal(true);
  });

  it("of the kind answer changes the answer at every depth", async () => {
    play({
      kind: "answer",
      operation: "DescribeTable",
      answer: { Table: { TableStatus: "ARCHIVED", ArchivalSummary: { ArchivalReason: "KMS" } } },
    });
    await raw.send("CreateTable", users);
    const { Table } = (await describeTable()).body;
    expect(Table).to.deep.include({ TableName: "users", KeySchema: key("pk"), TableStatus: "ARCHIVED" });
    expect(Table).to.have.nested.property("ArchivalSummary.ArchivalReason", "KMS");
    expect((await describeTable()).body).to.have.nested.property("Table.TableStatus", "ACTIVE");
  });

  it("of the kind answer merges lists by index, and appends to them", async () => {
    const status = (IndexStatus: string) => ({ IndexStatus });
    const answer = {
      Table: { GlobalSecondaryIndexes: [{}, status("CREATING"), { IndexName: "by-c", ...status("X") }] },
    };
    play({ kind: "answer", operation: "DescribeTable", answer });
    const GlobalSecondaryIndexes = ["by-a", "by-b"].map((name) => index(name, key("pk")));
    const created = await raw.send("CreateTable", { ...users, GlobalSecondaryIndexes });
    expect(created.error).to.equal(undefined);
    const { Table } = (await describeTable()).body as { Table: { GlobalSecondaryIndexes: Record<string, unknown>[] } };
    expect(Table.GlobalSecondaryIndexes.map((each) => [each["IndexName"], each["IndexStatus"]])).to.deep.equal([
      ["by-a", "ACTIVE"],
      ["by-b", "CREATING"],
      ["by-c", "X"],
    ]);
  });

  it("of the kind answer replaces a real answer that is an error, but the request is executed", async () => {
    const answer = { Responses: [{ Item: { id: { S: "1" } } }] };
    play(
      { kind: "answer", operation: "TransactGetItems", answer },
      { kind: "answer", operation: "CreateTable", answer: {} },
    );
    expect((await raw.send("TransactGetItems", { TransactItems: [] })).body).to.deep.equal(answer);
    await raw.send("CreateTable", users);
    expect(db.tables).to.deep.equal(["users"]);
  });

  it("of the kind answer replaces the answer of a request that is not executed", async () => {
    play({ kind: "answer", operation: "CreateTable", commit: false, answer: { TableDescription: {} } });
    expect((await raw.send("CreateTable", users)).body).to.deep.equal({ TableDescription: {} });
    expect(db.tables).to.deep.equal([]);
  });

  const wrong: { fault: object; words: string }[] = [
    { fault: { operation: "PutItem" }, words: "faults[0].kind: is required" },
    { fault: { kind: "throtled" }, words: '"throttled"' },
    { fault: { kind: "throttled", table: "users" }, words: "did you mean tableName?" },
    { fault: { kind: "throttled", times: -1 }, words: "faults[0].times" },
    { fault: { kind: "error" }, words: "without a name" },
    { fault: { kind: "error", error: { status: 500 } }, words: "faults[0].error.name: is required" },
    { fault: { kind: "error", error: { name: "Odd", status: 204 } }, words: "faults[0].error.status: expected" },
    { fault: { kind: "answer" }, words: "without a change" },
  ];
  for (const { fault, words } of wrong) {
    it(`that is invalid is an error at once: ${JSON.stringify(fault)}`, () => {
      const faults = [fault as Fault]; // callers in JavaScript have no compiler that reports this
      for (const script of [
        () => db.addFaults(...faults),
        () => db.syncRestart({ faults }),
        () => syncMockDynamoDB({ faults }),
      ])
        expect(throws(script).message).to.include(words);
    });
  }
});
