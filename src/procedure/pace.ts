/** How many requests of a kind are under way at first. */
export interface PaceStart {
  readonly underWay: number;
  /** By how many that grows with each request that DynamoDB accepts, until it refuses one. */
  readonly growth: number;
}

/** A refusal slows the requests to the rate that DynamoDB accepted before it, between these shares of their own rate. */
const MIN_SHARE = 0.5;
const MAX_SHARE = 0.9;
/** The first refusal comes when a reserve of DynamoDB is used up: it accepts fewer requests from then on. */
const FIRST_SHARE = 0.5;
/** By which share each accepted request raises the rate, while the rate is a guess and after that. */
const GUESS_SPEED_UP = 0.1;
const SPEED_UP = 0.001;
/** After how many accepted requests without a refusal the rate rises twice as fast. */
const SPEED_UP_REQUESTS = 100;
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
  #nextAt = Number.NEGATIVE_INFINITY;
  /** How many requests were accepted since the last refusal, or the first request. */
  #accepted = 0;
  #countedFrom: number | undefined;
  /** How many requests were sent, and how many of them before the last refusal raised the interval. */
  #sent = 0;
  #sentBefore = 0;
  /** Whether no request that was sent since then was accepted. */
  #isRefused = false;
  /** Whether the interval was never measured between two refusals. */
  #isGuess = true;

  constructor({ underWay, growth }: PaceStart) {
    this.#maxUnderWay = underWay;
    this.#growth = growth;
  }

  /** When the next request may be sent; `Infinity` if one that is under way has to end first. */
  get nextAt(): number {
    // After a refusal, one request goes first.
    const max = this.#isRefused ? 1 : Math.floor(this.#maxUnderWay);
    return this.#underWay < max ? this.#nextAt : Number.POSITIVE_INFINITY;
  }

  /** Notes that a request is sent, and returns its number. */
  send(now: number): number {
    this.#underWay++;
    this.#countedFrom ??= now;
    this.#nextAt = Math.max(this.#nextAt, now - CATCH_UP_MS) + this.#intervalMs;
    return this.#sent++;
  }

  /** Notes that DynamoDB answered a request, however it did, but for a refusal. */
  accept(number: number): void {
    this.#underWay--;
    this.#accepted++;
    if (number >= this.#sentBefore) this.#isRefused = false;
    const speedUp = this.#isGuess ? GUESS_SPEED_UP : SPEED_UP * (1 + this.#accepted / SPEED_UP_REQUESTS);
    this.#maxUnderWay += this.#intervalMs === 0 ? this.#growth : this.#growth * PACED_GROWTH;
    this.#intervalMs /= 1 + speedUp;
  }

  /** Notes that DynamoDB refused a request because there are too many. */
  refuse(number: number, now: number): void {
    this.#underWay--;
    if (number < this.#sentBefore) return; // it has the cause of the refusal before
    this.#intervalMs = Math.min(MAX_PAUSE_MS, this.#slowerInterval(now - (this.#countedFrom ?? now)));
    this.#nextAt = now + Math.min(MAX_PAUSE_MS, this.#intervalMs * PAUSE_INTERVALS);
    this.#isRefused = true;
    this.#accepted = 0;
    this.#countedFrom = now;
    this.#sentBefore = this.#sent;
  }

  #slowerInterval(elapsedMs: number): number {
    const accepted = this.#accepted / Math.max(MIN_MEASURED_MS, elapsedMs);
    if (this.#intervalMs === 0) return 1 / (Math.max(accepted, 1 / Math.max(MIN_MEASURED_MS, elapsedMs)) * FIRST_SHARE);
    // Nothing was accepted since the last refusal: not one request in this time.
    if (this.#isRefused) return Math.max(this.#intervalMs / MIN_SHARE, elapsedMs);
    this.#isGuess = false;
    // The reserve was used up at both refusals: what was accepted between them is what DynamoDB accepts in the long run.
    return this.#intervalMs / Math.min(MAX_SHARE, Math.max(MIN_SHARE, accepted * this.#intervalMs));
  }
}
