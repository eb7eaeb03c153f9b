import type { Attributes } from "./attribute.js";

/** A definition before it is checked, which can have other types than declared. */
export interface UncheckedDefinition {
  readonly table: string;
  readonly attributes: Attributes;
  readonly globalSecondaryIndexes?: Readonly<Record<string, UncheckedIndex>> | undefined;
  readonly localSecondaryIndexes?: Readonly<Record<string, UncheckedIndex>> | undefined;
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

/** A key of an index as a list of names. */
export function namesOf(key: string | readonly string[] | undefined): readonly string[] {
  return typeof key === "string" ? [key] : (key ?? []);
}
