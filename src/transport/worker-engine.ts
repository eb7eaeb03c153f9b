import { clientDestroyed, RequestTimeoutError, SyncUnavailableError } from "../errors.js";
import type { CallTime } from "./call-time.js";
import { now } from "./clock.js";
import { unpackError, withLongStack } from "./crossing.js";
import { configuredEndpoint, type Endpoint, endpointName, isLoopback } from "./endpoint.js";
import type { Engine, EngineCall } from "./engine.js";
import type { QueueRequest } from "./engine-queue.js";
import { canRunPromiseJobs, deasyncWayOut, loadDeasync, sleepBlocking, turnEventLoop } from "./event-loop.js";
import { type AnyCommand, readCommand } from "./sdk-command.js";
import { isServedHere } from "./served-here.js";
import { callTimedOut, pauseTimedOut, type TimeoutFacts } from "./sync-timeout.js";
import type { Completion } from "./transport.js";
import { whyUnsent, workerEnded } from "./worker-end.js";
import type { Outcome, WorkerLink } from "./worker-link.js";
import { SharedWorker } from "./worker-pool.js";
import type { PackedCompletion, PackedResult, WorkerCall, WorkerSource, WorkerTask } from "./worker-protocol.js";

/** What the worker needs on top of a request's own time to say that the time is over. */
const MARGIN_MS = 500;
/**
 * How long a call may take before this thread's sleep becomes one that Ctrl-C can break off, which costs time. From then on
 * it sleeps in no other way: Ctrl-C while it is awake, or asleep for good, is lost with the next sleep of that kind.
 */
const QUICK_MS = 20;
/** How long this thread then sleeps before it looks whether the worker lives and the endpoint can answer. */
const SLICE_MS = 250;
/** How long an endpoint on this machine may be silent before this thread, which may be serving it, turns its event loop. */
const LOOPBACK_SILENCE_MS = 1_000;
/** How long a server of this very thread gets where promise jobs cannot run: one that needs them will never answer. */
const NO_JOBS_MS = 5_000;

/** A worker that was killed since the last call is replaced; one that does not survive its start is not tried again. */
const ATTEMPTS = 2;

const WAYS_OUT = "Serve it from another thread or process, or use the async method.";
const NO_JOBS =
  "this thread serves it, and no promise job can run here (after an await, in a .then, at the top level of an ES " +
  `module), which the server seems to need. ${WAYS_OUT}`;

