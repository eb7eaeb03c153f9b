import { appendFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { expect } from "chai";
import { DynamoClient } from "../../src/sync/client/client.js";
import { type MockDynamoDB, syncMockDynamoDB } from "../../src/testing/index.js";
import type { Context, Engine } from "./contexts.js";
import { type CaseReport, type CaseSettings, nodeVersion, runCase } from "./run-case.js";

/** One child: a context and an engine, under the conditions of its suite. */
export interface MatrixCase {
  readonly context: Context;
  readonly engine: Engine;
  /** What must come out, the end of the test's title. */
  readonly expectation: string;
  readonly check: (report: CaseReport) => void;
  readonly timeoutSeconds?: number;
}

/** What is the same for all cases of a suite. */
export interface Conditions {
  readonly serve?: CaseSettings["serve"];
  readonly withoutDeasync?: boolean;
  /** Children at a time, for each core: all of them wait for a part of their time. */
  readonly perCore?: number;
}

/** Long enough for a table to be seen in CREATING first, so that a wait is a wait. */
const TABLE_MS = 50;
/** More than a whole suite takes: a test waits for its turn too, and a child that hangs is killed far earlier. */
const SUITE_MS = 120_000;

/** Defines a test for every case. The children run a few at a time, and each test waits for its own. */
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
    it("leaves no table behind, so that what was refused was not sent", async () => {
      await Promise.all(reports);
      const client = new DynamoClient(dynamodb.config);
      const names = [...client.syncListTables()];
      client.destroy();
      expect(names).to.deep.equal([]);
    });
  });
}

/** Settled results, as a test may come to its own long after it failed. */
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

/** One line of the file that scripts/test-matrix.ts makes its tables from. */
export interface MatrixRecord {
  readonly suite: string;
  readonly node: string;
  readonly context: string;
  readonly engine: Engine;
  /** `works`, or the name of the error that said why not. */
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
