import { expect } from "chai";
import fc from "fast-check";
import { pollDelay, retryDelay } from "../../src/procedure/delays.js";

const SEED = 20_120_810;

/** Polls until a table that takes `readyMs` is ready. Returns how late that was detected, and the number of polls. */
function simulate(readyMs: number, isLoopback: boolean, random: () => number): { overshoot: number; looks: number } {
  let now = 0;
  let looks = 1;
  for (let pauses = 0; now < readyMs; pauses++) {
    now += pollDelay(now, pauses, isLoopback, random());
    looks++;
  }
  return { overshoot: now - readyMs, looks };
}

describe("pollDelay", () => {
  for (const isLoopback of [true, false]) {
    const where = isLoopback ? "on this machine" : "remote";

    it(`detects the end of a creation of 0.1 to 20 s early, with few polls, ${where}`, () => {
      const randoms = fc.infiniteStream(fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(0, 1)));
      const isSoon = fc.property(fc.integer({ min: 100, max: 20_000 }), randoms, (readyMs, stream) => {
        const { overshoot, looks } = simulate(readyMs, isLoopback, () => stream.next().value ?? 0);
        expect(overshoot, "milliseconds late").to.be.at.most(Math.max(250, readyMs * 0.2));
        expect(looks).to.be.at.most(25);
      });
      fc.assert(isSoon, { seed: SEED, numRuns: 5_000 });
    });

    for (const random of [0, 0.5, 1]) {
      it(`stays within its limits at every tenth of a second, ${where}, random ${random}`, () => {
        for (let readyMs = 100; readyMs <= 20_000; readyMs += 100) {
          const { overshoot, looks } = simulate(readyMs, isLoopback, () => random);
          expect(overshoot, `${readyMs}`).to.be.at.most(Math.max(250, readyMs * 0.2));
          expect(looks, `${readyMs}`).to.be.at.most(25);
        }
      });
    }
  }

  it("polls early on this machine, where a table is often ready immediately", () => {
    expect(pollDelay(0, 0, true, 0)).to.equal(20);
    expect(pollDelay(0, 0, false, 0)).to.equal(250);
  });

  it("never waits longer than five seconds", () => {
    expect(pollDelay(600_000, 100, false, 0)).to.equal(5_000);
    expect(pollDelay(600_000, 100, false, 1)).to.equal(4_800);
  });
});

describe("retryDelay", () => {
  it("doubles up to five seconds", () => {
    expect([1, 2, 3, 4, 5, 50].map((attempt) => retryDelay(attempt, 1))).to.deep.equal([
      500, 1_000, 2_000, 4_000, 5_000, 5_000,
    ]);
  });

  it("is spread over the upper half, so that competing processes do not retry together", () => {
    expect(retryDelay(1, 0)).to.equal(250);
    expect(retryDelay(1, 0.5)).to.equal(375);
  });
});
