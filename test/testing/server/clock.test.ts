import { Worker } from "node:worker_threads";
import { expect } from "chai";
import { durationsOf, REALISTIC } from "../../../src/testing/control-plane/durations.js";
import { type Latency, type MockDynamoDB, type MockOptions, syncMockDynamoDB } from "../../../src/testing/index.js";
import { EmulatorClock } from "../../../src/testing/server/clock.js";
import { throws } from "../../support/both.js";

const partitionKey = ["pk", "S"] as const;

describe("the clock of a mock", () => {
  let db: MockDynamoDB | undefined;

  afterEach(() => db?.syncClose());

  function start(options: MockOptions): MockDynamoDB {
    db = syncMockDynamoDB(options);
    return db;
  }

  it("changes only when it is advanced, and then for the tables and the requests at once", () => {
    const mock = start({ time: "manual", latency: { createTableMs: 7_000 } });
    const { client, clock } = mock;
    const startedAt = clock.now();
    client.syncCreateTable("users", { partitionKey });
    const status = () => client.syncDescribeTable("users").TableStatus;
    expect(status()).to.equal("CREATING");
    clock.advance(6_999);
    expect(status()).to.equal("CREATING");
    clock.advance(1);
    expect(status()).to.equal("ACTIVE");
    expect(clock.now()).to.equal(startedAt + 7_000);
    expect(mock.requests.map(({ atMs }) => atMs)).to.deep.equal([0, 0, 6_999, 7_000].map((ms) => startedAt + ms));
  });

  it("runs by itself, and can be advanced as well", () => {
    const { client, clock } = start({ latency: { createTableMs: 3_600_000 } });
    const before = [Date.now(), clock.now()] as const;
    expect(before[1] - before[0]).to.be.within(0, 5_000);
    client.syncCreateTable("users", { partitionKey });
    expect(client.syncDescribeTable("users").TableStatus).to.equal("CREATING");
    clock.advance(3_600_000);
    expect(client.syncDescribeTable("users").TableStatus).to.equal("ACTIVE");
    expect(clock.now() - before[1]).to.be.within(3_600_000, 3_610_000);
  });

  it("sets the creation time of tables", () => {
    const { client, clock } = start({ time: "manual" });
    clock.advance(86_400_000);
    const table = client.syncCreateTable("users", { partitionKey });
    expect(table.CreationDateTime?.getTime()).to.equal(clock.now());
  });

  it("can be advanced from another thread", async () => {
    const clock = new EmulatorClock(false);
    const before = clock.now();
    const code = `
      const { workerData } = require("node:worker_threads");
      import(workerData.module).then(({ EmulatorClock }) => new EmulatorClock(false, workerData.buffer).advance(5));`;
    const module = new URL("../../../src/testing/server/clock.js", import.meta.url).href;
    const worker = new Worker(code, { eval: true, workerData: { module, buffer: clock.buffer } });
    await new Promise((resolve) => worker.on("exit", resolve));
    expect(clock.now()).to.equal(before + 5);
  });

  it("is at the current time after a restart of the mock", () => {
    const mock = start({ time: "manual" });
    const { clock } = mock;
    clock.advance(86_400_000);
    mock.syncRestart();
    expect(clock.now() - Date.now()).to.be.within(-10_000, 0);
  });

  for (const ms of [-1, Number.NaN, Number.POSITIVE_INFINITY, 1e300]) {
    it(`is not advanced by ${ms}`, () => {
      const { clock } = start({ time: "manual" });
      const before = clock.now();
      expect(throws(() => clock.advance(ms)).message).to.include(`milliseconds, 0 or more, not ${ms}`);
      expect(clock.now()).to.equal(before);
    });
  }
});

describe("the latency of a mock", () => {
  const { createTableMs, deleteTableMs } = REALISTIC;

  const forms: { latency: Latency; wanted: [create: number, remove: number] }[] = [
    { latency: "instant", wanted: [0, 0] },
    { latency: "realistic", wanted: [createTableMs, deleteTableMs] },
    { latency: 0.01, wanted: [createTableMs / 100, deleteTableMs / 100] },
    { latency: 0, wanted: [0, 0] },
    { latency: { createTableMs: 7_000 }, wanted: [7_000, 0] },
    { latency: { deleteTableMs: Number.POSITIVE_INFINITY }, wanted: [0, Number.POSITIVE_INFINITY] },
  ];
  for (const { latency, wanted } of forms) {
    it(`can be ${typeof latency === "object" ? Object.entries(latency).join() : latency}`, () => {
      const durations = durationsOf(latency);
      expect([durations.createTableMs, durations.deleteTableMs]).to.deep.equal(wanted);
      expect(Object.keys(durations)).to.deep.equal(Object.keys(REALISTIC));
    });
  }

  const wrong: { latency: unknown; words: string }[] = [
    { latency: "realistc", words: '"realistic"' },
    { latency: -1, words: "0 or above" },
    { latency: { createTabelMs: 5 }, words: "did you mean createTableMs?" },
    { latency: { createTableMs: "5s" }, words: "latency.createTableMs: expected a number" },
  ];
  for (const { latency, words } of wrong) {
    it(`cannot be ${JSON.stringify(latency)}`, () => {
      // Callers in JavaScript have no compiler that reports this.
      expect(throws(() => syncMockDynamoDB({ latency: latency as Latency })).message).to.include(words);
    });
  }

  it("can be changed by a restart of the mock, and is that of the start again after the next one", () => {
    const db = syncMockDynamoDB({ time: "manual", latency: { createTableMs: 5 } });
    const status = () => db.client.syncCreateTable("users", { partitionKey }) && db.client.syncDescribeTable("users");
    db.syncRestart({ latency: "instant" });
    expect(status().TableStatus).to.equal("ACTIVE");
    db.syncRestart();
    expect(status().TableStatus).to.equal("CREATING");
    db.syncClose();
  });
});
