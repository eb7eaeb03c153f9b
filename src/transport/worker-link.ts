import {
  MessageChannel,
  type MessagePort,
  receiveMessageOnPort,
  SHARE_ENV,
  Worker,
  type WorkerOptions,
} from "node:worker_threads";
import { SyncUnavailableError } from "../errors.js";
import { type PackedError, unpackError } from "./crossing.js";
import type { Endpoint } from "./endpoint.js";
import { findThreadFile, here } from "./here.js";
import {
  type PackedResult,
  SENT,
  SHARED_BYTES,
  SPOKEN,
  type WorkerMessage,
  type WorkerPing,
  type WorkerRequest,
  type WorkerSetup,
  type WorkerSource,
} from "./worker-protocol.js";

/** How a wait for an answer went. */
export type Outcome = readonly PackedResult[] | "waiting" | "dead";

/** One worker thread, and the talk with it while this thread sleeps. */
export class WorkerLink {
  readonly #worker: Worker;
  readonly #port: MessagePort;
  readonly #state: Int32Array;
  readonly #answers = new Map<number, readonly PackedResult[]>();
  #lastId = 0;
  #hasEnded = false;
  #cause: PackedError | undefined;
  /** Where the worker sends to, known when its first request goes out. */
  endpoint: Endpoint | undefined;

  constructor(source: WorkerSource) {
    const shared = new SharedArrayBuffer(SHARED_BYTES);
    const { port1, port2 } = new MessageChannel();
    const workerData: WorkerSetup = { ...source, shared, port: port2 };
    this.#state = new Int32Array(shared);
    this.#port = port1;
    this.#worker = startWorker({
      name: "dynatwin",
      workerData,
      transferList: [port2],
      env: SHARE_ENV,
      execArgv: [],
    });
    this.#worker.unref();
    const end = () => {
      this.#hasEnded = true;
    };
    // Heard only while the event loop turns. A sleeping thread learns it from the worker's last word, or when it pings.
    this.#worker.on("exit", end).on("error", end);
  }

  /** Whether the worker is known to be gone. */
  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  /** The error that ended the worker, where there was one. */
  get cause(): Error | undefined {
    return this.#cause && unpackError(this.#cause);
  }

  /** Hands a request over and returns its number. */
  post(request: Omit<WorkerRequest, "id">): number {
    const id = ++this.#lastId;
    this.#tell({ id, ...request });
    return id;
  }

  /** Whether the worker has sent a request, or is about to. */
  hasSent(id: number): boolean {
    return Atomics.load(this.#state, SENT) >= id;
  }

  /** Sleeps until there is an answer, something else to look at, or `ms` are over. */
  wait(id: number, ms: number): Outcome {
    const spoken = Atomics.load(this.#state, SPOKEN);
    const outcome = this.poll(id);
    if (outcome !== "waiting") return outcome;
    if (Atomics.wait(this.#state, SPOKEN, spoken, ms) === "timed-out") this.#tell({ ping: true });
    return this.poll(id);
  }

  /** Looks for an answer without sleeping. */
  poll(id: number): Outcome {
    for (let next = receiveMessageOnPort(this.#port); next; next = receiveMessageOnPort(this.#port)) {
      const message = next.message as WorkerMessage;
      if (message.type === "endpoint") this.endpoint = message.endpoint;
      else if (message.type === "end") this.#hearEnd(message.cause);
      else this.#answers.set(message.id, message.results);
    }
    const results = this.#answers.get(id);
    this.#answers.delete(id);
    return results ?? (this.#hasEnded ? "dead" : "waiting");
  }

  /** Ends the worker. */
  end(): void {
    this.#hasEnded = true;
    this.#port.close();
    void this.#worker.terminate();
  }

  #hearEnd(cause: PackedError | undefined): void {
    this.#hasEnded = true;
    this.#cause = cause;
  }

  #tell(message: WorkerRequest | WorkerPing): void {
    // Node answers `false` when the other end is gone. Not in its documentation, and all that a sleeping thread can see of
    // a worker that was terminated or ran out of memory; without it such a wait lasts until its timeout.
    const isDelivered: unknown = this.#port.postMessage(message);
    if (isDelivered === false) this.#hasEnded = true;
  }
}

/** There in what webpack makes, and in nothing else. */
declare const __webpack_require__: unknown;

function startWorker(options: WorkerOptions): Worker {
  // webpack knows a worker by this form alone. It makes a file of its own of it, with the SDK, and puts its name here.
  if (typeof __webpack_require__ === "function" && import.meta.url) {
    return new Worker(new URL("./worker-thread.cjs", import.meta.url), options);
  }
  const file = findThreadFile("./worker-thread.cjs", "./worker-thread.js");
  if (file) return new Worker(file, options);
  throw new SyncUnavailableError(
    `Blocking calls need dynatwin's worker file, and it is not beside ${here}. Keep dynatwin out of the bundle ` +
      "(esbuild: --external:dynatwin), or copy node_modules/dynatwin/dist/worker-thread.cjs beside the bundle.",
  );
}
