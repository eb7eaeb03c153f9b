import type {
  AttributeValue,
  BatchGetItemCommandInput,
  BatchGetItemCommandOutput,
  BatchWriteItemCommandInput,
  BatchWriteItemCommandOutput,
  WriteRequest,
} from "@aws-sdk/client-dynamodb";
import { ExpressionError } from "../errors.js";
import { isObject } from "./codec.js";
import { identityOf } from "./same-stored.js";
import type { Schema, StoredItem } from "./schema.js";
import { nextItem } from "./versions.js";

/** One part of a batch: on one item of a model. */
interface BatchPart {
  /** @internal */
  readonly schema: Schema;
  /** @internal */
  readonly key: StoredItem;
}

/** One part of a batch that writes: made by a model's `batchPut` or `batchDelete`. */
export interface BatchWrite extends BatchPart {
  /** @internal */
  readonly request: WriteRequest;
  /** @internal */
  readonly done: () => void;
}

/** One part of a batch that reads: made by a model's `batchRead`. */
export interface BatchRead<T> extends BatchPart {
  /** @internal */
  readonly read: (stored: StoredItem) => T;
}

/** What a batch that reads gives: an item, or `undefined`, for each of its parts. */
export type BatchGetResults<T extends readonly BatchRead<unknown>[]> = {
  -readonly [I in keyof T]: T[I] extends BatchRead<infer Item> ? Item | undefined : never;
};

/** A batch has no conditions: an item that is put gets its next version, whatever is there. */
export function batchPut(schema: Schema, item: object): BatchWrite {
  const { stored, counted } = nextItem(schema, item);
  const key = Object.fromEntries(schema.keyNames.map((name) => [name, stored[name] as AttributeValue])); // encoded, so there
  return { schema, key, request: { PutRequest: { Item: stored } }, done: () => void Object.assign(item, counted) };
}

export function batchDelete(schema: Schema, key: object): BatchWrite {
  const Key = schema.encodeKey(key);
  return { schema, key: Key, request: { DeleteRequest: { Key } }, done: () => {} };
}

export function batchRead<T>(schema: Schema, key: object, read: (stored: StoredItem) => T): BatchRead<T> {
  return { schema, key: schema.encodeKey(key), read };
}

/** Refuses what no batch can be made of, and the same item twice. */
export function checkBatch<P extends BatchPart>(parts: readonly P[], member: keyof P & string, makers: string): void {
  if (!Array.isArray(parts) || !parts.every((part) => isObject(part) && "schema" in part && member in part)) {
    throw new ExpressionError("Batch", [
      { path: "parts", message: "expected a list of parts.", fix: `make each with a model's ${makers}.` },
    ]);
  }
  const seen = new Set<string>();
  const issues = parts.flatMap((part: P, place) => {
    const item = itemOf(part.schema, part.key);
    const isTwice = seen.has(item);
    seen.add(item);
    const message = `is on an item of table "${part.schema.table}" that another part is on.`;
    return isTwice ? [{ path: `parts[${place}]`, message, fix: "use each item once." }] : [];
  });
  if (issues.length > 0) throw new ExpressionError("Batch", issues);
}

/** What is the same for the same item of a table, in whatever form its key is written. */
export function itemOf({ table, keyNames }: Pick<Schema, "table" | "keyNames">, stored: StoredItem): string {
  return JSON.stringify([table, ...keyNames.map((name) => identityOf(stored[name]))]);
}

export function batchGetRequest(
  parts: readonly BatchRead<unknown>[],
  ConsistentRead: boolean | undefined,
): BatchGetItemCommandInput {
  const tables = tablesOf(parts, ({ key }) => key);
  const asked = [...tables].map(([table, Keys]) => [table, { Keys, ConsistentRead }] as const);
  return { RequestItems: Object.fromEntries(asked) };
}

export function batchWriteRequest(parts: readonly BatchWrite[]): BatchWriteItemCommandInput {
  return { RequestItems: Object.fromEntries(tablesOf(parts, ({ request }) => request)) };
}

/** The items of an answer, each with the text that stands for it. */
export function foundIn(
  parts: readonly BatchRead<unknown>[],
  { Responses = {} }: BatchGetItemCommandOutput,
): [item: string, stored: StoredItem][] {
  return schemasOf(parts).flatMap((schema) =>
    (Responses[schema.table] ?? []).map((stored): [string, StoredItem] => [itemOf(schema, stored), stored]),
  );
}

/** The parts that DynamoDB left unread. */
export function unread<P extends BatchRead<unknown>>(
  parts: readonly P[],
  { UnprocessedKeys = {} }: BatchGetItemCommandOutput,
): P[] {
  return unprocessed(parts, (table) => UnprocessedKeys[table]?.Keys ?? []);
}

/** The parts that DynamoDB left unwritten. */
export function unwritten<P extends BatchWrite>(
  parts: readonly P[],
  { UnprocessedItems = {} }: BatchWriteItemCommandOutput,
): P[] {
  const keyIn = ({ PutRequest, DeleteRequest }: WriteRequest) => PutRequest?.Item ?? DeleteRequest?.Key ?? {};
  return unprocessed(parts, (table) => (UnprocessedItems[table] ?? []).map(keyIn));
}

function unprocessed<P extends BatchPart>(parts: readonly P[], keysOf: (table: string) => readonly StoredItem[]): P[] {
  const left = new Set(
    schemasOf(parts).flatMap((schema) => keysOf(schema.table).map((stored) => itemOf(schema, stored))),
  );
  return left.size === 0 ? [] : parts.filter(({ schema, key }) => left.has(itemOf(schema, key)));
}

/** A schema of each table: its models have the same key. */
function schemasOf(parts: readonly BatchPart[]): Schema[] {
  return [...new Map(parts.map(({ schema }) => [schema.table, schema])).values()];
}

function tablesOf<P extends BatchPart, T>(parts: readonly P[], entryOf: (part: P) => T): Map<string, T[]> {
  const tables = new Map<string, T[]>();
  for (const part of parts) {
    const entries = tables.get(part.schema.table) ?? [];
    entries.push(entryOf(part));
    tables.set(part.schema.table, entries);
  }
  return tables;
}
