import { callName } from "../dynamodb/operations.js";
import { clientDestroyed, RequestTimeoutError, SyncUnavailableError } from "../errors.js";
import type { CallTime } from "./call-time.js";
import { now } from "./clock.js";
import { configuredEndpoint, type Endpoint, endpointName, isLoopback } from "./endpoint.js";
import type { Engine, EngineCall } from "./engine.js";
import type { QueueRequest } from "./engine-queue.js";
import { unpackError, withLongStack } from "./error-transfer.js";
import { canRunPromiseJobs, deasyncFix, loadDeasync, runEventLoop, sleepBlocking } from "./event-loop.js";
import { type AnyCommand, readCommand } from "./sdk-command.js";
import { isServedByThisThread } from "./server-in-this-thread.js";
import { callTimedOut, pauseTimedOut, type TimeoutFacts } from "./sync-timeout.js";
import type { Completion } from "./transport.js";
import { unsentReason, workerEnded } from "./worker-errors.js";
import type { Outcome, WorkerLink } from "./worker-link.js";
import { SharedWorker } from "./worker-pool.js";
import type { PackedCompletion, PackedResult, WorkerCall, WorkerSource, WorkerTask } from "./worker-protocol.js";

/** The time that the worker needs after a request's timeout to report it. */
const MARGIN_MS = 500;
/**
 * After this time of a call, the thread waits in the way that Ctrl-C can interrupt, which is slower. It keeps that way
 * to the end of the call: a Ctrl-C between two waits would be lost if the next one could not be interrupted.
 */
const UNINTERRUPTIBLE_MS = 20;
/** The interval at which this thread then checks whether the worker is alive and the endpoint can answer. */
const CHECK_INTERVAL_MS = 250;
/** How long an endpoint on this machine can be silent before this thread, which may serve it, runs its event loop. */
const LOOPBACK_SILENCE_MS = 1_000;
/**
 * How long the thread waits for its own server if promise jobs cannot run: a server that needs them will never answer.
 */
const NO_PROMISE_JOBS_MS = 5_000;

/**
 * A worker that has ended since the last call is replaced once; a second one that ends during its start is an error.
 */
const ATTEMPTS = 2;

const OTHER_WAYS = "Serve it from another thread or process, or use the async method.";
const NO_PROMISE_JOBS =
  "this thread serves it, but no promise job can run here (after an await, in a .then, at the " +
  `top level of an ES module), and the server seems to need them. ${OTHER_WAYS}`;

/** Blocks in `Atomics.wait` while a worker thread sends with its own SDK client. */
export class WorkerEngine implements Engine {
  readonly #source: WorkerSource;
  readonly #worker: SharedWorker;
  #isDestroyed = false;
  #hasAnswered = false;
  #lastEndpoint: Endpoint | undefined;
  #runsEventLoop = false;

  constructor(source: WorkerSource) {
    this.#source = source;
    this.#worker = SharedWorker.acquire(source, this);
  }

