import { isOverRequestRate, isOverTableLimit, wasRetried } from "../dynamodb/error-predicates.js";
import type { Call } from "../dynamodb/operations.js";
import type { RequestStep } from "./procedure.js";
import { isChange, type LaneRequest, RequestLanes } from "./request-lanes.js";
import { TableLimit } from "./table-limit.js";

/** The functions that send requests and measure time. */
export interface ConcurrentEnvironment {
  /** Starts a request, and returns its number. Refusals because of too many requests come back at once, with no retry. */
  post(call: Call, timeoutMs: number | undefined): number;
  /** Milliseconds of a monotonic clock. */
  now(): number;
}

/** The result of a request, and the procedure that continues with it. */
export interface Answer<P> {
  readonly procedure: P;
  readonly result: PromiseSettledResult<unknown>;
}

/** A request of a procedure, from its first attempt to its last. */
interface GovernedRequest<P> extends LaneRequest {
  readonly step: RequestStep;
  readonly procedure: P;
  /** When its procedure gets a refusal, in place of one more attempt. */
  readonly heldUntil: number;
  /** The last refusal. */
  refusal: unknown;
}

/** How long a request without a timeout is sent again. */
const MAX_HOLD_MS = 30_000;

/**
 * Decides when the requests of many procedures are sent, and when more procedures begin. What DynamoDB refuses because there is
 * too much at once slows all of them, and is sent again. A procedure gets the refusal once the time of its request is over.
 */
export class Governor<P> {
  readonly #environment: ConcurrentEnvironment;
  readonly #lanes = new RequestLanes<GovernedRequest<P>>();
  readonly #tables = new TableLimit();
  /** The requests under way, by number. */
  readonly #sent = new Map<number, GovernedRequest<P>>();
  /** The requests that were refused, or whose procedure was, and were not sent since. */
  readonly #held = new Set<GovernedRequest<P>>();
  /** Changes that wait until fewer tables change. */
  #crowd: GovernedRequest<P>[] = [];
  /** The procedures that run; each is about one table. */
  readonly #procedures = new Set<P>();
  /** Those whose change was refused because too many tables change, with the refusal. */
  readonly #crowdedOut = new Map<P, unknown>();
  /** Those whose next change shows whether one more table may change. */
  readonly #onTrial = new Set<P>();
  /** Whether a procedure got a refusal, and DynamoDB has accepted no change since. */
  #isStalled = false;

  constructor(environment: ConcurrentEnvironment) {
    this.#environment = environment;
  }

  /** Whether DynamoDB has refused to change as many tables at once as were tried. */
  get isTableLimitKnown(): boolean {
    return this.#tables.isKnown;
  }

  /** Whether changes wait until fewer tables change. */
  get isCrowded(): boolean {
    return this.#crowd.length > 0;
  }

