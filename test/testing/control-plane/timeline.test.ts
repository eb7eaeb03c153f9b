import { expect } from "chai";
import { durationsOf, REALISTIC } from "../../../src/testing/control-plane/durations.js";
import { Timeline } from "../../../src/testing/control-plane/timeline.js";

describe("the emulator's timeline", () => {
  let now = 1_000;
  let timeline: Timeline;
  let played: string[];
  const plan = (ms: number, name: string) => timeline.after(ms, () => played.push(`${name} at ${timeline.time}`));

  beforeEach(() => {
    now = 1_000;
    timeline = new Timeline(() => now);
    played = [];
  });

  it("runs no change before it is due", () => {
    plan(10, "late");
    now = 1_009;
    timeline.settle();
    expect(played).deep.equal([]);
  });

  it("runs changes in the order of time, and those due at the same time in the order in which they were scheduled", () => {
    plan(20, "third");
    plan(10, "first");
    plan(10, "second");
    now = 5_000;
    timeline.settle();
    expect(played).deep.equal(["first at 1010", "second at 1010", "third at 1020"]);
    expect(timeline.time).equal(5_000);
  });

  it("schedules relative to the running change, so that a chain keeps its times however late it is settled", () => {
    timeline.after(10, () => plan(10, "then"));
    now = 5_000;
    timeline.settle();
    expect(played).deep.equal(["then at 1020"]);
  });

  it("keeps the changes of a chain that are not due", () => {
    timeline.after(10, () => plan(10, "then"));
    now = 1_015;
    timeline.settle();
    expect(played).deep.equal([]);
    now = 1_020;
    timeline.settle();
    expect(played).deep.equal(["then at 1020"]);
  });

  it("runs a change without duration at the next settle", () => {
    plan(0, "at once");
    timeline.settle();
    expect(played).deep.equal(["at once at 1000"]);
  });
});

describe("the emulator's durations", () => {
  it("are AWS' own, a part of them, none, or those that are named", () => {
    expect(durationsOf("realistic")).equal(REALISTIC);
    expect(durationsOf(0.5).createTableMs).equal(REALISTIC.createTableMs / 2);
    expect(new Set(Object.values(durationsOf("instant")))).deep.equal(new Set([0]));
    expect(durationsOf({ deleteTableMs: 7 })).deep.equal({ ...durationsOf("instant"), deleteTableMs: 7 });
  });
});
