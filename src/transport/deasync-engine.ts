import { type Call, callName } from "../dynamodb/operations.js";
import { isError, RequestTimeoutError, SyncUnavailableError } from "../errors.js";
import { now } from "./clock.js";
import type { Engine, EngineCall } from "./engine.js";
import type { QueueRequest } from "./engine-queue.js";
import { withLongStack } from "./error-transfer.js";
import { canRunPromiseJobs, runEventLoop } from "./event-loop.js";
import type { SdkRequestQueue } from "./request-queue.js";
import { loadSdkSoon } from "./sdk.js";
import type { SdkSource } from "./sdk-client.js";
import { type AnyCommand, readCommand } from "./sdk-command.js";
import { SdkTransport } from "./sdk-transport.js";
import { callTimedOut, pauseTimedOut } from "./sync-timeout.js";
import type { Completion } from "./transport.js";

const ADVICE =
  "Check that the endpoint can be reached, or raise sync.timeoutSeconds. Inside a timer's callback, retries of the " +
  "SDK can stall with this engine: call from another place, or use the worker engine.";

/** Sends on the calling thread, and runs its event loop until the answer has arrived. */
export class DeasyncEngine implements Engine {
  readonly #transport: SdkTransport;
  readonly #workerObstacle: string | undefined;
  readonly #queues = new Map<number, SdkRequestQueue>();

  /** @param workerObstacle - Why the worker engine cannot serve the client, if it was tried first. */
  constructor(source: SdkSource, workerObstacle?: string) {
    this.#transport = new SdkTransport(source, { load: loadSdkSoon });
    this.#workerObstacle = workerObstacle;
  }

  get isLoopback(): boolean {
    return this.#transport.isLoopback;
  }

  sendAll(calls: readonly Call[], concurrency: number, call: EngineCall): readonly PromiseSettledResult<unknown>[] {
    const operation = calls[0] ? callName(calls[0]) : "sendAll";
    const { keyNames } = call;
    const results = this.#block(operation, call, (signal) =>
      this.#transport.sendAll(calls, { concurrency, signal, keyNames }),
    );
    return results.map((result) =>
      result.status === "fulfilled" ? result : { status: "rejected", reason: withCallerStack(result.reason) },
    );
  }

  sendCommand(command: AnyCommand, call: EngineCall): unknown {
    const { operation } = readCommand(command);
    return this.#block(operation, call, (signal) => this.#transport.sendCommand(command, { signal }));
  }

  awaitQueue({ number, posts, waitMs }: QueueRequest, call: EngineCall): readonly Completion[] {
    const queue = this.#queues.get(number) ?? this.#transport.openQueue();
    this.#queues.set(number, queue);
    // The queue numbers its requests in the order of the posts, as the caller does.
    for (const { call: each, timeoutMs } of posts) queue.post(each, timeoutMs);
    const last = posts.at(-1);
    const operation = last ? callName(last.call) : (call.time.operation ?? "a request");
    if (waitMs === 0) return queue.takeAll();
    const until = waitMs === undefined ? undefined : this.#transport.now() + waitMs;
    return this.#block(operation, call, () => queue.nextAll(until));
  }

  closeQueue(number: number): void {
    this.#queues.get(number)?.close();
    this.#queues.delete(number);
  }

  sleep(ms: number, { signal, time }: EngineCall): void {
    signal?.throwIfAborted();
    runEventLoop(() => signal?.aborted === true, now() + Math.min(ms, time.remainingMs));
    signal?.throwIfAborted();
    if (time.isOver) throw pauseTimedOut(this.#facts(time), ADVICE);
  }

  destroy(): void {
    this.#transport.destroy();
  }

  #block<T>(
    operation: string,
    { signal, time, ...options }: EngineCall,
    start: (signal: AbortSignal) => Promise<T>,
  ): T {
    const { timeoutMs = Number.POSITIVE_INFINITY } = options;
    signal?.throwIfAborted();
    if (!canRunPromiseJobs()) throw noPromiseJobs(operation, this.#workerObstacle);
    if (time.isOver) throw pauseTimedOut(this.#facts(time), ADVICE);
    const limit = Math.min(timeoutMs, time.remainingMs);
    time.note(operation);
    const controller = new AbortController();
    let outcome: PromiseSettledResult<T> | undefined;
    void Promise.allSettled([start(controller.signal)]).then(([settled]) => {
      outcome = settled;
    });
    // The limit is measured with the clock: a timer may not fire while a timer's callback blocks.
    runEventLoop(() => outcome !== undefined || signal?.aborted === true, now() + limit);
    const settled = outcome as PromiseSettledResult<T> | undefined; // assigned in a callback, which TypeScript does not follow
    if (settled?.status === "fulfilled") return settled.value;
    if (settled !== undefined) throw withCallerStack(settled.reason);
    const late = () =>
      timeoutMs === limit ? RequestTimeoutError.after(timeoutMs, operation) : callTimedOut(this.#facts(time), ADVICE);
    const reason = signal?.aborted ? signal.reason : late();
    controller.abort(reason);
    throw reason;
  }

  #facts(time: EngineCall["time"]): Parameters<typeof callTimedOut>[0] {
    return { time, endpoint: this.#transport.endpoint, engine: "deasync" };
  }
}

function noPromiseJobs(operation: string, workerObstacle: string | undefined): SyncUnavailableError {
  const reason = workerObstacle === undefined ? "" : `The worker engine cannot serve this client: ${workerObstacle}. `;
  return new SyncUnavailableError(
    `${operation} cannot block with the deasync engine here: inside a promise job (after an await, in a .then, at ` +
      `the top level of an ES module) no other promise job can run. ${reason}Use the worker engine, with ` +
      `sync.configModule for the fields that cannot be copied to it, or the async method. Nothing was sent.`,
  );
}

/**
 * Adds the caller's stack: the error was created in the event loop, so its own stack does not show the blocking call.
 */
function withCallerStack(error: unknown): unknown {
  const caller = withLongStack(() => new Error())
    .stack?.split("\n")
    .slice(2)
    .join("\n");
  if (isError(error)) error.stack = `${error.stack}\n    --- blocking call ---\n${caller}`;
  return error;
}
