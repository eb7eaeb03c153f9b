import type { ScanCommandInput } from "@aws-sdk/client-dynamodb";
import type { Attributes } from "../model/attribute.js";
import { CallIssues } from "../model/call-issues.js";
import { packCursor } from "../model/cursor.js";
import { decodeItems } from "../model/decode-items.js";
import type { CountOptions, ListOptions, QueryOptions, ScanOptions } from "../model/item-options.js";
import { usableOptions } from "../model/option-readers.js";

import { isFilteredByDynamoDB, isOwn, keysTellApart } from "../model/own-items.js";
import type { Page } from "../model/page.js";
import { type Part, queryRequest, scanRequest } from "../model/requests.js";
import type { Schema, StoredItem } from "../model/schema.js";
import type { IndexSchema } from "../model/table-keys.js";
import type { AsyncContext } from "./context.js";

/** The maximum page size of a request. DynamoDB's limit of 1 MB is reached much earlier. */
const MAX_PAGE_SIZE = 2 ** 31 - 1;
/** How many segments are read at the same time. */
const MAX_CONCURRENT_SEGMENTS = 64;

/** The source of a list: the table or index, and the conversion of its items. */
export interface ListSource<T> {
  readonly schema: Schema;
  readonly index: IndexSchema | undefined;
  readonly read: (stored: StoredItem) => T;
  /** Whether a stored item is one of the list. @defaultValue whether it is of the model */
  readonly keeps?: ((stored: StoredItem) => boolean) | undefined;
  /** Whether the items are of several models, which the options name. */
  readonly isMixed?: boolean;
}

/** The members of a query's or a scan's answer that paging uses. */
interface Answer {
  readonly Items?: StoredItem[] | undefined;
  readonly LastEvaluatedKey?: StoredItem | undefined;
}

export function queryPages<T, A extends Attributes>(
  { transport }: AsyncContext,
  source: ListSource<T>,
  key: object,
  options: QueryOptions<A> & Part,
): AsyncGenerator<Page<T>, void, undefined> {
  const kind = source.isMixed ? "mixedQuery" : "query";
  const request = queryRequest(source.schema, source.index, key, options, kind);
  const { signal } = options;
  const fetch = async (ExclusiveStartKey: StoredItem | undefined, Limit: number | undefined): Promise<Answer> =>
    await transport.send("Query", { ...request, ExclusiveStartKey, Limit }, { signal });
  const isLimited = options.filter === undefined && keysTellApart(source.schema, source.index);
  return pagesOf(fetch, request.ExclusiveStartKey, source, isLimited, options);
}

export function scanPages<T, A extends Attributes>(
  context: AsyncContext,
  source: ListSource<T>,
  options: ScanOptions<A> & Part,
): AsyncGenerator<Page<T>, void, undefined> {
  const request = scanRequest(source.schema, source.index, options, source.isMixed ? "mixedScan" : "scan");
  const { signal, segments = 1 } = options;
  if (segments > 1) return segmentPages(context, request, source, options, segments);
  const fetch = async (ExclusiveStartKey: StoredItem | undefined, Limit: number | undefined): Promise<Answer> =>
    await context.transport.send("Scan", { ...request, ExclusiveStartKey, Limit }, { signal });
  const isLimited = options.filter === undefined && source.schema.entity === undefined;
  return pagesOf(fetch, request.ExclusiveStartKey, source, isLimited, options);
}

/** Counts the items of a partition, or all items without a key. */
export async function countItems<A extends Attributes>(
  { transport }: AsyncContext,
  { schema, index }: Pick<ListSource<unknown>, "schema" | "index">,
  key: object | undefined,
  options: CountOptions<A>,
): Promise<number> {
  const issues = CallIssues.onTable(schema.table);
  usableOptions("count", options, issues);
  issues.finish();
  const { signal } = options;
  const request = key === undefined ? scanRequest(schema, index, options) : queryRequest(schema, index, key, options);
  const operation = key === undefined ? "Scan" : "Query";
  const Select = isFilteredByDynamoDB(schema, index) ? "COUNT" : undefined;
  let count = 0;
  let ExclusiveStartKey: StoredItem | undefined;
  do {
    const answer = await transport.send(operation, { ...request, ExclusiveStartKey, Select }, { signal });
    const found =
      Select === undefined ? answer.Items?.filter((stored) => isOwn(schema, index, stored)).length : answer.Count;
    count += found ?? 0;
    ExclusiveStartKey = answer.LastEvaluatedKey;
  } while (ExclusiveStartKey !== undefined);
  return count;
}

