import type { Call } from "../dynamodb/operations.js";
import { isError, RequestTimeoutError, SyncUnavailableError } from "../errors.js";
import { now } from "./clock.js";
import { withLongStack } from "./crossing.js";
import type { Engine, EngineCall } from "./engine.js";
import type { QueueRequest } from "./engine-queue.js";
import { canRunPromiseJobs, turnEventLoop } from "./event-loop.js";
import type { SdkRequestQueue } from "./request-queue.js";
import { loadSdkSoon } from "./sdk.js";
import { type AnyCommand, readCommand } from "./sdk-command.js";
import { type SdkSource, SdkTransport } from "./sdk-transport.js";
import { callTimedOut, pauseTimedOut } from "./sync-timeout.js";
import type { Completion } from "./transport.js";

const ADVICE =
  "Check that the endpoint can be reached, or raise sync.timeoutSeconds. Inside a timer's callback, retries of the " +
  "SDK may stall with this engine: call from elsewhere, or use the worker engine.";

/** Sends on this very thread, and turns its event loop until the answer is there. */
export class DeasyncEngine implements Engine {
  readonly #transport: SdkTransport;
  readonly #whyNotWorker: string | undefined;
  readonly #queues = new Map<number, SdkRequestQueue>();

  /** @param whyNotWorker - What keeps the worker engine from serving the client, where it was tried first. */
  constructor(source: SdkSource, whyNotWorker?: string) {
    this.#transport = new SdkTransport(source, { load: loadSdkSoon });
    this.#whyNotWorker = whyNotWorker;
  }

  get isLoopback(): boolean {
    return this.#transport.isLoopback;
  }

  sendAll(calls: readonly Call[], concurrency: number, call: EngineCall): readonly PromiseSettledResult<unknown>[] {
    const operation = calls[0]?.operation ?? "sendAll";
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
    // The queue's own numbers are given in the order of the posts, as are the caller's.
    for (const { call: each, timeoutMs } of posts) queue.post(each, timeoutMs);
    const operation = posts.at(-1)?.call.operation ?? call.time.operation ?? "a request";
    const until = waitMs === undefined ? undefined : this.#transport.now() + waitMs;
    return this.#block(operation, call, () => queue.nextAll(until));
  }

  closeQueue(number: number): void {
    this.#queues.get(number)?.close();
    this.#queues.delete(number);
  }

  sleep(ms: number, { signal, time }: EngineCall): void {
    signal?.throwIfAborted();
    turnEventLoop(() => signal?.aborted === true, now() + Math.min(ms, time.remainingMs));
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
    if (!canRunPromiseJobs()) throw noPromiseJobs(operation, this.#whyNotWorker);
    if (time.isOver) throw pauseTimedOut(this.#facts(time), ADVICE);
    const limit = Math.min(timeoutMs, time.remainingMs);
    time.note(operation);
    const controller = new AbortController();
    let outcome: PromiseSettledResult<T> | undefined;
    void Promise.allSettled([start(controller.signal)]).then(([settled]) => {
      outcome = settled;
    });
    // The limit is kept by the clock: a timer may not fire while a timer's callback is what blocks.
    turnEventLoop(() => outcome !== undefined || signal?.aborted === true, now() + limit);
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

function noPromiseJobs(operation: string, whyNotWorker: string | undefined): SyncUnavailableError {
  const reason = whyNotWorker === undefined ? "" : `The worker engine cannot serve this client: ${whyNotWorker}. `;
  return new SyncUnavailableError(
    `${operation} cannot block with the deasync engine here: inside a promise job (after an await, in a .then, at the ` +
      `top level of an ES module) no other can run. ${reason}Use the worker engine, with sync.configModule for what ` +
      "cannot cross to it, or the async method. Nothing was sent.",
  );
}

/** The error was made on an empty stack: what helps is where the blocking call was. */
function withCallerStack(error: unknown): unknown {
  const caller = withLongStack(() => new Error())
    .stack?.split("\n")
    .slice(2)
    .join("\n");
  if (isError(error)) error.stack = `${error.stack}\n    --- blocking call ---\n${caller}`;
  return error;
}
