import { appendFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { expect } from "chai";
import { DynamoClient } from "../../src/sync/client/client.js";
import { type MockDynamoDB, syncMockDynamoDB } from "../../src/testing/index.js";
import { type Context, type Engine, sharedProcesses } from "./contexts.js";
import { type CaseReport, type ChildSettings, nodeVersion, type Reports, runCases } from "./run-case.js";

/** A context and an engine, with the settings of its suite. */
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
  readonly serve?: ChildSettings["serve"];
  readonly withoutDeasync?: boolean;
  /** Whether each context has a process of its own, which makes its first call there. */
  readonly inOwnProcesses?: boolean;
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
    let reports: ReadonlyMap<Context, Promise<PromiseSettledResult<ChildReports>>>;

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
        const report = settled.value.get(one.context)?.get(one.engine);
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

type ChildReports = ReadonlyMap<Context, Reports>;

/** The result of the child of each context. Settled results, because a test can read its result long after a failure. */
function runAll(
  cases: readonly MatrixCase[],
  config: object,
  { serve, withoutDeasync = false, inOwnProcesses = false, perCore = 1.5 }: Conditions,
): Map<Context, Promise<PromiseSettledResult<ChildReports>>> {
  const concurrency = Math.ceil(availableParallelism() * perCore);
  const ends: Promise<unknown>[] = [];
  const contexts = [...new Set(cases.map(({ context }) => context))];
  const caseOf = (context: Context) => {
    const own = cases.filter((one) => one.context === context);
    return { context, engines: own.map(({ engine }) => engine), timeoutSeconds: own[0]?.timeoutSeconds ?? 20 };
  };
  const runOf = async (ofChild: readonly Context[], index: number) => {
    const running = (ends[index - concurrency] ?? Promise.resolve()).then(() =>
      Promise.allSettled([runCases(ofChild.map(caseOf), { config, ...(serve && { serve }) }, { withoutDeasync })]),
    );
    ends[index] = running;
    const [settled] = await running;
    return settled;
  };
  const children = inOwnProcesses ? contexts.map((context) => [context]) : sharedProcesses(contexts);
  return new Map(
    children.flatMap((ofChild, index) => {
      const result = runOf(ofChild, index);
      return ofChild.map((context) => [context, result] as const);
    }),
  );
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
