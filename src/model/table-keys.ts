import type { AttributeSpec, KeyStorage } from "./attribute.js";
import type { UncheckedDefinition, UncheckedIndex } from "./unchecked-definition.js";
import { namesOf } from "./unchecked-definition.js";
import { ownVectorIndexes, type VectorIndexSchema } from "./vector-indexes.js";

/** An index of a table, with its keys as lists. */
export interface IndexSchema {
  readonly kind: "global" | "local";
  /** The property for this index, of the model or of the table. */
  readonly property: string;
  readonly indexName: string;
  readonly partitionKey: readonly string[];
  readonly sortKey: readonly string[];
  readonly projection: "ALL" | "KEYS_ONLY" | readonly string[];
  /** The index's other options of `createTable`. @defaultValue none */
  readonly settings?: object | undefined;
}

/** The keys of a table and of its indexes. */
export interface TableKeys {
  readonly table: string;
  readonly partitionKey: string;
  readonly sortKey: string | undefined;
  readonly indexes: readonly IndexSchema[];
  readonly vectorIndexes: readonly VectorIndexSchema[];
  /** The type of a key attribute, or of one that a vector index can compare. */
  keyType(name: string): KeyStorage;
}

/** The keys of a model's own table. */
export function ownKeys(
  definition: UncheckedDefinition & { readonly table: string },
  specs: Readonly<Record<string, AttributeSpec>>,
): TableKeys {
  const named = (role: AttributeSpec["role"]) => Object.keys(specs).find((name) => specs[name]?.role === role);
  const partitionKey = named("partitionKey") ?? "";
  return {
    table: definition.table,
    partitionKey,
    sortKey: named("sortKey"),
    indexes: indexesOf(definition, partitionKey),
    vectorIndexes: ownVectorIndexes(definition.vectorIndexes, specs),
    keyType: (name) => specs[name]?.codec.storage as KeyStorage, // every key was checked
  };
}

function indexesOf(definition: UncheckedDefinition, partitionKey: string): IndexSchema[] {
  const compile = (kind: IndexSchema["kind"], indexes: Readonly<Record<string, UncheckedIndex | undefined>> = {}) =>
    Object.entries(Object(indexes) as typeof indexes).map(([property, index]) => ({
      kind,
      property,
      indexName: index?.indexName ?? property,
      partitionKey: kind === "local" ? [partitionKey] : namesOf(index?.partitionKey),
      sortKey: namesOf(index?.sortKey),
      projection: index?.projection ?? ("ALL" as const),
    }));
  return [
    ...compile("global", definition.globalSecondaryIndexes),
    ...compile("local", definition.localSecondaryIndexes),
  ];
}
