import type { Description } from "../tables.js";
import type { Change, Planner, UpdateRequest } from "./change.js";
import { findIndex } from "./index-actions.js";

/** Deletion of a global secondary index, and of attribute definitions that only its key used. */
export const planIndexDeletion: Planner = (request) =>
  (request.input.GlobalSecondaryIndexUpdates ?? []).flatMap(({ Delete }) =>
    Delete ? drop(request, Delete.IndexName) : [],
  );

function drop({ controlPlane, table }: UpdateRequest, indexName: unknown): Change {
  const { description } = table;
  const index = findIndex(table, indexName, "delete");
  return {
    ms: controlPlane.durations.deleteIndexMs,
    tableChange: "index",
    store: { kind: "define", keys: without(description, indexName) },
    start: () => {
      index.IndexStatus = "DELETING";
      delete index.Backfilling;
    },
    finish: () => {
      const rest = without(description, indexName);
      delete description.GlobalSecondaryIndexes;
      table.separateSettings.insights.delete(String(indexName));
      Object.assign(description, rest);
    },
  };
}

function without({ GlobalSecondaryIndexes = [], ...others }: Description, indexName: unknown): Description {
  const { AttributeDefinitions = [], LocalSecondaryIndexes = [] } = others;
  const indexes = GlobalSecondaryIndexes.filter(({ IndexName }) => IndexName !== indexName);
  const keys = [others, ...LocalSecondaryIndexes, ...indexes].flatMap(({ KeySchema = [] }) => KeySchema);
  const used = new Set(keys.map(({ AttributeName }) => AttributeName));
  return {
    ...others,
    AttributeDefinitions: AttributeDefinitions.filter(({ AttributeName }) => used.has(AttributeName)),
    ...(indexes.length > 0 && { GlobalSecondaryIndexes: indexes }),
  };
}
