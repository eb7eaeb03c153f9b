import type {
  AttributeValue,
  BatchGetItemCommandInput,
  BatchGetItemCommandOutput,
  BatchWriteItemCommandInput,
  BatchWriteItemCommandOutput,
  WriteRequest,
} from "@aws-sdk/client-dynamodb";
import { CallIssues } from "./call-issues.js";
import { reportDuplicates } from "./duplicate-keys.js";
import type { BatchGetOptions, BatchWriteOptions } from "./item-options.js";
import { keyIdentity } from "./keys.js";
import { usableOptions } from "./option-readers.js";
import type { Schema, StoredItem } from "./schema.js";
import { isObject } from "./value-kinds.js";
import { nextItem } from "./versions.js";

/** One part of a batch, for one item of a model. */
export interface BatchPart {
  /** @internal */
  readonly schema: Schema;
  /** The item's key in stored form. */
  readonly key: StoredItem;
}

/** One part of a batch of writes, created by a model's `batchPut` or `batchDelete`. */
export interface BatchWrite extends BatchPart {
  /** The part in the SDK's form. */
  readonly request: WriteRequest;
  /** @internal */
  readonly applyResult: () => void;
}

/** One part of a batch of reads, created by a model's `batchRead`. */
export interface BatchRead<T> extends BatchPart {
  /** Converts the stored item to the result. */
  readonly read: (stored: StoredItem) => T;
}

/** The result of a batch of reads: an item, or `undefined`, for each of its parts. */
export type BatchGetResults<T extends readonly BatchRead<unknown>[]> = {
  -readonly [I in keyof T]: T[I] extends BatchRead<infer Item> ? Item | undefined : never;
};

/** The methods that create the parts of each call, and a member that these parts have. */
const PART_FACTORIES = {
  batchWrite: { makers: "batchPut or batchDelete", member: "request" },
  batchGet: { makers: "batchRead", member: "read" },
} as const;

const doNothing = () => {};

/** A batch has no conditions: an item that is put gets its next version without a check of the stored one. */
export function batchPut(schema: Schema, item: object): BatchWrite {
  const { stored, counted } = nextItem(schema, item, schema.encodeItem(item));
  const key = Object.fromEntries(schema.keyNames.map((name) => [name, stored[name] as AttributeValue])); // encoded above
  return {
    schema,
    key,
    request: { PutRequest: { Item: stored } },
    applyResult: () => void Object.assign(item, counted),
  };
}

export function batchDelete(schema: Schema, key: object): BatchWrite {
  return deleteOf(schema, schema.encodeKey(key));
}

function deleteOf(schema: Schema, Key: StoredItem): BatchWrite {
  return { schema, key: Key, request: { DeleteRequest: { Key } }, applyResult: doNothing };
}

export function batchRead<T>(schema: Schema, key: object, read: (stored: StoredItem) => T): BatchRead<T> {
  return { schema, key: schema.encodeKey(key), read };
}

/** Puts and deletes, as in the caller's arguments. */
interface Writes {
  readonly put?: readonly object[] | undefined;
  readonly delete?: readonly object[] | undefined;
}

/** The parts of a batch of reads from one table. Throws an error with all issues of the keys and options. */
export function readsOf<T>(
  schema: Schema,
  keys: readonly object[],
  read: (stored: StoredItem) => T,
  options: BatchGetOptions,
): BatchRead<T>[] {
  const issues = CallIssues.onTable(schema.table);
  usableOptions("batchGet", options, issues);
  const parts = storedKeys(schema, keys, "keys", issues).map((key) => ({ schema, key, read }));
  reportDuplicates(parts.map(identityOf), "keys", issues);
  issues.finish();
  return parts;
}

