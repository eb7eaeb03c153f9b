import { expect } from "chai";
import { runAll } from "../../src/async/run-all.js";
import type { WaitOptions } from "../../src/index.js";
import { Deadline } from "../../src/procedure/deadline.js";
import { request } from "../../src/procedure/procedure.js";
import { DynamoClient } from "../../src/sync/client/client.js";
import { waitUntilActive } from "../../src/table/procedures.js";
import { resolveWait } from "../../src/table/wait/wait-settings.js";
import { type MockDynamoDB, syncMockDynamoDB } from "../../src/testing/index.js";
import { rejects } from "../support/both.js";
import { needs } from "../support/engine/needs.js";

/** The SDK opens this many connections at a time. */
const SOCKETS = 50;
const names = Array.from({ length: 200 }, (_, place) => `table-${place}`);

needs("faults", "requests").describe("procedures that run concurrently", function () {
  this.timeout(60_000);
  let db: MockDynamoDB;
  let client: DynamoClient;

  before(() => {
    db = syncMockDynamoDB();
    client = new DynamoClient(db.config);
    for (const name of names) client.syncCreateTable(name, { partitionKey: ["pk", "S"] });
  });

  beforeEach(() => {
    db.clearRequests();
    db.clearFaults();
    // Every table is CREATING in the first answer.
    const answer = { Table: { TableStatus: "CREATING" } };
    db.addFaults(
      ...names.map((tableName) => ({ kind: "answer", operation: "DescribeTable", tableName, answer }) as const),
    );
  });

  after(() => {
    client.destroy();
    db.syncClose();
  });

  /** A wait for each table. */
  function waits(onProgress?: WaitOptions["onProgress"]) {
    const context = client.asyncContext;
    return names.map((name) => {
      const wait = resolveWait({ timeoutSeconds: 30, onProgress });
      return waitUntilActive(context, name, wait, new Deadline(wait.timeoutMs, () => context.now()));
    });
  }

  it("send as many requests at a time as the SDK supports, and return results in the given order", async () => {
    db.clearFaults();
    db.addFaults({ kind: "slow", operation: "DescribeTable", times: names.length, delayMs: 1_000 });
    let underWay = 0;
    const procedures = waits(() => {
      underWay ||= db.requests.length;
    });
    const results = await runAll(client.asyncContext.transport, procedures, { concurrency: names.length });
    const tables = results.map((result) => (result.status === "fulfilled" ? result.value.TableName : result.reason));
    expect(tables).to.deep.equal(names);
    expect(underWay).to.be.at.least(SOCKETS);
  });

  it("do not wait for a slow one", async () => {
    db.addFaults({ kind: "slow", operation: "DescribeTable", tableName: "table-0", delayMs: 3_000 });
    const reports: string[] = [];
    const ready: string[] = [];
    const procedures = waits(({ tableName, pending }) => {
      reports.push(tableName);
      if (pending.length === 0) ready.push(tableName);
    });
    await runAll(client.asyncContext.transport, procedures, { concurrency: names.length });
    expect(ready).to.have.lengthOf(names.length);
    expect(ready.at(-1)).to.equal("table-0");
    expect(reports).to.have.lengthOf(2 * names.length); // with a pause between the two
  });

  it("observe the concurrency option", async () => {
    db.addFaults({ kind: "slow", operation: "DescribeTable", times: names.length, delayMs: 20 });
    const started = new Set<string>();
    const over = new Set<string>();
    let most = 0;
    const procedures = names.map(function* (name) {
      started.add(name);
      most = Math.max(most, started.size - over.size);
      const { Table } = yield* request("DescribeTable", { TableName: name });
      over.add(name);
      return Table?.TableName;
    });
    const results = await runAll(client.asyncContext.transport, procedures, { concurrency: 3 });
    expect(results).to.have.lengthOf(names.length);
    expect(most).to.equal(3);
  });

  it("fail separately, with the SDK's error", async () => {
    const procedures = ["table-1", "nowhere", "table-2"].map((name) => request("DescribeTable", { TableName: name }));
    const results = await runAll(client.asyncContext.transport, procedures, { concurrency: 3 });
    expect(results.map(({ status }) => status)).to.deep.equal(["fulfilled", "rejected", "fulfilled"]);
    const [, failed] = results;
    expect(failed).to.have.nested.property("reason.name", "ResourceNotFoundException");
  });

  it("end with the reason of their signal, and send nothing after it", async () => {
    const stop = new AbortController();
    const procedures = waits(() => stop.abort(new Error("enough")));
    const running = { concurrency: 5, signal: stop.signal };
    const error = await rejects(() => runAll(client.asyncContext.transport, procedures, running));
    expect(error).to.have.property("message", "enough");
    expect(db.requests.length).to.be.at.most(10);
    await rejects(() => runAll(client.asyncContext.transport, waits(), running));
  });

  it("end at once if there are none", async () => {
    expect(await runAll(client.asyncContext.transport, [], { concurrency: 1 })).to.deep.equal([]);
    expect(db.requests).to.deep.equal([]);
  });
});
