import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from "node:worker_threads";
import type { UnexpectedAnswer } from "./unexpected-answers.js";

/** The data that the thread is started with. */
export interface FaultyServerSetup {
  readonly port: MessagePort;
  /** The number of messages it has sent, and of requests it has received. */
  readonly shared: SharedArrayBuffer;
  /** The endpoint of DynamoDB. */
  readonly target: string;
}

/**
 * A proxy of DynamoDB that can answer with unexpected answers. It runs on a separate thread, because its clients can
 * block theirs.
 */
export class FaultyServer {
  readonly endpoint: string;
  readonly #worker: Worker;
  readonly #port: MessagePort;
  readonly #state: Int32Array;

  constructor(target: string) {
    const { port1, port2 } = new MessageChannel();
    const shared = new SharedArrayBuffer(8);
    const workerData: FaultyServerSetup = { port: port2, shared, target };
    this.#port = port1;
    this.#state = new Int32Array(shared);
    this.#worker = new Worker(new URL("./faulty-server-thread.js", import.meta.url), {
      workerData,
      transferList: [port2],
    });
    this.#worker.unref();
    this.endpoint = String(this.#receive());
  }

  /**
   * Answers the next requests with these answers, and repeats the last one. `undefined` is DynamoDB's own answer, which
   * is also the default.
   */
  answerWith(...script: (UnexpectedAnswer | undefined)[]): void {
    Atomics.store(this.#state, 1, 0);
    this.#port.postMessage(script);
    this.#receive();
  }

  /** The number of requests since the last `answerWith`. */
  get requests(): number {
    return Atomics.load(this.#state, 1);
  }

  stop(): void {
    void this.#worker.terminate();
  }

  #receive(): unknown {
    for (;;) {
      const messageCount = Atomics.load(this.#state, 0);
      const received = receiveMessageOnPort(this.#port);
      if (received) return received.message;
      if (Atomics.wait(this.#state, 0, messageCount, 10_000) === "timed-out")
        throw new Error("The faulty server is silent.");
    }
  }
}
