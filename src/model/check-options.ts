import { type DefinitionIssue, ExpressionError } from "../errors.js";
import { suggest } from "./suggest.js";

interface Kind {
  readonly is: (value: unknown) => boolean;
  readonly wanted: string;
}

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;
const flag: Kind = { is: (value) => typeof value === "boolean", wanted: "true or false" };
const count: Kind = {
  is: (value) => Number.isSafeInteger(value) && Number(value) >= 1,
  wanted: "a whole number from 1",
};
const builder: Kind = {
  is: (value) => typeof value === "function",
  wanted: "a function of the item's attributes, such as (item) => item.age.gt(18)",
};
const list: Kind = { is: Array.isArray, wanted: "an array" };

/** Every option of a call on items, with what it takes. */
const KINDS = {
  signal: { is: (value) => isObject(value) && "aborted" in value, wanted: "an AbortSignal" },
  consistentRead: flag,
  attributes: list,
  condition: builder,
  returnExisting: flag,
  upsert: flag,
  concurrency: count,
  filter: builder,
  limit: count,
  pageSize: count,
  cursor: { is: (value) => typeof value === "string", wanted: "the cursor of a page" },
  descending: flag,
  segments: count,
  put: list,
  delete: list,
} satisfies Readonly<Record<string, Kind>>;

const LIST = ["filter", "limit", "pageSize", "consistentRead", "cursor", "attributes", "signal"] as const;

/** The options of each kind of call. */
const CALLS = {
  get: ["consistentRead", "attributes", "signal"],
  batchGet: ["consistentRead", "concurrency", "signal"],
  batchWrite: ["concurrency", "signal"],
  count: ["filter", "consistentRead", "signal"],
  writes: ["put", "delete"],
  write: ["condition", "returnExisting", "signal"],
  check: ["returnExisting"],
  update: ["condition", "returnExisting", "upsert", "signal"],
  query: [...LIST, "descending"],
  scan: [...LIST, "segments"],
} satisfies Readonly<Record<string, readonly (keyof typeof KINDS)[]>>;

/** Refuses options that a call does not have: a misspelt condition would let it do more than it was meant to. */
export function checkItemOptions(table: string | undefined, call: keyof typeof CALLS, options: object): void {
  const known: readonly string[] = CALLS[call];
  const issues: DefinitionIssue[] = [];
  for (const [name, value] of Object.entries(isObject(options) ? options : { options })) {
    if (value === undefined) continue;
    if (!known.includes(name)) {
      issues.push({ path: name, message: "there is no such option.", fix: suggest(name, known, "options") });
      continue;
    }
    const { is, wanted } = KINDS[name as keyof typeof KINDS];
    if (!is(value)) issues.push({ path: name, message: `expected ${wanted}.` });
  }
  const { segments, cursor }: { readonly segments?: unknown; readonly cursor?: unknown } = Object(options);
  if (call === "scan" && Number(segments) > 1 && cursor !== undefined)
    issues.push({ path: "cursor", message: "a scan in segments has none.", fix: "leave out cursor or segments." });
  const subject = table === undefined ? "Batch" : `Table ${JSON.stringify(table)}`;
  if (issues.length > 0) throw new ExpressionError(subject, issues);
}
