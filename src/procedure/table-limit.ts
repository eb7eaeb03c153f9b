/** How long after the last refusal or end of a change one more is tried, if nothing else shows that there is room. */
const FIRST_TRIAL_MS = 1_000;
const MAX_TRIAL_MS = 10_000;
/** By how much the limit grows while as many tables as it allows end. */
const GROWTH = 0.5;

/**
 * How many tables may change at the same time. DynamoDB counts those of the whole account, and does not say how many there are:
 * what it refuses shows it. The limit falls to the number that was accepted, and grows slowly.
 */
export class TableLimit {
  #max = Number.POSITIVE_INFINITY;
  #trialAt = Number.POSITIVE_INFINITY;
  #trialMs = FIRST_TRIAL_MS;

  /** Whether DynamoDB has refused a change. */
  get isKnown(): boolean {
    return this.#max < Number.POSITIVE_INFINITY;
  }

  /** When one more table is tried, also where the limit is reached. */
  get trialAt(): number {
    return this.#trialAt;
  }

  /** Whether one more table may change. */
  admits(changing: number, now: number): boolean {
    return changing < Math.floor(this.#max) || now >= this.#trialAt;
  }

  /** Notes that one more table changes, or tries to. */
  begin(now: number): void {
    if (this.isKnown) this.#trialAt = Math.max(this.#trialAt, now + this.#trialMs);
  }

  /** Notes that DynamoDB accepted a change. Where that is one more than before, the next one is tried at once. */
  accept(changing: number, now: number): void {
    if (changing <= Math.floor(this.#max)) return;
    this.#max = changing;
    this.#trialMs = FIRST_TRIAL_MS;
    this.#trialAt = now;
  }

  /** Notes that DynamoDB refused a change while a number of others were accepted. */
  refuse(changing: number, now: number): void {
    // A trial above a limit that is still right.
    if (changing >= Math.floor(this.#max)) this.#trialMs = Math.min(MAX_TRIAL_MS, this.#trialMs * 2);
    this.#max = Math.min(this.#max, changing);
    this.#trialAt = now + this.#trialMs;
  }

  /** Notes that the change of a table has ended. */
  end(now: number): void {
    if (!this.isKnown) return;
    this.#max += GROWTH / Math.max(1, this.#max);
    this.#trialMs = FIRST_TRIAL_MS;
    this.#trialAt = now + FIRST_TRIAL_MS;
  }
}
