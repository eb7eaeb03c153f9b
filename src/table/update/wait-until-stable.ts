import type { TableDescription } from "@aws-sdk/client-dynamodb";
import { type SecondsRange, USUAL_SECONDS } from "../../dynamodb/durations.js";
import type { Deadline } from "../../procedure/deadline.js";
import type { Procedure } from "../../procedure/procedure.js";
import type { TableContext } from "../context.js";
import type { Removals } from "../definition/differences.js";
import type { WaitProgress } from "../wait/options.js";
import { pendingParts } from "../wait/table-state.js";
import { waitUntilActive } from "../wait/wait-for-table.js";
import type { WaitSettings } from "../wait/wait-settings.js";
import { ADD_INDEX } from "./steps/index-steps.js";
import { ADD_REPLICA } from "./steps/replica-steps.js";

/** How much longer than usual changes may take. */
export const PATIENCE = 2;

/** The time of a call that waits for the changes of others. */
export interface StableWait {
  readonly tableName: string;
  readonly wait: WaitSettings;
  readonly deadline: Deadline;
  /** Whether the time of the call grows with what the changes usually take, as nobody has chosen it. */
  readonly growsWithSteps: boolean;
  /** Regions whose replicas the change is about; `undefined` where it is about no replica. */
  readonly awaitsReplicas?: readonly string[] | undefined;
  /** What the change removes: backfills of indexes that are to be removed are not waited for, as DynamoDB accepts that. */
  readonly removals?: Pick<Removals, "dropIndexes"> | undefined;
}

/**
 * Waits until nobody else's change of the table is under way, as DynamoDB refuses ours until then. Unless the time of the call
 * was chosen, it grows with what such a change usually takes.
 */
export function* waitUntilStable(
  context: TableContext,
  { tableName, wait, deadline, growsWithSteps, awaitsReplicas, removals = {} }: StableWait,
  description?: TableDescription,
): Procedure<TableDescription> {
  const until = wait.until === "settled" ? "settled" : "indexes";
  const { dropIndexes: cancels } = removals;
  // Vector indexes have to be searched for that.
  const isSearched = until === "settled" && (description?.VectorIndexes ?? []).length > 0;
  if (
    description !== undefined &&
    !isSearched &&
    pendingParts(description, until, awaitsReplicas, cancels).length === 0
  )
    return description;
  const seen = new Set<string>();
  const allowFor = (part: string, [, high]: SecondsRange) => {
    if (!seen.has(part)) deadline.allow(high * PATIENCE * 1000);
    seen.add(part);
    context.allowFor(deadline.timeoutMs);
  };
  const onProgress = (state: WaitProgress) => {
    if (growsWithSteps && state.tableStatus === "UPDATING") allowFor("table", USUAL_SECONDS.switchToOnDemand);
    for (const { indexName, status } of growsWithSteps ? state.indexes : [])
      if (status === "CREATING" && state.tableStatus !== "CREATING") allowFor(indexName, ADD_INDEX);
    for (const { region, status } of (growsWithSteps && awaitsReplicas && state.replicas) || [])
      if (status !== "ACTIVE") allowFor(`replica ${region}`, ADD_REPLICA);
    wait.onProgress?.(state);
  };
  return yield* waitUntilActive(
    context,
    tableName,
    { ...wait, until, awaitsReplicas, cancels, onProgress },
    deadline,
    description,
  );
}
