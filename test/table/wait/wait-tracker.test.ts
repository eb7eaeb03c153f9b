import { expect } from "chai";
import { WaitFailedError } from "../../../src/errors.js";
import { Deadline } from "../../../src/procedure/deadline.js";
import type { WaitOptions, WaitProgress } from "../../../src/table/wait/options.js";
import { resolveWait } from "../../../src/table/wait/wait-settings.js";
import { WaitTracker } from "../../../src/table/wait/wait-tracker.js";

/** A tracker over "users" with a clock that the test moves, and everything that it reports. */
function watching(options: WaitOptions = {}) {
  const clock = { ms: 1_000 };
  const reports: WaitProgress[] = [];
  const wait = resolveWait({ onProgress: (state) => reports.push(state), ...options });
  return { clock, reports, tracker: new WaitTracker("users", wait, new Deadline(wait.timeoutMs, () => clock.ms)) };
}

const creating = {
  TableStatus: "ACTIVE" as const,
  GlobalSecondaryIndexes: [{ IndexName: "by-email", IndexStatus: "CREATING" as const, Backfilling: true }],
};

describe("resolveWait", () => {
  it("adds the defaults", () => {
    const defaults = { timeoutMs: 120_000, until: "indexes", signal: undefined, onProgress: undefined };
    for (const given of [true, false, undefined, {}]) expect(resolveWait(given)).to.deep.equal(defaults);
  });

  it("keeps what is given", () => {
    const onProgress = () => undefined;
    const { signal } = new AbortController();
    const given = { timeoutSeconds: 0.5, until: "settled" as const, signal, onProgress };
    expect(resolveWait(given)).to.deep.equal({ timeoutMs: 500, until: "settled", signal, onProgress });
  });

  it("ends with the signal of the call, and with its own", () => {
    for (const first of [true, false]) {
      const [call, wait] = [new AbortController(), new AbortController()];
      const { signal } = resolveWait({ signal: wait.signal }, call.signal);
      expect(signal?.aborted).to.equal(false);
      (first ? call : wait).abort("enough");
      expect(signal?.reason).to.equal("enough");
    }
    const { signal } = new AbortController();
    expect(resolveWait(true, signal).signal).to.equal(signal);
  });
});

describe("WaitTracker", () => {
  it("has the elapsed and the remaining time", () => {
    const { clock, tracker } = watching({ timeoutSeconds: 30 });
    clock.ms += 10_000;
    expect([tracker.deadline.elapsedMs, tracker.deadline.remainingMs]).to.deep.equal([10_000, 20_000]);
  });

  it("says whether the table is ready, and reports what is pending", () => {
    const { clock, reports, tracker } = watching({ timeoutSeconds: 30 });
    tracker.polls = 3;
    clock.ms += 31_000;
    expect(tracker.isReady(creating)).to.equal(false);
    expect(reports).to.deep.equal([
      {
        tableName: "users",
        tableStatus: "ACTIVE",
        indexes: [{ indexName: "by-email", status: "CREATING", backfilling: true }],
        pending: ["index by-email CREATING (backfilling)"],
        elapsedSeconds: 31,
        remainingSeconds: 0,
        polls: 3,
      },
    ]);
    expect(tracker.isReady({ TableStatus: "ACTIVE" })).to.equal(true);
    expect(reports[1]?.pending).to.deep.equal([]);
  });

  it("ignores the indexes with until: table", () => {
    expect(watching({ until: "table" }).tracker.isReady(creating)).to.equal(true);
  });

  it("reports and throws if the table cannot become ready", () => {
    const { reports, tracker } = watching();
    tracker.polls = 1;
    const look = () => tracker.isReady({ TableStatus: "DELETING" });
    expect(look).to.throw(
      WaitFailedError,
      'Table "users" will not become usable (last status DELETING; 0.0 s, 1 poll). The table is being deleted: wait with waitForTableDeleted, then create it again.',
    );
    expect(reports.map(({ tableStatus }) => tableStatus)).to.deep.equal(["DELETING"]);
  });

  it("reports a missing table, and a failed request", () => {
    const { reports, tracker } = watching();
    tracker.noteMissing(["table to appear"]);
    const fault = new Error("socket hang up");
    tracker.noteError(fault);
    expect(reports.map(({ tableStatus, pending, error }) => ({ tableStatus, pending, error }))).to.deep.equal([
      { tableStatus: "NOT_FOUND", pending: ["table to appear"], error: undefined },
      { tableStatus: undefined, pending: ["an answer: socket hang up"], error: fault },
    ]);
  });

  it("makes an error of any thrown value", () => {
    const { reports, tracker } = watching();
    tracker.noteError("down");
    expect(reports[0]?.error).to.be.instanceOf(Error).with.property("message", "down");
  });

  it("has the last state in the timeout error", () => {
    const { clock, tracker } = watching({ timeoutSeconds: 30 });
    tracker.polls = 12;
    tracker.isReady(creating);
    clock.ms += 30_000;
    const error = tracker.timedOut("usable", "Wait longer.");
    expect(error.message).to.equal(
      'Table "users" was not usable within 30 s (last status ACTIVE; by-email CREATING (backfilling); 30.0 s, 12 polls). Wait longer.',
    );
    expect(error).to.deep.include({
      tableName: "users",
      lastStatus: "ACTIVE",
      indexStates: [{ indexName: "by-email", status: "CREATING", backfilling: true }],
      elapsedSeconds: 30,
      polls: 12,
    });
  });

  it("says in the timeout error that there was no answer, and why", () => {
    expect(watching().tracker.timedOut("usable", "Wait longer.").cause).to.equal(undefined);
    const { tracker } = watching({ timeoutSeconds: 30 });
    const fault = new Error("connect ECONNREFUSED");
    tracker.noteError(fault);
    const error = tracker.timedOut("usable", "Wait longer.");
    expect(error.message).to.match(/its status is unknown; .*\)\. No answer: connect ECONNREFUSED$/);
    expect(error.cause).to.equal(fault);
    expect(error.lastStatus).to.equal(undefined);
  });
});
