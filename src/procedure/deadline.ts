/** What a request gets at least: less would not tell an endpoint that is well from one that is not. */
const LEAST_REQUEST_MS = 1_000;
/** After this long without an answer, the connection is more likely at fault than DynamoDB: the request is sent again. */
const MOST_REQUEST_MS = 30_000;

/** The time of one call, which its requests and pauses share. */
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

  /** Less than a millisecond is no time: timers fire that much early. */
  get isOver(): boolean {
    return this.remainingMs < 1;
  }

  /** What a request may take that looks at a table. One at the very end gets its second nevertheless. */
  get lookMs(): number {
    return Math.min(MOST_REQUEST_MS, Math.max(LEAST_REQUEST_MS, this.remainingMs));
  }

  /** What a request may take that changes a table: it leaves the second that it takes to look what became of it. */
  get changeMs(): number {
    return Math.min(MOST_REQUEST_MS, Math.max(LEAST_REQUEST_MS, this.remainingMs - LEAST_REQUEST_MS));
  }
}
