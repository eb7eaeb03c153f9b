/** How many requests of a kind are under way at first. */
export interface PaceStart {
  readonly underWay: number;
  /** By how many that grows with each request that DynamoDB accepts, until it refuses one. */
  readonly growth: number;
}

/** A refusal slows the requests to the rate that DynamoDB accepted before it, between these shares of their own rate. */
const MIN_SHARE = 0.5;
const MAX_SHARE = 0.9;
/** The first refusal comes when a reserve of DynamoDB is used up: it accepts fewer requests than in the time before. */
const FIRST_SHARE = 0.5;
const BURST_MS = 1_000;
/** By which share each accepted request raises the rate while it is a guess, and after that. */
const GUESS_GROWTH = 0.1;
const GROWTH = 0.001;
/** After how many accepted requests, with none refused, the growth doubles. */
const GROWTH_REQUESTS = 60;
/** The share of the growth of what is under way that remains with an interval. */
const PACED_GROWTH = 1 / 16;
/** The shortest time that a rate is measured over. */
const MIN_MEASURED_MS = 100;
/** The pause after a refusal, in intervals of requests. */
const PAUSE_INTERVALS = 2;
const MAX_PAUSE_MS = 5_000;
/** Requests that a late timer delayed are sent sooner, up to this time. */
const CATCH_UP_MS = 50;

/**
 * How fast requests of one kind are sent. At first more and more are under way. From the first refusal on there is an interval
 * between them: a little shorter with each request that DynamoDB accepts, longer by a share with each refusal.
 */
export class Pace {
  readonly #growth: number;
  #maxUnderWay: number;
  #underWay = 0;
  /** Milliseconds from one request to the next; 0 until DynamoDB refuses one. */
  #intervalMs = 0;
  /** Whether the interval was never measured between two refusals. */
  #isGuess = true;
  #nextAt = Number.NEGATIVE_INFINITY;
  /** How many requests were accepted since the first one after the last refusals, and when that was. */
  #accepted = 0;
  #countedFrom: number | undefined;
  /** How many requests were sent, and how many of them before the last refusal. */
  #sent = 0;
  #sentBefore = 0;
  /** When the last request was refused, if none was accepted since. */
  #refusedAt: number | undefined;

  constructor({ underWay, growth }: PaceStart) {
    this.#maxUnderWay = underWay;
    this.#growth = growth;
  }

  /** When the next request may be sent; `Infinity` if one that is under way has to end first. */
  get nextAt(): number {
    // After a refusal, one request goes first.
    const max = this.#refusedAt === undefined ? Math.floor(this.#maxUnderWay) : 1;
    return this.#underWay < max ? this.#nextAt : Number.POSITIVE_INFINITY;
  }

  /** Notes that a request is sent, and returns its number. */
  send(now: number): number {
    this.#underWay++;
    this.#countedFrom ??= now;
    this.#nextAt = Math.max(this.#nextAt, now - CATCH_UP_MS) + this.#intervalMs;
    return this.#sent++;
  }

  /** Notes that DynamoDB answered a request, in any way but with a refusal because there are too many. */
  accept(number: number, now: number): void {
    this.#underWay--;
    this.#accepted++;
    if (this.#refusedAt !== undefined && number >= this.#sentBefore) this.#resume(now);
    if (this.#intervalMs > 0) this.#intervalMs /= 1 + this.#speedUp;
    this.#maxUnderWay += this.#growth * (this.#intervalMs > 0 ? PACED_GROWTH : 1);
  }

  /** Notes that DynamoDB refused a request because there are too many. */
  refuse(number: number, now: number): void {
    this.#underWay--;
    if (number < this.#sentBefore) return; // it has the cause of the refusal before
    if (this.#refusedAt === undefined) this.#slowDown(this.#acceptedMs(now));
    // Nothing was accepted since the last refusal: not one request in this time.
    else this.#intervalMs = Math.max(this.#intervalMs / MIN_SHARE, now - this.#refusedAt);
    this.#intervalMs = Math.min(MAX_PAUSE_MS, this.#intervalMs);
    this.#nextAt = now + Math.min(MAX_PAUSE_MS, this.#intervalMs * PAUSE_INTERVALS);
    this.#refusedAt = now;
    this.#sentBefore = this.#sent;
  }

  get #speedUp(): number {
    if (this.#isGuess) return GUESS_GROWTH;
    return Math.min(GUESS_GROWTH, GROWTH * 2 ** (this.#accepted / GROWTH_REQUESTS));
  }

  /** The interval between the requests that were accepted. */
  #acceptedMs(now: number): number {
    return Math.max(MIN_MEASURED_MS, now - (this.#countedFrom ?? now)) / Math.max(1, this.#accepted);
  }

  /** Sends requests at a share of the rate that was refused. */
  #slowDown(acceptedMs: number): void {
    this.#isGuess = this.#intervalMs === 0;
    if (this.#isGuess) this.#intervalMs = acceptedMs / FIRST_SHARE;
    else this.#intervalMs = Math.min(this.#intervalMs / MIN_SHARE, Math.max(this.#intervalMs / MAX_SHARE, acceptedMs));
  }

  /** Continues after refusals: at the rate that was accepted since the last ones, although they made the interval longer. */
  #resume(now: number): void {
    const isBurst = this.#isGuess && now - (this.#countedFrom ?? now) < BURST_MS;
    this.#intervalMs = Math.min(this.#intervalMs, this.#acceptedMs(now) / (isBurst ? FIRST_SHARE : MAX_SHARE));
    this.#refusedAt = undefined;
    this.#nextAt = Math.min(this.#nextAt, now + this.#intervalMs);
    this.#accepted = 0;
    this.#countedFrom = now;
  }
}
