import { isOverThroughput, isTransient } from "../dynamodb/error-predicates.js";
import type { Call, OperationInput, OperationName, OperationOutput } from "../dynamodb/operations.js";
import { BulkTimeoutError } from "../errors.js";
import { Deadline } from "../procedure/deadline.js";
import { retryDelay } from "../procedure/delays.js";
import { CapacityBudget } from "./capacity-budget.js";
import type { Progress } from "./progress.js";
import { type Acceptance, SendWindow } from "./send-window.js";

/** The functions that send requests and measure time. */
export interface FlowEnvironment {
  /** Starts a request, and returns its number. */
  post(call: Call, timeoutMs: number | undefined): number;
  /** Milliseconds of a monotonic clock. */
  now(): number;
}

/** How requests of one kind are sent. */
export interface FlowLimits {
  /** The maximum number of requests under way. */
  readonly maxUnderWay: number;
  readonly maxUnitsPerSecond: number | undefined;
}

/** What a request has consumed, and how much of it DynamoDB accepted. The rest is added as a new request. */
export interface AnswerUse {
  readonly units: number;
  readonly acceptance: Acceptance;
}

/** A request, from its first attempt to its last. */
interface FlowRequest {
  readonly call: Call;
  readonly lane: Lane;
  readonly use: (answer: unknown) => AnswerUse;
  readonly useError: ((error: unknown) => boolean) | undefined;
  /** Its number in the window of its lane, and the units reserved for it, since it was sent last. */
  number: number;
  reserved: number;
  /** How many times in a row it failed for another reason than a refusal, and since when. */
  faults: number;
  failingSince: number;
}

/** How long a request is repeated that fails, as if the endpoint could not be reached. Refusals have no such limit. */
const MAX_FAILING_MS = 60_000;

/** The requests of one kind. */
class Lane {
  readonly waiting: FlowRequest[] = [];
  readonly window = new SendWindow(Math.random);
  readonly budget: CapacityBudget;
  readonly #maxUnderWay: number;
  underWay = 0;

  constructor({ maxUnderWay, maxUnitsPerSecond }: FlowLimits) {
    this.#maxUnderWay = maxUnderWay;
    this.budget = new CapacityBudget(maxUnitsPerSecond);
  }

  /** When the next request may be sent; `Infinity` if none waits, or one that is under way has to end first. */
  get nextAt(): number {
    const max = Math.min(this.#maxUnderWay, this.window.size);
    if (this.waiting.length === 0 || this.underWay >= max) return Number.POSITIVE_INFINITY;
    return Math.max(this.window.nextAt, this.budget.nextAt);
  }
}

/**
 * Sends the reads and the writes of one call as fast as DynamoDB accepts them and the caller's limits permit, and sends again
 * what was refused. Sends nothing itself.
 */
export class RequestFlow {
  readonly #environment: FlowEnvironment;
  readonly #progress: Progress;
  readonly #deadline: Deadline;
  readonly #tableName: string;
  readonly #lanes = new Map<OperationName, Lane>();
  readonly #sent = new Map<number, FlowRequest>();
  /** Requests that failed, and wait until they are sent again. */
  #resting: { readonly request: FlowRequest; readonly until: number }[] = [];
  #lastRefusal: unknown;

  constructor(
    environment: FlowEnvironment,
    {
      tableName,
      progress,
      timeoutSeconds = Number.POSITIVE_INFINITY,
    }: {
      readonly tableName: string;
      readonly progress: Progress;
      readonly timeoutSeconds: number | undefined;
    },
  ) {
    this.#environment = environment;
    this.#tableName = tableName;
    this.#progress = progress;
    this.#deadline = new Deadline(timeoutSeconds * 1000, () => environment.now());
  }

  /** Whether requests are under way. */
  get hasSent(): boolean {
    return this.#sent.size > 0;
  }

