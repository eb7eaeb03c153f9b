import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath, pathToFileURL } from "node:url";
import { expect } from "chai";
import { described, ScriptedDynamoDB, unanswered } from "../support/scripted-dynamodb.js";

const PROGRAM = pathToFileURL(fileURLToPath(new URL("./signals-program.js", import.meta.url))).href;

/** Where the program blocks: the kind of module, and the thread. */
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
  /** What the call waits for: an answer that never arrives, or the end of a pause. */
  readonly call?: "answer" | "sleep";
  readonly handler?: "continues" | "aborts" | "throws" | "exits" | "calls";
  readonly signal?: NodeJS.Signals;
  /** The number of signals. */
  readonly times?: number;
}

interface End {
  readonly lines: readonly string[];
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

describe("a signal during a blocking call", function () {
  this.timeout(30_000); // Separate processes, whose call ends after six seconds at the latest.

  let dynamodb: ScriptedDynamoDB;

  before(() => {
    dynamodb = ScriptedDynamoDB.start();
  });

  beforeEach(() => {
    const creating = described({ TableStatus: "CREATING" }, { tableName: "creating" });
    const silent = { ...unanswered("DescribeTable"), tableName: "silent" };
    dynamodb.startScenario({ tables: { creating: {}, other: {}, silent: {} }, faults: [creating, silent] });
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
      // A signal that arrives between two waits of the thread can be lost, as the guide says.
      if (!(await heard(lines, sent + 1)) && child.exitCode === null) child.kill(signal);
    }
    const end = await ended;
    reader.close();
    return end;
  }

  /** Waits until the call has sent its request and its thread is blocked. */
  async function blocked(child: ChildProcess, tableName: string): Promise<void> {
    const arrived = () => dynamodb.requests("DescribeTable").some(({ input }) => input["TableName"] === tableName);
    while (!arrived() && child.exitCode === null) await pause(20);
    await pause(300);
  }

  /** Waits for the message of a handler. */
  async function heard(lines: readonly string[], times: number): Promise<boolean> {
    const said = () => lines.filter((line) => line.startsWith("handler:")).length >= times;
    for (let turn = 0; turn < 50 && !said(); turn++) await pause(20);
    return said();
  }

  const HEARD = "handler: SIGINT 2";

  for (const loader of ["an ES module", "CommonJS"] as const) {
    for (const call of ["answer", "sleep"] as const) {
      it(`ends the process at once without a handler: ${call}, ${loader}`, async () => {
        expect(await run({ loader, call })).to.deep.equal({ lines: ["exists: true"], code: null, signal: "SIGINT" });
      });

      it(`runs the handlers during the call, which a handler can abort: ${call}, ${loader}`, async () => {
        const { lines, code } = await run({ loader, call, handler: "aborts" });
        const expected = ["exists: true", HEARD, "error: Error: stopped by the handler", "after: true", "end"];
        expect({ lines, code }).to.deep.equal({ lines: expected, code: 0 });
      });
    }
  }

  it("lets the call continue if no handler aborts it, and handles the next signal too", async () => {
    const { lines, code } = await run({ handler: "continues", times: 2 });
    expect(lines.slice(0, 3)).to.deep.equal(["exists: true", HEARD, HEARD]);
    expect(lines[3]).to.include("SyncTimeoutError: DescribeTable had no answer");
    expect({ rest: lines.slice(4), code }).to.deep.equal({ rest: ["after: true", "end"], code: 0 });
  });

  it("lets a wait continue up to its limit", async () => {
    const { lines } = await run({ handler: "continues", call: "sleep" });
    expect(lines.slice(0, 2)).to.deep.equal(["exists: true", HEARD]);
    expect(lines[2]).to.include("SyncTimeoutError: The blocking call did not end within 6 s");
  });

  it("ends the call with a handler's error", async () => {
    const { lines } = await run({ handler: "throws" });
    expect(lines).to.deep.equal(["exists: true", HEARD, "error: Error: thrown by the handler", "after: true", "end"]);
  });

  it("ends the process if a handler does", async () => {
    expect(await run({ handler: "exits" })).to.deep.equal({ lines: ["exists: true", HEARD], code: 5, signal: null });
  });

  it("lets a handler make blocking calls", async () => {
    const { lines } = await run({ handler: "calls" });
    expect(lines.slice(0, 3)).to.deep.equal(["exists: true", HEARD, "nested: true"]);
  });

  for (const call of ["answer", "sleep"] as const) {
    for (const signal of ["SIGINT", "SIGTERM"] as const) {
      it(`is handled during a call of the deasync engine: ${signal}, ${call}`, async () => {
        const { lines, code } = await run({ loader: "CommonJS", engine: "deasync", call, signal, handler: "aborts" });
        expect(lines[1]).to.match(new RegExp(`^handler: ${signal} `));
        expect(lines[2]).to.equal("error: Error: stopped by the handler");
        expect(code).to.equal(0);
      });
    }
  }

  it("ends the process at once for SIGTERM without a handler", async () => {
    const end = await run({ signal: "SIGTERM" });
    expect(end).to.deep.equal({ lines: ["exists: true"], code: null, signal: "SIGTERM" });
  });

  it("is handled after the call for SIGTERM with the worker engine", async () => {
    const { lines, code } = await run({ signal: "SIGTERM", call: "sleep", handler: "continues" });
    expect(lines[1]).to.include("SyncTimeoutError");
    expect(lines.slice(2)).to.include.members(["after: true", "handler: SIGTERM 15", "end"]);
    expect(code).to.equal(0);
  });

  it("is handled by the main thread while a worker thread blocks", async () => {
    const { lines, code, signal } = await run({ loader: "a worker thread", handler: "exits" });
    expect({ lines, code, signal }).to.deep.equal({ lines: ["exists: true", HEARD], code: 5, signal: null });
  });
});

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
