import type { ScanCommandInput } from "@aws-sdk/client-dynamodb";
import type { Attributes } from "../model/attribute.js";
import { checkItemOptions } from "../model/check-options.js";
import { packCursor } from "../model/cursor.js";
import type { CountOptions, ListOptions, QueryOptions, ScanOptions } from "../model/options.js";
import type { Page } from "../model/page.js";
import { type Part, queryRequest, scanRequest } from "../model/requests.js";
import type { IndexSchema, Schema, StoredItem } from "../model/schema.js";
import type { AsyncContext } from "./context.js";

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
  const { signal, segments = 1 } = options;
  const request = scanRequest(source.schema, source.index, options);
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
  checkItemOptions(schema.table, "count", options);
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
  { limit = Number.POSITIVE_INFINITY, pageSize, filter }: ListOptions<A>,
): AsyncGenerator<Page<T>, void, undefined> {
  let start = from;
  let missing = limit;
  do {
    // A filter takes items away after they were counted, so only without one does the limit bound a request.
    const most = filter ? pageSize : Math.min(pageSize ?? Number.POSITIVE_INFINITY, missing);
    const answer = await fetch(start, most === Number.POSITIVE_INFINITY ? undefined : most);
    const found = answer.Items ?? [];
    const taken = found.slice(0, missing);
    missing -= taken.length;
    start = taken.length < found.length ? placeOf(taken.at(-1), source) : answer.LastEvaluatedKey;
    yield { items: taken.map(source.read), cursor: start && packCursor(start) };
  } while (start !== undefined && missing > 0);
}

/** Reads the segments of a scan side by side, a page of each at a time. */
async function* segmentPages<T, A extends Attributes>(
  { transport }: AsyncContext,
  whole: ScanCommandInput,
  source: ListSource<T>,
  { signal, limit = Number.POSITIVE_INFINITY }: ScanOptions<A>,
  segments: number,
): AsyncGenerator<Page<T>, void, undefined> {
  const request = { ...whole, TotalSegments: segments };
  let missing = limit;
  let open = Array.from({ length: segments }, (_, Segment) => ({
    Segment,
    ExclusiveStartKey: undefined as StoredItem | undefined,
  }));
  while (open.length > 0 && missing > 0) {
    const calls = open.map((segment) => ({ operation: "Scan", input: { ...request, ...segment } }) as const);
    const results = await transport.sendAll(calls, { concurrency: segments, signal });
    const still: typeof open = [];
    for (const [place, result] of results.entries()) {
      if (result.status === "rejected") throw result.reason;
      const { Items = [], LastEvaluatedKey } = result.value;
      const taken = Items.slice(0, missing);
      missing -= taken.length;
      if (taken.length > 0) yield { items: taken.map(source.read), cursor: undefined };
      const Segment = open[place]?.Segment;
      if (LastEvaluatedKey !== undefined && Segment !== undefined)
        still.push({ Segment, ExclusiveStartKey: LastEvaluatedKey });
    }
    open = still;
  }
}

/** The place behind an item: its key in the table, and in the index where it is one of an index. */
function placeOf<T>(item: StoredItem | undefined, { schema, index }: ListSource<T>): StoredItem | undefined {
  const names = new Set([...schema.keyNames, ...schema.keyNamesOf(index)]);
  return item && Object.fromEntries(Object.entries(item).filter(([name]) => names.has(name)));
}
