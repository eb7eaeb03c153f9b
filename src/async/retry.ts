import type { Deadline } from "../table/deadline.js";
import { retryDelay } from "../table/polling.js";
import type { Transport } from "../transport/transport.js";

/** When to try again, and until when. */
export interface RetryOptions {
  /** Whether an error passes by itself. */
  readonly mayRetry: (error: unknown, attempts: number) => boolean;
  /** The last try is at its end. */
  readonly deadline: Deadline;
  readonly signal: AbortSignal | undefined;
}

/** Tries until it works, an error is final, or the time is over; the last error is then thrown as it came. */
export async function retry<T>(transport: Transport, attempt: () => Promise<T>, options: RetryOptions): Promise<T> {
  for (let attempts = 1; ; attempts++) {
    try {
      return await attempt();
    } catch (error) {
      const { mayRetry, deadline, signal } = options;
      signal?.throwIfAborted();
      if (!mayRetry(error, attempts) || deadline.isOver) throw error;
      const delay = retryDelay(attempts, Math.random());
      await transport.sleep(Math.min(delay, deadline.remainingMs), { signal });
    }
  }
}
