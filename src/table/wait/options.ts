import type { IndexState, ReplicaState } from "../../errors.js";

/**
 * When a table is ready.
 *
 * - `"table"`: the table is ACTIVE.
 * - `"indexes"`: the table and all of its indexes are ACTIVE, so that the table is usable. This is the default.
 * - `"settled"`: in addition, no change is in progress: backfills, encryption, warm throughput, replicas. A search of each
 *   vector index was accepted, which DynamoDB can refuse for some seconds after the index is ACTIVE; an index that the caller
 *   may not search counts as ready.
 */
export type WaitUntil = "table" | "indexes" | "settled";

/** How to wait. */
export interface WaitOptions {
  /**
   * Seconds until the wait throws a `WaitTimeoutError`. In `createTable` and `deleteTable`, it is the time limit of the
   * whole call. A last request that starts in time gets one more second. @defaultValue 120
   */
  readonly timeoutSeconds?: number | undefined;
  /** When the table is ready. @defaultValue `"indexes"` */
  readonly until?: WaitUntil | undefined;
  /** Ends the wait at once, with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** Called after every request of the wait. */
  readonly onProgress?: ((state: WaitProgress) => void) | undefined;
}

/** The state of a wait after a request. */
export interface WaitProgress {
  /** The table's name or ARN, as given. */
  readonly tableName: string;
  /** The table's status, `"NOT_FOUND"`, or `undefined` if the request failed and will be repeated. */
  readonly tableStatus: string | undefined;
  /** The status of every index, in the order of the table's description. */
  readonly indexes: readonly IndexState[];
  /** The status of every replica in another region, and of the witness. Absent where there is none. */
  readonly replicas?: readonly ReplicaState[];
  /** What is not ready yet, as texts; empty at the end of the wait. */
  readonly pending: readonly string[];
  /** Seconds from the start of the wait. */
  readonly elapsedSeconds: number;
  /** Seconds until the wait times out. */
  readonly remainingSeconds: number;
  /** The number of requests so far. */
  readonly polls: number;
  /** The error of the last request, if it failed and will be repeated. */
  readonly error?: Error;
}
