import { expect } from "chai";
import { SyncUnavailableError } from "../../src/errors.js";
import { loadDeasync, turnEventLoop } from "../../src/transport/event-loop.js";

describe("turning the event loop", () => {
  // An answer that is taken off a port when it is asked for is there once only.
  for (const nth of [1, 2, 100, 101, 102]) {
    it(`believes what it is told once, at question ${nth}`, () => {
      let questions = 0;
      const turn = () => turnEventLoop(() => ++questions === nth, performance.now() + 2_000);
      if ("failure" in loadDeasync()) {
        expect(turn).to.throw(SyncUnavailableError, "deasync");
        return;
      }
      expect(turn()).to.equal(true);
      expect(questions).to.equal(nth);
    });
  }
});
