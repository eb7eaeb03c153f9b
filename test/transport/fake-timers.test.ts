import type { Clock } from "@sinonjs/fake-timers";
import { expect } from "chai";
import { DynamoClient, SyncTimeoutError, WaitTimeoutError } from "../../src/index.js";
import { type MockDynamoDB, syncMockDynamoDB } from "../../src/testing/index.js";
import { rejects, throws } from "../support/both.js";
import { fakeTimers } from "../support/fake-timers.js";

const partitionKey = ["pk", "S"] as const;
const LONG_AGO = new Date("1970-01-01");

describe("this thread under fake timers", () => {
  let db: MockDynamoDB;
  let timers: Clock;
  let client: DynamoClient;

  beforeEach(() => {
    timers = fakeTimers(LONG_AGO);
    db = syncMockDynamoDB();
    client = new DynamoClient({ ...db.config, sync: { engine: "deasync", timeoutSeconds: 2 } });
  });

  afterEach(() => {
    client.destroy();
    db.syncClose();
    timers.uninstall();
  });

  it("runs its event loop for a blocking wait", () => {
    db.syncRestart({ latency: { createTableMs: 120 } });
    expect(client.syncCreateTable("orders", { partitionKey, wait: true }).TableStatus).to.equal("ACTIVE");
  });

  it("runs its event loop during the SDK's retries", () => {
    db.addFaults({ kind: "serverError", operation: "ListTables", times: 2 });
    expect([...client.syncListTables()]).to.deep.equal([]);
    expect(db.requests).to.have.lengthOf(3);
  });

  it("ends a request and a wait that get no answer", () => {
    client.syncCreateTable("orders", { partitionKey, wait: true });
    db.addFaults({ kind: "slow", times: Number.POSITIVE_INFINITY, delayMs: Number.POSITIVE_INFINITY });
    expect(throws(() => client.syncWaitForTableActive("orders", { timeoutSeconds: 0.2 }))).to.be.instanceOf(
      WaitTimeoutError,
    );
    const impatient = new DynamoClient({ ...db.config, sync: { engine: "deasync", timeoutSeconds: 0.2 } });
    expect(throws(() => impatient.syncDescribeTable("orders"))).to.be.instanceOf(SyncTimeoutError);
    impatient.destroy();
  });

  for (const day of ["1970-01-01", "2099-12-31"]) {
    it(`signs a request again with DynamoDB's time if its date was refused: ${day}`, async () => {
      timers.setSystemTime(new Date(day));
      const error = { name: "InvalidSignatureException", message: "Signature expired", status: 400 };
      db.addFaults({ kind: "error", operation: "DescribeTable", error });
      await client.tableExists("orders");
      const today = new Date(db.clock.now()).toISOString().slice(0, 10);
      const dates = db.requests.map(({ headers }) => headers["x-amz-date"]?.slice(0, 8));
      // The SDK sends a request once more when a second of DynamoDB's clock begins between two errors.
      expect([...new Set(dates)]).to.deep.equal([day, today].map((date) => date.replaceAll("-", "")));
    });
  }

  it("says what to do if process.nextTick is faked, and the client cannot use another thread", async () => {
    timers.uninstall();
    timers = fakeTimers(LONG_AGO, ["nextTick"]);
    const { credentials } = db.config;
    const bound = new DynamoClient({ ...db.config, credentials: () => Promise.resolve(credentials) });
    const error = await rejects(() => bound.describeTable("orders"));
    expect(error.message).to.include('Exclude "nextTick"').and.include("credentials is a function");
    bound.destroy();
  });

  it("runs the emulator's clock in real time", () => {
    const { now } = timers;
    expect(now).to.equal(LONG_AGO.getTime());
    expect(db.clock.now()).to.be.greaterThan(new Date("2026-01-01").getTime());
  });
});
