import type { KeySchemaElement, Projection } from "@aws-sdk/client-dynamodb";
import { MAX_ATTRIBUTE_NAME_BYTES } from "../../../dynamodb/limits.js";
import type { Report } from "../../../validation/issues.js";
import type { CreateTableRequest } from "../create-table-request.js";

/** One rule that DynamoDB, or this library, has for a table. */
export interface Rule {
  /** A name for tests and discussions. */
  readonly name: string;
  /** Reports every place where the request breaks the rule. */
  readonly check: (request: CreateTableRequest, report: Report) => void;
}

/** An index of a request, of either kind, with what the two kinds share. */
export interface RequestIndex {
  readonly kind: "global" | "local";
  readonly name: string;
  readonly keySchema: readonly KeySchemaElement[];
  readonly projection: Projection | undefined;
  /** Where the caller wrote a member of this index. */
  readonly at: (...path: (string | number)[]) => string;
}

/** Every index of the request, the global ones first. */
export function indexesOf({ input, at }: CreateTableRequest): RequestIndex[] {
  const indexes: RequestIndex[] = [];
  for (const [kind, member] of INDEX_MEMBERS) {
    for (const [place, index] of (input[member] ?? []).entries()) {
      indexes.push({
        kind,
        name: index.IndexName ?? "",
        keySchema: index.KeySchema ?? [],
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
] as const;

/** A key schema of the request, with the place of each of its elements. */
export interface RequestKeySchema {
  readonly of: "table" | RequestIndex["kind"];
  readonly elements: readonly KeySchemaElement[];
  readonly at: (element: number) => string;
}

/** The key schema of the table and of every index. */
export function keySchemasOf(request: CreateTableRequest): RequestKeySchema[] {
  const ofIndexes = indexesOf(request).map(({ kind, keySchema, at }) => ({
    of: kind,
    elements: keySchema,
    at: (element: number) => at("KeySchema", element),
  }));
  const ofTable = {
    of: "table" as const,
    elements: request.input.KeySchema ?? [],
    at: (element: number) => request.at("KeySchema", element),
  };
  return [ofTable, ...ofIndexes];
}

/** What to do about an attribute name that is empty or too long. */
export const ATTRIBUTE_NAME_FIX = `use 1 to ${MAX_ATTRIBUTE_NAME_BYTES} bytes.`;