/** The parts of a batch of writes to one table. Throws an error with all issues of the parts and options. */
export function writesOf(schema: Schema, writes: Writes, options: BatchWriteOptions): BatchWrite[] {
  const issues = CallIssues.onTable(schema.table);
  usableOptions("batchWrite", options, issues);
  const { put = [], delete: deleted = [] } = usableOptions("writes", writes, issues);
  const none: BatchWrite = { schema, key: {}, request: {}, applyResult: doNothing };
  const puts = Array.from(put, (item, index) => issues.collect(() => batchPut(schema, item), none, `put[${index}]`));
  const deletes = storedKeys(schema, deleted, "delete", issues).map((key) => deleteOf(schema, key));
  const parts = [...puts, ...deletes];
  const pathOf = (index: number) => (index < puts.length ? `put[${index}]` : `delete[${index - puts.length}]`);
  reportDuplicates(parts.map(identityOf), pathOf, issues);
  issues.finish();
  return parts;
}

/** Throws if the arguments of a batch across models are invalid. */
export function checkBatch(call: keyof typeof PART_FACTORIES, parts: readonly unknown[], options: object): void {
  const issues = new CallIssues("Batch");
  const { makers, member } = PART_FACTORIES[call];
  const fix = `create each with ${makers} of a model.`;
  const isPart = (part: unknown): part is BatchPart => isObject(part) && "schema" in part && member in part;
  if (Array.isArray(parts)) {
    for (const [index, part] of parts.entries())
      if (!isPart(part)) issues.report(`parts[${index}]`, `is not a part for ${call}.`, fix);
    const identities = Array.from(parts, (part: unknown) => (isPart(part) ? identityOf(part) : undefined));
    reportDuplicates(identities, "parts", issues);
  } else issues.report("parts", "expected an array of parts.", fix);
  usableOptions(call, options, issues);
  issues.finish();
}

function storedKeys(schema: Schema, keys: readonly object[], list: string, issues: CallIssues): StoredItem[] {
  if (Array.isArray(keys))
    return Array.from(keys, (key: object, index) =>
      issues.collect(() => schema.encodeKey(key), {}, `${list}[${index}]`),
    );
  issues.report(list, "expected an array of keys.", `give [{ ${schema.keyNames.join(", ")} }, …].`);
  return [];
}

/** A text that identifies the item of a part; `undefined` if its key is invalid. */
function identityOf({ schema, key }: BatchPart): string | undefined {
  return schema.keyNames.every((name) => name in key) ? itemOf(schema, key) : undefined;
}

/** A text that identifies an item of a table, equal for equal keys in any form. */
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

/** The items of an answer, each with the text that identifies it. */
export function itemsIn(
  parts: readonly BatchRead<unknown>[],
  { Responses = {} }: BatchGetItemCommandOutput,
): [item: string, stored: StoredItem][] {
  return schemasOf(parts).flatMap((schema) =>
    (Responses[schema.table] ?? []).map((stored): [string, StoredItem] => [itemOf(schema, stored), stored]),
  );
}

/** The parts that DynamoDB has not read. */
export function unread<P extends BatchRead<unknown>>(
  parts: readonly P[],
  { UnprocessedKeys = {} }: BatchGetItemCommandOutput,
): P[] {
  return unprocessed(parts, (table) => UnprocessedKeys[table]?.Keys ?? []);
}

/** The parts that DynamoDB has not written. */
export function unwritten<P extends BatchWrite>(
  parts: readonly P[],
  { UnprocessedItems = {} }: BatchWriteItemCommandOutput,
): P[] {
  const keyIn = ({ PutRequest, DeleteRequest }: WriteRequest) => PutRequest?.Item ?? DeleteRequest?.Key ?? {};
  return unprocessed(parts, (table) => (UnprocessedItems[table] ?? []).map(keyIn));
}

function unprocessed<P extends BatchPart>(parts: readonly P[], keysOf: (table: string) => readonly StoredItem[]): P[] {
  const remaining = new Set(
    schemasOf(parts).flatMap((schema) => keysOf(schema.table).map((stored) => itemOf(schema, stored))),
  );
  return remaining.size === 0 ? [] : parts.filter(({ schema, key }) => remaining.has(itemOf(schema, key)));
}

/** One schema for each table: all models of a table have the same key. */
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
