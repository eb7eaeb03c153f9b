import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect } from "chai";
import { build } from "esbuild";
import { type ProgramEnd, runProgram } from "../support/run-program.js";
import { InstalledPackage } from "./installed.js";

/** The output of the programs: the name of a user, and whether the classes of both entries are the same. */
const ANSWER = JSON.stringify(["Bob", true, true, true]);

describe("dynatwin/testing in the packed tarball", function () {
  this.timeout(60_000); // Packs, compiles, and runs in separate processes.

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

  it("compiles without skipLibCheck, and exports each type that a user's declarations mention", async () => {
    // The same as a CommonJS module, which has other declarations.
    copyFileSync(join(installed.folder, "models.ts"), join(installed.folder, "models-commonjs.cts"));
    await installed.compile("tsconfig.json");
    const stdout = `${JSON.stringify(["u1", true, ["orders", "users"]])}\n`;
    expect(await run("testing.js")).to.deep.equal({ code: 0, stdout, stderr: "" });
  });

  it("says what to do in a bundle, and runs if its thread's file is beside the bundle", async () => {
    const folder = mkdtempSync(join(tmpdir(), "dynatwin-testing-bundle-"));
    const outfile = join(folder, "bundle.mjs");
    await build({
      ...{
        entryPoints: [join(installed.folder, "testing.mjs")],
        outfile,
        bundle: true,
        platform: "node",
        format: "esm",
      },
      ...{ mainFields: ["module", "main"], logLevel: "silent" },
    });
    const sdk = join("node_modules", "@aws-sdk", "client-dynamodb");
    mkdirSync(dirname(join(folder, sdk)), { recursive: true });
    symlinkSync(join(process.cwd(), sdk), join(folder, sdk), "junction");
    const { code, stderr } = await runProgram([outfile]);
    expect(stderr).to.include("DynatwinError").and.include("node_modules/dynatwin/dist/emulator-thread.cjs");
    expect(code).to.equal(1);
    for (const file of ["emulator-thread.cjs", "worker-thread.cjs"]) {
      copyFileSync(join(installed.folder, "node_modules", "dynatwin", "dist", file), join(folder, file));
    }
    expect(await runProgram([outfile])).to.deep.equal({ code: 0, stdout: `${ANSWER}\n`, stderr: "" });
    rmSync(folder, { recursive: true });
  });

  describe("with another file of its thread", () => {
    let other: InstalledPackage;

    before(async () => {
      other = await InstalledPackage.install("test/package/apps");
    });

    after(() => other.remove());

    const broken: [what: string, program: string, message: string][] = [
      ["cannot be loaded", 'throw new Error("broken file")', "The embedded DynamoDB's thread has "],
      ["ends the thread", "process.exit(0)", "The embedded DynamoDB's thread has ended"],
    ];
    for (const [what, program, message] of broken) {
      it(`says so at once, async and blocking, if it ${what}, and does not affect dynatwin itself`, async () => {
        writeFileSync(join(other.folder, "node_modules", "dynatwin", "dist", "emulator-thread.cjs"), program);
        for (const app of ["testing.mjs", "testing.cjs"]) {
          const { code, stderr } = await runProgram([join(other.folder, app)]);
          expect(stderr).to.include(`DynatwinError: ${message}`);
          expect(code).to.equal(1);
        }
        const { code, stdout } = await runProgram([join(other.folder, "models-only.mjs")]);
        expect({ code, stdout }).to.deep.equal({ code: 0, stdout: "User\n" });
      });
    }
  });
});
