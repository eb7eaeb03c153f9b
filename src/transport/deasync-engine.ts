import { type DynatwinError, isError, RequestTimeoutError, SyncTimeoutError, SyncUnavailableError } from "../errors.js";
import { withLongStack } from "./crossing.js";
import { endpointName } from "./endpoint.js";
import { canRunPromiseJobs, turnEventLoop } from "./event-loop.js";
import type { OperationInput, OperationName, OperationOutput } from "./operations.js";
import { loadSdkNow } from "./sdk.js";
import { type SdkSource, SdkTransport } from "./sdk-transport.js";
import type { BlockingTransport, Call, CallOptions, CallResult, SendOptions } from "./transport.js";

/** Sends on this very thread, and turns its event loop until the answer is there. */
export class DeasyncEngine implements BlockingTransport {
  readonly #transport: SdkTransport;
  readonly #timeoutMs: number;
  readonly #whyNotWorker: string | undefined;

  /** @param whyNotWorker - What keeps the worker engine from serving the client, where it was tried first. */
  constructor(source: SdkSource, timeoutMs: number, whyNotWorker?: string) {
    this.#transport = new SdkTransport(source, { load: loadSdkNow });
    this.#timeoutMs = timeoutMs;
    this.#whyNotWorker = whyNotWorker;
  }

  get isLoopback(): boolean {
    return this.#transport.isLoopback;
  }

  send<O extends OperationName>(operation: O, input: OperationInput<O>, options?: SendOptions): OperationOutput<O> {
    return this.#block(operation, options, (signal) => this.#transport.send(operation, input, { signal }));
  }

  sendAll<const C extends readonly Call[]>(
    calls: C,
    { concurrency, ...options }: SendOptions & { readonly concurrency: number },
  ): { [I in keyof C]: CallResult<C[I]> } {
    const operation = calls[0]?.operation ?? "sendAll";
    return this.#block(operation, options, (signal) => this.#transport.sendAll(calls, { concurrency, signal }));
  }

  sleep(ms: number, { signal }: CallOptions = {}): void {
    signal?.throwIfAborted();
    turnEventLoop(() => signal?.aborted === true, performance.now() + ms);
    signal?.throwIfAborted();
  }

  now(): number {
    return performance.now();
  }

  destroy(): void {
    this.#transport.destroy();
  }

  #block<T>(operation: string, options: SendOptions = {}, start: (signal: AbortSignal) => Promise<T>): T {
    const { signal, timeoutMs = Number.POSITIVE_INFINITY } = options;
    signal?.throwIfAborted();
    if (!canRunPromiseJobs()) throw noPromiseJobs(operation, this.#whyNotWorker);
    const limit = Math.min(timeoutMs, this.#timeoutMs);
    const controller = new AbortController();
    let outcome: PromiseSettledResult<T> | undefined;
    void Promise.allSettled([start(controller.signal)]).then(([settled]) => {
      outcome = settled;
    });
    // The limit is kept by the clock: a timer may not fire while a timer's callback is what blocks.
    turnEventLoop(() => outcome !== undefined || signal?.aborted === true, performance.now() + limit);
    const settled = outcome as PromiseSettledResult<T> | undefined; // assigned in a callback, which TypeScript does not follow
    if (settled?.status === "fulfilled") return settled.value;
    if (settled !== undefined) throw withCallerStack(settled.reason);
    const reason = signal?.aborted ? signal.reason : this.#timeout(operation, timeoutMs);
    controller.abort(reason);
    throw reason;
  }

  #timeout(operation: string, timeoutMs: number): DynatwinError {
    if (timeoutMs < this.#timeoutMs) {
      return RequestTimeoutError.after(timeoutMs, operation);
    }
    const facts = { operation, endpoint: endpointName(this.#transport.endpoint), engine: "deasync" };
    const advice =
      "Check that the endpoint can be reached, or raise sync.timeoutSeconds. Inside a timer's callback, retries of the " +
      "SDK may stall with this engine: call from elsewhere, or use the worker engine.";
    return withLongStack(() => new SyncTimeoutError(facts, this.#timeoutMs / 1000, advice));
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
