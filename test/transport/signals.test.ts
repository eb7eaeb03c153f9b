import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath, pathToFileURL } from "node:url";
import { expect } from "chai";
import { described, ScriptedDynamoDB, unanswered } from "../support/scripted-dynamodb.js";

const PROGRAM = pathToFileURL(fileURLToPath(new URL("./signals-program.js", import.meta.url))).href;

/** From where the program blocks: the kind of module, and the thread. */
const LOADERS = {
  "an ES module": [
    "--input-type=module",
    "--eval",
    `import { block, listen } from "${PROGRAM}";
    listen();
    block();`,
  ],
  CommonJS: [
    "--input-type=commonjs",
    "--eval",
    `import("${PROGRAM}").then(({ block, listen }) => setImmediate(() => { listen(); block(); }));`,
  ],
  "a worker thread": [
    "--input-type=module",
    "--eval",
    `import { Worker } from "node:worker_threads";
    import { listen } from "${PROGRAM}";
    listen();
    new Worker('import("${PROGRAM}").then(({ block }) => block());', { eval: true });`,
  ],
} as const;

interface Case {
  readonly loader?: keyof typeof LOADERS;
  readonly engine?: "worker" | "deasync";
  /** What the call waits for: an answer that never comes, or the end of a pause. */
  readonly call?: "answer" | "sleep";
  readonly handler?: "goes on" | "aborts" | "throws" | "exits" | "calls";
  readonly signal?: NodeJS.Signals;
  /** How often it is sent. */
  readonly times?: number;
}

