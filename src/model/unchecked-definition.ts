import type { VectorDistance } from "../dynamodb/vector-indexes.js";
import type { Attributes } from "./attribute.js";
import type { Upgrade } from "./entity.js";

/** A definition before it is checked, which can have other types than declared. */
export interface UncheckedDefinition {
  /** Its name, or a table of `defineTable`. */
  readonly table: string | object;
  readonly attributes: Attributes;
  readonly keys?: Readonly<Record<string, string>> | undefined;
  readonly entity?: string | undefined;
  readonly entityVersion?: number | undefined;
  readonly upgrade?: Upgrade | undefined;
  readonly globalSecondaryIndexes?: Readonly<Record<string, UncheckedIndex>> | undefined;
  readonly localSecondaryIndexes?: Readonly<Record<string, UncheckedIndex>> | undefined;
  readonly vectorIndexes?: Readonly<Record<string, UncheckedVectorIndex>> | undefined;
  readonly tableOptions?: object | undefined;
  readonly client?: object | undefined;
}

/** An index of either kind, before it is checked. */
export interface UncheckedIndex {
  readonly indexName?: string | undefined;
  readonly partitionKey?: string | readonly string[] | undefined;
  readonly sortKey?: string | readonly string[] | undefined;
  readonly projection?: "ALL" | "KEYS_ONLY" | readonly string[] | undefined;
}

/** A vector index, before it is checked. */
export interface UncheckedVectorIndex {
  readonly indexName?: string | undefined;
  readonly vector: string;
  readonly distance: VectorDistance;
  readonly partitionKey?: string | undefined;
  readonly filters?: readonly string[] | undefined;
  readonly projection?: "ALL" | "KEYS_ONLY" | readonly string[] | undefined;
}

/** A key of an index as a list of names. */
export function namesOf(key: string | readonly string[] | undefined): readonly string[] {
  if (typeof key === "string") return [key];
  return Array.isArray(key) ? key : [];
}
