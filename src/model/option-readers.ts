import { MAX_CLIENT_TOKEN_LENGTH, MAX_SCAN_SEGMENTS, MAX_SEARCH_RESULTS } from "../dynamodb/limits.js";
import { type OptionReaders, readUsableOptions } from "../validation/object-readers.js";
import {
  type AnyReader,
  boolean,
  callback,
  type Reader,
  readerOf,
  signal,
  wholeNumberFrom,
} from "../validation/readers.js";
import type { Attributes } from "./attribute.js";
import type { CallIssues } from "./call-issues.js";
import type {
  BatchGetOptions,
  BatchWriteOptions,
  CountOptions,
  GetOptions,
  ItemCallOptions,
  ListOptions,
  ModelSearchOptions,
  PartOptions,
  QueryOptions,
  ScanOptions,
  TransactWriteOptions,
  UpdateOptions,
  WriteOptions,
} from "./item-options.js";

/** A function that makes an expression of the item's attributes. */
const builder = <F extends (...values: never[]) => unknown>(): Reader<F> =>
  callback("a function of the item's attributes, such as (item) => item.age.gt(18)");
const onMisfit = callback<NonNullable<ListOptions<Attributes>["onMisfit"]>>("a function of the error");
const count = wholeNumberFrom(1);
const segments = wholeNumberFrom(1, MAX_SCAN_SEGMENTS);
const anything = readerOf((value): value is unknown => value !== undefined, "a value");
const items = readerOf((value): value is readonly object[] => Array.isArray(value), "an array");
const names = readerOf(
  (value): value is readonly string[] => Array.isArray(value) && value.length > 0 && value.every(isText),
  "an array of names of attributes, with at least one",
);
const cursor = readerOf(isText, "the cursor of a page");
const idempotencyToken = readerOf(
  (value): value is string => isText(value) && value.length >= 1 && value.length <= MAX_CLIENT_TOKEN_LENGTH,
  `a text of 1 to ${MAX_CLIENT_TOKEN_LENGTH} characters`,
);

function isText(value: unknown): value is string {
  return typeof value === "string";
}

type Part = PartOptions<string>;
const call: OptionReaders<ItemCallOptions> = { signal };
const get: OptionReaders<GetOptions & Part> = { consistentRead: boolean, attributes: names, signal };
const batchWrite: OptionReaders<BatchWriteOptions> = { concurrency: count, signal };
const batchGet: OptionReaders<BatchGetOptions> = { consistentRead: boolean, onMisfit, ...batchWrite };
const write: OptionReaders<WriteOptions<Attributes>> = { condition: builder(), returnExisting: boolean, signal };
const update: OptionReaders<UpdateOptions<Attributes>> = { ...write, upsert: boolean };
const { signal: _, ...transactPart } = write;
const transactUpdate = { ...transactPart, upsert: boolean };
const counted: OptionReaders<CountOptions<Attributes>> = { filter: builder(), consistentRead: boolean, signal };
const query: OptionReaders<QueryOptions<Attributes> & Part> = {
  filter: builder(),
  limit: count,
  pageSize: count,
  consistentRead: boolean,
  cursor,
  attributes: names,
  onMisfit,
  descending: boolean,
  signal,
};
const { descending: __, ...everyList } = query;
const scan: OptionReaders<ScanOptions<Attributes> & Part> = { ...everyList, segments };
/** The options that say which models the items are of. They are checked with the table. */
const ofModels = { models: anything, onUnknown: anything };
const { filter: ___, attributes: ____, ...mixedQuery } = { ...query, ...ofModels };
const { descending: _____, ...mixedScan } = { ...mixedQuery, segments };
const search: OptionReaders<ModelSearchOptions & Part> = {
  topK: wholeNumberFrom(1, MAX_SEARCH_RESULTS),
  attributes: names,
  onMisfit,
  signal,
};
const transactWrite: OptionReaders<TransactWriteOptions> = { idempotencyToken, signal };

/** The readers of the options of each kind of call. A new call has a line here, and calls {@link usableOptions}. */
const CALLS = {
  get,
  batchGet,
  batchWrite,
  writes: { put: items, delete: items },
  write,
  update,
  count: counted,
  query,
  scan,
  search,
  searchVectors: { topK: search.topK, attributes: names, signal },
  transactPart,
  transactUpdate,
  transactCheck: transactPart,
  transactWrite,
  transactGet: call,
  mixedQuery,
  mixedScan,
  mixedBatchGet: { ...batchGet, ...ofModels },
  mixedTransactGet: { ...call, ...ofModels },
} satisfies Readonly<Record<string, Readonly<Record<string, AnyReader>>>>;

/** A kind of call, as far as its options go. */
export type CallKind = keyof typeof CALLS;

/**
 * Reports options that a call does not have, or that have a wrong value: with a misspelt condition, a call would do more than
 * was intended.
 *
 * @returns The options that can be used.
 */
export function usableOptions<T extends object>(kind: CallKind, options: T, issues: CallIssues): Partial<T> {
  return readUsableOptions(CALLS[kind], options, (path, message, fix) => issues.report(path, message, fix));
}
