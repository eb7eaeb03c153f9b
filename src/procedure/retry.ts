import type { Deadline } from "./deadline.js";
import { retryDelay } from "./delays.js";
import { type Procedure, pause } from "./procedure.js";

/** When to try again, and until when. */
export interface RetryOptions {
  /** Whether an error passes by itself. */
  readonly mayRetry: (error: unknown, attempts: number) => boolean;
  /** The last attempt is at its end. */
  readonly deadline: Deadline;
}

/** Tries until it works, an error is final, or the time is over; the last error is then thrown as it came. */
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
