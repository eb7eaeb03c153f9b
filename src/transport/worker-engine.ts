import {
  clientDestroyed,
  type DynatwinError,
  RequestTimeoutError,
  SyncTimeoutError,
  SyncUnavailableError,
} from "../errors.js";
import { unpackError, withLongStack } from "./crossing.js";
import { configuredEndpoint, type Endpoint, endpointName, isLoopback } from "./endpoint.js";
import { canRunPromiseJobs, loadDeasync, sleepBlocking, turnEventLoop } from "./event-loop.js";
import type { OperationInput, OperationName, OperationOutput } from "./operations.js";
import { isServedHere } from "./served-here.js";
import type { BlockingTransport, Call, CallOptions, CallResult, SendOptions } from "./transport.js";
import type { Outcome, WorkerLink } from "./worker-link.js";
import { SharedWorker } from "./worker-pool.js";
import type { PackedResult, WorkerSource } from "./worker-protocol.js";

/** What the worker needs on top of a request's own time to say that the time is over. */
const MARGIN_MS = 500;
/** How long this thread sleeps before it looks whether the worker lives and the endpoint can answer. */
const SLICE_MS = 250;
/** How long an endpoint on this machine may be silent before this thread, which may be serving it, turns its event loop. */
const LOOPBACK_SILENCE_MS = 1_000;
/** How long a server of this very thread gets where promise jobs cannot run: one that needs them will never answer. */
const NO_JOBS_MS = 5_000;

/** A worker that was killed since the last call is replaced; one that does not survive its start is not tried again. */
const ATTEMPTS = 2;

const WAYS_OUT =
  "Serve it from another thread or process, use the async method, or install deasync (npm install deasync).";
const NO_JOBS =
  "this thread serves it, and no promise job can run here (after an await, in a .then, at the top level of an ES " +
  "module), which the server seems to need. Serve it from another thread or process, or use the async method.";

/** Blocks in `Atomics.wait` while a worker thread with an SDK client of its own does the sending. */
export class WorkerEngine implements BlockingTransport {
  readonly #source: WorkerSource;
  readonly #timeoutMs: number;
  readonly #worker: SharedWorker;
  #isDestroyed = false;
  #hasAnswered = false;
  #sentTo: Endpoint | undefined;
  #turnsEventLoop = false;

  constructor(source: WorkerSource, timeoutMs: number) {
    this.#source = source;
    this.#timeoutMs = timeoutMs;
    this.#worker = SharedWorker.acquire(source);
  }

