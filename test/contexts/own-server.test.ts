import { expect } from "chai";
import { mockDynamoDB } from "../../src/testing/index.js";
import { CONTEXTS, type Context } from "./contexts.js";
import { expectAnswers, expectRefused } from "./expectations.js";
import { type MatrixCase, matrix } from "./matrix.js";
import { type CaseReport, canLoadDeasync, runCases } from "./run-case.js";

const NOT_LOADABLE = /is served by the calling thread, .* deasync cannot be loaded .* install deasync/;
const NO_PROMISE_JOBS = /this thread serves it, but no promise job can run here .* Serve it from another thread/;

/** Longer than the library waits for a server of the calling thread if no promise job can run. */
const SLOW_MS = 6_500;

function answers(context: Context): MatrixCase {
  return { context, engine: "auto", expectation: "works", check: (report) => expectAnswers(report, context) };
}

/** The server needs promise jobs, which cannot run here, to answer the first request. */
function timesOut(context: Context): MatrixCase {
  const check = (report: CaseReport) => expectRefused(report, "SyncTimeoutError", NO_PROMISE_JOBS, 1);
  return { context, engine: "auto", expectation: "times out and says why", check, timeoutSeconds: 1.5 };
}

function refuses(context: Context): MatrixCase {
  const check = (report: CaseReport) => {
    expectRefused(report, "SyncUnavailableError", NOT_LOADABLE, 1);
    expect(report.requests).to.equal(0);
  };
  return { context, engine: "auto", expectation: "sends nothing and says why", check };
}

const throughDynalite = (context: Context) => (context.deasync === "works" ? answers(context) : timesOut(context));

matrix("calls to dynalite on the calling thread", CONTEXTS.map(canLoadDeasync ? throughDynalite : refuses), {
  serve: "dynalite",
  inOwnProcesses: true, // A call that has timed out would still occupy the thread.
  perCore: 3,
});
matrix("calls to a server without promises on the calling thread", CONTEXTS.map(canLoadDeasync ? answers : refuses), {
  serve: "callbacks",
});
matrix("calls to a server on the calling thread without deasync", CONTEXTS.map(refuses), {
  serve: "callbacks",
  withoutDeasync: true,
});

describe("if no promise job can run", function () {
  this.timeout(40_000);

  const context = CONTEXTS.find(({ file }) => file === "after-await.cjs");
  const config = { region: "us-east-1", credentials: { accessKeyId: "local", secretAccessKey: "local" } };
  const run = async (own: object) => {
    if (!context) throw new Error("after-await.cjs does not exist.");
    const reports = await runCases([{ context, engines: ["auto"], timeoutSeconds: 20 }], { config, ...own });
    const report = reports.get(context)?.get("auto");
    if (!report) throw new Error("There is no report.");
    return report;
  };

  it("waits longer for a slow server of another process than for one of this thread", async () => {
    await using server = await mockDynamoDB({ faults: [{ kind: "slow", delayMs: SLOW_MS }] });
    const [slow, own] = await Promise.all([
      run({ config: { ...config, endpoint: server.endpoint } }),
      run({ serve: "dynalite" }),
    ]);
    expect(slow.outcomes.create?.value).to.equal("ACTIVE");
    expect(slow.outcomes.exists?.value).to.equal(true);
    expectRefused(own, "SyncUnavailableError", canLoadDeasync ? NO_PROMISE_JOBS : NOT_LOADABLE, 1);
  });
});
