import { expect } from "chai";
import type { Call, OperationName } from "../../src/dynamodb/operations.js";
import { ConcurrentProcedures } from "../../src/procedure/concurrent-procedures.js";
import { type ConcurrentProcedure, type Procedure, pause, request } from "../../src/procedure/procedure.js";

const throttled = Object.assign(new Error("Rate exceeded"), { name: "ThrottlingException" });
const crowded = Object.assign(new Error("Only 2 tables can be created, updated, or deleted simultaneously"), {
  name: "LimitExceededException",
});
const locked = Object.assign(
  new Error("Deletion protection setting for table a modified within the previous 15000 ms"),
  {
    name: "ThrottlingException",
  },
);

/** Procedures that run, whose requests the test answers by the names of their tables. */
class Running<T> {
  ms = 0;
  readonly posted: string[] = [];
  readonly #ids = new Map<string, number>();
  readonly procedures: ConcurrentProcedures<T>;

  constructor(procedures: readonly ConcurrentProcedure<T>[], concurrency = Number.POSITIVE_INFINITY) {
    this.procedures = new ConcurrentProcedures(procedures, concurrency, {
      now: () => this.ms,
      post: (call) => this.#post(call),
    });
  }

  #post({ input }: Call): number {
    const id = this.posted.push(String(Object(input).TableName));
    this.#ids.set(this.posted.at(-1) ?? "", id);
    return id;
  }

  accept(...names: string[]): void {
    for (const name of names) this.#complete(name, { status: "fulfilled", value: {} });
  }

  refuse(reason: unknown, ...names: string[]): void {
    for (const name of names) this.#complete(name, { status: "rejected", reason });
  }

  #complete(name: string, result: PromiseSettledResult<unknown>): void {
    this.procedures.complete(this.#ids.get(name) ?? -1, result);
  }

  /** Lets time pass. */
  advance(ms: number): void {
    this.ms += ms;
    this.procedures.wake();
  }

  /** What was posted since the last call. */
  news(): string[] {
    return this.posted.splice(0);
  }

  get outcomes(): readonly unknown[] {
    return this.procedures.results.map((result) => (result.status === "fulfilled" ? result.value : result.reason));
  }
}

const letters = (count: number) => Array.from({ length: count }, (_, index) => String.fromCharCode(97 + index));

function* one(name: string, operation: OperationName = "DeleteTable", timeoutMs = 30_000): Procedure<string> {
  yield* request(operation, { TableName: name } as never, timeoutMs);
  return name;
}

describe("many procedures", () => {
  it("begin with four changes, and with as many descriptions as the SDK has connections", () => {
    const changes = new Running(letters(10).map((name) => one(name)));
    expect(changes.news()).to.deep.equal(["a", "b", "c", "d"]);
    const reads = new Running(Array.from({ length: 60 }, (_, index) => one(`table-${index}`, "DescribeTable")));
    expect(reads.news()).to.have.lengthOf(50);
  });

  it("send again what is refused because of too many requests, before the others, which wait", () => {
    const running = new Running(letters(10).map((name) => one(name)));
    running.news();
    running.refuse(throttled, "b");
    running.accept("a", "c", "d");
    expect(running.news()).to.deep.equal([]);
    expect(running.procedures.wakeAt).to.be.within(100, 2_000);
    running.advance(2_000);
    expect(running.news()).to.deep.equal(["b"]);
    running.accept("b");
    running.advance(2_000);
    expect(running.news()).to.include("e");
    expect(running.outcomes.slice(0, 4)).to.deep.equal(["a", "b", "c", "d"]);
  });

  it("count each kind of read by itself", () => {
    const reads = letters(3).map((name) => one(name, "DescribeTimeToLive"));
    const running = new Running([...reads, one("changed")]);
    expect(running.news()).to.deep.equal(["a", "b", "c", "changed"]);
    running.refuse(throttled, "a");
    running.accept("changed", "b", "c");
    running.advance(10_000);
    expect(running.news()).to.deep.equal(["a"]);
  });

  it("get a refusal when the time of the request is over", () => {
    const running = new Running([one("a", "DeleteTable", 3_000), one("b", "DeleteTable", 60_000)]);
    for (let second = 0; second < 6; second++) {
      for (const name of running.news()) running.refuse(throttled, name);
      running.advance(1_000);
    }
    expect(running.outcomes).to.deep.equal([throttled]);
    running.advance(10_000);
    expect(running.news()).to.include("b");
  });

  it("get a refusal at once where the SDK has sent the request before, or another table is not concerned", () => {
    const retried = Object.assign(new Error("Rate exceeded"), {
      name: "ThrottlingException",
      $metadata: { attempts: 2 },
    });
    const running = new Running([one("a"), one("b"), one("c")]);
    running.refuse(retried, "a");
    running.refuse(locked, "b");
    running.accept("c");
    expect(running.outcomes).to.deep.equal([retried, locked, "c"]);
  });

  it("wait for the end of another one where too many tables change", () => {
    function* change(name: string): Procedure<string> {
      yield* request("DeleteTable", { TableName: name });
      yield* pause(20_000);
      return name;
    }
    const running = new Running(letters(4).map(change));
    running.news();
    running.accept("a", "b");
    running.refuse(crowded, "c", "d");
    running.news();
    running.advance(500);
    expect(running.news()).to.deep.equal([]);
    // One more is tried from time to time, as tables of other programs may be finished.
    running.advance(600);
    expect(running.news()).to.deep.equal(["c"]);
    running.refuse(crowded, "c");
    running.advance(1_100);
    expect(running.news()).to.deep.equal([]);
    running.advance(1_000);
    expect(running.news()).to.deep.equal(["d"]);
    running.accept("d");
    expect(running.news()).to.deep.equal(["c"]);
    running.refuse(crowded, "c");
    running.advance(17_000);
    expect(running.outcomes.filter(Boolean)).to.deep.equal(["a", "b"]);
    expect(running.news()).to.deep.equal(["c"]);
  });

  it("get the refusal where no table can change, and then all begin", () => {
    const running = new Running(letters(8).map((name) => one(name, "DeleteTable", 30_000)));
    for (let second = 0; second < 70; second++) {
      for (const name of running.news()) running.refuse(crowded, name);
      running.advance(1_000);
    }
    expect(running.outcomes).to.deep.equal(letters(8).map(() => crowded));
  });

  describe("with a result before their end", () => {
    const settled: string[] = [];
    function* settling(name: string): ConcurrentProcedure<string> {
      yield* request("DeleteTable", { TableName: name });
      yield { kind: "result", value: name };
      yield* request("DescribeTable", { TableName: name });
      settled.push(name);
      return "not the result";
    }

    beforeEach(() => settled.splice(0));

    it("do not continue where DynamoDB accepts all", () => {
      const running = new Running(letters(3).map(settling));
      running.accept("a", "b", "c");
      expect(running.procedures.isOver).to.equal(true);
      expect(running.news()).to.deep.equal(["a", "b", "c"]);
    });

    it("continue where others wait for the end of their changes", () => {
      const running = new Running(letters(3).map(settling));
      running.accept("a", "b");
      running.news();
      running.refuse(crowded, "c");
      expect(running.news()).to.deep.equal(["a", "b"]);
      running.accept("b");
      expect(settled).to.deep.equal(["b"]);
      expect(running.news()).to.deep.equal(["c"]);
      running.accept("c");
      expect(running.procedures.isOver).to.equal(true);
      expect(running.outcomes).to.deep.equal(["a", "b", "c"]);
    });
  });
});
