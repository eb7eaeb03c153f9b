import type {
  AttributeValue,
  BatchGetItemCommandInput,
  BatchGetItemCommandOutput,
  BatchWriteItemCommandInput,
  BatchWriteItemCommandOutput,
  WriteRequest,
} from "@aws-sdk/client-dynamodb";
import { keyIdentity } from "./keys.js";
import { isObject } from "./kinds.js";
import { Mistakes } from "./mistakes.js";
import { usableOptions } from "./option-readers.js";
import type { BatchGetOptions, BatchWriteOptions } from "./options.js";
import { reportRepeatedItems } from "./repeated.js";
import type { Schema, StoredItem } from "./schema.js";
import { nextItem } from "./versions.js";

/** One part of a batch: on one item of a model. */
export interface BatchPart {
  /** @internal */
  readonly schema: Schema;
  /** The item's key, as it is stored. */
  readonly key: StoredItem;
}

/** One part of a batch that writes: made by a model's `batchPut` or `batchDelete`. */
export interface BatchWrite extends BatchPart {
  /** The part, as the SDK sends it. */
  readonly request: WriteRequest;
  /** @internal */
  readonly done: () => void;
}

/** One part of a batch that reads: made by a model's `batchRead`. */
export interface BatchRead<T> extends BatchPart {
  /** What makes the result of the stored item. */
  readonly read: (stored: StoredItem) => T;
}

/** What a batch that reads gives: an item, or `undefined`, for each of its parts. */
export type BatchGetResults<T extends readonly BatchRead<unknown>[]> = {
  -readonly [I in keyof T]: T[I] extends BatchRead<infer Item> ? Item | undefined : never;
};

/** What makes the parts of each call, and what they have. */
const MADE_BY = {
  batchWrite: { makers: "batchPut or batchDelete", member: "request" },
  batchGet: { makers: "batchRead", member: "read" },
} as const;

const nothing = () => {};

/** A batch has no conditions: an item that is put gets its next version, whatever is there. */
export function batchPut(schema: Schema, item: object): BatchWrite {
  const { stored, counted } = nextItem(schema, item, schema.encodeItem(item));
  const key = Object.fromEntries(schema.keyNames.map((name) => [name, stored[name] as AttributeValue])); // encoded, so there
  return { schema, key, request: { PutRequest: { Item: stored } }, done: () => void Object.assign(item, counted) };
}

export function batchDelete(schema: Schema, key: object): BatchWrite {
  return deleteOf(schema, schema.encodeKey(key));
}

function deleteOf(schema: Schema, Key: StoredItem): BatchWrite {
  return { schema, key: Key, request: { DeleteRequest: { Key } }, done: nothing };
}

export function batchRead<T>(schema: Schema, key: object, read: (stored: StoredItem) => T): BatchRead<T> {
  return { schema, key: schema.encodeKey(key), read };
}

/** Puts and deletes, as a caller gives them. */
interface Writes {
  readonly put?: readonly object[] | undefined;
  readonly delete?: readonly object[] | undefined;
}

/** The parts of a batch that gets from one table. Refuses everything that is wrong with the keys and with the options. */
export function readsOf<T>(
  schema: Schema,
  keys: readonly object[],
  read: (stored: StoredItem) => T,
  options: BatchGetOptions,
): BatchRead<T>[] {
  const mistakes = Mistakes.onTable(schema.table);
  usableOptions("batchGet", options, mistakes);
  const parts = storedKeys(schema, keys, "keys", mistakes).map((key) => ({ schema, key, read }));
  reportRepeatedItems(parts.map(identityOf), "keys", mistakes);
  mistakes.finish();
  return parts;
}

/** The parts of a batch that writes to one table. Refuses everything that is wrong with them and with the options. */
export function writesOf(schema: Schema, writes: Writes, options: BatchWriteOptions): BatchWrite[] {
  const mistakes = Mistakes.onTable(schema.table);
  usableOptions("batchWrite", options, mistakes);
  const { put = [], delete: gone = [] } = usableOptions("writes", writes, mistakes);
  const none: BatchWrite = { schema, key: {}, request: {}, done: nothing };
  const puts = Array.from(put, (item, place) => mistakes.of(() => batchPut(schema, item), none, `put[${place}]`));
  const deletes = storedKeys(schema, gone, "delete", mistakes).map((key) => deleteOf(schema, key));
  const parts = [...puts, ...deletes];
  const pathOf = (place: number) => (place < puts.length ? `put[${place}]` : `delete[${place - puts.length}]`);
  reportRepeatedItems(parts.map(identityOf), pathOf, mistakes);
  mistakes.finish();
  return parts;
}

/** Refuses what no batch across models can be made of, before anything is sent. */
export function checkBatch(call: keyof typeof MADE_BY, parts: readonly unknown[], options: object): void {
  const mistakes = new Mistakes("Batch");
  const { makers, member } = MADE_BY[call];
  const fix = `make each with ${makers} of a model.`;
  const isPart = (part: unknown): part is BatchPart => isObject(part) && "schema" in part && member in part;
  if (Array.isArray(parts)) {
    for (const [place, part] of parts.entries())
      if (!isPart(part)) mistakes.report(`parts[${place}]`, `is no part for ${call}.`, fix);
    const identities = Array.from(parts, (part: unknown) => (isPart(part) ? identityOf(part) : undefined));
    reportRepeatedItems(identities, "parts", mistakes);
  } else mistakes.report("parts", "expected an array of parts.", fix);
  usableOptions(call, options, mistakes);
  mistakes.finish();
}

function storedKeys(schema: Schema, keys: readonly object[], list: string, mistakes: Mistakes): StoredItem[] {
  if (Array.isArray(keys))
    return Array.from(keys, (key: object, place) => mistakes.of(() => schema.encodeKey(key), {}, `${list}[${place}]`));
  mistakes.report(list, "expected an array of keys.", `give [{ ${schema.keyNames.join(", ")} }, …].`);
  return [];
}

/** What tells the item of a part from all others. One that was refused has none. */
function identityOf({ schema, key }: BatchPart): string | undefined {
  return schema.keyNames.every((name) => name in key) ? itemOf(schema, key) : undefined;
}

/** What is the same for the same item of a table, in whatever form its key is written. */
export function itemOf({ table, keyNames }: Pick<Schema, "table" | "keyNames">, stored: StoredItem): string {
  return `${table} ${keyIdentity(keyNames, stored)}`;
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