  /** Whether one more procedure may begin: the requests of all others are under way, or the time of all runs out. */
  get mayBegin(): boolean {
    if (this.#isStalled) return true;
    return this.#isFree && this.#tables.admits(this.#changing, this.#environment.now());
  }

  /** When there is something to do, as a time of the clock; `Infinity` if a request has to end first. */
  get nextAt(): number {
    const trialAt = this.#crowd.length > 0 ? this.#tables.trialAt : Number.POSITIVE_INFINITY;
    return Math.min(this.#lanes.nextAt, trialAt, ...[...this.#held].map(({ heldUntil }) => heldUntil));
  }

  /** When one more procedure may begin although no other has ended. */
  get beginAt(): number {
    return this.#isFree ? this.#tables.trialAt : Number.POSITIVE_INFINITY;
  }

  /** Notes that a procedure begins. */
  begin(procedure: P): void {
    this.#procedures.add(procedure);
    if (!this.#tables.isKnown) return;
    this.#onTrial.add(procedure);
    this.#tables.begin(this.#environment.now());
  }

  /** Notes that a procedure has ended. */
  end(procedure: P): void {
    const wasChanging = !this.#crowdedOut.delete(procedure);
    this.#procedures.delete(procedure);
    this.#onTrial.delete(procedure);
    if (wasChanging) this.#tables.end(this.#environment.now());
  }

  /** Adds a request of a procedure. `send` sends it. */
  add(procedure: P, step: RequestStep): void {
    const { operation } = step.call;
    const heldUntil = this.#environment.now() + (step.timeoutMs ?? MAX_HOLD_MS);
    const request = { operation, step, procedure, heldUntil, number: 0, refusal: this.#crowdedOut.get(procedure) };
    if (isChange(operation) && this.#crowdedOut.has(procedure)) this.#hold(request, true);
    else this.#lanes.add(request);
  }

  /** Sends the requests that may be sent now. */
  send(): void {
    const now = this.#environment.now();
    while (this.#crowd.length > 0 && this.#tables.admits(this.#changing, now)) this.#admitOne(now);
    for (let request = this.#lanes.take(now); request !== undefined; request = this.#lanes.take(now)) {
      this.#held.delete(request);
      this.#sent.set(this.#environment.post(request.step.call, request.step.timeoutMs), request);
    }
  }

  /** The answer to a request, for its procedure; `undefined` if the request is sent again. */
  complete(id: number, result: PromiseSettledResult<unknown>): Answer<P> | undefined {
    const request = this.#sent.get(id);
    if (request === undefined) return undefined;
    this.#sent.delete(id);
    const now = this.#environment.now();
    const reason: unknown = result.status === "rejected" ? result.reason : undefined;
    const [isOverRate, isOverLimit] = [isOverRequestRate(reason), isOverTableLimit(reason)];
    this.#lanes.end(request, now, isOverRate);
    if (isOverLimit) this.#crowdOut(request.procedure, reason, now);
    else if (!isOverRate && isChange(request.operation)) this.#noteAccepted(request.procedure, now);
    // If the SDK has sent it twice, the procedure has to know that the first one may have been executed.
    const isSentAgain = (isOverRate || isOverLimit) && now < request.heldUntil && !wasRetried(reason);
    if (!isSentAgain) return { procedure: request.procedure, result };
    request.refusal = reason;
    this.#hold(request, isOverLimit);
    return undefined;
  }

  /** The refusals of the requests whose time is over, for their procedures. */
  giveUp(): readonly Answer<P>[] {
    const now = this.#environment.now();
    const over = [...this.#held].filter(({ heldUntil }) => heldUntil <= now);
    for (const request of over) {
      this.#held.delete(request);
      this.#lanes.remove(request);
      this.#crowd = this.#crowd.filter((other) => other !== request);
    }
    if (over.length > 0) this.#isStalled = true;
    return over.map(({ procedure, refusal }) => ({ procedure, result: { status: "rejected", reason: refusal } }));
  }

  get #isFree(): boolean {
    return this.#lanes.isEmpty && this.#crowd.length === 0;
  }

  /** How many tables may be changing, as far as is known here. */
  get #changing(): number {
    return this.#procedures.size - this.#crowdedOut.size;
  }

  #admitOne(now: number): void {
    const request = this.#crowd.shift();
    if (request === undefined) return;
    this.#crowdedOut.delete(request.procedure);
    this.#onTrial.add(request.procedure);
    this.#tables.begin(now);
    this.#lanes.addFirst(request);
  }

  #hold(request: GovernedRequest<P>, isOverLimit: boolean): void {
    this.#held.add(request);
    if (isOverLimit) this.#crowd.push(request);
    else this.#lanes.addFirst(request);
  }

  #crowdOut(procedure: P, refusal: unknown, now: number): void {
    this.#onTrial.delete(procedure);
    this.#crowdedOut.set(procedure, refusal);
    this.#tables.refuse(this.#changing, now);
  }

  #noteAccepted(procedure: P, now: number): void {
    this.#isStalled = false;
    if (this.#onTrial.delete(procedure)) this.#tables.accept(this.#changing, now);
  }
}
