import { getEventListeners } from "node:events";
import { expect } from "chai";
import { type DynamoClient, type TablePlan, TablesError, type WaitOptions } from "../../src/index.js";
import { REALISTIC } from "../../src/testing/control-plane/durations.js";
import { rejects } from "../support/both.js";
import { withIndexes } from "../support/emulated-tables.js";
import { needs } from "../support/engine/needs.js";
import { ScriptedDynamoDB } from "../support/scripted-dynamodb.js";
import { onDemand } from "../support/table-requests.js";

const partitionKey = ["pk", "S"] as const;
const changes = {
  partitionKey,
  globalSecondaryIndexes: [{ indexName: "by-status", partitionKey: ["status", "S"] }],
  stream: "NEW_IMAGE",
  timeToLive: "expires",
  tags: { team: "a" },
} as const;
const list = ["users", "orders", "audit"].map((name) => [name, changes] as const);
const unchanged = { users: onDemand, orders: onDemand, audit: onDemand };
const isChanging = { users: withIndexes(onDemand, "status") };

/** How a call is interrupted. */
interface Options {
  readonly signal?: AbortSignal;
  readonly wait?: WaitOptions;
}

interface Case {
  readonly title: string;
  readonly tables: Readonly<Record<string, object>>;
  /** Makes what the call needs, or what another program does before it. */
  readonly prepare?: (client: DynamoClient) => Promise<TablePlan | undefined>;
  readonly call: (client: DynamoClient, options: Options, plan: TablePlan | undefined) => Promise<unknown>;
  /** How many other requests can be under way when one has ended. */
  readonly others?: number;
  /** Whether the call waits for nothing, so that there is no progress. */
  readonly hasNoProgress?: true;
}

const cases: readonly Case[] = [
  {
    title: "applyPlan",
    tables: unchanged,
    prepare: async (client) => await client.planTable("users", changes),
    call: async (client, options, plan) => await client.applyPlan(plan as TablePlan, options),
  },
  {
    title: "applyPlan of a creation",
    tables: {},
    prepare: async (client) => await client.planTable("users", changes),
    call: async (client, options, plan) => await client.applyPlan(plan as TablePlan, options),
  },
  {
    title: "ensureTable of an absent table",
    tables: {},
    call: async (client, options) => await client.ensureTable("users", { ...changes, ...options }),
  },
  {
    title: "ensureTable of a table that differs",
    tables: unchanged,
    call: async (client, options) =>
      await client.ensureTable("users", { ...changes, ...options, ifDifferent: "update" }),
  },
  {
    title: "ensureTable of a table that is DELETING",
    tables: unchanged,
    prepare: async (client) => {
      await client.deleteTable("users");
      return undefined;
    },
    call: async (client, options) => await client.ensureTable("users", { ...changes, ...options }),
  },
  {
    title: "updateTable",
    tables: unchanged,
    call: async (client, options) =>
      await client.updateTable("users", { ...changes, ...options, wait: options.wait ?? true }),
  },
  {
    title: "verifyTable of a table that is UPDATING",
    tables: isChanging,
    prepare: async (client) => {
      await client.updateTable("users", { tableClass: "STANDARD_INFREQUENT_ACCESS" });
      return undefined;
    },
    call: async (client, options) => await client.verifyTable("users", { partitionKey, ...options }),
  },
  {
    title: "createTables",
    tables: {},
    call: async (client, options) => await client.createTables(list, { ...options, wait: options.wait ?? true }),
    others: list.length - 1,
  },
  {
    title: "ensureTables",
    tables: unchanged,
    call: async (client, options) => await client.ensureTables(list, { ...options, ifDifferent: "update" }),
    others: list.length - 1,
  },
  {
    title: "planTables",
    tables: unchanged,
    call: async (client, options) => await client.planTables(list, options),
    others: list.length - 1,
    hasNoProgress: true,
  },
];

/** As on AWS, but for the changes that would be hundreds of polls. */
const latency = { ...REALISTIC, allocateIndexMs: 5_000, backfillIndexMs: 5_000, updateStreamMs: 5_000 };
/** At most so many places of a call are tried. */
const MAX_PLACES = 4;

needs("clock").describe("a call that is interrupted", function () {
  this.timeout(60_000);
  let dynamodb: ScriptedDynamoDB;
  let steps = 0;
  let afterStep: () => void = () => {};

  before(() => {
    dynamodb = ScriptedDynamoDB.start();
  });

  after(() => dynamodb.stop());

  /** Starts a scenario and a call. `atStep` is called after each of the call's requests and pauses, with their number. */
  async function start(
    { tables, prepare, call }: Case,
    atStep: (step: number) => void,
    options: Options,
  ): Promise<unknown> {
    dynamodb.startScenario({ latency, tables });
    const client = dynamodb.client({}, () => afterStep());
    afterStep = () => {};
    const plan = await prepare?.(client);
    steps = 0;
    afterStep = () => atStep(++steps);
    return await call(client, options, plan);
  }

  /** Numbers from 1 to a count, evenly spread. */
  function places(count: number): number[] {
    const distance = Math.max(1, count / MAX_PLACES);
    const all = Array.from({ length: Math.ceil(count / distance) }, (_, place) => Math.floor(1 + place * distance));
    return all.filter((place) => place <= count);
  }

  for (const each of cases) {
    it(`ends with the reason of its signal after any step, and sends nothing more: ${each.title}`, async () => {
      await start(each, () => {}, {});
      const count = steps;
      expect(count).to.be.at.least(2);
      for (const place of places(count - 1)) {
        const stop = new AbortController();
        const reason = new Error("enough");
        let sent = 0;
        const atStep = (step: number) => {
          if (step !== place) return;
          sent = dynamodb.requests().length;
          stop.abort(reason);
        };
        expect(await rejects(() => start(each, atStep, { signal: stop.signal })), `step ${place}`).to.equal(reason);
        expect(dynamodb.requests().length, `step ${place}`).to.be.within(sent, sent + (each.others ?? 0));
        expect(getEventListeners(stop.signal, "abort")).to.have.lengthOf(0);
      }
    });

    if (each.hasNoProgress === true) continue;
    it(`ends with what onProgress throws, whenever that is: ${each.title}`, async () => {
      let reports = 0;
      await start(each, () => {}, { wait: { onProgress: () => reports++ } });
      expect(reports).to.be.at.least(2);
      for (const place of places(reports)) {
        const thrown = new Error("cannot report that");
        let report = 0;
        const onProgress = () => {
          if (++report === place) throw thrown;
        };
        const error = await rejects(() => start(each, () => {}, { wait: { onProgress } }));
        const reasons =
          error instanceof TablesError
            ? error.results.flatMap((result) => (result.status === "rejected" ? [result.reason] : []))
            : [error];
        expect(reasons, `report ${place}`).to.deep.equal([thrown]);
        expect(reasons[0]).to.equal(thrown);
        expect(thrown.message).to.equal("cannot report that");
      }
    });
  }
});
