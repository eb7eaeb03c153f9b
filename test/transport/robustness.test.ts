import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { expect } from "chai";
import { isTransient } from "../../src/dynamodb/error-predicates.js";
import { DynamoClient, type DynamoClientConfig, SyncTimeoutError, SyncUnavailableError } from "../../src/index.js";
import type { Fault } from "../../src/testing/index.js";
import { throws } from "../support/both.js";
import { runProgram } from "../support/run-program.js";
import { ScriptedDynamoDB, unanswered } from "../support/scripted-dynamodb.js";

const PROGRAM = fileURLToPath(new URL("./robustness-program.js", import.meta.url));
const HANG: readonly Fault[] = [unanswered("DescribeTable")];

describe("a blocking call in failure cases", () => {
  let dynamodb: ScriptedDynamoDB;
  let folder: string;
  let clients: DynamoClient[];

  before(() => {
    dynamodb = ScriptedDynamoDB.start();
    folder = mkdtempSync(join(tmpdir(), "dynatwin-robustness-"));
  });

  beforeEach(() => {
    dynamodb.startScenario({ tables: { users: {} } });
    clients = [];
  });

  afterEach(() => {
    for (const client of clients) client.destroy();
  });

  after(() => {
    dynamodb.stop();
    rmSync(folder, { recursive: true });
  });

  function clientOf(config: DynamoClientConfig): DynamoClient {
    const client = new DynamoClient(config);
    clients.push(client);
    return client;
  }

  /** A client whose worker runs code of the test before its first request. */
  function clientWithCode(name: string, code: string): DynamoClient {
    const configModule = join(folder, name);
    writeFileSync(configModule, `export default {};\n${code}\n`);
    return clientOf({ ...dynamodb.config, sync: { configModule, timeoutSeconds: 20 } });
  }

  for (const engine of ["worker", "deasync"] as const) {
    describe(`by the ${engine} engine`, () => {
      it("ends in a SyncTimeoutError if the endpoint never answers", () => {
        const config = { ...dynamodb.config, sync: { engine } };
        // So that the worker has started: on a busy machine its start takes longer than the limit.
        expect(clientOf(config).syncTableExists("users")).to.equal(true);
        dynamodb.startScenario({ faults: HANG });
        const client = clientOf({ ...config, sync: { engine, timeoutSeconds: 0.3 } });
        const startedAt = performance.now();
        const error = throws(() => client.syncDescribeTable("users")) as SyncTimeoutError;
        expect(performance.now() - startedAt).to.be.within(290, 5_000);
        expect(error).to.be.instanceOf(SyncTimeoutError);
        const endpoint = new URL(String(dynamodb.config.endpoint)).host;
        expect(error).to.include({ operation: "DescribeTable", endpoint, engine, seconds: 0.3 });
        expect(error.message)
          .to.include(`DescribeTable had no answer from ${endpoint} within 0.3 s (${engine} engine)`)
          .and.include("raise sync.timeoutSeconds");
        expect(error.stack).to.include("robustness.test");
        dynamodb.startScenario({ tables: { users: {} } });
        expect(client.syncTableExists("users")).to.equal(true);
      });

      it("ends in the SDK's error if no server listens", () => {
        const client = clientOf({
          ...dynamodb.config,
          endpoint: "http://127.0.0.1:1",
          maxAttempts: 1,
          sync: { engine },
        });
        const error = throws(() => client.syncTableExists("users"));
        // While deasync runs the event loop, a socket emits its end before its error: Node then reports a hang-up.
        expect(error)
          .to.have.property("code")
          .oneOf(engine === "worker" ? ["ECONNREFUSED"] : ["ECONNREFUSED", "ECONNRESET"]);
        expect(isTransient(error)).to.equal(true);
      });

      it("ends in an error if the client was destroyed", () => {
        const client = clientOf({ ...dynamodb.config, sync: { engine } });
        expect(client.syncTableExists("users")).to.equal(true);
        client.destroy();
        client.destroy();
        expect(throws(() => client.syncTableExists("users")).message).to.include("destroyed");
      });
    });
  }

  it("ends if the SDK client that it uses was destroyed", () => {
    const sdk = new DynamoDBClient({ ...dynamodb.config, maxAttempts: 1 });
    const client = clientOf({ client: sdk });
    expect(client.syncTableExists("users")).to.equal(true);
    sdk.destroy();
    // The SDK opens new connections after destroy().
    expect(client.syncTableExists("users")).to.equal(true);
    sdk.destroy();
  });

  it("ends at once if its worker exits, and says that the request may have arrived", () => {
    dynamodb.startScenario({ faults: HANG });
    const code =
      'if (!process.env.DYNATWIN_EXITED) setTimeout(() => { process.env.DYNATWIN_EXITED = "1"; process.exit(7) }, 50);';
    const client = clientWithCode("exits.mjs", code);
    try {
      const error = throws(() => client.syncTableExists("users"));
      expect(error).to.be.instanceOf(SyncUnavailableError);
      expect(error.message)
        .to.include("while it was sending DescribeTable")
        .and.include("it is unknown whether DynamoDB has received the request");
      dynamodb.startScenario({ tables: { users: {} } });
      expect(client.syncTableExists("users")).to.equal(true);
    } finally {
      delete process.env["DYNATWIN_EXITED"];
    }
  });

  it("names the error that ended its worker", () => {
    dynamodb.startScenario({ faults: HANG });
    const client = clientWithCode("throws.mjs", 'setTimeout(() => { throw new RangeError("thrown later") }, 50);');
    const error = throws(() => client.syncTableExists("users"));
    expect(error).to.be.instanceOf(SyncUnavailableError);
    expect(error.message).to.include("(RangeError: thrown later)");
    expect(error.cause).to.be.instanceOf(RangeError);
    const rejected = clientWithCode("rejects.mjs", 'setTimeout(() => Promise.reject(new Error("not caught")), 50);');
    expect(throws(() => rejected.syncTableExists("users")).message).to.include("(Error: not caught)");
  });

  it("is not retried without limit if every worker ends", () => {
    const error = throws(() => clientWithCode("dies.mjs", "process.exit(7);").syncTableExists("users"));
    expect(error).to.be.instanceOf(SyncUnavailableError);
    expect(error.message).to.include("before it could send DescribeTable, twice. Nothing was sent.");
    expect(dynamodb.requests()).to.have.lengthOf(0);
  });

  it("waits for a worker that is busy for a while", () => {
    const code = "const end = Date.now() + 700; while (Date.now() < end);";
    expect(clientWithCode("busy.mjs", code).syncTableExists("users")).to.equal(true);
  });

  it("replaces a worker that hangs when its time is over", () => {
    const configModule = join(folder, "stuck.mjs");
    const guard = "if (!process.env.DYNATWIN_STUCK) { process.env.DYNATWIN_STUCK = 1; for (;;); }";
    writeFileSync(configModule, `${guard}\nexport default {};\n`);
    const client = clientOf({ ...dynamodb.config, sync: { configModule, timeoutSeconds: 4 } });
    try {
      expect(throws(() => client.syncTableExists("users"))).to.be.instanceOf(SyncTimeoutError);
      expect(client.syncTableExists("users")).to.equal(true);
    } finally {
      delete process.env["DYNATWIN_STUCK"];
    }
  });
});

