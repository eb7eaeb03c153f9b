import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { expect } from "chai";
import { ChildCommand } from "../../src/cli/emulator/child-command.js";
import { environmentFor, environmentOfCommand } from "../../src/cli/emulator/client-environment.js";
import { type ProgramEnd, runProgram } from "../support/run-program.js";
import { signatureFor } from "../support/signature.js";
import { MAIN } from "./command.js";

const MODELS = "test/cli/fixtures/models.ts";

/** Prints its environment, and the status of a table as the emulator describes it. */
const PROGRAM = `
  const { AWS_ENDPOINT_URL_DYNAMODB: endpoint, AWS_REGION, AWS_PROFILE } = process.env;
  const headers = ${JSON.stringify({ ...signatureFor("eu-west-1"), "x-amz-target": "DynamoDB_20120810.DescribeTable" })};
  fetch(endpoint, { method: "POST", headers, body: '{"TableName":"users"}' }).then(async (answer) => {
    const { Table } = await answer.json();
    console.log(JSON.stringify({ AWS_REGION, AWS_PROFILE, status: Table.TableStatus, arguments: process.argv.slice(2) }));
    process.exitCode = 7;
  });
`;

describe("dynatwin emulator --exec", () => {
  let folder: string;
  let state: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "dynatwin-exec-"));
    state = join(folder, "dynamodb.state");
    writeFileSync(join(folder, "program.cjs"), PROGRAM);
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  function run(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<ProgramEnd> {
    return runProgram([MAIN, "emulator", ...args], env);
  }

  it("runs a command with the environment and with the tables, on a free port, and ends with its code", async () => {
    const exec = `"${process.execPath}" "${join(folder, "program.cjs")}" 'a b'`;
    const { code, stdout, stderr } = await run(
      ["--latency", "realistic", "--region", "eu-west-1", "--models", MODELS, "--exec", exec],
      { AWS_PROFILE: "production", AWS_SESSION_TOKEN: "token" },
    );
    expect(code, stderr).to.equal(7);
    expect(JSON.parse(stdout)).to.deep.equal({
      AWS_REGION: "eu-west-1",
      status: "ACTIVE",
      arguments: ["a b"],
    });
    expect(stderr)
      .to.include("The tables are usable: shop, users, audit\n")
      .and.to.match(/^The emulator is ready at http:\/\/127\.0\.0\.1:(?!8000)\d+$/m);
  });

  it("saves the state at the end, keeps the tables that it has, and refuses models that differ from them", async () => {
    const other = join(folder, "other.mjs");
    writeFileSync(other, `export const users = ["users", { partitionKey: ["name", "S"] }];`);
    const global = join(folder, "global.json");
    writeFileSync(
      global,
      JSON.stringify({ carts: { partitionKey: ["id", "S"], replicas: [{ region: "eu-west-1" }] } }),
    );
    const models = ["--models", MODELS, "--models", global];
    const first = await run([...models, "--state", state, "--exec", "nosuch-command"]);
    expect(first.code, first.stderr).to.equal(127);
    expect(first.stderr).to.include("The tables are usable: shop, users, audit, carts\n");
    expect(readFileSync(state, "utf8")).to.include("users").and.include('"eu-west-1"');
    const second = await run(["--models", MODELS, "--state", state, "--exec", "exit 0"]);
    expect(second.code, second.stderr).to.equal(0);
    const third = await run(["--models", other, "--state", state, "--exec", `touch "${join(folder, "ran")}"`]);
    expect([third.code, existsSync(join(folder, "ran"))]).to.deep.equal([1, false]);
    expect(third.stderr)
      .to.include("The file of --state has tables that differ from the models.")
      .and.to.include("users");
  });

  it("forwards a signal to the command", async () => {
    const program = `process.on("SIGTERM", () => process.exit(3)); console.log(process.pid); setInterval(() => {}, 1000)`;
    const exec = `exec "${process.execPath}" -e '${program}'`;
    const child = spawn(process.execPath, [MAIN, "emulator", "--exec", exec], { stdio: ["ignore", "pipe", "inherit"] });
    const ended = new Promise<number | null>((resolve) => child.on("exit", resolve));
    const [line] = (await createInterface(child.stdout)[Symbol.asyncIterator]().next()).value.split("\n");
    child.kill("SIGTERM");
    expect(await ended).to.equal(3);
    expect(isRunning(Number(line))).to.equal(false);
  });
});

describe("the command of --exec", () => {
  it("ends as the shell says", async () => {
    const codes = [];
    for (const command of ["exit 5", "kill -KILL $$", "/dev/null 2>/dev/null", "no-such-command 2>/dev/null"])
      codes.push(await new ChildCommand().run(command, process.env));
    expect(codes).to.deep.equal([5, 137, 126, 127]);
  });

  it("leaves no process behind", async () => {
    const folder = mkdtempSync(join(tmpdir(), "dynatwin-exec-"));
    const file = join(folder, "pid");
    expect(await new ChildCommand(200).run(`sleep 60 & echo $! > "${file}"`, process.env)).to.equal(0);
    expect(isRunning(Number(readFileSync(file, "utf8")))).to.equal(false);
    rmSync(folder, { recursive: true });
  });

  it("has an environment without what would send requests elsewhere", () => {
    const client = environmentFor("http://127.0.0.1:9", "eu-west-1");
    const own = {
      PATH: "/bin",
      AWS_PROFILE: "production",
      DYNATWIN_STAGE: "production",
      AWS_SESSION_TOKEN: "token",
      AWS_ENDPOINT_URL: "http://other",
      AWS_USE_FIPS_ENDPOINT: "true",
      AWS_ACCESS_KEY_ID: "AKIA",
      AWS_DEFAULT_REGION: "us-west-2",
    };
    expect(environmentOfCommand(own, client)).to.deep.equal({
      PATH: "/bin",
      DYNATWIN_STAGE: "production",
      DYNATWIN_EMULATOR: "http://127.0.0.1:9",
      AWS_ENDPOINT_URL_DYNAMODB: "http://127.0.0.1:9",
      AWS_ENDPOINT_URL_DYNAMODB_STREAMS: "http://127.0.0.1:9",
      AWS_REGION: "eu-west-1",
      AWS_DEFAULT_REGION: "eu-west-1",
      AWS_ACCESS_KEY_ID: "any",
      AWS_SECRET_ACCESS_KEY: "any",
    });
  });
});

/** Whether a process runs. One that has ended can be in the list until its exit code is read. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/ Z /.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return false;
  }
}
