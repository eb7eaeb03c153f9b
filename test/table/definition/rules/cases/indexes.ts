import { global, local, type RuleCase, rawGlobal, rawLocal, sortKey, times } from "./rule-case.js";

const globals = (count: number) => times(count, (place) => ({ ...global, indexName: `index-${place}` }));
const locals = (count: number) => times(count, (place) => ({ ...local, indexName: `index-${place}` }));
const named = (count: number, prefix = "a") => times(count, (place) => `${prefix}${place}`);
const projecting = (...counts: number[]) =>
  counts.map((count, place) => ({ ...global, indexName: `index-${place}`, projection: named(count, `a${place}-`) }));
const raw = (Projection: object) => ({ input: { GlobalSecondaryIndexes: [{ ...rawGlobal, Projection }] } });

/** How many indexes there are, and what a local one needs. */
const structure: readonly RuleCase[] = [
  {
    rule: "global-index-count",
    about: "the quota that every account has",
    breaking: { globalSecondaryIndexes: globals(21) },
    path: "globalSecondaryIndexes",
    message: "21 global secondary indexes",
    fix: "at most 20",
    allowed: { globalSecondaryIndexes: globals(20) },
  },
  {
    rule: "global-index-count",
    about: "a higher quota, which only the caller knows of",
    breaking: { globalSecondaryIndexes: globals(21) },
    path: "globalSecondaryIndexes",
    message: "21 global secondary indexes",
    fix: "input.GlobalSecondaryIndexes",
    allowed: {
      input: { GlobalSecondaryIndexes: times(21, (place) => ({ ...rawGlobal, IndexName: `index-${place}` })) },
    },
  },
  {
    rule: "local-index-count",
    about: "six",
    breaking: { sortKey, localSecondaryIndexes: locals(6) },
    path: "localSecondaryIndexes",
    message: "6 local secondary indexes",
    fix: "at most 5",
    allowed: { sortKey, localSecondaryIndexes: locals(5) },
  },
  {
    rule: "no-empty-index-lists",
    about: "global",
    breaking: { input: { GlobalSecondaryIndexes: [] } },
    path: "input.GlobalSecondaryIndexes",
    message: "empty",
    fix: "leave it out",
    allowed: { globalSecondaryIndexes: [] },
  },
  {
    rule: "no-empty-index-lists",
    about: "local",
    breaking: { input: { LocalSecondaryIndexes: [] } },
    path: "input.LocalSecondaryIndexes",
    message: "empty",
    fix: "leave it out",
    allowed: { localSecondaryIndexes: [], input: { LocalSecondaryIndexes: undefined } },
  },
  {
    rule: "local-index-needs-table-sort-key",
    about: "no sort key",
    breaking: { localSecondaryIndexes: [local] },
    path: "localSecondaryIndexes",
    message: "need a table with a sort key",
    fix: "add sortKey",
    allowed: { sortKey, localSecondaryIndexes: [local] },
  },
  {
    rule: "local-index-needs-sort-key",
    about: "through input",
    breaking: {
      sortKey,
      input: { LocalSecondaryIndexes: [{ ...rawLocal, KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }] }] },
    },
    path: "input.LocalSecondaryIndexes[0].KeySchema",
    message: '"by-age" has no sort key',
    fix: "one of its own",
    allowed: { sortKey, localSecondaryIndexes: [local], input: { LocalSecondaryIndexes: [rawLocal] } },
  },
  {
    rule: "local-index-shares-partition-key",
    about: "through input",
    breaking: {
      sortKey,
      input: {
        LocalSecondaryIndexes: [
          {
            ...rawLocal,
            KeySchema: [
              { AttributeName: "sk", KeyType: "HASH" },
              { AttributeName: "pk", KeyType: "RANGE" },
            ],
          },
        ],
      },
    },
    path: "input.LocalSecondaryIndexes[0].KeySchema[0]",
    message: '"by-age" has the partition key "sk", the table has "pk"',
    fix: "the table's partition key",
    allowed: { sortKey, localSecondaryIndexes: [local], input: { LocalSecondaryIndexes: [rawLocal] } },
  },
];

/** What indexes hold. */
const projections: readonly RuleCase[] = [
  {
    rule: "projection-type",
    about: "unknown",
    breaking: raw({ ProjectionType: "SOME" }),
    path: "input.GlobalSecondaryIndexes[0].Projection",
    message: 'unknown projection type "SOME"',
    fix: "ALL, KEYS_ONLY or INCLUDE",
    allowed: raw({ ProjectionType: "KEYS_ONLY" }),
  },
  {
    rule: "projection-type",
    about: "missing",
    breaking: raw({ NonKeyAttributes: ["a"] }),
    path: "input.GlobalSecondaryIndexes[0].Projection",
    message: "has no projection type",
    fix: "ALL, KEYS_ONLY or INCLUDE",
    allowed: raw({ ProjectionType: "INCLUDE", NonKeyAttributes: ["a"] }),
  },
  {
    rule: "include-needs-attributes",
    about: "an empty list",
    breaking: { globalSecondaryIndexes: [{ ...global, projection: [] }] },
    path: "globalSecondaryIndexes[0].projection",
    message: "names no attributes",
    fix: '"KEYS_ONLY"',
    allowed: { globalSecondaryIndexes: [{ ...global, projection: ["a"] }] },
  },
  {
    rule: "attributes-only-with-include",
    about: "through input",
    breaking: raw({ ProjectionType: "ALL", NonKeyAttributes: ["a"] }),
    path: "input.GlobalSecondaryIndexes[0].Projection.NonKeyAttributes",
    message: "the projection is ALL and also names attributes",
    fix: "use INCLUDE",
    allowed: raw({ ProjectionType: "ALL" }),
  },
  {
    rule: "projected-attributes",
    about: "more than 20",
    breaking: { globalSecondaryIndexes: [{ ...global, projection: named(21) }] },
    path: "globalSecondaryIndexes[0].projection",
    message: "names 21 attributes",
    fix: "at most 20",
    allowed: { globalSecondaryIndexes: [{ ...global, projection: named(20) }] },
  },
  {
    rule: "projected-attributes",
    about: "one named twice",
    breaking: { sortKey, localSecondaryIndexes: [{ ...local, projection: ["a", "b", "a"] }] },
    path: "localSecondaryIndexes[0].projection[2]",
    message: '"a" is named twice',
    fix: "once",
    allowed: { sortKey, localSecondaryIndexes: [{ ...local, projection: ["a", "b", "A"] }] },
  },
  {
    rule: "projected-attributes",
    about: "a name too long",
    breaking: { globalSecondaryIndexes: [{ ...global, projection: ["a", "b".repeat(256)] }] },
    path: "globalSecondaryIndexes[0].projection[1]",
    message: "has 256 bytes",
    fix: "1 to 255",
    allowed: { globalSecondaryIndexes: [{ ...global, projection: ["a", "b".repeat(255)] }] },
  },
  {
    rule: "projected-attributes-in-table",
    about: "101 in all",
    breaking: { globalSecondaryIndexes: projecting(20, 20, 20, 20, 20, 1) },
    path: "globalSecondaryIndexes[5].projection",
    message: "101 projected attributes in all",
    fix: "at most 100",
    allowed: { globalSecondaryIndexes: projecting(20, 20, 20, 20, 19, 1) },
  },
];

export const indexCases: readonly RuleCase[] = [...structure, ...projections];