  /** When `send` has something to do, as a time of the clock; `undefined` if a request has to end first. */
  get wakeAt(): number | undefined {
    const times = [...this.#lanes.values()].map(({ nextAt }) => nextAt);
    const restUntil = this.#resting.map(({ until }) => until);
    const at = Math.min(...times, ...restUntil, this.#environment.now() + this.#deadline.remainingMs);
    return at === Number.POSITIVE_INFINITY ? undefined : at;
  }

  /** Sets the limits of an operation, before its first request. */
  limit(operation: OperationName, limits: FlowLimits): void {
    this.#lanes.set(operation, new Lane(limits));
  }

  /** How many requests of an operation wait or are under way. */
  count(operation: OperationName): number {
    const lane = this.#lanes.get(operation);
    return lane === undefined ? 0 : lane.waiting.length + lane.underWay;
  }

  /**
   * Adds a request. `send` sends it.
   *
   * @param use - Uses the answer.
   * @param options - Whether it goes before those that wait, as the rest of one that was sent; and what uses an error that does not
   * pass by itself, and returns whether it has.
   */
  add<O extends OperationName>(
    operation: O,
    input: OperationInput<O>,
    use: (answer: OperationOutput<O>) => AnswerUse,
    { isFirst = false, useError }: { readonly isFirst?: boolean; readonly useError?: (error: unknown) => boolean } = {},
  ): void {
    const lane = this.#lanes.get(operation);
    if (lane === undefined) throw new RangeError(`${operation} has no limits`);
    const call = { operation, input } as unknown as Call; // a member of the union, which TypeScript cannot infer here
    // The answer to a request has the type of its operation.
    const request: FlowRequest = {
      ...{ call, lane, use: use as (answer: unknown) => AnswerUse, useError },
      ...{ number: 0, reserved: 0, faults: 0, failingSince: 0 },
    };
    if (isFirst) lane.waiting.unshift(request);
    else lane.waiting.push(request);
  }

  /** Sends the requests that may be sent now. Throws if the time of the call is over. Returns whether it sent one. */
  send(): boolean {
    const now = this.#environment.now();
    if (this.#deadline.isOver) throw this.#timedOut();
    this.#endRests(now);
    let hasSent = false;
    for (const lane of this.#lanes.values()) {
      while (lane.nextAt <= now) {
        const request = lane.waiting.shift();
        if (request === undefined) break;
        lane.underWay++;
        request.number = lane.window.send();
        request.reserved = lane.budget.reserve(now);
        this.#sent.set(this.#environment.post(request.call, this.#deadline.readTimeoutMs), request);
        hasSent = true;
      }
    }
    return hasSent;
  }

  /** Uses the answer to a request. Throws an error that does not pass by itself. */
  complete(id: number, result: PromiseSettledResult<unknown>): void {
    const request = this.#sent.get(id);
    if (request === undefined) return;
    this.#sent.delete(id);
    request.lane.underWay--;
    if (result.status === "fulfilled") this.#use(request, result.value);
    else this.#repeat(request, result.reason);
  }

  #use(request: FlowRequest, answer: unknown): void {
    const { lane, number, reserved } = request;
    const { units, acceptance } = request.use(answer);
    lane.budget.settle(reserved, units);
    this.#note(lane, number, acceptance);
    if (isRead(request.call.operation)) this.#progress.readUnits += units;
    else this.#progress.writeUnits += units;
  }

  #repeat(request: FlowRequest, error: unknown): void {
    const { lane, number, reserved } = request;
    lane.budget.settle(reserved, 0);
    const now = this.#environment.now();
    if (isOverThroughput(error)) {
      this.#lastRefusal = error;
      this.#note(lane, number, "none");
      request.faults = 0;
      lane.waiting.unshift(request);
      return;
    }
    if (request.faults++ === 0) request.failingSince = now;
    if (!isTransient(error) && request.useError?.(error) === true) return;
    if (!isTransient(error) || now - request.failingSince >= MAX_FAILING_MS) throw error;
    this.#resting.push({ request, until: now + retryDelay(request.faults, Math.random()) });
  }

  #note({ window }: Lane, number: number, acceptance: Acceptance): void {
    if (acceptance !== "all") this.#progress.refusals++;
    window.note(number, this.#environment.now(), acceptance);
  }

  #endRests(now: number): void {
    if (this.#resting.length === 0) return;
    // Timers can fire up to a millisecond early.
    for (const { request, until } of this.#resting) if (until <= now + 1) request.lane.waiting.unshift(request);
    this.#resting = this.#resting.filter(({ until }) => until > now + 1);
  }

  #timedOut(): BulkTimeoutError {
    const { items, elapsedSeconds } = this.#progress;
    const options = this.#lastRefusal === undefined ? undefined : { cause: this.#lastRefusal };
    return new BulkTimeoutError({ tableName: this.#tableName, items, elapsedSeconds }, options);
  }
}

function isRead(operation: OperationName): boolean {
  return operation === "Scan" || operation === "GetItem";
}
