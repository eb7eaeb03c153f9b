import type { TableToExport } from "../read-tables.js";

/** The version of the AWS provider with the oldest arguments that an export needs. */
const OLDEST = "5.0.0";
/** The version from which keys of an index are in `key_schema`, and `hash_key` and `range_key` of it are deprecated. */
const KEY_SCHEMA = "6.29.0";

/** Arguments that newer versions of the provider have. */
const NEWER: readonly { readonly since: string; isUsed(table: TableToExport): boolean }[] = [
  { since: "5.71.0", isUsed: ({ input }) => input.OnDemandThroughput !== undefined },
  { since: "5.72.0", isUsed: ({ input }) => indexes(input).some(({ OnDemandThroughput }) => OnDemandThroughput) },
  { since: "5.98.0", isUsed: ({ options }) => typeof options.pointInTimeRecovery === "object" },
  { since: "6.3.0", isUsed: ({ options }) => options.consistency !== undefined },
  { since: "6.9.0", isUsed: ({ options }) => (options.replicas ?? []).some((each) => each.deletionProtection) },
  {
    since: "6.13.0",
    isUsed: ({ input }) => [input, ...indexes(input)].some(({ WarmThroughput }) => WarmThroughput !== undefined),
  },
  { since: "6.22.0", isUsed: ({ options }) => options.witness !== undefined },
  {
    since: KEY_SCHEMA,
    isUsed: ({ input }) => indexes(input).some(({ KeySchema = [] }) => KeySchema.length > 2 || hasTwo(KeySchema)),
  },
];

function indexes({ GlobalSecondaryIndexes = [] }: TableToExport["input"]) {
  return GlobalSecondaryIndexes;
}

/** Whether two attributes are of the same kind of key. */
function hasTwo(schema: readonly { readonly KeyType: string | undefined }[]): boolean {
  return schema.length === 2 && schema[0]?.KeyType === schema[1]?.KeyType;
}

/** The oldest version of the provider that has all arguments of the tables, and is not older than the given one. */
export function providerVersionOf(tables: readonly TableToExport[], atLeast = OLDEST): string {
  const needed = NEWER.filter(({ isUsed }) => tables.some(isUsed)).map(({ since }) => since);
  return [atLeast, ...needed].reduce((newest, version) => (isAtLeast(version, newest) ? version : newest));
}

/** Whether the keys of indexes are in `key_schema`. */
export function hasKeySchema(providerVersion: string): boolean {
  return isAtLeast(providerVersion, KEY_SCHEMA);
}

function isAtLeast(version: string, other: string): boolean {
  const [a, b] = [version, other].map((text) => text.split(".").map(Number));
  const place = [0, 1, 2].find((index) => (a?.[index] ?? 0) !== (b?.[index] ?? 0));
  return place === undefined || (a?.[place] ?? 0) > (b?.[place] ?? 0);
}
