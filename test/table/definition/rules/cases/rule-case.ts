import type { CreateTableOptions } from "../../../../../src/table/definition/options.js";

/** A definition that breaks one rule and no other, and one beside it that is just allowed. */
export interface RuleCase {
  /** The rule's name. */
  readonly rule: string;
  /** What the case is about, where a rule has several. */
  readonly about: string;
  readonly tableName?: string;
  /** The options that break the rule, over a partition key. Often such as the types forbid. */
  readonly breaking: object;
  /** Where the one mistake is. */
  readonly path: string;
  /** What the message says, and what the fix says. */
  readonly message: string;
  readonly fix: string;
  /** Nearly the same options, and nothing wrong. */
  readonly allowed: object;
  readonly allowedTableName?: string;
}

/** Options with a partition key, whatever else they hold. */
export function options(given: object): CreateTableOptions {
  // The cases hold what JavaScript callers may write, which is more than the types let through.
  return { partitionKey: ["pk", "S"], ...given } as CreateTableOptions;
}

/** A list of `count` members. */
export function times<T>(count: number, member: (place: number) => T): T[] {
  return Array.from({ length: count }, (_, place) => member(place));
}

export const sortKey = ["sk", "S"];
/** A global index that nothing is wrong with. */
export const global = { indexName: "by-email", partitionKey: ["email", "S"] };
/** A local index that nothing is wrong with, in a table with a sort key. */
export const local = { indexName: "by-age", sortKey: ["age", "N"] };
/** A vector index that nothing is wrong with. */
export const vector = { indexName: "by-meaning", vector: "embedding", dimensions: 3, distance: "COSINE" };

/** The same indexes as the request has them. */
export const rawGlobal = {
  IndexName: "by-email",
  KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
  Projection: { ProjectionType: "ALL" },
};
export const rawLocal = {
  IndexName: "by-age",
  KeySchema: [
    { AttributeName: "pk", KeyType: "HASH" },
    { AttributeName: "age", KeyType: "RANGE" },
  ],
  Projection: { ProjectionType: "ALL" },
};
/** Definitions of string attributes, as the request has them. */
export const defined = (...names: string[]) =>
  names.map((AttributeName) => ({ AttributeName, AttributeType: "S" as const }));
