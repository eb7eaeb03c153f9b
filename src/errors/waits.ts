import { DynatwinError } from "./base.js";

/** The status of one index during a wait. */
export interface IndexState {
  /** The index's name. */
  readonly indexName: string;
  /** `CREATING`, `UPDATING`, `DELETING` or `ACTIVE`. */
  readonly status: string;
  /** True while DynamoDB copies existing items into the index. */
  readonly backfilling: boolean;
}

/** The status of one replica, or of the witness, of a global table during a wait. */
export interface ReplicaState {
  /** Its region. */
  readonly region: string;
  /** `CREATING`, `UPDATING`, `DELETING`, `ACTIVE`, `CREATION_FAILED`, … */
  readonly status: string;
}

/** The facts about a wait that failed. */
export interface WaitFacts {
  /** The table's name or ARN, as given. */
  readonly tableName: string;
  /** The last status: a `TableStatus`, `"NOT_FOUND"`, or `undefined` if there was no answer. */
  readonly lastStatus: string | undefined;
  /** The last status of every index, in the order of the table's description. */
  readonly indexStates: readonly IndexState[];
  /** The last status of every replica in another region, and of the witness. */
  readonly replicaStates: readonly ReplicaState[];
  /** Seconds from the start of the wait. */
  readonly elapsedSeconds: number;
  /** How many times the table was described. */
  readonly polls: number;
}

abstract class WaitError extends DynatwinError implements WaitFacts {
  readonly tableName: string;
  readonly lastStatus: string | undefined;
  readonly indexStates: readonly IndexState[];
  readonly replicaStates: readonly ReplicaState[];
  readonly elapsedSeconds: number;
  readonly polls: number;

  constructor(problem: string, facts: WaitFacts, advice: string, options?: ErrorOptions) {
    super([problem, describeFacts(facts), advice].filter(Boolean).join(" "), options);
    this.tableName = facts.tableName;
    this.lastStatus = facts.lastStatus;
    this.indexStates = facts.indexStates;
    this.replicaStates = facts.replicaStates;
    this.elapsedSeconds = facts.elapsedSeconds;
    this.polls = facts.polls;
  }
}

function describeFacts({ lastStatus, indexStates, replicaStates, elapsedSeconds, polls }: WaitFacts): string {
  const indexes = indexStates.map(
    ({ indexName, status, backfilling }) => `${indexName} ${status}${backfilling ? " (backfilling)" : ""}`,
  );
  const replicas = replicaStates.map(({ region, status }) => `replica ${region} ${status}`);
  const seen = lastStatus === undefined ? "its status is unknown" : `last status ${lastStatus}`;
  const effort = `${elapsedSeconds.toFixed(1)} s, ${polls} ${polls === 1 ? "poll" : "polls"}`;
  return `(${[seen, ...indexes, ...replicas, effort].join("; ")}).`;
}

/**
 * A wait reached its timeout. `cause` is the last network or throttling error, if there was one.
 *
 * @example
 * ```ts
 * import { WaitTimeoutError } from "dynatwin";
 *
 * if (error instanceof WaitTimeoutError) console.error(error.lastStatus, error.indexStates, error.polls);
 * ```
 */
export class WaitTimeoutError extends WaitError {
  override readonly name = "WaitTimeoutError";
}

/**
 * A wait ended at once because it cannot succeed: the table is being deleted, is in a status that it does not leave by
 * itself, or is not the one that the call has created, as another program replaced it.
 *
 * @example
 * ```ts
 * import { WaitFailedError } from "dynatwin";
 *
 * if (error instanceof WaitFailedError && error.lastStatus === "DELETING") await client.waitForTableDeleted("users");
 * ```
 */
export class WaitFailedError extends WaitError {
  override readonly name = "WaitFailedError";
}
