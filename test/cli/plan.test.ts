import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { readPlanDocument } from "../../src/cli/output/plan-document.js";
import { EmulatorProcess, MAIN } from "./command.js";
import { CommandRunner } from "./run-command.js";

const MODELS = ["--models", "test/cli/fixtures/models.ts"];
const OTHERS = ["--models", "test/cli/fixtures/other-models.ts"];

describe("dynatwin plan, verify and ensure of tables that differ", () => {
  let emulator: EmulatorProcess;
  let command: CommandRunner;
  let folder: string;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "dynatwin-plan-"));
    emulator = await EmulatorProcess.start(process.execPath, MAIN, "emulator", "--port", "0");
    command = new CommandRunner(emulator.endpoint);
    await command.json(["ensure", "users", "audit", ...MODELS]);
  });

  after(async () => {
    rmSync(folder, { recursive: true });
    await emulator.stop();
  });

  it("prints the steps, how to permit what destroys something, and the number of tables", async () => {
    const out = join(folder, "plan.json");
    const end = await command.run(["plan", "users", ...OTHERS, "--drop-index", "byEmail", "--out", out]);
    expect(end.code, end.stderr).to.equal(3);
    expect(end.stdout).to.match(/^Table "users": 3 steps\.\n {2}− delete index, index byEmail/);
    expect(end.stdout).to.include('Allow it with --allow-destroy "index byEmail".');
    expect(end.stdout).to.match(/\n\n1 table to change\.\n$/);
    const { region, tables } = readPlanDocument(out);
    expect([region, ...tables.map(({ plan }) => plan.steps.length)]).to.deep.equal(["us-east-1", 3]);
  });

  it("has one document for programs, with a table that only another one can be", async () => {
    const document = await command.json<{ summary: object; tables: { error?: { name: string } }[] }>(
      ["plan", ...OTHERS],
      1,
    );
    expect(document.summary).to.deep.equal({ create: 0, change: 1, same: 0, failed: 1 });
    expect(document.tables.map(({ error }) => error?.name)).to.deep.equal(["TableMismatchError", undefined]);
  });

  it("has one document for programs when the plan cannot be saved", async () => {
    const out = join(folder, "none", "plan.json");
    const document = await command.json<{ error?: { message: string } }>(["plan", "audit", ...MODELS, "--out", out], 1);
    expect(document.error?.message).to.include("ENOENT");
  });

  it("ends with 0 without steps, and creates what is not there", async () => {
    const same = await command.run(["plan", "users", "audit", ...MODELS]);
    expect([same.code, same.stdout]).to.deep.equal([
      0,
      'Table "users" is as defined.\nTable "audit" is as defined.\n\n2 tables as defined.\n',
    ]);
    const create = await command.run(["plan", "shop", ...MODELS]);
    expect([create.code, create.stdout.trim().split("\n").at(-1)]).to.deep.equal([3, "1 table to create."]);
  });

  it("compares tables, those that are not there, too", async () => {
    const end = await command.run(["verify", ...OTHERS]);
    expect(end.code, end.stderr).to.equal(3);
    expect(end.stdout).to.include("audit  1 difference\nusers  2 differences\n");
    expect(end.stdout).to.include('  setting  definition   table\n  stream   "NEW_IMAGE"  false\n');
    expect(end.stdout).to.include("  Not compared: input.GlobalTableSettingsReplicationMode.");
    const { tables } = await command.json<{ tables: { outcome: string; differences?: object[] }[] }>(
      ["verify", ...MODELS],
      3,
    );
    expect(tables.map(({ outcome }) => outcome)).to.deep.equal(["absent", "same", "same"]);
  });

  it("ends ensure with 1 and every difference where a table differs", async () => {
    const { tables } = await command.json<{ tables: { error: { name: string; differences: object[] } }[] }>(
      ["ensure", "users", ...OTHERS],
      1,
    );
    expect(tables[0]?.error.differences).to.have.length(2);
    const end = await command.run(["ensure", "audit", ...OTHERS]);
    expect(end.code).to.equal(1);
    expect(end.stderr)
      .to.include('  partitionKey  ["other","S"]  ["id","S"]\n')
      .and.to.include("--if-different update");
  });

  it("recreates a table that differs once its name was typed", async () => {
    const refused = await command.run(["ensure", "audit", ...OTHERS, "--if-different", "recreate"]);
    expect(refused.code).to.equal(2);
    expect(refused.stderr).to.include("table audit, which differs from its definition").and.to.include("--yes");
    const done = await command.onTerminal(["ensure", ...OTHERS, "audit", "--if-different", "recreate"], "audit\n");
    expect(done.code, done.shown).to.equal(0);
    expect(done.shown).to.match(/audit {2}recreated\s*$/);
    const updated = await command.run(["ensure", "users", ...OTHERS, "--if-different", "update"]);
    expect(updated.stdout, updated.stderr).to.equal("users  updated: enable stream, add index byStatus\n");
  });
});
