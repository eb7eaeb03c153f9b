import { type SecondsRange, USUAL_SECONDS } from "../../dynamodb/durations.js";
import type { WaitProgress } from "../../index.js";

/** How long what a table waits for usually takes, as far as its state tells. */
export function usualSecondsFor({
  tableStatus,
  indexes,
  pending,
}: Pick<WaitProgress, "tableStatus" | "indexes" | "pending">): SecondsRange | undefined {
  if (pending.length === 0) return undefined;
  if (tableStatus === "CREATING")
    return indexes.length > 0 ? USUAL_SECONDS.createTableWithIndexes : USUAL_SECONDS.createTable;
  if (tableStatus === "DELETING") return USUAL_SECONDS.deleteTable;
  const building = indexes.find(({ status }) => status === "CREATING");
  if (building?.backfilling) return USUAL_SECONDS.backfillIndex;
  if (building !== undefined) {
    const [allocation, backfill] = [USUAL_SECONDS.allocateIndex, USUAL_SECONDS.backfillIndex];
    return [allocation[0] + backfill[0], allocation[1] + backfill[1]];
  }
  return indexes.some(({ status }) => status === "DELETING") ? USUAL_SECONDS.deleteIndex : undefined;
}
