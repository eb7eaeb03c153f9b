import { now } from "./clock.js";

/** How long a blocking call may take, all of its requests and pauses together. */
export interface CallLimit {
  readonly ms: number;
  /** Whether nobody chose it: it then does not cut what a call's own options ask for. */
  readonly isDefault: boolean;
}

/** The time of one blocking call, and what the call did in it. */
export class CallTime {
  readonly #limit: CallLimit;
  #startedAt = now();
  #allowedMs = 0;
  /** The requests of the call so far. */
  requests = 0;
  /** The operation of the last of them. */
  operation: string | undefined;

  constructor(limit: CallLimit) {
    this.#limit = limit;
  }

  /** What the call may take as a whole. */
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

  /** Says what the call has to do by itself: the default limit then comes on top of that. */
  allowFor(ms: number): void {
    this.#allowedMs = Math.max(this.#allowedMs, ms);
  }

  /** Starts again: what the caller asks for next is a call of its own. */
  renew(): void {
    this.#startedAt = now();
    this.requests = 0;
  }

  /** Notes that requests are sent. */
  note(operation: string, requests = 1): void {
    this.requests += requests;
    this.operation = operation;
  }
}
