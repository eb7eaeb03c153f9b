import { isDeepStrictEqual } from "node:util";
import type { TableDifference } from "../../errors.js";
import { ownMember } from "../../validation/own-member.js";
import type {
  Bounds,
  NormalisedIndex,
  NormalisedReplica,
  NormalisedTable,
  NormalisedThroughput,
  NormalisedVectorIndex,
  Units,
} from "./normalised-table.js";
import { type ReplicaRemovals, replicaDifferences } from "./replica-differences.js";

/** The part of a table that a difference is about. */
export type Part = keyof NormalisedTable;

/** A difference between a definition and a table. */
export interface Difference extends TableDifference {
  readonly part: Part;
  /** Of a difference in an index: its name. */
  readonly indexName?: string | undefined;
  /** Of a difference within an index that is there: its member. */
  readonly member?: keyof NormalisedIndex | keyof NormalisedVectorIndex | undefined;
  /** Of a difference in a replica: its region. */
  readonly region?: string | undefined;
  /** Of a difference within a replica that is there: its member. */
  readonly replicaMember?: keyof NormalisedReplica | undefined;
}

/** What is removed although the definition does not say so about each. */
export interface Removals extends ReplicaRemovals {
  /** Whether global secondary and vector indexes and tags are removed that the definition does not mention, and replicas that its list does not have. */
  readonly prune?: boolean | undefined;
  /** Names of indexes to remove. A local one differs for good: only another table can be without it. */
  readonly dropIndexes?: readonly string[] | undefined;
  /** Whether local indexes differ, too, that the definition does not mention. A change of the table cannot remove them. */
  readonly prunesLocalIndexes?: boolean | undefined;
}

/** Something that cannot be compared. */
export interface NotCompared {
  /** What it is: `"encryption"`, `"time to live"`. */
  readonly target: string;
  /** Why it was not compared, and what helps. */
  readonly reason: string;
}

/** Compares a definition with a table. Only what the definition mentions, and what was read of the table, is compared. */
export function differencesOf(wanted: NormalisedTable, actual: NormalisedTable, removals: Removals = {}): Difference[] {
  return [
    ...plainDifferences(wanted, actual, ["partitionKey", "sortKey"]),
    ...localIndexDifferences(wanted, actual, removals),
    ...plainDifferences(wanted, actual, ["billingMode"]),
    ...unitDifferences("capacity", wanted.capacity, actual.capacity, isDeepStrictEqual),
    ...unitDifferences("onDemandThroughput", wanted.onDemandThroughput, actual.onDemandThroughput, isDeepStrictEqual),
    ...unitDifferences("warmThroughput", wanted.warmThroughput, actual.warmThroughput, isReached),
    ...plainDifferences(wanted, actual, ["tableClass"]),
    ...encryptionDifferences(wanted, actual),
    ...plainDifferences(wanted, actual, ["stream", "deletionProtection"]),
    ...globalIndexDifferences(wanted, actual, removals),
    ...vectorIndexDifferences(wanted, actual, removals),
    ...plainDifferences(wanted, actual, ["timeToLive"]),
    ...backupDifferences(wanted, actual),
    ...plainDifferences(wanted, actual, ["contributorInsights"]),
    ...tagDifferences(wanted, actual, removals),
    ...plainDifferences(wanted, actual, ["resourcePolicy"]),
    ...replicaDifferences(wanted, actual, removals),
  ];
}

/** What cannot be compared although the definition mentions it and the table was read. */
export function incomparable(wanted: NormalisedTable, actual: NormalisedTable): NotCompared[] {
  const indexes = Object.entries(wanted.globalSecondaryIndexes ?? {});
  return [
    ...incomparableEncryption(wanted, actual),
    ...unshownWarmThroughput("warm throughput", wanted, actual),
    ...indexes.flatMap(([name, index]) =>
      unshownWarmThroughput(`warm throughput of index ${name}`, index, ownMember(actual.globalSecondaryIndexes, name)),
    ),
  ];
}

/** @param there - `undefined` for an index that is not there. */
function unshownWarmThroughput(
  target: string,
  { warmThroughput: wanted }: NormalisedThroughput,
  there: NormalisedThroughput | undefined,
): NotCompared[] {
  const units = (["read", "write"] as const).filter((unit) => wanted?.[unit] !== undefined);
  const isShown = units.every((unit) => there?.warmThroughput?.[unit] !== undefined);
  return isShown || there === undefined ? [] : [{ target, reason: "The endpoint does not show it." }];
}

