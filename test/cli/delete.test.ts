import { expect } from "chai";
import { EmulatorProcess, MAIN } from "./command.js";
import { CommandRunner } from "./run-command.js";

const MODELS = ["--models", "test/cli/fixtures/models.ts"];

describe("dynatwin delete", () => {
  let emulator: EmulatorProcess;
  let command: CommandRunner;

  before(async () => {
    emulator = await EmulatorProcess.start(process.execPath, MAIN, "emulator", "--port", "0");
    command = new CommandRunner(emulator.endpoint);
  });

  after(() => emulator.stop());

  it("asks a person for the name of the table", async () => {
    await command.json(["ensure", "users", ...MODELS]);
    const refused = await command.onTerminal(["delete", "users"], "yes\n");
    expect(refused.code, refused.shown).to.equal(1);
    expect(refused.shown)
      .to.include(`This destroys table users and all of its items in ${emulator.endpoint}.`)
      .and.to.include("Nothing was deleted.");
    const done = await command.onTerminal(["delete", "users"], "users\n");
    expect(done.code, done.shown).to.equal(0);
    expect(done.shown).to.match(/users {2}deleted\s*$/);
    expect((await command.run(["list"])).stdout).to.equal("");
  });

  it("names the option that permits it where there is no terminal, and sends nothing", async () => {
    const end = await command.run(["delete", "users", "orders"]);
    expect([end.code, end.stdout]).to.deep.equal([2, ""]);
    expect(end.stderr).to.include("Nothing was sent. Permit it with: --yes");
  });

  it("prints one document for programs, with tables that are not there", async () => {
    await command.json(["ensure", "audit", ...MODELS]);
    const deleted = await command.json(["delete", "audit", "users", "--yes", "--if-exists"]);
    expect(deleted).to.deep.equal({
      formatVersion: 1,
      command: "delete",
      tables: [
        { tableName: "audit", outcome: "deleted" },
        { tableName: "users", outcome: "absent" },
      ],
    });
    const { tables } = await command.json<{ tables: { error: { name: string } }[] }>(["delete", "users", "--yes"], 1);
    expect(tables[0]?.error.name).to.equal("ResourceNotFoundException");
  });
});
