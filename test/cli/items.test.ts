import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { DynamoClient } from "../../src/index.js";
import { allOf } from "../support/all-of.js";
import { EmulatorProcess, MAIN } from "./command.js";
import { CommandRunner } from "./run-command.js";

/** A page of a scan has 1 MB: 17 of these items. */
const LARGE = "x".repeat(60_000);

/** Lines with items of a table with the key `id`. */
function linesOf(count: number, text = ""): string[] {
  return Array.from({ length: count }, (_, place) =>
    JSON.stringify({ Item: { id: { S: `i${place}` }, text: { S: text } } }),
  );
}

/** The request that no answer comes for, until the command is interrupted. */
function hanging(operation: string, tableName: string, skip: number): string {
  return JSON.stringify({ kind: "slow", operation, tableName, skip, delayMs: 60_000 });
}

function denied(operation: string, tableName: string, skip: number): string {
  return JSON.stringify({ kind: "denied", operation, tableName, skip });
}

const FAULTS = [
  hanging("Scan", "hangs-export", 1),
  hanging("BatchWriteItem", "hangs-import", 3),
  hanging("BatchWriteItem", "hangs-truncate", 1),
  denied("Scan", "fails-export", 1),
  denied("BatchWriteItem", "fails-import", 0),
  JSON.stringify({ kind: "throttled", operation: "Scan", tableName: "throttles", times: 100 }),
];

