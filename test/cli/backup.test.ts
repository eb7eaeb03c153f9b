import { expect } from "chai";
import { backupsText } from "../../src/cli/actions/back-up.js";
import { readTime } from "../../src/cli/commands/restore.js";
import { DynamoClient } from "../../src/index.js";
import { allOf } from "../support/all-of.js";
import { EmulatorProcess, MAIN } from "./command.js";
import { CommandRunner } from "./run-command.js";

interface Created {
  readonly tables: readonly { readonly tableName: string; readonly backupArn: string; readonly backupStatus: string }[];
}

interface Listed {
  readonly backups: readonly { readonly tableName: string; readonly backupName: string; readonly backupArn: string }[];
}

describe("dynatwin backup and restore", () => {
  let emulator: EmulatorProcess;
  let command: CommandRunner;
  let client: DynamoClient;
  let arn = "";

  before(async () => {
    const denied = { kind: "denied", operation: "CreateBackup", tableName: "secret" };
    const faults = ["--fault", JSON.stringify(denied)];
    emulator = await EmulatorProcess.start(process.execPath, MAIN, "emulator", "--port", "0", ...faults);
    command = new CommandRunner(emulator.endpoint);
    const { endpoint } = emulator;
    client = new DynamoClient({
      endpoint,
      region: "us-east-1",
      credentials: { accessKeyId: "any", secretAccessKey: "any" },
    });
    for (const tableName of ["users", "orders", "secret"])
      await client.createTable(tableName, { partitionKey: ["id", "S"], pointInTimeRecovery: true, wait: true });
    await client.importItems("users", ['{"Item":{"id":{"S":"u1"}}}']);
  });

  after(async () => {
    client.destroy();
    await emulator.stop();
  });

  it("creates backups, and lists them in columns", async () => {
    const created = await command.json<Created>(["backup", "users", "orders", "--name", "before-release"]);
    expect(created.tables.map(({ tableName, backupStatus }) => [tableName, backupStatus])).to.deep.equal([
      ["users", "AVAILABLE"],
      ["orders", "AVAILABLE"],
    ]);
    arn = created.tables[0]?.backupArn ?? "";

    const [{ backups }, list] = await Promise.all([
      command.json<Listed>(["backup", "--list"]),
      command.run(["backup", "--list", "users"]),
    ]);
    expect(backups.map(({ tableName }) => tableName).toSorted()).to.deep.equal(["orders", "users"]);
    const [heading, row = "", ...others] = list.stdout.split("\n");
    expect(heading).to.match(/^name +table +status +size +created +ARN$/);
    expect(row).to.match(/^before-release {2}users +AVAILABLE +\d+ bytes +\S+Z +arn:/);
    expect(row.endsWith(arn)).to.equal(true);
    expect(others).to.deep.equal([""]);
  });

  it("restores a backup, and deletes it after a question", async () => {
    const settings = '{"tags":{"purpose":"test"}}';
    const restored = await command.run(["restore", "restored", "--backup", arn, "--settings", settings]);
    expect(restored.stdout, restored.stderr).to.equal("restored  restored, ACTIVE\n");
    expect(restored.stderr)
      .to.include("restored: CREATING")
      .and.to.include("Not restored, if the source has them: replicas");
    expect(await allOf(client.exportItems("restored"))).to.deep.equal(['{"Item":{"id":{"S":"u1"}}}']);

    const question = await command.onTerminal(["backup", "--delete", arn], "users\n");
    expect(question.shown).to.include(`This destroys the backup ${arn} of table users in`);
    expect(question.code, question.shown).to.equal(0);
    const gone = await command.json<{ error: { name: string } }>(["backup", "--delete", arn, "--yes"], 1);
    expect(gone.error.name).to.equal("BackupNotFoundException");
  });

  it("restores a table to a time, and says what fails", async () => {
    const latest = await command.json(["restore", "orders-restored", "--from", "orders", "--at", "latest"]);
    expect(latest).to.include({ tableName: "orders-restored", tableStatus: "ACTIVE", itemCount: 0 });
    const [missing, denied, unknown, notBackup] = await Promise.all([
      command.run(["restore", "x-restored", "--from", "order", "--at", "latest"]),
      command.json<Created>(["backup", "secret", "user"], 1),
      command.run(["backup", "--delete", "users", "--yes"]),
      command.run(["restore", "x-restored", "--backup", "users"]),
    ]);
    expect(missing.stderr).to.include(`Table order does not exist in ${emulator.endpoint}. Did you mean orders?`);
    const errors = denied.tables.map((table) => (table as unknown as { error: { name: string } }).error.name);
    expect(errors).to.deep.equal(["AccessDeniedException", "TableNotFoundException"]);
    for (const { code, stderr } of [unknown, notBackup])
      expect([code, stderr]).to.deep.equal([
        2,
        'error: "users" is not the ARN of a backup. See: dynatwin backup --list\n',
      ]);
  });

  it("refuses options that cannot be combined", async () => {
    const [nothing, both, time] = await Promise.all([
      command.run(["restore", "users", "--from", "users"]),
      command.run(["backup", "users", "--delete", "arn"]),
      command.run(["restore", "users", "--from", "users", "--at", "2026-11-27T08:00:00"]),
    ]);
    expect([nothing.code, both.code, time.code]).to.deep.equal([2, 2, 2]);
    expect(nothing.stderr).to.include("--backup ARN, or --from TABLE --at TIME");
    expect(both.stderr).to.include("Leave out users.");
    expect(time.stderr).to.include("with its zone");
  });
});

describe("texts of backup and restore", () => {
  it("reads times with a zone", () => {
    expect(readTime("latest")).to.equal("latest");
    expect(readTime("2026-11-27T09:00:00+01:00")).to.deep.equal(new Date("2026-11-27T08:00:00Z"));
    for (const text of ["", "yesterday", "2026-11-27", "2026-13-27T08:00:00Z"])
      expect(() => readTime(text)).to.throw("ISO 8601");
  });

  it("aligns backups, without control characters", () => {
    const BackupCreationDateTime = new Date("2026-11-27T08:00:00.123Z");
    expect(
      backupsText([{ BackupName: "a\u001b", TableName: "users", BackupSizeBytes: 1500, BackupCreationDateTime }]),
    ).to.equal(
      "name     table  status  size    created               ARN\na\\u001b  users          1.5 kB  2026-11-27T08:00:00Z",
    );
  });
});
