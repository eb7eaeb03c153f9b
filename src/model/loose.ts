import type { Attributes } from "./attribute.js";

/** A definition as the checks and the compiler read it, whatever its types promised. */
export interface LooseDefinition {
  readonly table: string;
  readonly attributes: Attributes;
  readonly globalSecondaryIndexes?: Readonly<Record<string, LooseIndex>> | undefined;
  readonly localSecondaryIndexes?: Readonly<Record<string, LooseIndex>> | undefined;
  readonly tableOptions?: object | undefined;
  readonly client?: object | undefined;
}

/** An index of either kind, before it is checked. */
export interface LooseIndex {
  readonly indexName?: string | undefined;
  readonly partitionKey?: string | readonly string[] | undefined;
  readonly sortKey?: string | readonly string[] | undefined;
  readonly projection?: "ALL" | "KEYS_ONLY" | readonly string[] | undefined;
}

/** A key of an index as a list of names. */
export function namesOf(key: string | readonly string[] | undefined): readonly string[] {
  return typeof key === "string" ? [key] : (key ?? []);
}
