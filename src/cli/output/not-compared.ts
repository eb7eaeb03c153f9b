import type { TableDescription } from "@aws-sdk/client-dynamodb";
import type { TableInList } from "../../async/client/many-tables.js";
import { incomparable, type NotCompared } from "../../table/definition/differences.js";
import { createOptionsOf, isModel } from "../../table/definition/from-model.js";
import { normaliseObserved } from "../../table/definition/normalise-description.js";
import type { NamedDefinition } from "../../table/many/options.js";
import { verifyTableOptions } from "../../table/update/options.js";
import { onlyAtCreation, readChanges } from "../../table/update/read-changes.js";
import type { LoadedTable } from "../loading/load-tables.js";

/** What a definition mentions, and a comparison with the table leaves out, because DynamoDB does not show it. */
export function notComparedOf(
  { tableName, table }: LoadedTable,
  description: TableDescription,
): readonly NotCompared[] {
  const { wanted, options } = readChanges(tableName, definitionOf(table), verifyTableOptions);
  const reason = "It is sent only when the table is created.";
  return [
    ...incomparable(wanted, normaliseObserved({ description })),
    ...onlyAtCreation(options).map((target) => ({ target, reason })),
  ];
}

function definitionOf(table: TableInList): object {
  return isModel(table) ? createOptionsOf(table, {}) : (table as NamedDefinition)[1]; // the other form of a table in a list
}
