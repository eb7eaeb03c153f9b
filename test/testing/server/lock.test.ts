import { setImmediate } from "node:timers/promises";
import { expect } from "chai";
import { Lock } from "../../../src/testing/server/lock.js";
import { rejects } from "../../support/both.js";

describe("the lock of the tables", () => {
  let lock: Lock;
  let log: string[];

  beforeEach(() => {
    lock = new Lock();
    log = [];
  });

  /** Work that takes a few rounds of the event loop. */
  function task(name: string): () => Promise<string> {
    return async () => {
      log.push(`${name} starts`);
      for (let turn = 0; turn < 3; turn++) await setImmediate();
      log.push(`${name} ends`);
      return name;
    };
  }

  it("runs readers concurrently", async () => {
    expect(await Promise.all([lock.shared(task("a")), lock.shared(task("b"))])).to.deep.equal(["a", "b"]);
    expect(log).to.deep.equal(["a starts", "b starts", "a ends", "b ends"]);
  });

  it("runs a writer alone, after all earlier and before all later calls", async () => {
    await Promise.all([
      lock.shared(task("reader")),
      lock.exclusive(task("writer")),
      lock.exclusive(task("other writer")),
      lock.shared(task("late reader")),
    ]);
    expect(log).to.deep.equal(
      ["reader", "writer", "other writer", "late reader"].flatMap((name) => [`${name} starts`, `${name} ends`]),
    );
  });

  it("is released after a failure", async () => {
    const fail = () => Promise.reject(new Error("failed"));
    const failed = [lock.shared(fail), lock.exclusive(fail)].map((result) => rejects(() => result));
    expect(await lock.exclusive(task("writer"))).to.equal("writer");
    expect(await lock.shared(task("reader"))).to.equal("reader");
    expect((await Promise.all(failed)).map(({ message }) => message)).to.deep.equal(["failed", "failed"]);
  });
});
