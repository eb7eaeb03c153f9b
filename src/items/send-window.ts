/** How many requests are under way at first. With each one that DynamoDB accepts there is one more, until it refuses one. */
const FIRST_SIZE = 4;
/** What remains of the number of requests under way when DynamoDB refuses one, or a part of one. */
const AFTER_REFUSAL = 0.5;
const AFTER_PARTIAL_REFUSAL = 0.8;
/** The pause after a refusal doubles with each further one, from the first of these to the second. */
const FIRST_PAUSE_MS = 50;
const MAX_PAUSE_MS = 5_000;

/** How much of a request DynamoDB accepted. */
export type Acceptance = "all" | "some" | "none";

/** How many requests of one kind are under way: more while DynamoDB accepts all of them, fewer after a refusal. */
export class SendWindow {
  readonly #random: () => number;
  #size = FIRST_SIZE;
  #wasRefused = false;
  /** How many requests were refused since one was accepted. */
  #refusals = 0;
  #nextAt = Number.NEGATIVE_INFINITY;
  #sent = 0;
  /** The requests before this one have the same cause of a refusal. */
  #sizedAt = 0;

  /** @param random - Returns a number from 0 to 1. */
  constructor(random: () => number) {
    this.#random = random;
  }

  /** How many requests may be under way. After a refusal, one goes first. */
  get size(): number {
    return this.#refusals > 0 ? 1 : Math.floor(this.#size);
  }

  /** When the next request may be sent. */
  get nextAt(): number {
    return this.#nextAt;
  }

  /** Notes that a request is sent, and returns its number. */
  send(): number {
    return this.#sent++;
  }

  /** Notes how much of a request DynamoDB accepted. */
  note(number: number, now: number, acceptance: Acceptance): void {
    if (acceptance === "none") this.#pause(number, now);
    else if (number >= this.#sizedAt || acceptance === "all") this.#refusals = 0;
    if (acceptance === "all") this.#size += this.#wasRefused ? 1 / this.#size : 1;
    else this.#shrink(number, acceptance === "none" ? AFTER_REFUSAL : AFTER_PARTIAL_REFUSAL);
  }

  /** With jitter, so that competing processes do not retry at the same time. */
  #pause(number: number, now: number): void {
    if (number < this.#sizedAt && this.#refusals > 0) return;
    const ms = Math.min(MAX_PAUSE_MS, FIRST_PAUSE_MS * 2 ** this.#refusals);
    this.#refusals++;
    this.#nextAt = Math.max(this.#nextAt, now + ms * (0.5 + 0.5 * this.#random()));
  }

  #shrink(number: number, share: number): void {
    this.#wasRefused = true;
    if (number < this.#sizedAt) return;
    this.#size = Math.max(1, this.#size * share);
    this.#sizedAt = this.#sent;
  }
}
