import { appendFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { expect } from "chai";
import { DynamoClient } from "../../src/sync/client/client.js";
import { type MockDynamoDB, syncMockDynamoDB } from "../../src/testing/index.js";
import type { Context, Engine } from "./contexts.js";
import { type CaseReport, type CaseSettings, nodeVersion, runCase } from "./run-case.js";

/** A context and an engine, with the settings of its suite. The cases of a context run in one child process. */
export interface MatrixCase {
  readonly context: Context;
  readonly engine: Engine;
  /** The expected outcome, the end of the test's title. */
  readonly expectation: string;
  readonly check: (report: CaseReport) => void;
  readonly timeoutSeconds?: number;
}

/** The settings of all cases of a suite. */
export interface Conditions {
  readonly serve?: CaseSettings["serve"];
  readonly withoutDeasync?: boolean;
  /** Concurrent children per core: each is idle for a part of its time. */
  readonly perCore?: number;
}

/** Long enough that a table is CREATING at first, so that a wait polls. */
const TABLE_MS = 50;
/** Longer than a whole suite: a test also waits for earlier children. A child that hangs is killed much earlier. */
const SUITE_MS = 120_000;

/** Defines a test for every case. A few children run concurrently, and each test waits for its own. */
export function matrix(suite: string, cases: readonly MatrixCase[], conditions: Conditions = {}): void {
  describe(`${suite}, on Node ${nodeVersion}`, function () {
    this.timeout(SUITE_MS);
    let dynamodb: MockDynamoDB;
    let reports: ReadonlyMap<Context, Promise<PromiseSettledResult<Reports>>>;

    before(() => {
      dynamodb = syncMockDynamoDB({
        latency: { createTableMs: TABLE_MS, createTableWithIndexesMs: TABLE_MS, deleteTableMs: TABLE_MS },
      });
      reports = runAll(cases, dynamodb.config, conditions);
    });

    after(() => dynamodb.syncClose());

    for (const one of cases) {
      it(`${one.context.name}: ${one.engine} ${one.expectation}`, async () => {
        const settled = await reports.get(one.context);
        if (settled?.status !== "fulfilled") throw settled?.reason;
        const report = settled.value.get(one.engine);
        if (!report) throw new Error(`There is no report on ${one.engine}.`);
        one.check(report);
        record(suite, one, report);
      });
    }

    if (conditions.serve) return;
    it("leaves no table, so refused calls were not sent", async () => {
      await Promise.all(reports.values());
      const client = new DynamoClient(dynamodb.config);
      const names = [...client.syncListTables()];
      client.destroy();
      expect(names).to.deep.equal([]);
    });
  });
}

type Reports = Awaited<ReturnType<typeof runCase>>;

/** A child for each context. Settled results, because a test can read its result long after a failure. */
function runAll(
  cases: readonly MatrixCase[],
  config: object,
  { serve, withoutDeasync = false, perCore = 1.5 }: Conditions,
): Map<Context, Promise<PromiseSettledResult<Reports>>> {
  const concurrency = Math.ceil(availableParallelism() * perCore);
  const ends: Promise<unknown>[] = [];
  const contexts = [...new Set(cases.map(({ context }) => context))];
  const runOf = async (context: Context, index: number) => {
    const own = cases.filter((one) => one.context === context);
    const engines = own.map(({ engine }) => engine);
    const timeoutSeconds = own[0]?.timeoutSeconds ?? 20;
    const settings = { engines, timeoutSeconds, config, ...(serve && { serve }) };
    const running = (ends[index - concurrency] ?? Promise.resolve()).then(() =>
      Promise.allSettled([runCase(context, settings, { withoutDeasync })]),
    );
    ends[index] = running;
    const [settled] = await running;
    return settled;
  };
  return new Map(contexts.map((context, index) => [context, runOf(context, index)]));
}

/** One line of the file that scripts/test-matrix.ts creates its tables from. */
export interface MatrixRecord {
  readonly suite: string;
  readonly node: string;
  readonly context: string;
  readonly engine: Engine;
  /** `works`, or the name of the error. */
  readonly outcome: string;
  readonly operations: number;
  readonly seconds: number;
}

function record(suite: string, { context, engine }: MatrixCase, { outcomes, seconds }: CaseReport): void {
  const file = process.env["MATRIX_RECORDS"];
  if (file === undefined) return;
  const all = Object.values(outcomes);
  const outcome = all.find(({ error }) => error?.isOurs)?.error?.name ?? "works";
  const operations = all.length;
  const line: MatrixRecord = { suite, node: nodeVersion, context: context.name, engine, outcome, operations, seconds };
  appendFileSync(file, `${JSON.stringify(line)}\n`);
}