describe("dynatwin truncate, export and import", () => {
  let emulator: EmulatorProcess;
  let command: CommandRunner;
  let client: DynamoClient;
  let folder: string;
  const path = (name: string) => join(folder, name);
  const write = (name: string, lines: readonly string[]) => {
    writeFileSync(path(name), `${lines.join("\n")}\n`);
    return path(name);
  };
  const create = async (...tableNames: readonly string[]) => {
    for (const tableName of tableNames) await client.createTable(tableName, { partitionKey: ["id", "S"], wait: true });
  };
  const itemsOf = async (tableName: string) => (await allOf(client.exportItems(tableName))).toSorted();

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "dynatwin-items-"));
    const faults = FAULTS.flatMap((fault) => ["--fault", fault]);
    emulator = await EmulatorProcess.start(process.execPath, MAIN, "emulator", "--port", "0", "--log", ...faults);
    command = new CommandRunner(emulator.endpoint);
    const { endpoint } = emulator;
    client = new DynamoClient({
      endpoint,
      region: "us-east-1",
      credentials: { accessKeyId: "a", secretAccessKey: "b" },
    });
  });

  after(async () => {
    client.destroy();
    await emulator.stop();
    rmSync(folder, { recursive: true });
  });

  it("exports to a pipe, and imports from stdin", async () => {
    await create("users", "copy");
    const lines = [...linesOf(1200, "\u2028 ends no line"), ""];
    const imported = await command.json(["import", "users", write("users.jsonl", lines)]);
    expect(imported).to.deep.equal({
      ...{ formatVersion: 1, command: "import" },
      ...{ tableName: "users", file: path("users.jsonl"), written: 1200 },
    });
    const copied = await command.shell("dynatwin export users | dynatwin import copy -");
    expect(copied).to.deep.equal({
      code: 0,
      stdout: "copy  1,200 items written\n",
      stderr: "users: 1,200 items exported\n",
    });
    expect(await itemsOf("copy")).to.deep.equal(linesOf(1200, "\u2028 ends no line").toSorted());
    // `head` closes the pipe.
    const head = await command.shell("dynatwin export users --quiet | head -n 1");
    expect([head.code, head.stderr]).to.deep.equal([0, ""]);
    expect(head.stdout).to.match(/^\{"Item":\{[^\n]*\}\}\n$/);
  });

  it("goes on with an export that was interrupted", async () => {
    await create("hangs-export");
    const lines = linesOf(40, LARGE);
    await client.importItems("hangs-export", lines);
    const options = ["export", "hangs-export", "--segments", "1"];
    const first = await command.interrupted(options);
    expect(first.code, first.stderr).to.equal(130);
    const [, items, cursor = ""] =
      /hangs-export: (\d+) items exported\nGo on with the same command and --cursor (\S+), and append/.exec(
        first.stderr,
      ) ?? [];
    expect(first.stdout.split("\n").length - 1, first.stderr).to.equal(Number(items));
    expect(cursor, first.stderr).not.to.equal("");
    const second = await command.run(["export", "hangs-export", "--cursor", cursor]);
    expect((first.stdout + second.stdout).trim().split("\n").toSorted()).to.deep.equal(lines.toSorted());
  });

  it("goes on in the file with an export that failed", async () => {
    await create("fails-export");
    const lines = linesOf(40, LARGE);
    await client.importItems("fails-export", lines);
    const output = path("fails.jsonl");
    const options = ["export", "fails-export", "--output", output];
    const failed = await command.json<{ items: number; cursor: string; error: { name: string } }>(
      [...options, "--segments", "1"],
      1,
    );
    expect(failed.error.name).to.equal("AccessDeniedException");
    expect(readFileSync(`${output}.cursor`, "utf8")).to.equal(`${failed.cursor}\n`);
    writeFileSync(output, '{"Item":{"id":', { flag: "a" }); // as of a process that was killed
    const rest = await command.run([...options, "--cursor", failed.cursor]);
    expect(rest.stdout).to.equal(`fails-export  ${40 - failed.items} items exported to ${output}\n`);
    expect(readFileSync(output, "utf8").trim().split("\n").toSorted()).to.deep.equal(lines.toSorted());
    expect(() => readFileSync(`${output}.cursor`)).to.throw("ENOENT");
  });

  it("says how many lines of an interrupted import are written, and imports them again", async () => {
    await create("hangs-import");
    const lines = linesOf(200);
    const options = ["import", "hangs-import", write("hangs.jsonl", lines), "--concurrency", "1"];
    const end = await command.interrupted(options, emulator.printed(/^BatchWriteItem hangs-import 200/, 3));
    expect(end.code, end.stderr).to.equal(130);
    expect(end.stderr).to.match(
      /The first 75 lines of \S+hangs.jsonl are written for certain. The same command goes on/,
    );
    expect(await command.json(options)).to.include({ written: 200 });
    expect(await itemsOf("hangs-import")).to.deep.equal(lines.toSorted());
  });

  it("names the file and the number of a line that is no item, and what is written", async () => {
    await create("wrong", "fails-import");
    const file = write("wrong.jsonl", [...linesOf(2), "\u001b[31m"]);
    const end = await command.run(["import", "wrong", file]);
    expect(end.code).to.equal(1);
    expect(end.stderr).to.include(`error: ${file}:3: Line 3 of the import into table "wrong" is not JSON`);
    expect(end.stderr).to.include("The first 2 lines of").and.not.to.include("\u001b");
    const refused = await command.json<{ linesWritten: number }>(["import", "fails-import", file], 1);
    expect(refused.linesWritten).to.equal(0);
    expect(await command.run(["import", "wrong", path("none.jsonl")])).to.deep.equal({
      ...{ code: 2, stdout: "" },
      stderr: `error: There is no file ${path("none.jsonl")}. For lines from stdin, write - instead.\n`,
    });
  });

  it("truncates tables whose names a person has typed", async () => {
    await create("logs", "hangs-truncate");
    await client.importItems("logs", linesOf(30));
    await client.importItems("hangs-truncate", linesOf(3));
    const refused = await command.onTerminal(["truncate", "logs"], "log\n");
    expect(refused.shown).to.include("This destroys all items of table logs in").and.to.include("Nothing was deleted.");
    expect([refused.code, (await itemsOf("logs")).length]).to.deep.equal([1, 30]);
    const done = await command.onTerminal(["truncate", "logs"], "logs\n");
    expect(done.shown, String(done.code)).to.match(/logs {2}30 items deleted\s*$/);
    const end = await command.interrupted(
      ["truncate", "hangs-truncate", "--yes"],
      emulator.printed(/^Scan hangs-trunc/, 8),
    );
    expect(end.stderr).to.match(
      /^Interrupted by SIGINT.*\n {2}hangs-truncate: 0 items deleted\nThe same command goes on/m,
    );
    const both = await command.json(["truncate", "hangs-truncate", "logs", "--yes", "--how", "recreate"]);
    expect(both).to.have.deep.property("tables", [
      { tableName: "hangs-truncate", how: "recreate", deleted: 3 },
      { tableName: "logs", how: "recreate", deleted: 0 },
    ]);
  });

  it("clones a table with its items, or without", async () => {
    await create("source");
    await client.importItems("source", linesOf(30));
    const settings = '{"tags":{"purpose":"test"}}';
    const [whole, empty] = await Promise.all([
      command.run(["clone", "source", "whole"]),
      command.json(["clone", "source", "empty", "--no-items", "--settings", settings]),
    ]);
    expect(whole.stdout, whole.stderr).to.equal("whole  cloned from source, 30 items\n");
    expect(whole.stderr).to.include("whole: CREATING").and.to.include("Not copied, if source has them: replicas,");
    expect(empty).to.include({ from: "source", tableName: "empty", tableStatus: "ACTIVE", items: 0 });
    expect(await itemsOf("whole")).to.deep.equal(linesOf(30).toSorted());
    const [wrong, none] = await Promise.all([
      command.run(["clone", "source", "other", "--settings", "tags"]),
      command.run(["clone", "sorce", "other"]),
    ]);
    expect([wrong.code, none.code]).to.deep.equal([2, 1]);
    expect(wrong.stderr).to.include("It is not JSON");
    expect(none.stderr).to.include("Did you mean source?");
  });

  it("suggests the name of a table that does not exist, and the option for more time", async () => {
    await create("throttles");
    const [missing, late] = await Promise.all([
      command.run(["export", "throttle", "--output", path("none.jsonl")]),
      command.run(["export", "throttles", "--timeout", "0.3"]),
    ]);
    expect(missing.code).to.equal(1);
    expect(missing.stderr).to.include(`Table throttle does not exist in ${emulator.endpoint}. Did you mean throttles?`);
    expect(() => readFileSync(path("none.jsonl"))).to.throw("ENOENT");
    expect(late.code).to.equal(1);
    expect(late.stderr)
      .to.include("DynamoDB refused requests because there were too many.")
      .and.to.include("The same command");
  });

  it("refuses options that cannot be combined, and cursors of other files, and sends nothing", async () => {
    const before = emulator.lines.length;
    const both = await command.run(["export", "users", "--json"]);
    expect([both.code, both.stdout]).to.deep.equal([2, ""]);
    expect(both.stderr).to.include("--output");
    const other = await command.run([
      "export",
      "users",
      "--output",
      write("other.jsonl", ["{}"]),
      "--cursor",
      "e1.x.y@20",
    ]);
    expect([other.code, other.stdout]).to.deep.equal([2, ""]);
    expect(other.stderr)
      .to.include("The cursor is of a file with 20 bytes, and")
      .and.to.include("has 3: lines are missing.");
    const damaged = await command.run(["export", "users", "--cursor", "e1.x.y"]);
    expect([damaged.code, damaged.stdout]).to.deep.equal([1, ""]);
    expect(damaged.stderr).to.include("cursor: is damaged.").and.not.to.include("Go on with");
    const count = await command.run(["import", "users", "-", "--concurrency", "0"]);
    expect(count.stderr).to.include("It is a whole number above 0.");
    expect(emulator.lines.length).to.equal(before);
  });
});
