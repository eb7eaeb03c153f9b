import { expect } from "chai";
import { cut } from "../../src/cli/output/columns.js";
import { progressLines } from "../../src/cli/output/progress.js";
import { usualSecondsFor } from "../../src/cli/output/usual-time.js";
import { waitLine } from "../../src/cli/output/wait-line.js";

const line = (text: string, changedAt: number, detail = "") => ({ text, changedAt, detail });

describe("lines of progress", () => {
  it("have one row each, however long they are, and however wide their characters", () => {
    const lines = progressLines(
      [
        ["users", line("CREATING, index by-email CREATING (backfilling)", 1, "3 s")],
        ["o", line("ACTIVE", 2, "12 s, usually 14 s to 22 s")],
      ],
      { width: 30, height: 24 },
    );
    expect(lines).to.deep.equal([
      { text: "users  CREATING, index by-ema…", detail: "" },
      { text: "o      ACTIVE", detail: "12 s, usually …" },
    ]);
    const [long] = progressLines([["n".repeat(50), line("CREATING", 1)]], { width: 30, height: 24 });
    expect(long?.text).to.equal(`${"n".repeat(14)}…  CREATING`);
    expect([cut("表表表", 6), cut("表表表", 5), cut("表表表", 4), cut("ab", 0)]).to.deep.equal([
      "表表表",
      "表表…",
      "表…",
      "",
    ]);
  });

  it("are those that changed last, in their order, where there are too many", () => {
    const names = ["a", "b", "c", "d", "e"];
    const lines = names.map((name, place) => [name, line("x", name === "b" ? 9 : place)] as const);
    expect(progressLines(lines, { width: 40, height: 4 }).map(({ text }) => text)).to.deep.equal([
      "and 2 more tables",
      "b  x",
      "d  x",
      "e  x",
    ]);
    expect(progressLines(lines, { width: 40, height: 5 })).to.have.length(5);
  });

  it("say what is waited for, how long it takes, and how long it usually takes", () => {
    const state = { tableName: "users", elapsedSeconds: 12.9, remainingSeconds: 1, polls: 3 };
    const indexes = [{ indexName: "by-a", status: "CREATING", backfilling: true }];
    const creating = { ...state, tableStatus: "CREATING", indexes, pending: ["table CREATING", "index by-a CREATING"] };
    expect(waitLine(creating)).to.deep.equal(["CREATING, index by-a CREATING", "12 s, usually 14 s to 22 s"]);
    expect(waitLine(creating, [480, 1_020])[1]).to.equal("12 s, usually 8 min to 17 min");
    expect(waitLine({ ...creating, tableStatus: "ACTIVE", pending: [] })).to.deep.equal(["ACTIVE", "12 s"]);
    const failed = { ...creating, error: new Error("a\u001b[2J") };
    expect(waitLine(failed)).to.deep.equal(["no answer: a\\u001b[2J", "12 s"]);
    const pending = ["index by-a CREATING"];
    expect(usualSecondsFor({ tableStatus: "ACTIVE", indexes, pending })).to.deep.equal([480, 1_020]);
    expect(usualSecondsFor({ tableStatus: "UPDATING", indexes: [], pending })).to.equal(undefined);
  });
});
