import { defineTable, type SharedTableDefinition } from "../../index.js";
import { ENTITY_ATTRIBUTE } from "../../model/shared-table-schema.js";
import { listOfKeys } from "../../table/definition/create-table-request.js";
import type { CreateTableOptions, KeyAttribute, KeyAttributes, Projection } from "../../table/definition/options.js";
import { defined } from "../../validation/defined.js";
import { wordsOf } from "../names.js";
import { byProperty } from "./index-properties.js";
import { keysOfIndexes } from "./key-attributes.js";
import type { SourceParts } from "./model-definition.js";
import { isMemberOfObjects, refuseKeys } from "./refuse-keys.js";

/** The argument of `defineTable` for a table, and comments on what is different. */
export function tableDefinition(table: string, definition: CreateTableOptions): SourceParts {
  const { partitionKey, sortKey, globalSecondaryIndexes, localSecondaryIndexes, vectorIndexes, ...settings } =
    definition;
  const keys = keyNamesOf(definition);
  refuseKeys(table, keys.filter(isMemberOfObjects));
  const taken = new Set<string>();
  const sample = defineTable({ table: "any", partitionKey: ["id", "S"] });
  // Every table has these members, so no index can have their names.
  const isMember = (name: string) => name in sample;
  const globals = globalSecondaryIndexes?.map((index) =>
    defined({ ...index, partitionKey: short(index.partitionKey), sortKey: index.sortKey && short(index.sortKey) }),
  );
  const entityAttribute = entityAttributeOf(definition, keys);
  const shared: SharedTableDefinition = {
    table,
    partitionKey,
    sortKey,
    entityAttribute,
    globalSecondaryIndexes: byProperty(globals?.map(withoutDefault), isMember, taken),
    localSecondaryIndexes: byProperty(localSecondaryIndexes?.map(withoutDefault), isMember, taken),
    vectorIndexes: byProperty(vectorIndexes?.map(withoutDefault), isMember, taken),
    tableOptions: Object.keys(settings).length > 0 ? settings : undefined,
  };
  return { definition: defined(shared), comments: commentsOn(definition, entityAttribute) };
}

function keyNamesOf(definition: CreateTableOptions): readonly string[] {
  const { partitionKey, sortKey } = definition;
  return [partitionKey, ...listOfKeys(sortKey), ...keysOfIndexes(definition)].map(([name]) => name);
}

/** An index without a projection that is the default. */
function withoutDefault<T extends { readonly projection?: Projection | undefined }>(index: T): T {
  return index.projection === "ALL" ? defined({ ...index, projection: undefined }) : index;
}

/** One key as itself, and not as a list. */
function short<T extends KeyAttribute | KeyAttributes | readonly []>(keys: T): T | KeyAttribute {
  const [first, ...others] = listOfKeys(keys);
  return first !== undefined && others.length === 0 ? first : keys;
}

/** Words in the names of attributes that tell items of several types apart, also in those of other libraries. */
const TYPE_WORDS = /^(type|typename|kind|entity|model|class|et|edb)$/i;

/**
 * The attribute of entities, where it is not the usual one: an index with a list of attributes has to project it, and defineTable
 * would add the usual one. So it is an attribute that all lists have, if one of them is named like a type.
 */
function entityAttributeOf(definition: CreateTableOptions, keys: readonly string[]): string | undefined {
  const lists = projectionsOf(definition);
  if (lists.every(({ names }) => names.includes(ENTITY_ATTRIBUTE))) return undefined;
  return lists[0]?.names.find(
    (name) =>
      wordsOf(name).some((word) => TYPE_WORDS.test(word)) &&
      lists.every(({ names }) => names.includes(name)) &&
      !keys.includes(name) &&
      !isMemberOfObjects(name),
  );
}

function projectionsOf({
  globalSecondaryIndexes = [],
  localSecondaryIndexes = [],
  vectorIndexes = [],
}: CreateTableOptions) {
  return [...globalSecondaryIndexes, ...localSecondaryIndexes, ...vectorIndexes].flatMap(({ indexName, projection }) =>
    typeof projection === "object" ? [{ indexName, names: projection }] : [],
  );
}

/** An index with a list of attributes has to have that of the entity, or it cannot tell the items of models apart. */
function commentsOn(definition: CreateTableOptions, entityAttribute: string | undefined): readonly string[] {
  if (entityAttribute !== undefined)
    return [
      `// The indexes project "${entityAttribute}". With another entityAttribute, defineTable adds that one, so a plan replaces them.\n`,
    ];
  return projectionsOf(definition)
    .filter(({ names }) => !names.includes(ENTITY_ATTRIBUTE))
    .map(
      ({ indexName }) =>
        `// Index ${indexName} does not project "${ENTITY_ATTRIBUTE}": defineTable adds it, so a plan replaces the index.\n`,
    );
}
