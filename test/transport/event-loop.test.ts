import { expect } from "chai";
import { SyncUnavailableError } from "../../src/errors.js";
import { loadDeasync, runEventLoop } from "../../src/transport/event-loop.js";

describe("running the event loop", () => {
  // A message can be received from a port only once.
  for (const nth of [1, 2, 100, 101, 102]) {
    it(`ends when its condition is true once, at call ${nth}`, () => {
      let questions = 0;
      const turn = () => runEventLoop(() => ++questions === nth, performance.now() + 2_000);
      if ("failure" in loadDeasync()) {
        expect(turn).to.throw(SyncUnavailableError, "deasync");
        return;
      }
      expect(turn()).to.equal(true);
      expect(questions).to.equal(nth);
    });
  }
});
