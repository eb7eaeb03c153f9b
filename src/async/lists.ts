import type { ScanCommandInput } from "@aws-sdk/client-dynamodb";
import type { Attributes } from "../model/attribute.js";
import { packCursor } from "../model/cursor.js";
import { fitting } from "../model/misfit.js";
import { Mistakes } from "../model/mistakes.js";
import { usableOptions } from "../model/option-readers.js";
import type { CountOptions, ListOptions, QueryOptions, ScanOptions } from "../model/options.js";
import type { Page } from "../model/page.js";
import { type Part, queryRequest, scanRequest } from "../model/requests.js";
import type { IndexSchema, Schema, StoredItem } from "../model/schema.js";
import type { AsyncContext } from "./context.js";

/** The largest page that DynamoDB takes in a request. Its own limit, 1 MB, comes long before. */
const LARGEST_PAGE = 2 ** 31 - 1;
/** How many segments are read at the same time. */
const MAX_CONCURRENT_SEGMENTS = 64;

/** Where a list comes from, and what becomes of its items. */
export interface ListSource<T> {
  readonly schema: Schema;
  readonly index: IndexSchema | undefined;
  readonly read: (stored: StoredItem) => T;
}

/** The answer to a query or a scan, as far as paging goes. */
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
  const request = queryRequest(source.schema, source.index, key, options);
  const { signal } = options;
  const fetch = async (ExclusiveStartKey: StoredItem | undefined, Limit: number | undefined): Promise<Answer> =>
    await transport.send("Query", { ...request, ExclusiveStartKey, Limit }, { signal });
  return pagesOf(fetch, request.ExclusiveStartKey, source, options);
}

export function scanPages<T, A extends Attributes>(
  context: AsyncContext,
  source: ListSource<T>,
  options: ScanOptions<A> & Part,
): AsyncGenerator<Page<T>, void, undefined> {
  const request = scanRequest(source.schema, source.index, options);
  const { signal, segments = 1 } = options;
  if (segments > 1) return segmentPages(context, request, source, options, segments);
  const fetch = async (ExclusiveStartKey: StoredItem | undefined, Limit: number | undefined): Promise<Answer> =>
    await context.transport.send("Scan", { ...request, ExclusiveStartKey, Limit }, { signal });
  return pagesOf(fetch, request.ExclusiveStartKey, source, options);
}

/** Counts the items of a partition, or of all where no key is given. */
export async function countItems<A extends Attributes>(
  { transport }: AsyncContext,
  { schema, index }: Pick<ListSource<unknown>, "schema" | "index">,
  key: object | undefined,
  options: CountOptions<A>,
): Promise<number> {
  const mistakes = Mistakes.onTable(schema.table);
  usableOptions("count", options, mistakes);
  mistakes.finish();
  const { signal } = options;
  const request = key === undefined ? scanRequest(schema, index, options) : queryRequest(schema, index, key, options);
  const operation = key === undefined ? "Scan" : "Query";
  let count = 0;
  let ExclusiveStartKey: StoredItem | undefined;
  do {
    const answer = await transport.send(operation, { ...request, ExclusiveStartKey, Select: "COUNT" }, { signal });
    count += answer.Count ?? 0;
    ExclusiveStartKey = answer.LastEvaluatedKey;
  } while (ExclusiveStartKey !== undefined);
  return count;
}

async function* pagesOf<T, A extends Attributes>(
  fetch: (start: StoredItem | undefined, limit: number | undefined) => Promise<Answer>,
  from: StoredItem | undefined,
  source: ListSource<T>,
  { limit = Number.POSITIVE_INFINITY, pageSize = Number.POSITIVE_INFINITY, filter, onMisfit }: ListOptions<A>,
): AsyncGenerator<Page<T>, void, undefined> {
  let start = from;
  let missing = limit;
  do {
    // A filter takes items away after they were counted, so only without one does the limit bound a request.
    const most = filter ? pageSize : Math.min(pageSize, missing);
    const answer = await fetch(start, most > LARGEST_PAGE ? undefined : most);
    const found = answer.Items ?? [];
    const { items, looked, failure } = fitting(found, source.read, onMisfit, missing);
    missing -= items.length;
    start = looked < found.length ? placeOf(found[looked - 1], source) : answer.LastEvaluatedKey;
    if (failure === undefined || items.length > 0) yield { items, cursor: start && packCursor(start, source) };
    if (failure !== undefined) throw failure.error;
  } while (start !== undefined && missing > 0);
}

/** Reads the segments of a scan side by side, a page of each at a time. */
async function* segmentPages<T, A extends Attributes>(
  { transport }: AsyncContext,
  whole: ScanCommandInput,
  source: ListSource<T>,
  { signal, limit = Number.POSITIVE_INFINITY, onMisfit }: ScanOptions<A>,
  segments: number,
): AsyncGenerator<Page<T>, void, undefined> {
  const request = { ...whole, TotalSegments: segments };
  let missing = limit;
  let open = Array.from({ length: segments }, (_, Segment) => ({
    Segment,
    ExclusiveStartKey: undefined as StoredItem | undefined,
  }));
  // The first request of all goes alone: what is wrong with it is wrong with all others, which need not be sent then.
  let together = 1;
  while (open.length > 0 && missing > 0) {
    const asked = open.slice(0, together);
    const still: typeof open = [];
    together = MAX_CONCURRENT_SEGMENTS;
    const calls = asked.map((segment) => ({ operation: "Scan", input: { ...request, ...segment } }) as const);
    const results = await transport.sendAll(calls, { concurrency: asked.length, signal });
    for (const [place, result] of results.entries()) {
      if (result.status === "rejected") continue;
      const { Items = [], LastEvaluatedKey } = result.value;
      const { items, failure } = fitting(Items, source.read, onMisfit, missing);
      missing -= items.length;
      if (items.length > 0) yield { items, cursor: undefined };
      if (failure !== undefined) throw failure.error;
      const Segment = asked[place]?.Segment;
      if (LastEvaluatedKey !== undefined && Segment !== undefined)
        still.push({ Segment, ExclusiveStartKey: LastEvaluatedKey });
    }
    const failed = results.find((result) => result.status === "rejected");
    if (failed !== undefined && missing > 0) throw failed.reason;
    open = [...open.slice(asked.length), ...still];
  }
}

/** The place behind an item: its key in the table, and in the index where it is one of an index. */
function placeOf<T>(item: StoredItem | undefined, { schema, index }: ListSource<T>): StoredItem | undefined {
  const names = new Set([...schema.keyNames, ...schema.keyNamesOf(index)]);
  return item && Object.fromEntries(Object.entries(item).filter(([name]) => names.has(name)));
}