  get isLoopback(): boolean {
    return isLoopback(this.#endpoint);
  }

  sendAll(
    calls: readonly WorkerCall[],
    concurrency: number,
    call: EngineCall,
  ): readonly PromiseSettledResult<unknown>[] {
    const operation = calls[0] ? callName(calls[0]) : "sendAll";
    return this.#exchange({ calls, concurrency, keyNames: call.keyNames }, operation, calls.length, call);
  }

  sendCommand(command: AnyCommand, call: EngineCall): unknown {
    const { operation, input, middleware } = readCommand(command);
    if (middleware.identify().length > 0) {
      throw unavailable(
        `${operation} cannot block with the worker engine: the command has middleware of its own, which cannot be ` +
          `copied to the worker thread. Send it without middleware, with sync.engine "deasync", or with the async ` +
          "method.",
      );
    }
    const task = { calls: [{ operation, input }], concurrency: 1, keyNames: undefined };
    const [result] = this.#exchange(task, operation, 1, call);
    if (result?.status === "fulfilled") return result.value;
    throw result?.reason;
  }

  awaitQueue(queue: QueueRequest, call: EngineCall): readonly Completion[] {
    const { posts } = queue;
    const last = posts.at(-1);
    const operation = last ? callName(last.call) : (call.time.operation ?? "a request");
    const [result] = this.#exchange({ queue }, operation, posts.length, call);
    if (result?.status !== "fulfilled") throw result?.reason;
    const over = result.value as readonly PackedCompletion[]; // the worker's answer for a queue
    return over.map(({ id, result }) => ({ id, result: unpack(result) }));
  }

  closeQueue(closedQueue: number): void {
    if (this.#isDestroyed) return;
    const { link } = this.#worker;
    const id = link.post({ closedQueue, timeoutMs: 0 });
    if (id !== undefined) link.ignore(id);
  }

  sleep(ms: number, { signal, time }: EngineCall): void {
    this.#throwIfOver(signal);
    const until = now() + Math.min(ms, time.remainingMs);
    if (this.#runsEventLoop) runEventLoop(() => signal?.aborted === true, until);
    // Ctrl-C interrupts a sleep, which continues unless a handler has aborted the call.
    for (let left = ms; left > 0 && !signal?.aborted && !this.#runsEventLoop; left = until - now()) {
      sleepBlocking(Math.min(left, time.remainingMs));
    }
    this.#throwIfOver(signal);
    if (time.isOver) throw pauseTimedOut(this.#facts(time), this.#advice);
  }

  destroy(): void {
    if (this.#isDestroyed) return;
    this.#isDestroyed = true;
    this.#worker.release(this);
  }

  get #endpoint(): Endpoint | undefined {
    return this.#lastEndpoint ?? configuredEndpoint(this.#source.config);
  }

  #facts(time: CallTime): TimeoutFacts {
    return { time, endpoint: this.#endpoint, engine: "worker" };
  }

  #throwIfOver(signal: AbortSignal | undefined): void {
    signal?.throwIfAborted();
    if (this.#isDestroyed) throw clientDestroyed();
  }

  #exchange(
    task: WorkerTask,
    operation: string,
    requests: number,
    { signal, timeoutMs = Number.POSITIVE_INFINITY, time }: EngineCall,
  ): PromiseSettledResult<unknown>[] {
    this.#throwIfOver(signal);
    if (time.isOver) throw pauseTimedOut(this.#facts(time), this.#advice);
    time.note(operation, requests);
    for (let attempt = 1; ; ) {
      this.#throwIfOver(signal);
      const { link } = this.#worker;
      if (!this.#hasAnswered) this.#checkServer(this.#endpoint, operation);
      const limit = Math.min(timeoutMs, time.remainingMs);
      const id = link.post({ ...task, timeoutMs: limit });
      if (id === undefined) continue; // the worker was idle and has ended: another one is started
      const outcome = this.#awaitAnswer(link, id, { limit, operation, signal, time });
      this.#lastEndpoint = link.endpoint ?? this.#lastEndpoint;
      const late = () => this.#timeout(link, operation, timeoutMs === limit ? timeoutMs : undefined, time);
      if (outcome !== "waiting" && outcome !== "dead") {
        this.#hasAnswered = true;
        // For the caller's limit, the worker's own error is more detailed.
        const isOwn = timeoutMs === limit && unsentReason(link, this.#source) === undefined;
        return outcome.map((result) => unpack(result, isOwn ? undefined : late));
      }
      // A worker that exceeds the limit hangs: the next call starts another one.
      link.end();
      if (outcome === "waiting") throw late();
      // A request that the worker has not sent can be sent again; any other may have reached DynamoDB.
      if (link.hasSent(id) || attempt++ === ATTEMPTS) throw workerEnded(operation, link, id, this.#source);
    }
  }

  #awaitAnswer(
    link: WorkerLink,
    id: number,
    {
      limit,
      operation,
      signal,
      time,
    }: Omit<EngineCall, "timeoutMs"> & { readonly limit: number; readonly operation: string },
  ): Outcome {
    const startedAt = now();
    const deadline = startedAt + limit + MARGIN_MS;
    for (let current = startedAt; current < deadline; current = now()) {
      if (this.#runsEventLoop) return this.#runEventLoopUntilAnswer(link, id, deadline, operation, signal);
      const isQuick = time.elapsedMs < UNINTERRUPTIBLE_MS;
      const outcome = link.wait(
        id,
        Math.min(isQuick ? UNINTERRUPTIBLE_MS : CHECK_INTERVAL_MS, deadline - current),
        isQuick,
      );
      if (outcome !== "waiting") return outcome;
      abortIfSignalled(link, id, signal);
      const endpoint = link.endpoint ?? this.#endpoint;
      this.#checkServer(endpoint, operation);
      const isSilent = isLoopback(endpoint) && now() - startedAt > LOOPBACK_SILENCE_MS;
      if (isSilent && !("failure" in loadDeasync())) this.#runsEventLoop = true;
    }
    return "waiting";
  }

  /** If the calling thread serves the endpoint itself, its event loop must run, or the answer never arrives. */
  #checkServer(endpoint: Endpoint | undefined, operation: string): void {
    if (this.#runsEventLoop || !isServedByThisThread(endpoint)) return;
    const deasync = loadDeasync();
    if (!("failure" in deasync)) {
      this.#runsEventLoop = true;
      return;
    }
    throw unavailable(
      `${operation} cannot block: ${endpointName(endpoint)} is served by the calling thread, which cannot answer ` +
        `while it waits, and ${deasync.failure}. ${fixes()}`,
    );
  }

  #runEventLoopUntilAnswer(
    link: WorkerLink,
    id: number,
    deadline: number,
    operation: string,
    signal: AbortSignal | undefined,
  ): Outcome {
    const endpoint = link.endpoint ?? this.#endpoint;
    const limit = this.#lacksPromiseJobs(endpoint) ? Math.min(deadline, now() + NO_PROMISE_JOBS_MS) : deadline;
    let outcome: Outcome = "waiting";
    runEventLoop(() => {
      outcome = link.poll(id);
      return outcome !== "waiting" || signal?.aborted === true;
    }, limit);
    if (outcome !== "waiting") return outcome;
    abortIfSignalled(link, id, signal);
    if (limit === deadline) return outcome;
    // Ending the worker aborts the request. The next call starts another one.
    link.end();
    throw unavailable(`${operation} had no answer from ${endpointName(endpoint)}: ${NO_PROMISE_JOBS}`);
  }

  /** Whether a server of the calling thread cannot run promise jobs. */
  #lacksPromiseJobs(endpoint: Endpoint | undefined): boolean {
    return this.#runsEventLoop && isServedByThisThread(endpoint) && !canRunPromiseJobs();
  }

  /** A timeout of the caller's own limit is an error of the request, that of the blocking call an error of the call. */
  #timeout(link: WorkerLink, operation: string, ownMs: number | undefined, time: CallTime): Error {
    const unsent = unsentReason(link, this.#source);
    if (ownMs === undefined) return callTimedOut(this.#facts(time), this.#advice, unsent);
    if (unsent === undefined) return RequestTimeoutError.after(ownMs, operation, endpointName(this.#endpoint));
    return new RequestTimeoutError(`${operation} was not sent within ${Math.round(ownMs)} ms: ${unsent}.`);
  }

  /** What to try if a call had no answer in time. */
  get #advice(): string {
    const endpoint = this.#endpoint;
    if (this.#lacksPromiseJobs(endpoint)) return `A likely reason: ${NO_PROMISE_JOBS}`;
    const advice = "Check that the endpoint can be reached, or raise sync.timeoutSeconds.";
    // If deasync can be loaded, this thread can answer as a server.
    const mayServeItself = isLoopback(endpoint) && "failure" in loadDeasync();
    return mayServeItself ? `${advice} If this thread serves the endpoint itself: ${fixes()}` : advice;
  }
}

/** Throws if a signal handler, or another callback, has aborted the call. */
function abortIfSignalled(link: WorkerLink, id: number, signal: AbortSignal | undefined): void {
  if (!signal?.aborted) return;
  link.ignore(id);
  signal.throwIfAborted();
}

function fixes(): string {
  const deasync = deasyncFix();
  return deasync === "" ? OTHER_WAYS : OTHER_WAYS.replace(", or", `, ${deasync}, or`);
}

function unpack(result: PackedResult, late?: () => Error): PromiseSettledResult<unknown> {
  if (result.status === "fulfilled") return result;
  const isTimeout = result.reason.name === "RequestTimeoutError";
  return { status: "rejected", reason: isTimeout && late ? late() : unpackError(result.reason) };
}

function unavailable(problem: string): SyncUnavailableError {
  return withLongStack(() => new SyncUnavailableError(problem));
}
