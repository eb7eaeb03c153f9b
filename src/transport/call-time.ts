import { now } from "./clock.js";

/** How long a blocking call can take, with all of its requests and pauses. */
export interface CallLimit {
  readonly ms: number;
  /** Whether it is the default. The default does not shorten the time that a call's own options ask for. */
  readonly isDefault: boolean;
}

/** The time of one blocking call, and the requests that the call has sent. */
export class CallTime {
  readonly #limit: CallLimit;
  #startedAt = now();
  #allowedMs = 0;
  /** The number of requests so far. */
  requests = 0;
  /** The operation of the last request. */
  operation: string | undefined;

  constructor(limit: CallLimit) {
    this.#limit = limit;
  }

  /** The limit of the whole call. */
  get limitMs(): number {
    return this.#limit.ms + (this.#limit.isDefault ? this.#allowedMs : 0);
  }

  get elapsedMs(): number {
    return now() - this.#startedAt;
  }

  get remainingMs(): number {
    return Math.max(0, this.limitMs - this.elapsedMs);
  }

  get isOver(): boolean {
    return this.remainingMs === 0;
  }

  /** Adds the time that the call's own options ask for, from now on, to the default limit. */
  allowFor(ms: number): void {
    this.#allowedMs = Math.max(this.#allowedMs, this.elapsedMs + ms);
  }

  /** Restarts the time: the next request of the caller counts as a new call. */
  renew(): void {
    this.#startedAt = now();
    this.requests = 0;
  }

  /** Records that requests are sent. */
  note(operation: string, requests = 1): void {
    this.requests += requests;
    this.operation = operation;
  }
}
