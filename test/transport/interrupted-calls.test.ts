import { getEventListeners } from "node:events";
import { setImmediate } from "node:timers/promises";
import { expect } from "chai";
import { DynamoClient, type WaitOptions } from "../../src/index.js";
import { rejects } from "../support/both.js";
import { described, ScriptedDynamoDB, unanswered } from "../support/scripted-dynamodb.js";

const partitionKey = ["pk", "S"] as const;
const list = ["slow", "slower"].map((name) => [name, { partitionKey }] as const);

interface Options {
  readonly signal?: AbortSignal;
  readonly wait?: WaitOptions;
}

const calls: Readonly<Record<string, (client: DynamoClient, options: Options) => Promise<unknown>>> = {
  applyPlan: async (client, options) => {
    const plan = { ...(await client.planTable("ready", { partitionKey })), tableName: "slow" };
    return await client.applyPlan(plan, options);
  },
  ensureTable: (client, options) => client.ensureTable("slow", { partitionKey, ...options }),
  updateTable: (client, options) => client.updateTable("slow", { stream: "NEW_IMAGE", wait: true, ...options }),
  verifyTable: (client, options) => client.verifyTable("slow", { partitionKey, ...options }),
  createTables: (client, options) =>
    client.createTables(
      list.map(([name, own]) => [`new-${name}`, own]),
      { wait: true, ...options },
    ),
  planTables: (client, options) => client.planTables(list, options),
};

// In real time: a blocking call leaves nothing behind on its thread.
describe("a call on tables that is interrupted while it waits", () => {
  let dynamodb: ScriptedDynamoDB;
  let client: DynamoClient;

  before(() => {
    dynamodb = ScriptedDynamoDB.start();
  });

  beforeEach(async () => {
    dynamodb.startScenario({
      latency: { createTableMs: 1_000_000 },
      tables: { ready: {}, slow: {}, slower: {} },
      faults: [
        described({ TableStatus: "CREATING" }, { tableName: "slow" }),
        described({ TableStatus: "CREATING" }, { tableName: "new-slow" }),
        { ...unanswered("DescribeTimeToLive"), tableName: "slower" },
      ],
    });
    client = new DynamoClient(dynamodb.config);
    await client.tableExists("ready");
  });

  afterEach(() => client.destroy());

  after(() => dynamodb.stop());

  const requestsOfSlow = () => dynamodb.requests().filter(({ input }) => /slow/.test(input["TableName"])).length;
  const timers = () => process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;

  for (const [name, call] of Object.entries(calls)) {
    it(`leaves no timer and no listener after an abort: ${name}`, async () => {
      const stop = new AbortController();
      const reason = new Error("enough");
      await setImmediate(); // mocha starts its own timer after the first part of a test
      const before = timers();
      const failed = rejects(() => call(client, { signal: stop.signal }));
      while (requestsOfSlow() < 3) await setImmediate();
      stop.abort(reason);
      expect(await failed).to.equal(reason);
      await setImmediate();
      expect(timers()).to.equal(before);
      expect(getEventListeners(stop.signal, "abort")).to.have.lengthOf(0);
    });
  }
});
