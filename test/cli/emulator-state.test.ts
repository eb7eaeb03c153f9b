import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { expect } from "chai";
import { RawDynamoDB } from "../support/raw-dynamodb.js";
import { connectTo, listTablesFor } from "../support/raw-http.js";
import { runProgram } from "../support/run-program.js";
import { SIGNATURE } from "../support/signature.js";
import { definition } from "../support/table-requests.js";
import { EmulatorProcess, MAIN } from "./command.js";

const users = definition("users");

describe("dynatwin emulator, in a container", () => {
  const running: EmulatorProcess[] = [];
  let folder: string;
  let state: string;

  async function start(...args: readonly string[]): Promise<EmulatorProcess> {
    const emulator = await EmulatorProcess.start(process.execPath, MAIN, "emulator", "--port", "0", ...args);
    running.push(emulator);
    return emulator;
  }

  async function ask(emulator: EmulatorProcess, operation: string, input: object): Promise<Record<string, unknown>> {
    const raw = new RawDynamoDB(emulator.endpoint);
    const { error, message, body } = await raw.send(operation, input);
    raw.destroy();
    expect(error, message).to.equal(undefined);
    return body;
  }

  const put = (emulator: EmulatorProcess, pk: string) =>
    ask(emulator, "PutItem", { TableName: "users", Item: { pk: { S: pk } } });
  const count = async (emulator: EmulatorProcess) => (await ask(emulator, "Scan", { TableName: "users" }))["Count"];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "dynatwin-emulator-"));
    state = join(folder, "dynamodb.state");
  });

  afterEach(async () => {
    await Promise.all(running.splice(0).map((each) => each.stop()));
    rmSync(folder, { recursive: true });
  });

  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    it(`saves its state at ${signal}, and loads it at the next start`, async () => {
      const first = await start("--state", state);
      await ask(first, "CreateTable", users);
      await put(first, "1");
      const { code, stderr } = await first.stop(signal);
      expect([code, stderr]).to.deep.equal([0, ""]);
      const second = await start("--state", state);
      expect(await count(second)).to.equal(1);
    });
  }

  it("saves its state while it runs, so that it survives the end of the machine", async () => {
    const first = await start("--state", state);
    await ask(first, "CreateTable", users);
    await put(first, "1");
    while (!readFileSync(state, "utf8").includes('"item"')) await listTablesFor(first.endpoint, "Host: localhost");
    first.kill();
    expect(await count(await start("--state", state))).to.equal(1);
  });

  it("refuses a file that is no state before it listens, and does not change it", async () => {
    writeFileSync(state, "mine");
    const { code, stdout, stderr } = await runProgram([MAIN, "emulator", "--port", "0", "--state", state]);
    expect([code, stdout]).to.deep.equal([1, ""]);
    expect(stderr).to.equal(
      `error: ${state} is not a state that dynatwin emulator has saved. The file was not changed, and nothing was ` +
        "started. Choose another file for --state.\n",
    );
    expect(readFileSync(state, "utf8")).to.equal("mine");
  });

  it("ends with an error if the state cannot be saved", async () => {
    const emulator = await start("--state", state);
    writeFileSync(state, "mine");
    await ask(emulator, "CreateTable", users);
    const { code, stderr } = await emulator.stop();
    expect(code).to.equal(1);
    expect(stderr).to.match(/^error: Cannot save the state in .*: another program has changed the file/m);
    expect(readFileSync(state, "utf8")).to.equal("mine");
  });

  describe("while requests take long", () => {
    /** Sends requests that together take many seconds. */
    async function makeBusy({ endpoint }: EmulatorProcess): Promise<void> {
      const members = Array.from({ length: 60_000 }, (_, place) => `"m${place}":1`).join(",");
      const body = `{${members}}`;
      const head = [
        "POST / HTTP/1.1",
        "Host: localhost",
        "x-amz-target: DynamoDB_20120810.CreateTable",
        ...Object.entries(SIGNATURE).map(([name, value]) => `${name}: ${value}`),
        `content-length: ${body.length}`,
      ];
      for (let request = 0; request < 150; request += 1) {
        const socket = await connectTo(endpoint);
        socket.on("error", () => {}).resume(); // a reset is the end
        socket.write(`${head.join("\r\n")}\r\n\r\n${body}`);
        if (request === 0) await once(socket, "data");
      }
    }

    it("ends at a signal at once", async () => {
      const emulator = await start();
      await makeBusy(emulator);
      const begin = performance.now();
      expect((await emulator.stop("SIGTERM")).code).to.equal(0);
      expect(performance.now() - begin).to.be.below(5_000);
    });

    it("saves its state before it ends", async () => {
      const emulator = await start("--state", state);
      await ask(emulator, "CreateTable", users);
      await makeBusy(emulator);
      expect((await emulator.stop("SIGTERM")).code).to.equal(0);
      expect(readFileSync(state, "utf8")).to.include('"TableName":"users"');
    });

    it("ends at a second signal without saving its state", async () => {
      const emulator = await start("--state", state);
      await makeBusy(emulator);
      emulator.signal("SIGINT");
      expect((await emulator.stop("SIGINT")).code).to.be.oneOf([130, 0]); // 0 if the state was saved already
    });
  }).timeout(60_000);

  describe("with --allow-remote", () => {
    it("listens on another address, says that there is no access control, and prints a local endpoint", async () => {
      const emulator = await start("--host", "0.0.0.0", "--allow-remote", "--allow-host", "db");
      expect(emulator.endpoint).to.match(/^http:\/\/127\.0\.0\.1:\d+$/);
      for (const host of ["192.168.7.7:8000", "[fe80::1]", "db", "localhost"])
        expect(await listTablesFor(emulator.endpoint, `Host: ${host}`), host).to.include(" 200 OK");
      expect(await listTablesFor(emulator.endpoint, "Host: evil.example")).to.include(" 403 Forbidden");
      const { stderr } = await emulator.stop();
      expect(stderr).to.match(
        /^warning: The emulator accepts any credentials: everyone who can reach port \d+ of 0\.0\.0\.0 can read and write all data\.\n$/,
      );
    });

    it("warns only if others can reach it", async () => {
      const emulator = await start("--allow-remote");
      expect(await listTablesFor(emulator.endpoint, "Host: 192.168.7.7")).to.include(" 403 Forbidden");
      expect((await emulator.stop()).stderr).to.equal("");
    });

    it("is named by the error without it", async () => {
      const { code, stderr } = await runProgram([MAIN, "emulator", "--port", "0", "--host", "0.0.0.0"]);
      expect(code).to.equal(2);
      expect(stderr).to.include("--host 0.0.0.0 --allow-remote");
    });
  });
});
