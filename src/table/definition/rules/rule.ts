import type { KeySchemaElement, Projection } from "@aws-sdk/client-dynamodb";
import { MAX_ATTRIBUTE_NAME_BYTES } from "../../../dynamodb/limits.js";
import type { Report } from "../../../validation/issues.js";
import type { CreateTableRequest } from "../create-table-request.js";

/** A rule of DynamoDB, or of this library, for tables. */
export interface Rule {
  /** The name of the rule in tests. */
  readonly name: string;
  /** Reports every place where a request breaks the rule. */
  readonly check: (request: CreateTableRequest, report: Report) => void;
}

/** An index of a request, with the members that all kinds have. A vector index has a search schema instead of a key. */
export interface RequestIndex {
  readonly kind: "global" | "local" | "vector";
  readonly name: string;
  readonly keySchema: readonly KeySchemaElement[];
  readonly projection: Projection | undefined;
  /** Where the caller wrote a member of this index. */
  readonly at: (...path: (string | number)[]) => string;
}

/** All indexes of a request, the global ones first, and the vector indexes last. */
export function indexesOf({ input, at }: CreateTableRequest): RequestIndex[] {
  const indexes: RequestIndex[] = [];
  for (const [kind, member] of INDEX_MEMBERS) {
    for (const [place, index] of (input[member] ?? []).entries()) {
      indexes.push({
        kind,
        name: index.IndexName ?? "",
        keySchema: ("KeySchema" in index && index.KeySchema) || [],
        projection: index.Projection,
        at: (...path) => at(member, place, ...path),
      });
    }
  }
  return indexes;
}

const INDEX_MEMBERS = [
  ["global", "GlobalSecondaryIndexes"],
  ["local", "LocalSecondaryIndexes"],
  ["vector", "VectorIndexes"],
] as const;

/** A key schema of a request, with the path of each of its elements. */
export interface RequestKeySchema {
  readonly of: "table" | Exclude<RequestIndex["kind"], "vector">;
  readonly elements: readonly KeySchemaElement[];
  readonly at: (element: number) => string;
}

/** The key schemas of the table and of all indexes. */
export function keySchemasOf(request: CreateTableRequest): RequestKeySchema[] {
  const ofIndexes = indexesOf(request).flatMap(({ kind, keySchema, at }): RequestKeySchema[] => {
    if (kind === "vector") return [];
    return [{ of: kind, elements: keySchema, at: (element: number) => at("KeySchema", element) }];
  });
  const ofTable = {
    of: "table" as const,
    elements: request.input.KeySchema ?? [],
    at: (element: number) => request.at("KeySchema", element),
  };
  return [ofTable, ...ofIndexes];
}

/** What to do about an attribute name that is empty or too long. */
export const ATTRIBUTE_NAME_FIX = `use 1 to ${MAX_ATTRIBUTE_NAME_BYTES} bytes.`;