function incomparableEncryption({ encryption }: NormalisedTable, actual: NormalisedTable): NotCompared[] {
  if (encryption === undefined || actual.encryption?.encryption !== "KMS") return [];
  if (encryption.encryption === "AWS_MANAGED")
    return [{ target: "encryption", reason: "DynamoDB shows the ARN of the KMS key, and not whether AWS manages it." }];
  if (encryption.kmsKeyId === undefined || !isAlias(encryption.kmsKeyId)) return [];
  return [
    { target: "encryption", reason: "DynamoDB shows the ARN of the KMS key: give the ARN instead of the alias." },
  ];
}

function plainDifferences(wanted: NormalisedTable, actual: NormalisedTable, parts: readonly Part[]): Difference[] {
  return parts.flatMap((part) => difference({ part, path: part }, wanted[part], actual[part]));
}

type Place = Omit<Difference, "expected" | "actual">;

/** The difference of two values that are both known. */
function difference(place: Place, expected: unknown, actual: unknown, isSame = isDeepStrictEqual): Difference[] {
  if (expected === undefined || actual === undefined || isSame(actual, expected)) return [];
  return [{ ...place, expected, actual }];
}

/** The differences of members that a definition may mention one by one. */
function unitDifferences<T extends Units | Bounds>(
  part: "capacity" | "onDemandThroughput" | "warmThroughput",
  wanted: T | undefined,
  actual: T | undefined,
  isSame: (actual: unknown, wanted: unknown) => boolean,
  index?: { readonly name: string },
): Difference[] {
  if (wanted === undefined) return [];
  const place: Place = index
    ? { part: "globalSecondaryIndexes", path: indexPath(index.name, part), indexName: index.name, member: part }
    : { part, path: part };
  return Object.entries(wanted).flatMap(([unit, expected]) => {
    // What has no capacity, because it is on demand, differs from every capacity.
    const present: unknown = actual?.[unit as keyof T] ?? false;
    const found = difference({ ...place, path: unitPath(place.path, unit) }, expected, present, isSame);
    return part === "capacity" && present === false ? found.map((each) => ({ ...each, actual: undefined })) : found;
  });
}

/** The option of a unit: `readCapacity`, `onDemandThroughput.maxRead`. */
function unitPath(path: string, unit: string): string {
  return path.endsWith("capacity") ? `${path.slice(0, -"capacity".length)}${unit}Capacity` : `${path}.${unit}`;
}

/** Warm throughput grows with the table by itself: more than what is wanted is no difference. Some endpoints do not show it. */
function isReached(actual: unknown, wanted: unknown): boolean {
  return actual === false || Number(actual) >= Number(wanted);
}

function indexPath(name: string, member?: string): string {
  return member === undefined ? `globalSecondaryIndexes.${name}` : `globalSecondaryIndexes.${name}.${member}`;
}

function localIndexDifferences(
  { localSecondaryIndexes: wanted }: NormalisedTable,
  actual: NormalisedTable,
  { dropIndexes = [], prunesLocalIndexes = false }: Removals,
): Difference[] {
  const isUnwanted = (name: string) =>
    dropIndexes.includes(name) || (prunesLocalIndexes && ownMember(wanted, name) === undefined);
  const placeOf = (indexName: string): Place => {
    return { part: "localSecondaryIndexes", path: `localSecondaryIndexes.${indexName}`, indexName };
  };
  const removed = Object.entries(actual.localSecondaryIndexes ?? {})
    .filter(([name]) => isUnwanted(name))
    .map(([name, there]) => ({ ...placeOf(name), expected: undefined, actual: there }));
  const mentioned = Object.entries(wanted ?? {}).flatMap(([indexName, index]) => {
    const place = placeOf(indexName);
    const there = ownMember(actual.localSecondaryIndexes, indexName);
    if (there === undefined) return [{ ...place, expected: index, actual: undefined }];
    // Its partition key is the table's.
    return (["sortKey", "projection"] as const).flatMap((member) =>
      difference({ ...place, path: `${place.path}.${member}`, member }, index[member], there[member]),
    );
  });
  return [...removed, ...mentioned];
}

function globalIndexDifferences(
  { globalSecondaryIndexes: wanted }: NormalisedTable,
  { globalSecondaryIndexes: there = {} }: NormalisedTable,
  { prune = false, dropIndexes = [] }: Removals,
): Difference[] {
  const isUnwanted = (name: string) => dropIndexes.includes(name) || (prune && ownMember(wanted, name) === undefined);
  const removed = Object.entries(there).filter(([name]) => isUnwanted(name));
  return [
    ...removed.map(([indexName, actual]): Difference => {
      return { part: "globalSecondaryIndexes", path: indexPath(indexName), indexName, expected: undefined, actual };
    }),
    ...Object.entries(wanted ?? {})
      .filter(([name]) => !dropIndexes.includes(name))
      .flatMap(([name, index]) => oneIndexDifferences(name, index, ownMember(there, name))),
  ];
}

