import { cpSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { expect } from "chai";
import { InstalledPackage } from "../package/installed.js";
import { runScript } from "../package/run-script.js";
import { type ProgramEnd, runProgram } from "../support/run-program.js";

const require = createRequire(import.meta.url);

/** A file of a package that does not export it. */
const fileOf = (manifest: string, file: string) => join(dirname(manifest), file);

const MOCHA = [fileOf(require.resolve("mocha/package.json"), "bin/mocha.js"), "--no-config"];
const VITEST = [fileOf(require.resolve("vitest/package.json"), "vitest.mjs"), "run", "--no-color"];
const JEST = [fileOf(require.resolve("jest/package.json"), "bin/jest.js"), "--no-color", "--testMatch"];

describe("useDynamoDB under the test runners themselves", function () {
  this.timeout(60_000); // Packs, and starts a runner for each test.

  let installed: InstalledPackage;

  before(async () => {
    installed = await InstalledPackage.install("test/package/apps");
    for (const name of ["mocha", "vitest", "jest"]) installed.add(name);
    for (const folder of ["examples/testing", "test/testing/fixtures"]) {
      cpSync(folder, installed.folder, { recursive: true });
    }
  });

  after(() => installed.remove());

  function run(...args: readonly string[]): Promise<ProgramEnd> {
    return runProgram(args, {}, installed.folder);
  }

  const examples: [runner: string, args: string[], passed: RegExp][] = [
    ["mocha", [...MOCHA, "mocha.test.mjs"], /2 passing/],
    ["mocha, with a manual clock", [...MOCHA, "races.test.mjs"], /3 passing/],
    ["vitest", [...VITEST, "vitest.test.ts"], /Tests {2}2 passed/],
    ["jest", [...JEST, "**/jest.test.cjs"], /Tests: +2 passed/],
    ["node:test", ["--test", "node.test.mjs"], /# pass 2/],
    ["node:test, without --test", ["node.test.mjs"], /# pass 2/],
  ];
  for (const [runner, args, passed] of examples) {
    it(`runs the guide's example with ${runner}`, async () => {
      const { code, stdout, stderr } = await run(...args);
      expect(stdout + stderr).to.match(passed);
      expect(code).to.equal(0);
    });
  }

  it("runs the README's pipeline with mocha, vitest and node:test, in an emulator, and deletes its tables", async () => {
    cpSync("examples/ci-pipeline", join(installed.folder, "ci-pipeline"), { recursive: true });
    cpSync("examples/ci-pipeline.sh", join(installed.folder, "ci-pipeline.sh"));
    const { code, stdout, stderr } = await runScript(installed, "ci-pipeline.sh");
    expect(code, stdout + stderr).to.equal(0);
    expect(stdout)
      .to.include("users  created")
      .and.to.match(/1 passing/)
      .and.to.match(/Tests {2}1 passed/)
      .and.to.match(/# pass 1/)
      .and.to.include("users  deleted");
  });

  it("accepts objects of Node in a jest test, which has its own classes", async () => {
    const { code, stdout, stderr } = await run(...JEST, "**/realms.jest.test.cjs");
    expect(stdout + stderr).to.match(/Tests: +3 passed/);
    expect(code).to.equal(0);
  });

  const atTheTop: [runner: string, args: string[], passed: RegExp][] = [
    ["mocha", MOCHA, /2 passing/],
    ["mocha --ui tdd", [...MOCHA, "--ui", "tdd"], /2 passing/],
    ["vitest --globals", [...VITEST, "--globals"], /Tests {2}2 passed/],
    ["node:test", ["--test"], /# pass 2/],
  ];
  for (const [runner, args, passed] of atTheTop) {
    it(`works at the top of a file with ${runner}`, async () => {
      const { code, stdout, stderr } = await run(...args, "top-of-file.test.mjs");
      expect(stdout + stderr).to.match(passed);
      expect(code).to.equal(0);
    });
  }

  const underFakeTimers: [runner: string, args: string[], passed: RegExp][] = [
    ["jest", [...JEST, "**/fake-timers-jest.test.cjs"], /Tests: +2 passed/],
    [
      "jest, before any module is loaded",
      [...JEST, "**/fake-timers-jest.test.cjs", "--config", '{"fakeTimers":{"enableGlobally":true}}'],
      /Tests: +2 passed/,
    ],
    ["vitest", [...VITEST, "fake-timers-vitest.test.mjs"], /Tests {2}2 passed/],
  ];
  for (const [runner, args, passed] of underFakeTimers) {
    it(`works under the fake timers of ${runner}`, async () => {
      const { code, stdout, stderr } = await run(...args);
      expect(stdout + stderr).to.match(passed);
      expect(code).to.equal(0);
    });
  }

  it("asks for the hooks if it cannot find them", async () => {
    for (const args of [[...VITEST, "without-hooks.test.mjs"], ["without-hooks.test.mjs"]]) {
      const { code, stdout, stderr } = await run(...args);
      expect(stdout + stderr).to.include("useDynamoDB(User, { hooks: { beforeAll, afterAll, beforeEach } })");
      expect(code).to.equal(1);
    }
  });

  it("is refused at the top of a second file of mocha, which runs such hooks for all files", async () => {
    const { code, stdout, stderr } = await run(...MOCHA, "top-of-file.test.mjs", "top-of-another-file.test.mjs");
    expect(stdout + stderr)
      .to.include("called at the top of two files")
      .and.include("inside of describe(…)");
    expect(code).to.not.equal(0);
  });
});