/** @param isLimited - Whether nothing, or little, is removed from what a request finds, so that it can be limited. */
async function* pagesOf<T, A extends Attributes>(
  fetch: (start: StoredItem | undefined, limit: number | undefined) => Promise<Answer>,
  from: StoredItem | undefined,
  source: ListSource<T>,
  isLimited: boolean,
  { limit = Number.POSITIVE_INFINITY, pageSize = Number.POSITIVE_INFINITY, onMisfit }: ListOptions<A>,
): AsyncGenerator<Page<T>, void, undefined> {
  let start = from;
  let remaining = limit;
  do {
    // A filter removes items after DynamoDB has counted them.
    const maxPageItems = isLimited ? Math.min(pageSize, remaining) : pageSize;
    const answer = await fetch(start, maxPageItems > MAX_PAGE_SIZE ? undefined : maxPageItems);
    const found = ownItems(answer.Items, source);
    const { items, readCount, failure } = decodeItems(found, source.read, onMisfit, remaining);
    remaining -= items.length;
    start = readCount < found.length ? keyOfItem(found[readCount - 1], source) : answer.LastEvaluatedKey;
    if (failure === undefined || items.length > 0) yield { items, cursor: start && packCursor(start, source) };
    if (failure !== undefined) throw failure.error;
  } while (start !== undefined && remaining > 0);
}

/** Reads the segments of a scan concurrently, one page of each at a time. */
async function* segmentPages<T, A extends Attributes>(
  { transport }: AsyncContext,
  scan: ScanCommandInput,
  source: ListSource<T>,
  { signal, limit = Number.POSITIVE_INFINITY, onMisfit }: ScanOptions<A>,
  segments: number,
): AsyncGenerator<Page<T>, void, undefined> {
  const request = { ...scan, TotalSegments: segments };
  let remaining = limit;
  let pending = Array.from({ length: segments }, (_, Segment) => ({
    Segment,
    ExclusiveStartKey: undefined as StoredItem | undefined,
  }));
  // The first request is sent alone: if it is invalid, all others are too, and are not sent.
  let concurrency = 1;
  while (pending.length > 0 && remaining > 0) {
    const batch = pending.slice(0, concurrency);
    const unfinished: typeof pending = [];
    concurrency = MAX_CONCURRENT_SEGMENTS;
    const calls = batch.map((segment) => ({ operation: "Scan", input: { ...request, ...segment } }) as const);
    const results = await transport.sendAll(calls, { concurrency: batch.length, signal });
    for (const [index, result] of results.entries()) {
      if (result.status === "rejected") continue;
      const { Items = [], LastEvaluatedKey } = result.value;
      const { items, failure } = decodeItems(ownItems(Items, source), source.read, onMisfit, remaining);
      remaining -= items.length;
      if (items.length > 0) yield { items, cursor: undefined };
      if (failure !== undefined) throw failure.error;
      const Segment = batch[index]?.Segment;
      if (LastEvaluatedKey !== undefined && Segment !== undefined)
        unfinished.push({ Segment, ExclusiveStartKey: LastEvaluatedKey });
    }
    const failed = results.find((result) => result.status === "rejected");
    if (failed !== undefined && remaining > 0) throw failed.reason;
    pending = [...pending.slice(batch.length), ...unfinished];
  }
}

/** The items of the source's model or models. */
function ownItems<T>(items: StoredItem[] = [], { schema, index, keeps }: ListSource<T>): StoredItem[] {
  if (keeps !== undefined) return items.filter(keeps);
  return schema.entity === undefined ? items : items.filter((stored) => isOwn(schema, index, stored));
}

/** The key of an item in the table and the index, for a cursor after the item. */
function keyOfItem<T>(item: StoredItem | undefined, { schema, index }: ListSource<T>): StoredItem | undefined {
  const names = new Set([...schema.keyNames, ...schema.keyNamesOf(index)]);
  return item && Object.fromEntries(Object.entries(item).filter(([name]) => names.has(name)));
}
