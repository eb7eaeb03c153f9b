import { expect } from "chai";
import { readFileCursor } from "../../src/cli/actions/export-output.js";
import { bulkLine } from "../../src/cli/output/bulk-progress.js";
import { linesOf } from "../../src/cli/output/text-lines.js";
import { allOf } from "../support/all-of.js";

const PROGRESS = {
  ...{ tableName: "users", items: 1200, bytes: 1, itemsPerSecond: 399.6, elapsedSeconds: 3.1 },
  ...{ readUnits: 1, writeUnits: 1, refusals: 0 },
};

async function* chunks(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += size)
    yield await Promise.resolve(bytes.subarray(start, start + size));
}

describe("texts of commands for all items of a table", () => {
  it("says how far a call is, and how often it was refused", () => {
    expect(bulkLine(PROGRESS, "deleted")).to.deep.equal(["1,200 items deleted", "400 items/s, 3 s"]);
    expect(bulkLine({ ...PROGRESS, items: 1, refusals: 2 }, "written")).to.deep.equal([
      "1 item written",
      "400 items/s, 3 s, 2 requests refused as too many",
    ]);
  });

  it("reads lines however the bytes are cut, and ends them at line feeds only", async () => {
    const lines = ["a\u2028b", "", "é€😀\r", "last"];
    const bytes = new TextEncoder().encode(lines.join("\n"));
    for (const size of [1, 2, 3, 7, 100]) expect(await allOf(linesOf(chunks(bytes, size)))).to.deep.equal(lines);
  });

  it("refuses a line that is too long to have an item", async () => {
    const bytes = new TextEncoder().encode(`a\n${"b".repeat(20)}`);
    const failure = await allOf(linesOf(chunks(bytes, 5), 10)).catch((error: unknown) => error);
    expect(failure).to.be.an("error").with.property("message").that.includes("Line 2 has more than 10 characters.");
  });

  it("reads the size of the file after a cursor", () => {
    expect(readFileCursor("e1.abc.def@120\n")).to.deep.equal({ cursor: "e1.abc.def", bytes: 120 });
    expect(readFileCursor("e1.abc.def")).to.deep.equal({ cursor: "e1.abc.def", bytes: undefined });
  });
});
