import { appendFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { expect } from "chai";
import { DynamoClient } from "../../src/sync/client/client.js";
import { type MockDynamoDB, syncMockDynamoDB } from "../../src/testing/index.js";
import type { Context, Engine } from "./contexts.js";
import { type CaseReport, type CaseSettings, nodeVersion, runCase } from "./run-case.js";

/** One child process: a context and an engine, with the settings of its suite. */
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
    let reports: readonly Promise<PromiseSettledResult<CaseReport>>[];

    before(() => {
      dynamodb = syncMockDynamoDB({
        latency: { createTableMs: TABLE_MS, createTableWithIndexesMs: TABLE_MS, deleteTableMs: TABLE_MS },
      });
      reports = runAll(cases, dynamodb.config, conditions);
    });

    after(() => dynamodb.syncClose());

    for (const [index, one] of cases.entries()) {
      it(`${one.context.name}: ${one.engine} ${one.expectation}`, async () => {
        const settled = await reports[index];
        if (settled?.status !== "fulfilled") throw settled?.reason;
        one.check(settled.value);
        record(suite, one, settled.value);
      });
    }

    if (conditions.serve) return;
    it("leaves no table, so refused calls were not sent", async () => {
      await Promise.all(reports);
      const client = new DynamoClient(dynamodb.config);
      const names = [...client.syncListTables()];
      client.destroy();
      expect(names).to.deep.equal([]);
    });
  });
}

/** Settled results, because a test can read its result long after a failure. */
function runAll(
  cases: readonly MatrixCase[],
  config: object,
  { serve, withoutDeasync = false, perCore = 1.5 }: Conditions,
): Promise<PromiseSettledResult<CaseReport>>[] {
  const concurrency = Math.ceil(availableParallelism() * perCore);
  const ends: Promise<unknown>[] = [];
  return cases.map(async ({ context, engine, timeoutSeconds = 20 }, index) => {
    const settings = { engine, timeoutSeconds, config, ...(serve && { serve }) };
    const running = (ends[index - concurrency] ?? Promise.resolve()).then(() =>
      Promise.allSettled([runCase(context, settings, { withoutDeasync })]),
    );
    ends[index] = running;
    const [settled] = await running;
    return settled;
  });
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
