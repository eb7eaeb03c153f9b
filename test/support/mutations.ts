import type { CreateTableCommandInput } from "@aws-sdk/client-dynamodb";
import { readCreateTable } from "../../src/table/create/create-table-call.js";
import type { Definition } from "./definitions.js";

/** A definition with one mistake. */
export interface Mutated extends Definition {
  /** The path of the mistake: an issue's path starts with it. */
  readonly at: string;
}

/** Picks a number from 0 up to, but not including, `below`. */
export type Choose = (below: number) => number;

/** One kind of mistake, made somewhere in a valid definition. */
export interface Mutation {
  readonly kind: string;
  /** Returns `undefined` if the definition cannot have this mistake. */
  readonly apply: (definition: Definition, pick: Choose) => Mutated | undefined;
}

/** Casts a value that the types do not allow, for a mutation. */
export function wrong<T>(value: unknown): T {
  return value as T;
}

/** A mistake in the options. `change` alters a copy of them and returns the path. */
export function inOptions(kind: string, change: (options: Changeable, pick: Choose) => string | undefined): Mutation {
  return {
    kind: `options: ${kind}`,
    apply: ({ tableName, options }, pick) => {
      const copy = wrong<Changeable>(structuredClone(options));
      const at = change(copy, pick);
      return at === undefined ? undefined : { tableName, options: wrong(copy), at };
    },
  };
}

/** The options, for mutations. */
export interface Changeable {
  partitionKey: unknown;
  sortKey?: unknown;
  billingMode?: unknown;
  readCapacity?: unknown;
  globalSecondaryIndexes?: Record<string, unknown>[];
  localSecondaryIndexes?: Record<string, unknown>[];
}

/** A mistake in the request, which is passed as `input`. `change` alters a copy of it and returns the path. */
export function inRequest(
  kind: string,
  change: (request: CreateTableCommandInput, pick: Choose) => string | undefined,
): Mutation {
  return {
    kind: `request: ${kind}`,
    apply: ({ tableName, options }, pick) => {
      const request = structuredClone(readCreateTable(tableName, options).input);
      const at = change(request, pick);
      if (at === undefined) return undefined;
      return { tableName, options: { partitionKey: ["replaced", "S"], input: request }, at: `input.${at}` };
    },
  };
}
