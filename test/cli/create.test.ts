import { expect } from "chai";
import { EmulatorProcess, MAIN } from "./command.js";
import { CommandRunner } from "./run-command.js";

const KEYS = ["--partition-key", "id:S", "--index", "by-email=email:S,at:N"];

interface Tables<T> {
  readonly tables: readonly T[];
}

describe("dynatwin create, exists, wait and describe", () => {
  let emulator: EmulatorProcess;
  let command: CommandRunner;

  before(async () => {
    emulator = await EmulatorProcess.start(process.execPath, MAIN, "emulator", "--port", "0");
    command = new CommandRunner(emulator.endpoint);
    const end = await command.run(["create", "users", ...KEYS]);
    expect([end.code, end.stdout], end.stderr).to.deep.equal([0, "users  created\n"]);
  });

  after(() => emulator.stop());

  it("names ensure for a table that is there, which accepts the same options", async () => {
    const { tables } = await command.json<Tables<{ error: { name: string; message: string } }>>(
      ["create", "users", ...KEYS],
      1,
    );
    expect(tables[0]?.error.name).to.equal("ResourceInUseException");
    expect(tables[0]?.error.message).to.match(/ \(CreateTable\)\. To accept .*dynatwin ensure\.$/);
    const ensured = await command.run(["ensure", "users", ...KEYS]);
    expect(ensured.stdout, ensured.stderr).to.equal("users  existed\n");
  });

  it("refuses options that contradict each other, before anything is sent", async () => {
    const [sortKeyOnly, withModels, twoTables] = await Promise.all([
      command.run(["create", "users", "--sort-key", "at:N"]),
      command.run(["ensure", "users", ...KEYS, "--models", "x.ts"]),
      command.run(["create", "users", "orders", ...KEYS]),
    ]);
    expect([sortKeyOnly.code, withModels.code, twoTables.code]).to.deep.equal([2, 2, 2]);
    expect(sortKeyOnly.stderr).to.include("--sort-key needs --partition-key NAME:TYPE");
    expect(withModels.stderr).to.include("--partition-key and --models cannot be combined");
    expect(twoTables.stderr).to.include("--partition-key defines one table");
  });

  it("says which tables are there, and ends with 3 when one is not", async () => {
    const end = await command.run(["exists", "users", "orders"]);
    expect([end.code, end.stdout]).to.deep.equal([3, "users   there\norders  not there\n"]);
    const { tables } = await command.json<Tables<object>>(["exists", "users"]);
    expect(tables).to.deep.equal([{ tableName: "users", exists: true }]);
  });

  it("waits until tables are usable, or gone", async () => {
    const usable = await command.run(["wait", "users", "--until", "settled"]);
    expect([usable.code, usable.stdout]).to.deep.equal([0, "users  ACTIVE\n"]);
    const gone = await command.json<Tables<object>>(["wait", "orders", "--deleted"]);
    expect(gone.tables).to.deep.equal([{ tableName: "orders", outcome: "deleted" }]);
  });

  it("suggests the name of a table for one that is not there", async () => {
    const ends = await Promise.all([
      command.run(["wait", "user"]),
      command.run(["describe", "user"]),
      command.run(["delete", "user", "--yes"]),
    ]);
    for (const { code, stderr } of ends) {
      expect(code).to.equal(1);
      expect(stderr)
        .to.include("ResourceNotFoundException: Table user does not exist in")
        .and.to.include("Did you mean users?");
    }
  });

  it("ends without a word when the reader of a help has closed it", async () => {
    const { code, stderr } = await command.shell("dynatwin help create | :");
    expect([code, stderr]).to.deep.equal([0, ""]);
  });

  it("prints what a table is like", async () => {
    const end = await command.run(["describe", "users", "orders"]);
    expect(end.code).to.equal(1);
    expect(end.stdout).to.include("  index by-email          ACTIVE, email (S), at (N), projection ALL\n");
    expect(end.stdout).to.match(/^ {2}point-in-time recovery {2}off$/m);
    expect(end.stderr).to.include("orders");
    const { tables } = await command.json<Tables<{ description: { TableName: string }; settings: object }>>([
      "describe",
      "users",
    ]);
    expect(tables[0]?.description.TableName).to.equal("users");
    expect(tables[0]?.settings).to.include({ timeToLive: false, pointInTimeRecovery: false });
  });
});