const VECTOR_MEMBERS = ["vector", "dimensions", "distance", "partitionKey", "filters", "projection"] as const;

function vectorIndexDifferences(
  { vectorIndexes: wanted }: NormalisedTable,
  { vectorIndexes: there = {} }: NormalisedTable,
  { prune = false, dropIndexes = [] }: Removals,
): Difference[] {
  const isUnwanted = (name: string) => dropIndexes.includes(name) || (prune && ownMember(wanted, name) === undefined);
  const placeOf = (indexName: string): Place => {
    return { part: "vectorIndexes", path: `vectorIndexes.${indexName}`, indexName };
  };
  const removed = Object.entries(there)
    .filter(([name]) => isUnwanted(name))
    .map(([name, actual]) => ({ ...placeOf(name), expected: undefined, actual }));
  const mentioned = Object.entries(wanted ?? {}).filter(([name]) => !dropIndexes.includes(name));
  const different = mentioned.flatMap(([name, index]) => {
    const [place, actual] = [placeOf(name), ownMember(there, name)];
    if (actual === undefined) return [{ ...place, expected: index, actual }];
    return VECTOR_MEMBERS.flatMap((member) =>
      difference({ ...place, path: `${place.path}.${member}`, member }, index[member], actual[member]),
    );
  });
  return [...removed, ...different];
}

function oneIndexDifferences(
  indexName: string,
  wanted: NormalisedIndex,
  there: NormalisedIndex | undefined,
): Difference[] {
  const part = "globalSecondaryIndexes";
  if (there === undefined)
    return [{ part, path: indexPath(indexName), indexName, expected: wanted, actual: undefined }];
  const fixed = (["partitionKey", "sortKey", "projection"] as const).flatMap((member) =>
    difference({ part, path: indexPath(indexName, member), indexName, member }, wanted[member], there[member]),
  );
  const index = { name: indexName };
  return [
    ...fixed,
    ...unitDifferences("capacity", wanted.capacity, there.capacity, isDeepStrictEqual, index),
    ...unitDifferences(
      "onDemandThroughput",
      wanted.onDemandThroughput,
      there.onDemandThroughput,
      isDeepStrictEqual,
      index,
    ),
    ...unitDifferences("warmThroughput", wanted.warmThroughput, there.warmThroughput, isReached, index),
  ];
}

function encryptionDifferences({ encryption: wanted }: NormalisedTable, actual: NormalisedTable): Difference[] {
  return difference({ part: "encryption", path: "encryption" }, wanted, actual.encryption, () => {
    const isKms = actual.encryption?.encryption === "KMS";
    if (wanted?.encryption === "AWS_OWNED") return !isKms;
    if (!isKms) return false;
    const { kmsKeyId } = wanted ?? {};
    const arn = actual.encryption?.kmsKeyId ?? "";
    return kmsKeyId === undefined || isAlias(kmsKeyId) || arn === kmsKeyId || arn.endsWith(`:key/${kmsKeyId}`);
  });
}

function isAlias(kmsKeyId: string): boolean {
  return /(^|:)alias\//.test(kmsKeyId);
}

/** Backups that are wanted without a period keep the one they have. */
function backupDifferences({ pointInTimeRecovery: wanted }: NormalisedTable, actual: NormalisedTable): Difference[] {
  const present = actual.pointInTimeRecovery;
  return difference({ part: "pointInTimeRecovery", path: "pointInTimeRecovery" }, wanted, present, () => {
    if (!wanted || !present) return wanted === present;
    return wanted.recoveryPeriodInDays === undefined || wanted.recoveryPeriodInDays === present.recoveryPeriodInDays;
  });
}

function tagDifferences(
  { tags: wanted }: NormalisedTable,
  { tags: there }: NormalisedTable,
  { prune = false }: Removals,
): Difference[] {
  if (there === undefined) return [];
  const place = (key: string) => ({ part: "tags" as const, path: `tags.${key}` });
  const mentioned = Object.entries(wanted ?? {}).flatMap(([key, value]) =>
    (ownMember(there, key) ?? false) === value
      ? []
      : [{ ...place(key), expected: value === false ? undefined : value, actual: ownMember(there, key) }],
  );
  // DynamoDB's own tags cannot be removed.
  const removable = Object.keys(there).filter((key) => ownMember(wanted, key) === undefined && !key.startsWith("aws:"));
  const pruned = prune ? removable : [];
  return [...mentioned, ...pruned.map((key) => ({ ...place(key), expected: undefined, actual: there[key] }))];
}
