import { defineTable, type SharedTableDefinition } from "../../index.js";
import type { CreateTableOptions } from "../../table/definition/options.js";
import { defined } from "../../validation/defined.js";
import { byProperty } from "./index-properties.js";

/** The argument of `defineTable` for a table. */
export function tableDefinition(table: string, definition: CreateTableOptions): SharedTableDefinition {
  const { partitionKey, sortKey, globalSecondaryIndexes, localSecondaryIndexes, ...settings } = definition;
  const taken = new Set<string>();
  return defined<SharedTableDefinition>({
    table,
    partitionKey,
    sortKey,
    globalSecondaryIndexes: byProperty(globalSecondaryIndexes, isMember, taken),
    localSecondaryIndexes: byProperty(localSecondaryIndexes, isMember, taken),
    tableOptions: Object.keys(settings).length > 0 ? settings : undefined,
  });
}

/** Whether every table has a member of this name, which no index can have. */
function isMember(name: string): boolean {
  return name in defineTable({ table: "any", partitionKey: ["id", "S"] });
}
