import { expect } from "chai";
import { Pace } from "../../src/procedure/pace.js";

/** A limit: a reserve of requests, and how many are added to it in a second. */
interface Limit {
  readonly reserve: number;
  readonly perSecond: number;
  readonly roundTripMs: number;
}

interface Sent {
  readonly number: number;
  readonly answerAt: number;
  readonly isRefused: boolean;
}

/** Sends requests at a pace until all are accepted. Returns the time in milliseconds, and the refusals. */
function simulate(requests: number, { reserve, perSecond, roundTripMs }: Limit) {
  const pace = new Pace({ underWay: 4, growth: 0.25 });
  let [now, filledAt, left, refusals] = [0, 0, requests, 0];
  let tokens = reserve;
  const underWay: Sent[] = [];
  while (left > 0 || underWay.length > 0) {
    while (left > 0 && pace.nextAt <= now) {
      tokens = Math.min(reserve, tokens + ((now - filledAt) * perSecond) / 1000);
      filledAt = now;
      const isRefused = tokens < 1;
      if (!isRefused) tokens--;
      left--;
      underWay.push({ number: pace.send(now), answerAt: now + roundTripMs, isRefused });
    }
    const answerAt = underWay[0]?.answerAt ?? Number.POSITIVE_INFINITY;
    now = Math.max(now, Math.min(answerAt, left > 0 ? pace.nextAt : Number.POSITIVE_INFINITY));
    if (answerAt > now) continue;
    const { number, isRefused } = underWay.shift() as Sent; // the one that is answered
    if (isRefused) {
      pace.refuse(number, now);
      left++;
      refusals++;
    } else pace.accept(number, now);
  }
  return { ms: now, refusals };
}

/** Sends requests until the pace allows no more, and returns their numbers. */
function sendAll(pace: Pace, now: number): number[] {
  const numbers: number[] = [];
  while (pace.nextAt <= now) numbers.push(pace.send(now));
  return numbers;
}

describe("the pace of requests", () => {
  const start = { underWay: 4, growth: 0.25 };

  it("lets more and more requests be under way while none is refused", () => {
    const pace = new Pace(start);
    let sent = sendAll(pace, 0);
    expect(sent).to.deep.equal([0, 1, 2, 3]);
    for (const [trip, expected] of [5, 6, 7, 9, 11].entries()) {
      for (const number of sent) pace.accept(number, trip + 1);
      sent = sendAll(pace, trip + 1);
      expect(sent).to.have.lengthOf(expected);
    }
  });

  it("sends one request first after a refusal, and the others in a rhythm", () => {
    const pace = new Pace(start);
    const [first = -1, second = -1, ...others] = sendAll(pace, 0);
    pace.accept(first, 10);
    pace.refuse(second, 20);
    for (const number of others) pace.refuse(number, 20);
    const [alone = -1, ...more] = sendAll(pace, 10_000);
    expect(more).to.deep.equal([]);
    pace.accept(alone, 10_000);
    const nextAt = pace.nextAt;
    expect(nextAt).to.be.within(10_050, 10_500);
    expect(sendAll(pace, nextAt)).to.deep.equal([alone + 1]);
    expect(pace.nextAt).to.be.within(nextAt + 50, nextAt + 500);
  });

  it("slows once for refusals that have the same cause", () => {
    const [one, many] = [new Pace(start), new Pace(start)];
    for (const pace of [one, many]) {
      const [first = -1, second = -1, ...others] = sendAll(pace, 0);
      pace.accept(first, 10);
      pace.refuse(second, 20);
      for (const number of others) {
        if (pace === one) pace.accept(number, 20);
        else pace.refuse(number, 20);
      }
    }
    expect(many.nextAt).to.equal(one.nextAt);
  });

  it("pauses longer while DynamoDB refuses everything, up to five seconds", () => {
    const pace = new Pace(start);
    for (const number of sendAll(pace, 0)) pace.refuse(number, 0);
    let now = 0;
    const pauses: number[] = [];
    for (let count = 0; count < 8; count++) {
      pauses.push(pace.nextAt - now);
      now = pace.nextAt;
      pace.refuse(pace.send(now), now);
    }
    expect(pauses).to.deep.equal(pauses.toSorted((a, b) => a - b));
    expect(pauses.at(0)).to.be.at.most(500);
    expect(pauses.at(-1)).to.equal(5_000);
  });

  it("becomes fast again when DynamoDB accepts everything", () => {
    const pace = new Pace(start);
    for (const number of sendAll(pace, 0)) pace.refuse(number, 0);
    let now = 0;
    for (let count = 0; count < 100; count++) {
      now = Math.max(now, pace.nextAt);
      pace.accept(pace.send(now), now);
    }
    expect(now).to.be.at.most(3_000);
  });

  for (const perSecond of [2, 10, 20, 50]) {
    for (const [reserve, roundTripMs] of [
      [3, 40],
      [6, 2],
      [6, 40],
      [10, 40],
    ] as const) {
      const limit = { perSecond, reserve, roundTripMs };
      it(`finds a limit of ${perSecond} in a second with a reserve of ${reserve}, ${roundTripMs} ms away`, () => {
        const requests = 400;
        const { ms, refusals } = simulate(requests, limit);
        expect(refusals / (requests + refusals)).to.be.at.most(0.05);
        expect(ms / ((1000 * (requests - reserve)) / perSecond)).to.be.at.most(1.2);
      });
    }
  }
});