describe("a process with blocking calls", function () {
  this.timeout(60_000); // Ten thousand calls, and twenty threads in sequence.

  let dynamodb: ScriptedDynamoDB;

  before(() => {
    dynamodb = ScriptedDynamoDB.start();
  });

  after(() => dynamodb.stop());

  /** Runs a scenario of the program: it must end by itself, and print only its result. */
  async function run<T>(scenario: string, faults: readonly Fault[] = [], flags = ["--expose-gc"]): Promise<T> {
    dynamodb.startScenario({ tables: { orders: {}, users: {} }, faults });
    const endpoint = String(dynamodb.config.endpoint);
    const { code, stdout, stderr } = await runProgram([...flags, PROGRAM, scenario], { ENDPOINT: endpoint });
    expect({ code, stderr }).to.deep.equal({ code: 0, stderr: "" });
    return JSON.parse(stdout) as T; // as the scenario printed it
  }

  for (const scenario of ["ends-by-itself", "ends-by-itself-with-deasync"]) {
    it(`${scenario}, without destroy()`, async () => {
      expect(await run(scenario)).to.equal(true);
    });
  }

  it("ends by itself while a request is still in progress", async () => {
    expect(await run("ends-while-a-call-hangs", HANG)).to.include("within 0.3 s");
  });

  it("starts a new worker if the last one was killed, before a call or between two", async () => {
    const killed = await run<{ seconds: number }>("killed-before-a-call");
    expect(killed).to.deep.include({ answers: [true, true], started: 2 });
    expect(killed.seconds).to.be.below(5);
    expect(await run("killed-between-calls")).to.deep.equal({ answers: [true, true], started: 2 });
  });

  it("detects quickly that its worker ended without a message", async () => {
    const end = await run<{ message: string; ms: number }>("out-of-memory-during-a-call", HANG, [
      "--max-old-space-size=60",
    ]);
    expect(end.message).to.include("The worker thread ended while it was sending DescribeTable");
    expect(end.ms).to.be.below(10_000);
  });

  it("ends in an error if the worker's file does not run", async () => {
    expect(await run("without-a-worker-file-that-runs")).to.include("before it could send DescribeTable, twice");
  });

  it("makes ten thousand calls on one thread without a memory leak", async () => {
    const used = await run<{ heapMb: number; residentMb: number }>("many-calls");
    expect(used).to.include({ threads: 0, started: 1 });
    expect(used.heapMb).to.be.below(5);
    expect(used.residentMb).to.be.below(100);
    expect(dynamodb.requests()).to.have.lengthOf(10_000);
  });

  it("has one thread for two hundred clients of equal configuration, until the last is destroyed", async () => {
    const end = await run<{ resources: string[][] }>("clients-of-equal-configuration");
    expect(end).to.deep.include({ answers: [true], started: [1, 1], living: 0, threads: 0 });
    expect(end.resources[1]).to.deep.equal(end.resources[0]);
  });

  it("has one thread at a time for clients of different configuration, one after the other", async () => {
    const end = await run<{ mostThreads: number; heapMb: number; residentMb: number }>(
      "clients-of-different-configuration",
    );
    expect(end).to.include({ started: 20, living: 0, threads: 0 });
    // The previous one may still be ending.
    expect(end.mostThreads).to.be.within(0, 4);
    expect(end.heapMb).to.be.below(10);
    expect(end.residentMb).to.be.below(150);
  });

  it("ends idle threads, and starts new ones for further calls", async () => {
    const end = { answers: [true], living: 0, started: 11 };
    expect(await run("idle-clients")).to.deep.equal(end);
  });

  it("ends the threads of clients that were garbage-collected without destroy()", async () => {
    const end = { started: 10, living: 1, answer: true, startedAfterwards: 10 };
    expect(await run("clients-that-are-gone")).to.deep.equal(end);
  });

  it("loses no call and sends none twice if an idle worker ends at the same moment", async () => {
    expect(await run("calls-while-the-worker-ends")).to.deep.equal({ answers: [true], hasEndedOften: true });
    expect(dynamodb.requests()).to.have.lengthOf(100);
  });

  it("starts no thread for a client that was destroyed", async () => {
    const message = "This DynamoClient was destroyed. Create a new one to send requests.";
    const client = { value: "orders", messages: [message, message], started: 1, living: 0 };
    expect(await run("used-after-destroy")).to.deep.equal(client);
    const engine = { messages: [message, message], isLoopback: true, started: 1, living: 0 };
    expect(await run("engine-after-destroy")).to.deep.equal(engine);
  });
});
