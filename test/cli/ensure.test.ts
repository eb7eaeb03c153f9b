import { expect } from "chai";
import { EmulatorProcess, MAIN } from "./command.js";
import { CommandRunner } from "./run-command.js";

const MODELS = ["--models", "test/cli/fixtures/models.ts"];

interface Ensured {
  readonly formatVersion: number;
  readonly tables: readonly { readonly tableName: string; readonly outcome: string }[];
}

describe("dynatwin ensure and list", () => {
  let emulator: EmulatorProcess;
  let command: CommandRunner;

  before(async () => {
    emulator = await EmulatorProcess.start(process.execPath, MAIN, "emulator", "--port", "0");
    command = new CommandRunner(emulator.endpoint);
  });

  after(() => emulator.stop());

  it("creates the tables of models, of a table that models share and of a definition, each once", async () => {
    const end = await command.run(["ensure", ...MODELS]);
    expect(end.code, end.stderr).to.equal(0);
    expect(end.stdout).to.equal("shop   created\nusers  created\naudit  created\n");
    expect(end.stderr).to.match(/^users: CREATING, index byEmail CREATING \(0 s, usually 14 s to 22 s\)$/m);
    expect((await command.run(["list"])).stdout).to.equal("audit\nshop\nusers\n");
  });

  it("prints one document for programs", async () => {
    const { formatVersion, tables } = await command.json<Ensured>(["ensure", "users", ...MODELS]);
    expect(formatVersion).to.equal(1);
    expect(tables.map(({ tableName, outcome }) => [tableName, outcome])).to.deep.equal([["users", "existed"]]);
  });

  it("suggests the name of a table, and sends nothing", async () => {
    const end = await command.run(["ensure", "usrs", ...MODELS]);
    expect(end).to.deep.equal({
      code: 2,
      stdout: "",
      stderr: 'error: The models have no table "usrs": did you mean users?\n',
    });
  });
});

describe("dynatwin without AWS configuration", () => {
  it("says how to give a region, and credentials", async () => {
    const command = new CommandRunner();
    const [noRegion, noCredentials] = await Promise.all([
      command.run(["list"]),
      command.run(["list", "--region", "eu-west-1"]),
    ]);
    expect([noRegion.code, noCredentials.code]).to.deep.equal([2, 2]);
    expect(noRegion.stderr).to.include("Use --region eu-west-1, set AWS_REGION");
    expect(noCredentials.stderr).to.include("Use --profile NAME");
  });
});
