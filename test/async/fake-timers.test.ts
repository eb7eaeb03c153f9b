import type { Clock } from "@sinonjs/fake-timers";
import { expect } from "chai";
import { attr, DynamoClient, defineModel, WaitTimeoutError } from "../../src/index.js";
import { type MockDynamoDB, mockDynamoDB } from "../../src/testing/index.js";
import { rejects } from "../support/both.js";
import { needs } from "../support/engine/needs.js";
import { fakeTimers } from "../support/fake-timers.js";

class User extends defineModel({
  table: "users",
  attributes: { id: attr.string().partitionKey(), name: attr.string() },
}) {}

const alice = { id: "u1", name: "Alice" };
const LONG_AGO = new Date("1970-01-01");
const partitionKey = ["pk", "S"] as const;
const forever = { times: Number.POSITIVE_INFINITY, delayMs: Number.POSITIVE_INFINITY };

needs("mock").describe("under fake timers", () => {
  let db: MockDynamoDB;
  let client: DynamoClient;
  let timers: Clock;

  beforeEach(async () => {
    timers = fakeTimers(LONG_AGO);
    db = await mockDynamoDB(User);
    client = new DynamoClient(db.config);
  });

  afterEach(async () => {
    expect(Date.now()).to.equal(LONG_AGO.getTime()); // of every type of wait
    client.destroy();
    await db.close();
    timers.uninstall();
  });

  it("waits for a table that is not ready at once", async () => {
    await db.restart({ latency: { createTableMs: 120, deleteTableMs: 120 } });
    const table = await client.createTable("orders", { partitionKey, wait: true });
    expect(table.TableStatus).to.equal("ACTIVE");
    await client.deleteTable("orders", { wait: true });
    expect(await client.tableExists("orders")).to.equal(false);
  });

  it("ends a wait whose time is over", async () => {
    await db.restart({ latency: { createTableMs: 60_000 } });
    await client.createTable("orders", { partitionKey });
    const error = await rejects(() => client.waitForTableActive("orders", { timeoutSeconds: 0.2 }));
    expect(error).to.be.instanceOf(WaitTimeoutError);
  });

  it("ends a wait for a server that does not answer", async () => {
    db.addFaults({ kind: "slow", operation: "DescribeTable", ...forever });
    const error = await rejects(() => client.waitForTableActive(User, { timeoutSeconds: 0.2 }));
    expect(error).to.be.instanceOf(WaitTimeoutError);
    expect(error.cause).to.have.property("name", "RequestTimeoutError");
  });

  it("retries if DynamoDB is busy", async () => {
    db.addFaults({ kind: "limitExceeded", operation: "CreateTable", times: 2 });
    await client.createTable("orders", { partitionKey, wait: true });
    expect(db.requests.filter(({ operation }) => operation === "CreateTable")).to.have.lengthOf(3);
  });

  it("sends unprocessed parts of a batch again", async () => {
    const UnprocessedItems = { users: [{ PutRequest: { Item: { id: { S: "u1" }, name: { S: "Alice" } } } }] };
    db.addFaults({ kind: "answer", operation: "BatchWriteItem", times: 2, answer: { UnprocessedItems } });
    const UnprocessedKeys = { users: { Keys: [{ id: { S: "u1" } }] } };
    db.addFaults({ kind: "answer", operation: "BatchGetItem", times: 2, answer: { UnprocessedKeys, Responses: null } });
    await User.batchWrite({ put: [new User(alice)] });
    expect((await User.batchGet([{ id: "u1" }])).map(({ name }) => name)).to.include("Alice");
    const batches = db.requests.filter(({ operation }) => operation.startsWith("Batch"));
    expect(batches).to.have.lengthOf(6);
  });

  for (const kind of ["serverError", "dropped"] as const) {
    it(`lets the SDK retry a request that was ${kind}`, async () => {
      await db.put(new User(alice));
      db.clearRequests();
      db.addFaults({ kind, operation: "GetItem", times: 2 });
      expect((await User.get({ id: "u1" }))?.name).to.equal("Alice");
      expect(db.requests).to.have.lengthOf(3);
    });
  }

  it("tries the maximum number of times, and then throws the SDK's own error", async () => {
    const twice = new DynamoClient({ ...db.config, maxAttempts: 2 });
    db.addFaults({ kind: "throttled", operation: "DescribeTable", times: 9 });
    const error = await rejects(() => twice.describeTable("users"));
    expect(error.name).to.equal("ThrottlingException");
    expect(db.requests).to.have.lengthOf(2);
    twice.destroy();
  });

  it("does not retry a request that DynamoDB refuses", async () => {
    db.addFaults({ kind: "denied", operation: "DescribeTable", times: 9 });
    expect((await rejects(() => client.describeTable("users"))).name).to.equal("AccessDeniedException");
    // The second one is sent by the SDK, which has read the real date from the answer.
    expect(db.requests.length).to.be.within(1, 2);
  });

  for (const day of [LONG_AGO, new Date("2099-12-31")]) {
    it(`recognises its own table if the answer of the create was lost, on ${day.toISOString()}`, async () => {
      timers.setSystemTime(day);
      db.addFaults({ kind: "dropped", operation: "CreateTable", commit: true });
      const table = await client.createTable("orders", { partitionKey, wait: true });
      expect(table.TableStatus).to.equal("ACTIVE");
      timers.setSystemTime(LONG_AGO);
    });
  }

  it("do not stop the testing kit", async () => {
    await db.put(new User(alice));
    const before = await db.snapshot();
    await db.reset();
    await db.restore(before);
    expect((await User.scan().first())?.name).to.equal("Alice");
    await db.restart();
    expect(await User.scan().first()).to.equal(undefined);
  });
});

needs("mock").describe("under fake timers that replace process.nextTick too", () => {
  let db: MockDynamoDB;
  let timers: Clock;

  beforeEach(async () => {
    timers = fakeTimers(LONG_AGO, ["nextTick"]);
    db = await mockDynamoDB(User);
  });

  afterEach(async () => {
    await db.close();
    timers.uninstall();
  });

  it("sends, retries, and waits", async () => {
    await db.restart({ latency: { createTableMs: 120 } });
    db.addFaults({ kind: "serverError", operation: "GetItem", times: 2 });
    const table = await db.client.createTable("orders", { partitionKey, wait: true });
    expect(table.TableStatus).to.equal("ACTIVE");
    await db.put(new User(alice));
    expect((await User.get({ id: "u1" }))?.name).to.equal("Alice");
    expect((await rejects(() => db.client.describeTable("missing"))).name).to.equal("ResourceNotFoundException");
  });
});
