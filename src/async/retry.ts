import { retryDelay } from "../table/polling.js";
import type { Transport } from "../transport/transport.js";

/** When to try again, and until when. */
export interface RetryOptions {
  /** Whether an error passes by itself. */
  readonly mayRetry: (error: unknown, attempts: number) => boolean;
  /** The time on the transport's clock after which nothing is tried again. */
  readonly deadline: number;
  readonly signal: AbortSignal | undefined;
}

/** Tries until it works, an error is final, or the time is over; the last error is then thrown as it came. */
export async function retry<T>(transport: Transport, attempt: () => Promise<T>, options: RetryOptions): Promise<T> {
  for (let attempts = 1; ; attempts++) {
    try {
      return await attempt();
    } catch (error) {
      const delay = retryDelay(attempts, Math.random());
      if (!options.mayRetry(error, attempts) || transport.now() + delay > options.deadline) throw error;
      await transport.sleep(delay, { signal: options.signal });
    }
  }
}
