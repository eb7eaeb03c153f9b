import type { VectorDistance } from "../dynamodb/vector-indexes.js";
import type { AttributeSpec } from "./attribute.js";
import type { UncheckedVectorIndex } from "./unchecked-definition.js";

/** A vector index of a table. */
export interface VectorIndexSchema {
  /** The property for this index, of the model or of the table. */
  readonly property: string;
  readonly indexName: string;
  /** The attribute with the vector. */
  readonly vector: string;
  readonly dimensions: number;
  readonly distance: VectorDistance;
  /** The attribute that partitions it: one or none. */
  readonly partitionKey: readonly string[];
  readonly filters: readonly string[];
  readonly projection: "ALL" | "KEYS_ONLY" | readonly string[];
}

/** The vector indexes of a model's own table. */
export function ownVectorIndexes(
  indexes: Readonly<Record<string, UncheckedVectorIndex>> | undefined,
  specs: Readonly<Record<string, AttributeSpec>>,
): VectorIndexSchema[] {
  return Object.entries(indexes ?? {}).map(([property, index]) => ({
    property,
    indexName: index.indexName ?? property,
    vector: index.vector,
    dimensions: specs[index.vector]?.dimensions ?? 0, // it was checked
    distance: index.distance,
    partitionKey: index.partitionKey === undefined ? [] : [index.partitionKey],
    filters: index.filters ?? [],
    projection: index.projection ?? "ALL",
  }));
}

/**
 * The vector indexes of a shared table that a model's items can be in: those whose vector is one of its attributes. Filters that
 * the model does not have are left out.
 */
export function usedVectorIndexes(
  indexes: readonly VectorIndexSchema[],
  specs: Readonly<Record<string, AttributeSpec>>,
): VectorIndexSchema[] {
  return indexes
    .filter(({ vector }) => Object.hasOwn(specs, vector))
    .map((index) => ({ ...index, filters: index.filters.filter((name) => Object.hasOwn(specs, name)) }));
}

/** The attributes that a search can compare with values. */
export function searchNames({ partitionKey, filters }: VectorIndexSchema): string[] {
  return [...partitionKey, ...filters];
}

/** The index as a key with the attribute that partitions it: DynamoDB refuses empty values of it, as of any key. */
export function keyOfVectorIndex({ indexName, partitionKey }: VectorIndexSchema) {
  return { indexName, partitionKey, sortKey: [] };
}
