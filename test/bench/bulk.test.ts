import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { buildSync } from "esbuild";

const FOLDER = "build/test-bench";
const ITEMS = 5_000;

describe("the benchmark of items in bulk", function () {
  this.timeout(120_000);

  it(`has every item once with each way, and within its memory, with ${ITEMS} items`, () => {
    const parts = readdirSync("bench/bulk").map((name) => join("bench/bulk", name));
    const entryPoints = ["bench/bulk.ts", "bench/child-processes.ts", "bench/readme.ts", ...parts];
    buildSync({ entryPoints, outdir: FOLDER, outbase: "bench", logLevel: "warning" });
    const args = ["--env-file=scripts/node.env", `${FOLDER}/bulk.js`, "--items", String(ITEMS)];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
    expect(stdout + stderr).to.match(/All targets are met/);
    expect(status).to.equal(0);
    for (const way of ["SDK, loops", "dynatwin, async", "dynatwin, blocking"]) expect(stdout).to.include(`| ${way}`);
  });
});
