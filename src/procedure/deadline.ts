/** The shortest timeout of a request: with less, a healthy endpoint could time out. */
const MIN_REQUEST_MS = 1_000;
/**
 * The longest timeout of a request: after it, a failed connection is more likely than a slow answer, and the request is
 * sent again.
 */
const MAX_REQUEST_MS = 30_000;

/** The time limit of one call, shared by its requests and pauses. */
export class Deadline {
  #timeoutMs: number;
  readonly #startedAt: number;
  readonly #now: () => number;

  /** @param now - The clock, in milliseconds. */
  constructor(timeoutMs: number, now: () => number) {
    this.#timeoutMs = timeoutMs;
    this.#now = now;
    this.#startedAt = now();
  }

  /** Milliseconds from the start until the end. */
  get timeoutMs(): number {
    return this.#timeoutMs;
  }

  /** Puts the end off, so that at least this much time remains. */
  allow(ms: number): void {
    this.#timeoutMs = Math.max(this.#timeoutMs, this.elapsedMs + ms);
  }

  get elapsedMs(): number {
    return this.#now() - this.#startedAt;
  }

  get remainingMs(): number {
    return this.timeoutMs - this.elapsedMs;
  }

  /** Timers can fire up to a millisecond early, so a rest below one counts as none. */
  get isOver(): boolean {
    return this.remainingMs < 1;
  }

  /** The timeout of a request that reads a table. It is at least one second, even at the end. */
  get readTimeoutMs(): number {
    return Math.min(MAX_REQUEST_MS, Math.max(MIN_REQUEST_MS, this.remainingMs));
  }

  /** The timeout of a request that changes a table. It leaves one second to read the result of the change. */
  get writeTimeoutMs(): number {
    return Math.min(MAX_REQUEST_MS, Math.max(MIN_REQUEST_MS, this.remainingMs - MIN_REQUEST_MS));
  }
}
