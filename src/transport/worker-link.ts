import {
  MessageChannel,
  type MessagePort,
  receiveMessageOnPort,
  SHARE_ENV,
  Worker,
  type WorkerOptions,
} from "node:worker_threads";
import { SyncUnavailableError } from "../errors.js";
import type { Endpoint } from "./endpoint.js";
import { type PackedError, unpackError, withLongStack } from "./error-transfer.js";
import { waitInterruptibly } from "./interruptible-wait.js";
import { findThreadFile, ownModuleUrl } from "./own-files.js";
import { startThread, tryPost } from "./thread.js";
import {
  ENDED,
  IDLE_MS,
  LAST_POSTED,
  LAST_SENT,
  MESSAGE_COUNT,
  type PackedResult,
  SHARED_BYTES,
  STAGE,
  type WorkerMessage,
  type WorkerPing,
  type WorkerRequest,
  type WorkerSetup,
  type WorkerSource,
  type WorkerTask,
} from "./worker-protocol.js";

/** The outcome of a wait for an answer. */
export type Outcome = readonly PackedResult[] | "waiting" | "dead";

/** One worker thread, and the communication with it while this thread is blocked. */
export class WorkerLink {
  readonly #worker: Worker;
  readonly #port: MessagePort;
  readonly #state: Int32Array;
  readonly #answers = new Map<number, readonly PackedResult[]>();
  #lastId = 0;
  /** Requests whose answers are discarded. */
  readonly #ignored = new Set<number>();
  #hasEnded = false;
  #exitCode: number | undefined;
  #cause: PackedError | undefined;
  /** The endpoint of the worker's requests, known after it has sent the first one. */
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
    // Emitted only while the event loop runs. A blocked thread detects the end by the worker's last message, or by a
    // ping.
    this.#worker.on("exit", end).on("error", end);
  }

  /** Whether the worker is known to have ended. */
  get hasEnded(): boolean {
    return this.#hasEnded || Atomics.load(this.#state, LAST_POSTED) === ENDED;
  }

  /** The error that ended the worker, if there was one. */
  get cause(): Error | undefined {
    return this.#cause && unpackError(this.#cause);
  }

  /** The exit code of the worker, if known. */
  get exitCode(): number | undefined {
    return this.#exitCode;
  }

  /** The {@link Stage} of the worker's last request. */
  get stage(): number {
    return Atomics.load(this.#state, STAGE);
  }

  /** Posts a request and returns its number, or `undefined` if the worker has ended because it was idle. */
  post(request: WorkerTask & { readonly timeoutMs: number }): number | undefined {
    const last = this.#lastId;
    const id = last + 1;
    if (Atomics.compareExchange(this.#state, LAST_POSTED, last, id) !== last) {
      this.#hasEnded = true;
      return undefined;
    }
    try {
      this.#post({ id, ...request });
    } catch (error) {
      Atomics.store(this.#state, LAST_POSTED, last);
      throw error;
    }
    this.#lastId = id;
    return id;
  }

  /** Whether the worker has sent a request, or has started to. */
  hasSent(id: number): boolean {
    return Atomics.load(this.#state, LAST_SENT) >= id;
  }

  /**
   * Blocks until there is an answer or another message, or `ms` have passed.
   *
   * @param isQuick - Whether the answer may arrive within milliseconds: Ctrl-C then cannot interrupt, and the worker is
   * not pinged.
   */
  wait(id: number, ms: number, isQuick: boolean): Outcome {
    const messageCount = Atomics.load(this.#state, MESSAGE_COUNT);
    const outcome = this.poll(id);
    if (outcome !== "waiting") return outcome;
    if (isQuick) Atomics.wait(this.#state, MESSAGE_COUNT, messageCount, ms);
    else if (waitInterruptibly(this.#state, MESSAGE_COUNT, messageCount, ms) === "timed-out")
      this.#post({ ping: true });
    return this.poll(id);
  }

  /** Discards the answer to a request that was aborted. */
  ignore(id: number): void {
    this.#ignored.add(id);
  }

  /** Returns an answer that has arrived, without waiting. */
  poll(id: number): Outcome {
    for (let next = receiveMessageOnPort(this.#port); next; next = receiveMessageOnPort(this.#port)) {
      const message = next.message as WorkerMessage;
      if (message.type === "endpoint") this.endpoint = message.endpoint;
      else if (message.type === "end") this.#noteEnd(message);
      else if (!this.#ignored.delete(message.id)) this.#answers.set(message.id, message.results);
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

  #noteEnd({ code, cause }: Extract<WorkerMessage, { type: "end" }>): void {
    this.#hasEnded = true;
    this.#exitCode = code;
    this.#cause = cause;
  }

  #post(message: WorkerRequest | WorkerPing): void {
    if (!tryPost(this.#port, message)) this.#hasEnded = true;
  }
}

function noThread(reason: string, cause: unknown): SyncUnavailableError {
  const problem = `The worker thread of blocking calls cannot be started: ${reason} Or use the async method. Nothing was sent.`;
  return withLongStack(() => new SyncUnavailableError(problem, { cause }));
}

/** Defined in bundles of webpack only. */
declare const __webpack_require__: unknown;

function workerStart(): (options: WorkerOptions) => Worker {
  // webpack recognises a worker by this form only. It bundles the worker with the SDK into a separate file, and
  // replaces the URL.
  if (typeof __webpack_require__ === "function" && import.meta.url) {
    return (options) => new Worker(new URL("./worker-thread.cjs", import.meta.url), options);
  }
  const file = findThreadFile("./worker-thread.cjs", "./worker-thread.js");
  if (file) return (options) => new Worker(file, options);
  throw new SyncUnavailableError(
    `Blocking calls need dynatwin's worker file, but it is not beside ${ownModuleUrl}. Keep dynatwin out of the ` +
      `bundle ` +
      "(esbuild: --external:dynatwin), or copy node_modules/dynatwin/dist/worker-thread.cjs beside the bundle.",
  );
}
