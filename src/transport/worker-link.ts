import {
  MessageChannel,
  type MessagePort,
  receiveMessageOnPort,
  SHARE_ENV,
  Worker,
  type WorkerOptions,
} from "node:worker_threads";
import { SyncUnavailableError } from "../errors.js";
import { type PackedError, unpackError, withLongStack } from "./crossing.js";
import type { Endpoint } from "./endpoint.js";
import { findThreadFile, here } from "./here.js";
import { waitInterruptibly } from "./interruptible.js";
import { startThread, tell } from "./thread.js";
import {
  ENDED,
  IDLE_MS,
  type PackedResult,
  POSTED,
  SENT,
  SHARED_BYTES,
  SPOKEN,
  STAGE,
  type WorkerMessage,
  type WorkerPing,
  type WorkerRequest,
  type WorkerSetup,
  type WorkerSource,
  type WorkerTask,
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
  /** Requests whose answers nobody waits for any more. */
  readonly #forgotten = new Set<number>();
  #hasEnded = false;
  #exitCode: number | undefined;
  #cause: PackedError | undefined;
  /** Where the worker sends to, known when its first request goes out. */
  endpoint: Endpoint | undefined;

  constructor(source: WorkerSource) {
    const shared = new SharedArrayBuffer(SHARED_BYTES);
    const { port1, port2 } = new MessageChannel();
    const workerData: WorkerSetup = { ...source, shared, port: port2, idleMs: IDLE_MS };
    this.#state = new Int32Array(shared);
    this.#port = port1;
    const options: WorkerOptions = { name: "dynatwin", workerData, transferList: [port2], env: SHARE_ENV };
    this.#worker = startThread(workerStart(), options, noThread);
    const end = () => {
      this.#hasEnded = true;
    };
    // Heard only while the event loop turns. A sleeping thread learns it from the worker's last word, or when it pings.
    this.#worker.on("exit", end).on("error", end);
  }

  /** Whether the worker is known to be gone. */
  get hasEnded(): boolean {
    return this.#hasEnded || Atomics.load(this.#state, POSTED) === ENDED;
  }

  /** The error that ended the worker, where there was one. */
  get cause(): Error | undefined {
    return this.#cause && unpackError(this.#cause);
  }

  /** The code that the worker exited with, where it said so. */
  get exitCode(): number | undefined {
    return this.#exitCode;
  }

  /** How far the worker is with its last request: a {@link Stage}. */
  get stage(): number {
    return Atomics.load(this.#state, STAGE);
  }

  /** Hands a request over and returns its number, or `undefined` where the worker has ended because it was idle. */
  post(request: WorkerTask & { readonly timeoutMs: number }): number | undefined {
    const last = this.#lastId;
    const id = last + 1;
    if (Atomics.compareExchange(this.#state, POSTED, last, id) !== last) {
      this.#hasEnded = true;
      return undefined;
    }
    try {
      this.#tell({ id, ...request });
    } catch (error) {
      Atomics.store(this.#state, POSTED, last);
      throw error;
    }
    this.#lastId = id;
    return id;
  }

  /** Whether the worker has sent a request, or is about to. */
  hasSent(id: number): boolean {
    return Atomics.load(this.#state, SENT) >= id;
  }

  /**
   * Sleeps until there is an answer, something else to look at, or `ms` are over.
   *
   * @param isQuick - Whether the answer may be there in a moment: Ctrl-C then waits, and the worker is not looked after.
   */
  wait(id: number, ms: number, isQuick: boolean): Outcome {
    const spoken = Atomics.load(this.#state, SPOKEN);
    const outcome = this.poll(id);
    if (outcome !== "waiting") return outcome;
    if (isQuick) Atomics.wait(this.#state, SPOKEN, spoken, ms);
    else if (waitInterruptibly(this.#state, SPOKEN, spoken, ms) === "timed-out") this.#tell({ ping: true });
    return this.poll(id);
  }

  /** Lets an answer go by that was given up. */
  forget(id: number): void {
    this.#forgotten.add(id);
  }

  /** Looks for an answer without sleeping. */
  poll(id: number): Outcome {
    for (let next = receiveMessageOnPort(this.#port); next; next = receiveMessageOnPort(this.#port)) {
      const message = next.message as WorkerMessage;
      if (message.type === "endpoint") this.endpoint = message.endpoint;
      else if (message.type === "end") this.#hearEnd(message);
      else if (!this.#forgotten.delete(message.id)) this.#answers.set(message.id, message.results);
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

  #hearEnd({ code, cause }: Extract<WorkerMessage, { type: "end" }>): void {
    this.#hasEnded = true;
    this.#exitCode = code;
    this.#cause = cause;
  }

  #tell(message: WorkerRequest | WorkerPing): void {
    if (!tell(this.#port, message)) this.#hasEnded = true;
  }
}

function noThread(reason: string, cause: unknown): SyncUnavailableError {
  const problem = `The worker thread of blocking calls cannot be started: ${reason} Or use the async method. Nothing was sent.`;
  return withLongStack(() => new SyncUnavailableError(problem, { cause }));
}

/** There in what webpack makes, and in nothing else. */
declare const __webpack_require__: unknown;

function workerStart(): (options: WorkerOptions) => Worker {
  // webpack knows a worker by this form alone. It makes a file of its own of it, with the SDK, and puts its name here.
  if (typeof __webpack_require__ === "function" && import.meta.url) {
    return (options) => new Worker(new URL("./worker-thread.cjs", import.meta.url), options);
  }
  const file = findThreadFile("./worker-thread.cjs", "./worker-thread.js");
  if (file) return (options) => new Worker(file, options);
  throw new SyncUnavailableError(
    `Blocking calls need dynatwin's worker file, and it is not beside ${here}. Keep dynatwin out of the bundle ` +
      "(esbuild: --external:dynatwin), or copy node_modules/dynatwin/dist/worker-thread.cjs beside the bundle.",
  );
}
