import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from "node:worker_threads";
import type { OddAnswer } from "./odd-answers.js";

/** What the thread is started with. */
export interface OddSetup {
  readonly port: MessagePort;
  /** How often it spoke, and how many requests it has had. */
  readonly shared: SharedArrayBuffer;
  /** The DynamoDB behind it. */
  readonly target: string;
}

/**
 * A server in front of DynamoDB, or in its place, that answers what no DynamoDB does. On a thread of its own, as those
 * who ask may block.
 */
export class OddServer {
  readonly endpoint: string;
  readonly #worker: Worker;
  readonly #port: MessagePort;
  readonly #state: Int32Array;

  constructor(target: string) {
    const { port1, port2 } = new MessageChannel();
    const shared = new SharedArrayBuffer(8);
    const workerData: OddSetup = { port: port2, shared, target };
    this.#port = port1;
    this.#state = new Int32Array(shared);
    this.#worker = new Worker(new URL("./odd-server-thread.js", import.meta.url), {
      workerData,
      transferList: [port2],
    });
    this.#worker.unref();
    this.endpoint = String(this.#hear());
  }

  /** Plays these answers, the last of them for ever; with none, DynamoDB's own. `undefined` stands for one of those. */
  play(...script: (OddAnswer | undefined)[]): void {
    Atomics.store(this.#state, 1, 0);
    this.#port.postMessage(script);
    this.#hear();
  }

  /** How many requests arrived since. */
  get requests(): number {
    return Atomics.load(this.#state, 1);
  }

  stop(): void {
    void this.#worker.terminate();
  }

  #hear(): unknown {
    for (;;) {
      const spoken = Atomics.load(this.#state, 0);
      const received = receiveMessageOnPort(this.#port);
      if (received) return received.message;
      if (Atomics.wait(this.#state, 0, spoken, 10_000) === "timed-out") throw new Error("The odd server is silent.");
    }
  }
}
