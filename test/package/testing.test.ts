import { copyFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { type ProgramEnd, runProgram } from "../support/run-program.js";
import { InstalledPackage } from "./installed.js";

/** What the programs print: the name of a user, and that the classes of both entries are the same. */
const ANSWER = JSON.stringify(["Bob", true, true, true]);

describe("dynatwin/testing in the packed tarball", function () {
  this.timeout(60_000); // Packs, compiles, and runs in processes of its own.

  let installed: InstalledPackage;

  before(async () => {
    installed = await InstalledPackage.install("test/package/apps");
  });

  after(() => installed.remove());

  function run(app: string): Promise<ProgramEnd> {
    return runProgram([join(installed.folder, app)]);
  }

  for (const app of ["testing.mjs", "testing.cjs"]) {
    it(`runs from ${app}, with the classes of dynatwin itself`, async () => {
      expect(await run(app)).to.deep.equal({ code: 0, stdout: `${ANSWER}\n`, stderr: "" });
    });
  }

  it("compiles without skipLibCheck, and has a name for each type that a user's declarations mention", async () => {
    // The same once more as a CommonJS module, which finds other declarations.
    copyFileSync(join(installed.folder, "models.ts"), join(installed.folder, "models-commonjs.cts"));
    await installed.compile("tsconfig.json");
    const stdout = `${JSON.stringify(["u1", true, ["orders", "users"]])}\n`;
    expect(await run("testing.js")).to.deep.equal({ code: 0, stdout, stderr: "" });
  });

  it("says what to install where dynalite is missing, and leaves dynatwin itself unharmed", async () => {
    const other = await InstalledPackage.install("test/package/apps");
    rmSync(join(other.folder, "node_modules", "dynalite"));
    for (const app of ["testing.mjs", "testing.cjs"]) {
      const { code, stderr } = await runProgram([join(other.folder, app)]);
      expect(stderr).to.include("DynatwinError").and.include("Run: npm install --save-dev dynalite");
      expect(code).to.equal(1);
    }
    const { code, stdout } = await runProgram([join(other.folder, "models-only.mjs")]);
    expect({ code, stdout }).to.deep.equal({ code: 0, stdout: "User\n" });
    other.remove();
  });
});
