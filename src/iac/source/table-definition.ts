import { defineTable, type SharedTableDefinition } from "../../index.js";
import { ENTITY_ATTRIBUTE } from "../../model/shared-table-schema.js";
import type { CreateTableOptions } from "../../table/definition/options.js";
import { defined } from "../../validation/defined.js";
import { byProperty } from "./index-properties.js";
import type { SourceParts } from "./model-definition.js";

/** The argument of `defineTable` for a table, and comments on what is different. */
export function tableDefinition(table: string, definition: CreateTableOptions): SourceParts {
  const { partitionKey, sortKey, globalSecondaryIndexes, localSecondaryIndexes, vectorIndexes, ...settings } =
    definition;
  const taken = new Set<string>();
  const shared: SharedTableDefinition = {
    table,
    partitionKey,
    sortKey,
    globalSecondaryIndexes: byProperty(globalSecondaryIndexes, isMember, taken),
    localSecondaryIndexes: byProperty(localSecondaryIndexes, isMember, taken),
    vectorIndexes: byProperty(vectorIndexes, isMember, taken),
    tableOptions: Object.keys(settings).length > 0 ? settings : undefined,
  };
  return { definition: defined(shared), comments: commentsOn(definition) };
}

/** An index with a list of attributes has to have that of the entity, or it cannot tell the items of models apart. */
function commentsOn({
  globalSecondaryIndexes = [],
  localSecondaryIndexes = [],
  vectorIndexes = [],
}: CreateTableOptions) {
  return [...globalSecondaryIndexes, ...localSecondaryIndexes, ...vectorIndexes].flatMap(({ indexName, projection }) =>
    typeof projection === "object" && !projection.includes(ENTITY_ATTRIBUTE)
      ? [
          `// Index ${indexName} does not project "${ENTITY_ATTRIBUTE}": defineTable adds it, so a plan replaces the index.\n`,
        ]
      : [],
  );
}

/** Whether every table has a member of this name, which no index can have. */
function isMember(name: string): boolean {
  return name in defineTable({ table: "any", partitionKey: ["id", "S"] });
}
