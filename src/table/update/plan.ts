import type { ChangeTarget } from "../../errors.js";
import type { NotCompared } from "../definition/differences.js";

/** What a step of a plan does. */
export type PlanAction =
  | "createTable"
  | "addTags"
  | "removeTags"
  | "putPolicy"
  | "deletePolicy"
  | "enableTimeToLive"
  | "disableTimeToLive"
  | "updateEncryption"
  | "enableStream"
  | "disableStream"
  | "deleteIndex"
  | "addIndex"
  | "updateIndex"
  | "updateBillingMode"
  | "updateTableClass"
  | "updateDeletionProtection"
  | "enableBackups"
  | "updateBackups"
  | "disableBackups"
  | "enableInsights"
  | "disableInsights"
  | "updateCapacity"
  | "updateOnDemandThroughput"
  | "updateWarmThroughput"
  | "addReplica"
  | "updateReplica"
  | "removeReplica";

/** A request of a plan. */
export interface PlannedRequest {
  /** The operation, in the SDK's spelling: `"UpdateTable"`. */
  readonly operation: string;
  /** Its input, as the SDK accepts it. */
  readonly input: object;
  /** The region that it is sent to. @defaultValue that of the table */
  readonly region?: string;
}

/** One change of a table: one request to DynamoDB. */
export interface PlanStep {
  /** What the step does. */
  readonly action: PlanAction;
  /** What it changes: `"table"`, `"index by-status"`, `"stream"`, `"time to live"`, `"backups"`, `"policy"`, `"replica eu-west-1"`, … */
  readonly target: ChangeTarget;
  /** What is there now. Absent where nothing is. */
  readonly before?: unknown;
  /** What is there after the step. Absent where nothing is. */
  readonly after?: unknown;
  /** Why the step is in the plan, as a sentence. */
  readonly reason: string;
  /** What the step destroys, as texts; empty where nothing is. Such a step needs its target in `allowDestroy`. */
  readonly destroys: readonly string[];
  /** What has to be true after the request before the next step begins: `"index by-status ACTIVE"`. Empty where nothing has to. */
  readonly waitsFor: string;
  /** Between how many seconds the step takes on AWS in practice. */
  readonly usualSeconds: readonly [low: number, high: number];
  /** How often, or when, DynamoDB accepts the change, where that is limited. */
  readonly limit?: string;
  /** Seconds that have to pass after the plan's previous step on the same target. */
  readonly secondsAfterPrevious?: number;
  /** The time, as ISO text, before which DynamoDB refuses the step. */
  readonly notBefore?: string;
  /** The request that is sent. */
  readonly request: PlannedRequest;
}

/** The changes that turn a table into what a definition says. Plain JSON: it can be stored, sent and applied later. */
export interface TablePlan {
  /** The version of this form. Readers refuse one that they do not know. */
  readonly formatVersion: 1;
  /** The table's name or ARN, as given. */
  readonly tableName: string;
  /** Whether the table is there. */
  readonly exists: boolean;
  /** The table's ARN, which names its region and account. Absent where there is no table. */
  readonly tableArn?: string;
  /** The id of this incarnation of the table. Absent where there is no table. */
  readonly tableId?: string;
  /** The changes, in the order in which they are made. Empty when the table is as defined. */
  readonly steps: readonly PlanStep[];
  /** What the table has, the definition does not mention, and the plan keeps: `"index by-old"`, `"tag team"`. */
  readonly unmanaged: readonly string[];
  /** What could not be compared, and why. */
  readonly notCompared: readonly NotCompared[];
  /** The table when the plan was made. `applyPlan` compares it with the table as it is then. */
  readonly basedOn: object;
}
