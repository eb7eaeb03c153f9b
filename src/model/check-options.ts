import { MAX_CLIENT_TOKEN_LENGTH, MAX_SCAN_SEGMENTS } from "../dynamodb/limits.js";
import type { Attributes } from "./attribute.js";
import type { CallIssues } from "./call-issues.js";
import type {
  BatchGetOptions,
  BatchWriteOptions,
  CountOptions,
  GetOptions,
  ItemCallOptions,
  PartOptions,
  QueryOptions,
  ScanOptions,
  TransactWriteOptions,
  UpdateOptions,
  WriteOptions,
} from "./item-options.js";
import { suggest } from "./suggest.js";

/** What an option takes, in words and as a test. */
interface Kind {
  readonly is: (value: unknown) => boolean;
  readonly wanted: string;
}

/** The kinds of all options of a call. The compiler misses one that is forgotten here. */
type Kinds<Options> = { readonly [K in keyof Options]-?: Kind };

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;
const isText = (value: unknown) => typeof value === "string";

const flag: Kind = { is: (value) => typeof value === "boolean", wanted: "true or false" };
const count: Kind = {
  is: (value) => Number.isSafeInteger(value) && Number(value) >= 1,
  wanted: "a whole number from 1",
};
const segments: Kind = {
  is: (value) => count.is(value) && Number(value) <= MAX_SCAN_SEGMENTS,
  wanted: `a whole number from 1 to ${MAX_SCAN_SEGMENTS.toLocaleString("en")}`,
};
const builder: Kind = {
  is: (value) => typeof value === "function",
  wanted: "a function of the item's attributes, such as (item) => item.age.gt(18)",
};
const listener: Kind = { is: (value) => typeof value === "function", wanted: "a function of the error" };
const list: Kind = { is: Array.isArray, wanted: "an array" };
const names: Kind = {
  is: (value) => Array.isArray(value) && value.length > 0 && value.every(isText),
  wanted: "an array of names of attributes, with at least one",
};
const signal: Kind = { is: (value) => isObject(value) && "aborted" in value, wanted: "an AbortSignal" };
const cursor: Kind = { is: isText, wanted: "the cursor of a page" };
const token: Kind = {
  is: (value) => typeof value === "string" && value.length >= 1 && value.length <= MAX_CLIENT_TOKEN_LENGTH,
  wanted: `a text of 1 to ${MAX_CLIENT_TOKEN_LENGTH} characters`,
};

type Part = PartOptions<string>;
const call: Kinds<ItemCallOptions> = { signal };
const get: Kinds<GetOptions & Part> = { consistentRead: flag, attributes: names, signal };
const batchWrite: Kinds<BatchWriteOptions> = { concurrency: count, signal };
const batchGet: Kinds<BatchGetOptions> = { consistentRead: flag, onMisfit: listener, ...batchWrite };
const write: Kinds<WriteOptions<Attributes>> = { condition: builder, returnExisting: flag, signal };
const update: Kinds<UpdateOptions<Attributes>> = { ...write, upsert: flag };
const { signal: _, ...transactPart } = write;
const transactUpdate = { ...transactPart, upsert: flag };
const counted: Kinds<CountOptions<Attributes>> = { filter: builder, consistentRead: flag, signal };
const query: Kinds<QueryOptions<Attributes> & Part> = {
  filter: builder,
  limit: count,
  pageSize: count,
  consistentRead: flag,
  cursor,
  attributes: names,
  onMisfit: listener,
  descending: flag,
  signal,
};
const { descending: __, ...everyList } = query;
const scan: Kinds<ScanOptions<Attributes> & Part> = { ...everyList, segments };
const transactWrite: Kinds<TransactWriteOptions> = { idempotencyToken: token, signal };

/** The options of each kind of call. A new call has a line here, and calls {@link usableOptions}. */
const CALLS = {
  get,
  batchGet,
  batchWrite,
  writes: { put: list, delete: list },
  write,
  update,
  count: counted,
  query,
  scan,
  transactPart,
  transactUpdate,
  transactCheck: transactPart,
  transactWrite,
  transactGet: call,
} satisfies Readonly<Record<string, Readonly<Record<string, Kind>>>>;

/** A kind of call, as far as its options go. */
export type CallKind = keyof typeof CALLS;

/**
 * Reports options that a call does not have, or that are of another kind: a misspelt condition would let a call do more than it
 * was meant to.
 *
 * @returns The options that can be worked with.
 */
export function usableOptions<T extends object>(kind: CallKind, options: T, issues: CallIssues): Partial<T> {
  if (!isObject(options) || Array.isArray(options)) {
    issues.report("options", "expected an object.", `the options are ${Object.keys(CALLS[kind]).join(", ")}.`);
    return {};
  }
  let usable: Partial<T> = options;
  const kinds: Readonly<Record<string, Kind>> = CALLS[kind];
  for (const name in options) {
    const value: unknown = options[name];
    if (value === undefined) continue;
    const known = Object.hasOwn(kinds, name) ? kinds[name] : undefined;
    if (known?.is(value)) continue;
    if (known !== undefined) issues.report(name, `expected ${known.wanted}.`);
    else issues.report(name, "there is no such option.", suggest(name, Object.keys(kinds), "options"));
    if (usable === options) usable = { ...options };
    delete usable[name];
  }
  return usable;
}
