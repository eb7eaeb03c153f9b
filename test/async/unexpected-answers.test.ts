import { expect } from "chai";
import { attr, type DynamoClient, defineModel, isDynatwinError, UnexpectedAnswerError } from "../../src/index.js";
import { rejects } from "../support/both.js";
import { needs } from "../support/engine/needs.js";
import { FaultyServer } from "../support/faulty-server.js";
import { ScriptedDynamoDB } from "../support/scripted-dynamodb.js";
import type { UnexpectedAnswer } from "../support/unexpected-answers.js";

const UNEXPECTED = [
  "an empty body",
  "no content",
  "null",
  "a list",
  "a string",
  "other JSON",
  "an HTML page",
  "a missing page",
  "an error without a name",
  "an error that is null",
] as const;

const options = { partitionKey: ["id", "S"] as const, wait: { timeoutSeconds: 20 } };

needs("clock").describe("an answer that is not DynamoDB's", () => {
  let dynamodb: ScriptedDynamoDB;
  let server: FaultyServer;
  let client: DynamoClient;
  const userOf = (own: DynamoClient) =>
    defineModel({
      table: "users",
      attributes: { id: attr.string().partitionKey(), n: attr.number().optional() },
      client: own,
    });
  let User: ReturnType<typeof userOf>;

  before(() => {
    dynamodb = ScriptedDynamoDB.start();
    server = new FaultyServer(String(dynamodb.config.endpoint));
  });

  beforeEach(() => {
    dynamodb.startScenario();
    client = dynamodb.client({ endpoint: server.endpoint });
    User = userOf(client);
  });

  after(() => {
    server.stop();
    dynamodb.stop();
  });

  /** All calls that send requests, by operation. */
  const calls = (): Record<string, () => Promise<unknown>> => ({
    DescribeTable: () => client.tableExists("users"),
    CreateTable: () => client.createTable("users", options),
    DeleteTable: () => client.deleteTable("users", { wait: true }),
    ListTables: async () => {
      for await (const name of client.listTables()) return name;
      return undefined;
    },
    GetItem: () => User.get({ id: "a" }),
    PutItem: () => new User({ id: "a" }).save(),
    Query: () => User.query({ id: "a" }).toArray(),
    Scan: () => User.scan().toArray(),
    BatchGetItem: () => User.batchGet([{ id: "a" }]),
    BatchWriteItem: () => User.batchWrite({ delete: [{ id: "a" }] }),
    TransactWriteItems: () => client.transactWrite([User.transactPut(new User({ id: "a" }))]),
    TransactGetItems: () => client.transactGet([User.transactRead({ id: "a" })]),
  });

  for (const answer of UNEXPECTED) {
    it(`is an error with the endpoint, from every call: ${answer}`, async () => {
      for (const [operation, call] of Object.entries(calls())) {
        server.answerWith(answer);
        const error = await rejects(call);
        expect(error, operation).to.be.instanceOf(UnexpectedAnswerError);
        expect(isDynatwinError(error)).to.equal(true);
        const endpoint = new URL(server.endpoint).host;
        expect(error).to.include({ operation, endpoint });
        expect(error.message).to.include(operation).and.include(endpoint).and.include("not an answer of DynamoDB");
      }
    });
  }

  it("ends the waits for a table at once", async () => {
    server.answerWith("an empty body");
    expect(await rejects(() => client.waitForTableActive("users"))).to.be.instanceOf(UnexpectedAnswerError);
    expect(await rejects(() => client.waitForTableDeleted("users"))).to.be.instanceOf(UnexpectedAnswerError);
    expect(server.requests).to.equal(2);
  });

  it("can be an empty object if DynamoDB's has members", async () => {
    server.answerWith("an empty object");
    expect(await User.get({ id: "a" })).to.equal(undefined);
    await new User({ id: "a" }).save();
    for (const operation of ["DescribeTable", "CreateTable", "ListTables", "Query", "Scan"]) {
      const error = await rejects(calls()[operation] as () => Promise<unknown>); // the same answer
      expect(error, operation).to.be.instanceOf(UnexpectedAnswerError);
    }
  });

  const PASSING: readonly UnexpectedAnswer[] = [
    "garbled JSON",
    "a truncated answer",
    "too many requests, in text",
    "a server error without a body",
    "a proxy's page",
    "a reset",
    "lost",
  ];
  for (const answer of PASSING) {
    it(`is retried if it is temporary: ${answer}`, async () => {
      server.answerWith(answer, answer, undefined);
      const table = await client.createTable("users", { ...options, timeToLive: "expires" });
      expect(table.TableStatus).to.equal("ACTIVE");
      // The create request, a poll, the setting after it, and the last poll.
      server.answerWith(undefined, answer, undefined, answer, answer, undefined);
      await client.createTable("orders", { ...options, timeToLive: "expires", pointInTimeRecovery: true });
      server.answerWith(answer, answer, answer, undefined);
      await client.deleteTable("users", { wait: true });
      expect(await client.tableExists("users")).to.equal(false);
      server.answerWith(answer, answer, undefined);
      await client.waitForTableActive("orders");
    });
  }

  it("does not hide a server error that DynamoDB's proxies send, with its status", async () => {
    server.answerWith("a proxy's page");
    const error = await rejects(() => client.describeTable("users"));
    expect(error).to.be.instanceOf(UnexpectedAnswerError).and.include({ status: 503 });
    expect(error.message).to.include("HTTP 503, text/html");
  });
});
