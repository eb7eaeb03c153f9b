import type { IndexDescription } from "../settings.js";
import type { Description } from "../tables.js";
import { usedDefinitions } from "../used-definitions.js";
import type { VectorIndexDescription } from "../vector-indexes.js";
import type { Change, Planner, UpdateRequest } from "./change.js";
import { findIndex, findVectorIndex } from "./index-actions.js";

interface Action {
  readonly Delete?: { readonly IndexName: string | undefined } | undefined;
}

/** Deletion of a global secondary index or of a vector index, and of attribute definitions that only it used. */
export const planIndexDeletion: Planner = (request) => {
  const { table, input } = request;
  const { GlobalSecondaryIndexUpdates = [], VectorIndexUpdates = [] } = input;
  const deletions = (actions: readonly Action[]) => actions.flatMap(({ Delete }) => Delete?.IndexName ?? []);
  return [
    ...deletions(GlobalSecondaryIndexUpdates).map((name) => drop(request, findIndex(table, name, "delete"))),
    ...deletions(VectorIndexUpdates).map((name) => drop(request, findVectorIndex(table, name))),
  ];
};

function drop({ controlPlane, table }: UpdateRequest, index: IndexDescription | VectorIndexDescription): Change {
  const { description } = table;
  const indexName = index.IndexName;
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
      delete description.VectorIndexes;
      table.separateSettings.insights.delete(String(indexName));
      Object.assign(description, rest);
    },
  };
}

function without(table: Description, indexName: unknown): Description {
  const { GlobalSecondaryIndexes = [], VectorIndexes = [], ...others } = table;
  const globals = GlobalSecondaryIndexes.filter(({ IndexName }) => IndexName !== indexName);
  const vectors = VectorIndexes.filter(({ IndexName }) => IndexName !== indexName);
  const users = [others, ...(others.LocalSecondaryIndexes ?? []), ...globals, ...vectors];
  return {
    ...others,
    AttributeDefinitions: usedDefinitions(others.AttributeDefinitions, users),
    ...(globals.length > 0 && { GlobalSecondaryIndexes: globals }),
    ...(vectors.length > 0 && { VectorIndexes: vectors }),
  };
}
