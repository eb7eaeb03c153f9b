import type { Deadline } from "./deadline.js";
import { retryDelay } from "./delays.js";
import { type Procedure, pause } from "./procedure.js";

/** When to retry, and until when. */
export interface RetryOptions {
  /** Whether an error is temporary. */
  readonly mayRetry: (error: unknown, attempts: number) => boolean;
  /** The time of the last attempt. */
  readonly deadline: Deadline;
}

/**
 * Repeats an attempt until it succeeds, an error is permanent, or the time is over; the last error is then thrown
 * unchanged.
 */
export function* retry<T>(attempt: () => Procedure<T>, { mayRetry, deadline }: RetryOptions): Procedure<T> {
  for (let attempts = 1; ; attempts++) {
    try {
      return yield* attempt();
    } catch (error) {
      if (!mayRetry(error, attempts) || deadline.isOver) throw error;
      yield* pause(Math.min(retryDelay(attempts, Math.random()), deadline.remainingMs));
    }
  }
}