  get isLoopback(): boolean {
    return isLoopback(this.#endpoint);
  }

  send<O extends OperationName>(operation: O, input: OperationInput<O>, options?: SendOptions): OperationOutput<O> {
    const call = { operation, input } as unknown as Call; // one pair out of the union, which TypeScript cannot tell here
    const [result] = this.#exchange([call], 1, options);
    if (result?.status === "fulfilled") return result.value as OperationOutput<O>;
    throw result?.reason;
  }

  sendAll<const C extends readonly Call[]>(
    calls: C,
    { concurrency, ...options }: SendOptions & { readonly concurrency: number },
  ): { [I in keyof C]: CallResult<C[I]> } {
    // The worker answers with one result per call, in order.
    return this.#exchange(calls, concurrency, options) as { [I in keyof C]: CallResult<C[I]> };
  }

  sleep(ms: number, { signal }: CallOptions = {}): void {
    this.#throwIfOver(signal);
    if (this.#turnsEventLoop) turnEventLoop(() => false, performance.now() + ms);
    else sleepBlocking(ms);
  }

  now(): number {
    return performance.now();
  }

  destroy(): void {
    if (this.#isDestroyed) return;
    this.#isDestroyed = true;
    this.#worker.release();
  }

  get #endpoint(): Endpoint | undefined {
    return this.#sentTo ?? configuredEndpoint(this.#source.config);
  }

  #throwIfOver(signal: AbortSignal | undefined): void {
    signal?.throwIfAborted();
    if (this.#isDestroyed) throw clientDestroyed();
  }

  #exchange(
    calls: readonly Call[],
    concurrency: number,
    { signal, timeoutMs = Number.POSITIVE_INFINITY, keyNames }: SendOptions = {},
  ): PromiseSettledResult<unknown>[] {
    const operation = calls[0]?.operation ?? "sendAll";
    const limit = Math.min(timeoutMs, this.#timeoutMs);
    for (let attempt = 1; ; attempt++) {
      this.#throwIfOver(signal);
      const { link } = this.#worker;
      if (!this.#hasAnswered) this.#checkServedHere(this.#endpoint, operation);
      const id = link.post({ calls, concurrency, timeoutMs: limit, keyNames });
      const outcome = this.#awaitAnswer(link, id, limit, operation);
      this.#sentTo = link.endpoint ?? this.#sentTo;
      if (outcome !== "waiting" && outcome !== "dead") {
        this.#hasAnswered = true;
        return outcome.map((result) => this.#unpack(result, operation, timeoutMs));
      }
      // A worker that cannot keep the limit itself is stuck: the next call gets another one.
      link.end();
      if (outcome === "waiting") throw this.#timeout(operation, timeoutMs);
      // What a worker never sent can be sent again; anything else may have reached DynamoDB.
      if (link.hasSent(id) || attempt === ATTEMPTS) throw workerEnded(operation, link, id);
    }
  }

  #awaitAnswer(link: WorkerLink, id: number, limit: number, operation: string): Outcome {
    const startedAt = performance.now();
    const deadline = startedAt + limit + MARGIN_MS;
    for (let now = startedAt; now < deadline; now = performance.now()) {
      if (this.#turnsEventLoop) return this.#turnUntilAnswer(link, id, deadline, operation);
      const outcome = link.wait(id, Math.min(SLICE_MS, deadline - now));
      if (outcome !== "waiting") return outcome;
      const endpoint = link.endpoint ?? this.#endpoint;
      this.#checkServedHere(endpoint, operation);
      const isSilent = isLoopback(endpoint) && performance.now() - startedAt > LOOPBACK_SILENCE_MS;
      if (isSilent && !("failure" in loadDeasync())) this.#turnsEventLoop = true;
    }
    return "waiting";
  }

  /** Where this very thread serves the endpoint, its event loop has to turn, or the answer will never come. */
  #checkServedHere(endpoint: Endpoint | undefined, operation: string): void {
    if (this.#turnsEventLoop || !isServedHere(endpoint)) return;
    const deasync = loadDeasync();
    if (!("failure" in deasync)) {
      this.#turnsEventLoop = true;
      return;
    }
    throw unavailable(
      `${operation} cannot block: ${endpointName(endpoint)} is served by this very thread, which cannot answer while ` +
        `it waits, and ${deasync.failure}. ${WAYS_OUT}`,
    );
  }

  #turnUntilAnswer(link: WorkerLink, id: number, deadline: number, operation: string): Outcome {
    const endpoint = link.endpoint ?? this.#endpoint;
    const limit = this.#lacksJobs(endpoint) ? Math.min(deadline, performance.now() + NO_JOBS_MS) : deadline;
    let outcome: Outcome = "waiting";
    turnEventLoop(() => {
      outcome = link.poll(id);
      return outcome !== "waiting";
    }, limit);
    if (outcome !== "waiting" || limit === deadline) return outcome;
    // What was given up ends with its worker, and the next call gets another one.
    link.end();
    throw unavailable(`${operation} had no answer from ${endpointName(endpoint)}: ${NO_JOBS}`);
  }

  /** Whether a server of this very thread has to do without promise jobs. */
  #lacksJobs(endpoint: Endpoint | undefined): boolean {
    return this.#turnsEventLoop && isServedHere(endpoint) && !canRunPromiseJobs();
  }

  #unpack(result: PackedResult, operation: string, timeoutMs: number): PromiseSettledResult<unknown> {
    if (result.status === "fulfilled") return result;
    // The caller's own limit is for the caller to deal with; the client's ends the blocking call.
    const isTimeout = result.reason.name === "RequestTimeoutError" && timeoutMs >= this.#timeoutMs;
    const reason = isTimeout ? this.#timeout(operation, timeoutMs) : unpackError(result.reason);
    return { status: "rejected", reason };
  }

  #timeout(operation: string, timeoutMs: number): DynatwinError {
    const endpoint = this.#endpoint;
    if (timeoutMs < this.#timeoutMs) {
      return RequestTimeoutError.after(timeoutMs, operation, endpointName(endpoint));
    }
    const facts = { operation, endpoint: endpointName(endpoint), engine: "worker" };
    let advice = "Check that the endpoint can be reached, or raise sync.timeoutSeconds.";
    if (this.#lacksJobs(endpoint)) advice = `A likely reason: ${NO_JOBS}`;
    else if (isLoopback(endpoint)) advice += ` If this thread serves the endpoint itself: ${WAYS_OUT}`;
    return withLongStack(() => new SyncTimeoutError(facts, this.#timeoutMs / 1000, advice));
  }
}

function workerEnded(operation: string, link: WorkerLink, id: number): SyncUnavailableError {
  const { cause } = link;
  const reason = cause ? ` (${cause.name}: ${cause.message})` : "";
  const problem = link.hasSent(id)
    ? `The worker thread ended${reason} while it was sending ${operation}: whether DynamoDB has seen the request is not ` +
      "known. The next blocking call starts a new worker."
    : `The worker thread ended${reason} before it could send ${operation}, twice. Nothing was sent. Something in the ` +
      "process ends it: a sync.configModule, a module that --import or NODE_OPTIONS loads, or too little memory.";
  return unavailable(problem, cause && { cause });
}

function unavailable(problem: string, options?: ErrorOptions): SyncUnavailableError {
  return withLongStack(() => new SyncUnavailableError(problem, options));
}
