import type { IndexState } from "../../errors.js";

/**
 * When a table counts as ready.
 *
 * - `"table"`: its status is ACTIVE.
 * - `"indexes"`: and every index is ACTIVE. This is what "usable" means, and the default.
 * - `"settled"`: and nothing is changing behind it: backfilling, encryption, warm throughput, replicas.
 */
export type WaitUntil = "table" | "indexes" | "settled";

/** How to wait. */
export interface WaitOptions {
  /**
   * Seconds until the wait gives up with a `WaitTimeoutError`. In `createTable` and `deleteTable` it is the time of the
   * whole call. A last look that begins in time gets a second for its answer. @defaultValue 120
   */
  readonly timeoutSeconds?: number | undefined;
  /** When the table counts as ready. @defaultValue `"indexes"` */
  readonly until?: WaitUntil | undefined;
  /** Ends the wait at once, with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** Called after every look at the table. */
  readonly onProgress?: ((state: WaitProgress) => void) | undefined;
}

/** What a wait saw when it last looked at the table. */
export interface WaitProgress {
  /** The table's name or ARN, as given. */
  readonly tableName: string;
  /** The table's status, `"NOT_FOUND"`, or `undefined` when the request failed and is tried again. */
  readonly tableStatus: string | undefined;
  /** The status of every index, in the order of the table's description. */
  readonly indexes: readonly IndexState[];
  /** What the wait is still waiting for, in words; empty when it is over. */
  readonly pending: readonly string[];
  /** Seconds from the start of the wait. */
  readonly elapsedSeconds: number;
  /** Seconds until the wait gives up. */
  readonly remainingSeconds: number;
  /** How many times the table was looked at. */
  readonly polls: number;
  /** The fault of the last request, where it failed and is tried again. */
  readonly error?: Error;
}
