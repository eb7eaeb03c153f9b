import { isKept, storeInputOf } from "../store-input.js";
import type { Description } from "../tables.js";
import { type Change, type Planner, type UpdateRequest } from "./change.js";
import { findIndex } from "./index-actions.js";

/** The deletion of a global secondary index. What only it had in its key is defined no more when it is gone. */
export const planIndexDeletion: Planner = (request) =>
  (request.input.GlobalSecondaryIndexUpdates ?? []).flatMap(({ Delete }) =>
    Delete ? drop(request, Delete.IndexName) : [],
  );

function drop({ plane, table }: UpdateRequest, indexName: unknown): Change {
  const { description } = table;
  const index = findIndex(table, indexName, "delete");
  return {
    ms: plane.durations.deleteIndex,
    holdsTable: true,
    store: isKept(index)
      ? { kind: "rebuild", input: storeInputOf(without(description, index.IndexName)) }
      : undefined,
    start: () => {
      index.IndexStatus = "DELETING";
      delete index.Backfilling;
    },
    finish: () => {
      delete description.GlobalSecondaryIndexes;
      Object.assign(description, without({ ...description, GlobalSecondaryIndexes: [] }, index.IndexName));
    },
  };
}