interface End {
  readonly lines: readonly string[];
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

describe("a signal during a blocking call", function () {
  this.timeout(30_000); // Processes of their own, whose call ends after six seconds where nothing ends it before.

  let dynamodb: ScriptedDynamoDB;

  before(() => {
    dynamodb = ScriptedDynamoDB.start();
  });

  beforeEach(() => {
    const creating = described({ TableStatus: "CREATING" }, { tableName: "creating" });
    const silent = { ...unanswered("DescribeTable"), tableName: "silent" };
    dynamodb.play({ tables: { creating: {}, other: {}, silent: {} }, faults: [creating, silent] });
  });

  after(() => dynamodb.stop());

  /** Runs the program, and sends the signal once its call has blocked for a while. */
  async function run({ loader = "an ES module", times = 1, ...rest }: Case): Promise<End> {
    const { engine = "worker", call = "answer", handler = "none", signal = "SIGINT" } = rest;
    const child = spawn(process.execPath, LOADERS[loader], {
      env: {
        ...process.env,
        ENDPOINT: String(dynamodb.config.endpoint),
        ENGINE: engine,
        CALL: call,
        HANDLER: handler,
        SIGNAL: signal,
      },
      stdio: ["ignore", "pipe", "inherit"],
    });
    const lines: string[] = [];
    const reader = createInterface({ input: child.stdout }).on("line", (line) => lines.push(line));
    const ended = new Promise<End>((resolve) => {
      child.on("close", (code, by) => resolve({ lines, code, signal: by }));
    });
    for (let sent = 0; sent < times; sent++) {
      await blocked(child, call === "answer" ? "silent" : "creating");
      child.kill(signal);
      // One that arrives just while the thread is awake between two sleeps may be lost, as the guide says.
      if (!(await heard(lines, sent + 1)) && child.exitCode === null) child.kill(signal);
    }
    const end = await ended;
    reader.close();
    return end;
  }

  /** Waits until the call has sent its request and some time has passed for the thread to fall asleep for good. */
  async function blocked(child: ChildProcess, tableName: string): Promise<void> {
    const arrived = () => dynamodb.requests("DescribeTable").some(({ input }) => input["TableName"] === tableName);
    while (!arrived() && child.exitCode === null) await pause(20);
    await pause(300);
  }

  /** Waits a while for a handler to say that it heard the signal. */
  async function heard(lines: readonly string[], times: number): Promise<boolean> {
    const said = () => lines.filter((line) => line.startsWith("handler:")).length >= times;
    for (let turn = 0; turn < 50 && !said(); turn++) await pause(20);
    return said();
  }

  const HEARD = "handler: SIGINT 2";

  for (const loader of ["an ES module", "CommonJS"] as const) {
    for (const call of ["answer", "sleep"] as const) {
      it(`ends the process at once where nobody handles it: ${call}, ${loader}`, async () => {
        expect(await run({ loader, call })).to.deep.equal({ lines: ["exists: true"], code: null, signal: "SIGINT" });
      });

      it(`runs the handlers during the call, which a handler may end by the call's signal: ${call}, ${loader}`, async () => {
        const { lines, code } = await run({ loader, call, handler: "aborts" });
        const expected = ["exists: true", HEARD, "error: Error: stopped by the handler", "after: true", "end"];
        expect({ lines, code }).to.deep.equal({ lines: expected, code: 0 });
      });
    }
  }

  it("lets the call go on where the handlers do not end it, and hears the next one too", async () => {
    const { lines, code } = await run({ handler: "goes on", times: 2 });
    expect(lines.slice(0, 3)).to.deep.equal(["exists: true", HEARD, HEARD]);
    expect(lines[3]).to.include("SyncTimeoutError: DescribeTable had no answer");
    expect({ rest: lines.slice(4), code }).to.deep.equal({ rest: ["after: true", "end"], code: 0 });
  });

  it("lets a wait go on, up to its limit", async () => {
    const { lines } = await run({ handler: "goes on", call: "sleep" });
    expect(lines.slice(0, 2)).to.deep.equal(["exists: true", HEARD]);
    expect(lines[2]).to.include("SyncTimeoutError: The blocking call was not over within 6 s");
  });

  it("ends the call with what a handler throws", async () => {
    const { lines } = await run({ handler: "throws" });
    expect(lines).to.deep.equal(["exists: true", HEARD, "error: Error: thrown by the handler", "after: true", "end"]);
  });

  it("ends the process where a handler does", async () => {
    expect(await run({ handler: "exits" })).to.deep.equal({ lines: ["exists: true", HEARD], code: 5, signal: null });
  });

  it("lets a handler make blocking calls of its own", async () => {
    const { lines } = await run({ handler: "calls" });
    expect(lines.slice(0, 3)).to.deep.equal(["exists: true", HEARD, "nested: true"]);
  });

  for (const call of ["answer", "sleep"] as const) {
    for (const signal of ["SIGINT", "SIGTERM"] as const) {
      it(`is heard by the deasync engine: ${signal}, ${call}`, async () => {
        const { lines, code } = await run({ loader: "CommonJS", engine: "deasync", call, signal, handler: "aborts" });
        expect(lines[1]).to.match(new RegExp(`^handler: ${signal} `));
        expect(lines[2]).to.equal("error: Error: stopped by the handler");
        expect(code).to.equal(0);
      });
    }
  }

  it("ends the process at once where it is SIGTERM and nobody handles it", async () => {
    const end = await run({ signal: "SIGTERM" });
    expect(end).to.deep.equal({ lines: ["exists: true"], code: null, signal: "SIGTERM" });
  });

  it("waits for the end of the call where it is SIGTERM, is handled, and the worker engine blocks", async () => {
    const { lines, code } = await run({ signal: "SIGTERM", call: "sleep", handler: "goes on" });
    expect(lines[1]).to.include("SyncTimeoutError");
    expect(lines.slice(2)).to.include.members(["after: true", "handler: SIGTERM 15", "end"]);
    expect(code).to.equal(0);
  });

  it("is heard by the main thread while a worker thread blocks", async () => {
    const { lines, code, signal } = await run({ loader: "a worker thread", handler: "exits" });
    expect({ lines, code, signal }).to.deep.equal({ lines: ["exists: true", HEARD], code: 5, signal: null });
  });
});

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
