import { expect } from "chai";
import { ConcurrentProcedures } from "../../src/procedure/concurrent-procedures.js";
import { Deadline } from "../../src/procedure/deadline.js";
import { type Procedure, pause, request, type Step } from "../../src/procedure/procedure.js";
import { retry } from "../../src/procedure/retry.js";

/** A deadline on a clock that the test advances. */
function deadlineOf(timeoutMs: number) {
  const clock = { ms: 0 };
  return { clock, deadline: new Deadline(timeoutMs, () => clock.ms) };
}

describe("a procedure", () => {
  it("yields its requests and pauses, and receives the answers", () => {
    const procedure = (function* (): Procedure<string | undefined> {
      const { TableNames = [] } = yield* request("ListTables", { Limit: 1 }, 500);
      yield* pause(20);
      return TableNames[0];
    })();
    const call = { operation: "ListTables", input: { Limit: 1 } };
    expect(procedure.next().value).to.deep.equal({ kind: "request", call, timeoutMs: 500 });
    expect(procedure.next({ TableNames: ["users"] }).value).to.deep.equal({ kind: "pause", ms: 20 });
    expect(procedure.next()).to.deep.equal({ done: true, value: "users" });
  });
});

describe("retry", () => {
  const busy = new Error("busy");
  const list = () => request("ListTables", {});
  const stepOf = (turn: IteratorResult<Step, unknown>) => (turn.done ? undefined : turn.value);

  it("pauses and retries while an error is temporary", () => {
    const procedure = retry(list, { mayRetry: (error) => error === busy, deadline: deadlineOf(60_000).deadline });
    procedure.next();
    for (const [least, most] of [
      [250, 500],
      [500, 1_000],
      [1_000, 2_000],
    ] as const) {
      const step = stepOf(procedure.throw(busy));
      expect(step).to.have.property("kind", "pause");
      expect(step).to.have.property("ms").within(least, most);
      expect(stepOf(procedure.next())).to.have.property("kind", "request");
    }
    expect(procedure.next({ TableNames: [] })).to.deep.equal({ done: true, value: { TableNames: [] } });
  });

  it("ends with a permanent error", () => {
    const denied = new Error("denied");
    const procedure = retry(list, { mayRetry: (error) => error === busy, deadline: deadlineOf(60_000).deadline });
    procedure.next();
    expect(() => procedure.throw(denied)).to.throw("denied");
  });

  it("makes its last attempt at its deadline", () => {
    const { clock, deadline } = deadlineOf(1_000);
    const procedure = retry(list, { mayRetry: () => true, deadline });
    procedure.next();
    clock.ms = 990;
    expect(stepOf(procedure.throw(busy))).to.deep.equal({ kind: "pause", ms: 10 });
    clock.ms = 1_000;
    procedure.next();
    expect(() => procedure.throw(busy)).to.throw("busy");
  });
});

describe("running", () => {
  /** A procedure that sends a request, pauses, and sends a second one. */
  function* twice(name: string): Procedure<string> {
    yield* request("DescribeTable", { TableName: name });
    yield* pause(100);
    yield* request("DescribeTable", { TableName: name });
    return name;
  }

  /** Concurrent procedures whose requests the test answers, by their index in `posted`. */
  function lanesOf<T>(procedures: readonly Procedure<T>[], concurrency: number) {
    const clock = { ms: 0 };
    const posted: unknown[] = [];
    const post = ({ input }: { readonly input: object }) => posted.push(Object(input).TableName) - 1;
    const running = new ConcurrentProcedures(procedures, concurrency, { post, now: () => clock.ms });
    const answer = (...ids: number[]) => {
      for (const id of ids) running.complete(id, { status: "fulfilled", value: {} });
    };
    return { clock, posted, running, answer };
  }

  it("start as many procedures as requested, and the next one when one has ended", () => {
    const { clock, posted, running, answer } = lanesOf([twice("a"), twice("b"), twice("c")], 2);
    expect(posted).to.deep.equal(["a", "b"]);
    answer(1);
    expect(running.wakeAt).to.equal(100);
    clock.ms = 50;
    running.wake();
    expect(posted).to.deep.equal(["a", "b"]);
    clock.ms = 100;
    running.wake();
    expect(posted).to.deep.equal(["a", "b", "b"]);
    answer(2);
    expect(posted).to.deep.equal(["a", "b", "b", "c"]);
    expect(running.isOver).to.equal(false);
    answer(0, 3);
    expect(running.wakeAt).to.equal(200);
    clock.ms = 200;
    running.wake();
    answer(4, 5);
    expect(running.isOver).to.equal(true);
    expect(running.results).to.deep.equal(["a", "b", "c"].map((value) => ({ status: "fulfilled", value })));
  });

  it("pass errors to a procedure, and return the errors that it throws", () => {
    const caught = (function* (): Procedure<string> {
      try {
        yield* request("DescribeTable", { TableName: "a" });
      } catch (error) {
        return String(error);
      }
      return "";
    })();
    const { running } = lanesOf([caught, twice("b")], 2);
    running.complete(0, { status: "rejected", reason: new Error("no a") });
    running.complete(1, { status: "rejected", reason: "no b" });
    expect(running.isOver).to.equal(true);
    expect(running.results).to.deep.equal([
      { status: "fulfilled", value: "Error: no a" },
      { status: "rejected", reason: "no b" },
    ]);
  });
});
