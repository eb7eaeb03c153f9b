import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { readPlanDocument } from "../../src/cli/output/plan-document.js";
import { UsageError } from "../../src/cli/usage-error.js";
import { EmulatorProcess, MAIN } from "./command.js";
import { CommandRunner } from "./run-command.js";

const MODELS = ["--models", "test/cli/fixtures/models.ts"];
const OTHERS = ["--models", "test/cli/fixtures/other-models.ts"];

interface PlanRecord {
  readonly type: string;
  readonly tableName?: string;
  readonly number?: number;
  readonly done?: readonly unknown[];
  readonly failed?: readonly { readonly tableName: string; readonly error: { readonly name: string } }[];
  readonly notAttempted?: readonly unknown[];
  readonly hasChanged?: boolean;
}

describe("dynatwin apply", () => {
  let emulator: EmulatorProcess;
  let command: CommandRunner;
  let folder: string;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "dynatwin-apply-"));
    emulator = await EmulatorProcess.start(process.execPath, MAIN, "emulator", "--port", "0");
    command = new CommandRunner(emulator.endpoint);
  });

  after(async () => {
    rmSync(folder, { recursive: true });
    await emulator.stop();
  });

  const recordsOf = (stdout: string) =>
    stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as PlanRecord);

  it("plans and creates tables without a question, with a record of each event in a line", async () => {
    const end = await command.run(["apply", "users", "audit", ...MODELS, "--json"]);
    expect(end.code, end.stderr).to.equal(0);
    const records = recordsOf(end.stdout);
    const ofUsers = records.filter(({ tableName }) => tableName === "users").map(({ type }) => type);
    expect(records[0]?.type).to.equal("version");
    expect(ofUsers.filter((type) => type !== "waiting")).to.deep.equal(["plan", "stepStarted", "stepDone"]);
    expect(ofUsers).to.include("waiting");
    expect(records.at(-1)).to.deep.include({ type: "summary", failed: [], notAttempted: [], hasChanged: true });
    expect(records.at(-1)?.done).to.have.length(2);
  });

  it("names the options for all that would be destroyed, before anything is sent", async () => {
    const end = await command.run(["apply", "users", ...OTHERS, "--prune"]);
    expect(end.code).to.equal(2);
    expect(end.stderr)
      .to.include("This destroys index byEmail of table users in ")
      .and.to.match(/Nothing was sent\. Permit it with: --allow-destroy "index byEmail"\n$/);
  });

  it("applies a saved plan once, and says what has changed after that", async () => {
    const file = join(folder, "plan.json");
    const plan = await command.run(["plan", "users", ...OTHERS, "--drop-index", "byEmail", "--out", file]);
    expect(plan.code, plan.stderr).to.equal(3);
    const no = await command.onTerminal(["apply", "--plan", file], "no\n");
    expect(no.code, no.shown).to.equal(1);
    expect(no.shown).to.include("Type users to go on:").and.to.include("Nothing was changed.");
    const yes = await command.onTerminal(["apply", "--plan", file], "users\n");
    expect(yes.code, yes.shown).to.equal(0);
    expect(yes.shown).to.match(/− delete index, index byEmail[\s\S]*users {2}updated\s*$/);
    const again = await command.run(["apply", "--plan", file, "--allow-destroy", "index byEmail", "--json"]);
    expect(again.code).to.equal(1);
    const summary = recordsOf(again.stdout).at(-1);
    expect(summary).to.deep.include({ done: [], hasChanged: false });
    expect(summary?.failed?.map(({ error }) => error.name)).to.deep.equal(["PlanOutdatedError"]);
    expect(summary?.notAttempted).to.have.length(3);
  });

  it("refuses plans of a newer version, for another region, and of tables that are not in the file", async () => {
    const file = join(folder, "other.json");
    const plan = JSON.parse(readFileSync(join(folder, "plan.json"), "utf8")) as object;
    writeFileSync(file, JSON.stringify({ ...plan, formatVersion: 2 }));
    writeFileSync(join(folder, "region.json"), JSON.stringify({ ...plan, region: "eu-west-1" }));
    const [newer, region, typo] = await Promise.all([
      command.run(["apply", "--plan", file]),
      command.run(["apply", "--plan", join(folder, "region.json")]),
      command.run(["apply", "usrs", "--plan", join(folder, "plan.json")]),
    ]);
    expect([newer.code, region.code, typo.code]).to.deep.equal([2, 2, 2]);
    expect(newer.stderr).to.include("has format version 2, and this dynatwin knows version 1");
    expect(region.stderr).to.include("use --region eu-west-1");
    expect(typo.stderr).to.include("did you mean users?");
  });

  it("refuses a file with two plans for a table", () => {
    const { tables, ...others } = JSON.parse(readFileSync(join(folder, "plan.json"), "utf8")) as { tables: object[] };
    const file = join(folder, "twice.json");
    writeFileSync(file, JSON.stringify({ ...others, tables: [...tables, ...tables.slice(0, 1)] }));
    expect(() => readPlanDocument(file)).to.throw(UsageError, "two plans for table");
  });

  it("applies nothing when one of the tables cannot be planned", async () => {
    const end = await command.run(["apply", ...OTHERS]);
    expect(end.code).to.equal(1);
    expect(end.stderr)
      .to.include("The keys and the local secondary indexes of a table cannot be changed")
      .and.to.match(/^Nothing was changed\.\nFailed:\n {2}audit$/m);
  });
});
