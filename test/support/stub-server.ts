import { MessageChannel, receiveMessageOnPort, Worker } from "node:worker_threads";
import type { DynamoDBClientConfig } from "@aws-sdk/client-dynamodb";
import { connect } from "../../src/async/client-config.js";
import { DynamoClient } from "../../src/sync/client.js";
import { FakeClock, fakeTime } from "./fake-time.js";
import type { RecordedRequest, Scenario, StubCommand, StubThreadData } from "./stub-scenario.js";

const ANSWER_MS = 10_000;

/** A control plane on a thread of its own, that does what a scenario says and records what it is sent. */
export class StubServer {
  readonly clock: FakeClock;
  readonly config: DynamoDBClientConfig;
  readonly #worker: Worker;
  readonly #ask: (command: StubCommand) => RecordedRequest[];
  #clients: DynamoClient[] = [];

  private constructor(
    worker: Worker,
    port: number,
    clock: FakeClock,
    ask: (command: StubCommand) => RecordedRequest[],
  ) {
    this.clock = clock;
    this.#worker = worker;
    this.#ask = ask;
    const credentials = { accessKeyId: "stub", secretAccessKey: "stub" };
    this.config = { endpoint: `http://127.0.0.1:${port}`, region: "us-east-1", credentials };
  }

  static start(): StubServer {
    const answered = new SharedArrayBuffer(4);
    const answers = new Int32Array(answered);
    const { port1, port2 } = new MessageChannel();
    const clock = new FakeClock();
    const workerData: StubThreadData = { clock: clock.buffer, answered, port: port2 };
    const worker = new Worker(new URL("./stub-thread.js", import.meta.url), { workerData, transferList: [port2] });
    worker.unref();
    port1.unref();
    const answer = (before: number): unknown => {
      if (Atomics.wait(answers, 0, before, ANSWER_MS) === "timed-out")
        throw new Error("The stub server does not answer.");
      return receiveMessageOnPort(port1)?.message;
    };
    const port = answer(0) as number;
    return new StubServer(worker, port, clock, (command) => {
      const before = Atomics.load(answers, 0);
      port1.postMessage(command);
      return answer(before) as RecordedRequest[];
    });
  }

  /** Starts over: the clock at zero, no requests, other tables. Clients of earlier scenarios are destroyed. */
  play(scenario: Scenario = {}): void {
    for (const client of this.#clients) client.destroy();
    this.#clients = [];
    this.clock.reset();
    this.#ask({ command: "reset", scenario });
  }

  /** A client whose pauses move the fake clock. The SDK does not retry, unless `config` says so. */
  client(config: DynamoDBClientConfig = {}): DynamoClient {
    const own = { ...this.config, maxAttempts: 1, ...config };
    const client = new DynamoClient(own, fakeTime(connect(own), this.clock));
    this.#clients.push(client);
    return client;
  }

  /** What arrived since the last {@link play}, of one operation or of all. */
  requests(operation?: string): RecordedRequest[] {
    const all = this.#ask({ command: "requests" });
    return operation === undefined ? all : all.filter((request) => request.operation === operation);
  }

  stop(): void {
    this.play();
    void this.#worker.terminate();
  }
}