/** Blocks in `Atomics.wait` while a worker thread with an SDK client of its own does the sending. */
export class WorkerEngine implements Engine {
  readonly #source: WorkerSource;
  readonly #worker: SharedWorker;
  #isDestroyed = false;
  #hasAnswered = false;
  #sentTo: Endpoint | undefined;
  #turnsEventLoop = false;

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
    const { operation } = calls[0] ?? { operation: "sendAll" };
    return this.#exchange({ calls, concurrency, keyNames: call.keyNames }, operation, calls.length, call);
  }

  sendCommand(command: AnyCommand, call: EngineCall): unknown {
    const { operation, input, middleware } = readCommand(command);
    if (middleware.identify().length > 0) {
      throw unavailable(
        `${operation} cannot block with the worker engine: the command has middleware of its own, which cannot cross to ` +
          'the worker thread. Send it without, with sync.engine "deasync", or with the async method.',
      );
    }
    const task = { calls: [{ operation, input }], concurrency: 1, keyNames: undefined };
    const [result] = this.#exchange(task, operation, 1, call);
    if (result?.status === "fulfilled") return result.value;
    throw result?.reason;
  }

  awaitQueue(queue: QueueRequest, call: EngineCall): readonly Completion[] {
    const { posts } = queue;
    const operation = posts.at(-1)?.call.operation ?? call.time.operation ?? "a request";
    const [result] = this.#exchange({ queue }, operation, posts.length, call);
    if (result?.status !== "fulfilled") throw result?.reason;
    const over = result.value as readonly PackedCompletion[]; // what the worker answers for a queue
    return over.map(({ id, result }) => ({ id, result: unpack(result) }));
  }

  closeQueue(closedQueue: number): void {
    if (this.#isDestroyed) return;
    const { link } = this.#worker;
    const id = link.post({ closedQueue, timeoutMs: 0 });
    if (id !== undefined) link.forget(id);
  }

  sleep(ms: number, { signal, time }: EngineCall): void {
    this.#throwIfOver(signal);
    const until = now() + Math.min(ms, time.remainingMs);
    if (this.#turnsEventLoop) turnEventLoop(() => signal?.aborted === true, until);
    // Ctrl-C breaks a sleep off; unless a handler ended the call, it goes on.
    for (let left = ms; left > 0 && !signal?.aborted && !this.#turnsEventLoop; left = until - now()) {
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
    return this.#sentTo ?? configuredEndpoint(this.#source.config);
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
      if (!this.#hasAnswered) this.#checkServedHere(this.#endpoint, operation);
      const limit = Math.min(timeoutMs, time.remainingMs);
      const id = link.post({ ...task, timeoutMs: limit });
      if (id === undefined) continue; // it was idle and ended: another one is started
      const outcome = this.#awaitAnswer(link, id, { limit, operation, signal, time });
      this.#sentTo = link.endpoint ?? this.#sentTo;
      const late = () => this.#timeout(link, operation, timeoutMs === limit ? timeoutMs : undefined, time);
      if (outcome !== "waiting" && outcome !== "dead") {
        this.#hasAnswered = true;
        // The worker's own error about the caller's limit says more than this thread knows.
        const isOwn = timeoutMs === limit && whyUnsent(link, this.#source) === undefined;
        return outcome.map((result) => unpack(result, isOwn ? undefined : late));
      }
      // A worker that cannot keep the limit itself is stuck: the next call gets another one.
      link.end();
      if (outcome === "waiting") throw late();
      // What a worker never sent can be sent again; anything else may have reached DynamoDB.
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
      if (this.#turnsEventLoop) return this.#turnUntilAnswer(link, id, deadline, operation, signal);
      const isQuick = time.elapsedMs < QUICK_MS;
      const outcome = link.wait(id, Math.min(isQuick ? QUICK_MS : SLICE_MS, deadline - current), isQuick);
      if (outcome !== "waiting") return outcome;
      giveUpIfAborted(link, id, signal);
      const endpoint = link.endpoint ?? this.#endpoint;
      this.#checkServedHere(endpoint, operation);
      const isSilent = isLoopback(endpoint) && now() - startedAt > LOOPBACK_SILENCE_MS;
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
        `it waits, and ${deasync.failure}. ${waysOut()}`,
    );
  }

  #turnUntilAnswer(
    link: WorkerLink,
    id: number,
    deadline: number,
    operation: string,
    signal: AbortSignal | undefined,
  ): Outcome {
    const endpoint = link.endpoint ?? this.#endpoint;
    const limit = this.#lacksJobs(endpoint) ? Math.min(deadline, now() + NO_JOBS_MS) : deadline;
    let outcome: Outcome = "waiting";
    turnEventLoop(() => {
      outcome = link.poll(id);
      return outcome !== "waiting" || signal?.aborted === true;
    }, limit);
    if (outcome !== "waiting") return outcome;
    giveUpIfAborted(link, id, signal);
    if (limit === deadline) return outcome;
    // What was given up ends with its worker, and the next call gets another one.
    link.end();
    throw unavailable(`${operation} had no answer from ${endpointName(endpoint)}: ${NO_JOBS}`);
  }

  /** Whether a server of this very thread has to do without promise jobs. */
  #lacksJobs(endpoint: Endpoint | undefined): boolean {
    return this.#turnsEventLoop && isServedHere(endpoint) && !canRunPromiseJobs();
  }

  /** The caller's own limit is for the caller to deal with; that of the blocking call ends it. */
  #timeout(link: WorkerLink, operation: string, ownMs: number | undefined, time: CallTime): Error {
    const unsent = whyUnsent(link, this.#source);
    if (ownMs === undefined) return callTimedOut(this.#facts(time), this.#advice, unsent);
    if (unsent === undefined) return RequestTimeoutError.after(ownMs, operation, endpointName(this.#endpoint));
    return new RequestTimeoutError(`${operation} was not sent within ${Math.round(ownMs)} ms: ${unsent}.`);
  }

  /** What to try where a call had no answer in time. */
  get #advice(): string {
    const endpoint = this.#endpoint;
    if (this.#lacksJobs(endpoint)) return `A likely reason: ${NO_JOBS}`;
    const advice = "Check that the endpoint can be reached, or raise sync.timeoutSeconds.";
    // With deasync at hand, an endpoint that this thread serves gets to answer.
    const isStuck = isLoopback(endpoint) && "failure" in loadDeasync();
    return isStuck ? `${advice} If this thread serves the endpoint itself: ${waysOut()}` : advice;
  }
}

/** Ends a wait for an answer where a handler of a signal, or another callback, has aborted the call. */
function giveUpIfAborted(link: WorkerLink, id: number, signal: AbortSignal | undefined): void {
  if (!signal?.aborted) return;
  link.forget(id);
  signal.throwIfAborted();
}

function waysOut(): string {
  const deasync = deasyncWayOut();
  return deasync === "" ? WAYS_OUT : WAYS_OUT.replace(", or", `, ${deasync}, or`);
}

function unpack(result: PackedResult, late?: () => Error): PromiseSettledResult<unknown> {
  if (result.status === "fulfilled") return result;
  const isTimeout = result.reason.name === "RequestTimeoutError";
  return { status: "rejected", reason: isTimeout && late ? late() : unpackError(result.reason) };
}

function unavailable(problem: string): SyncUnavailableError {
  return withLongStack(() => new SyncUnavailableError(problem));
}
