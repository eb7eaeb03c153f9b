import { isDeepStrictEqual } from "node:util";
import type { TableDifference } from "../../errors.js";
import { ownMember } from "../../validation/own-member.js";
import type { NormalisedReplica, NormalisedReplicaIndex, NormalisedTable } from "./normalised-table.js";

/** A difference between the replicas of a definition and those of a table. */
export interface ReplicaDifference extends TableDifference {
  readonly part: "replicas" | "consistency" | "witness";
  /** The replica's region. */
  readonly region?: string | undefined;
  /** Of a difference in a replica that is there: what differs. */
  readonly replicaMember?: keyof NormalisedReplica | undefined;
}

/** Which replicas are removed although the definition does not say so about each. */
export interface ReplicaRemovals {
  /** Whether those are removed that a list of the definition does not have. */
  readonly prune?: boolean | undefined;
  /** Regions whose replicas are removed, whatever the definition says. */
  readonly dropReplicas?: readonly string[] | undefined;
  /** Targets that may be destroyed: a replica that is named, and that a list of the definition does not have, is removed. */
  readonly allowDestroy?: readonly string[] | undefined;
}

/** Compares the replicas of a definition with those of a table. */
export function replicaDifferences(
  wanted: NormalisedTable,
  actual: NormalisedTable,
  removals: ReplicaRemovals,
): ReplicaDifference[] {
  const there = actual.replicas ?? {};
  const removed = Object.entries(there).filter(([region]) => isUnwantedReplica(region, wanted, removals));
  const mentioned = Object.entries(wanted.replicas ?? {}).filter(([region]) => region !== actual.region);
  return [
    ...removed.map(([region, replica]): ReplicaDifference => {
      return { part: "replicas", path: pathOf(region), region, expected: undefined, actual: replica };
    }),
    ...mentioned.flatMap(([region, replica]) => ofReplica(region, replica, ownMember(there, region))),
    ...(Object.keys(there).length === 0 ? [] : ofGroup(wanted, actual)),
  ];
}

/** Whether a replica that is there is to be removed. */
export function isUnwantedReplica(
  region: string,
  { replicas }: NormalisedTable,
  { prune = false, dropReplicas = [], allowDestroy = [] }: ReplicaRemovals,
): boolean {
  if (dropReplicas.includes(region)) return true;
  if (replicas === undefined || ownMember(replicas, region) !== undefined) return false;
  return prune || allowDestroy.includes(`replica ${region}`);
}

/** Consistency and witness, which a table keeps as long as it has replicas. */
function ofGroup(wanted: NormalisedTable, actual: NormalisedTable): ReplicaDifference[] {
  return (["consistency", "witness"] as const).flatMap((part) =>
    wanted[part] === undefined || wanted[part] === actual[part]
      ? []
      : [{ part, path: part, expected: wanted[part], actual: actual[part] }],
  );
}

function ofReplica(
  region: string,
  wanted: NormalisedReplica,
  there: NormalisedReplica | undefined,
): ReplicaDifference[] {
  const place = { part: "replicas", region } as const;
  if (there === undefined)
    return [{ ...place, path: pathOf(region), expected: { region, ...wanted }, actual: undefined }];
  const plain = (Object.keys(EQUAL) as (keyof typeof EQUAL)[]).flatMap((replicaMember): ReplicaDifference[] => {
    const [expected, actual] = [wanted[replicaMember], there[replicaMember]];
    if (expected === undefined || actual === undefined || EQUAL[replicaMember](actual, expected)) return [];
    const path = `${pathOf(region)}.${PATHS[replicaMember] ?? replicaMember}`;
    return [{ ...place, replicaMember, path, expected, actual }];
  });
  return [...plain, ...ofIndexes(region, wanted, there), ...ofTags(region, wanted, there)];
}

const isSame = (actual: unknown, expected: unknown) => isDeepStrictEqual(actual, expected);

/** What is compared as a whole, and how. */
const EQUAL = {
  kmsKeyId: (actual: unknown, expected: unknown) => isSameKey(String(actual), String(expected)),
  tableClass: isSame,
  readCapacity: isSame,
  maxRead: isSame,
  deletionProtection: isSame,
  pointInTimeRecovery: (actual: unknown, expected: unknown) => isSamePeriod(actual, expected),
  contributorInsights: isSame,
  resourcePolicy: isSame,
} as const satisfies { readonly [M in keyof NormalisedReplica]: (actual: unknown, expected: unknown) => boolean };

/** The options of members that have another form. */
const PATHS: Readonly<Record<string, string>> = { maxRead: "onDemandThroughput.maxRead" };

/** A description has the ARN of the key, which says nothing of an alias. */
function isSameKey(arn: string, key: string): boolean {
  return /(^|:)alias\//.test(key) || arn === key || arn.endsWith(`:key/${key}`);
}

/** Backups that are wanted without a period keep the one they have. */
function isSamePeriod(actual: unknown, expected: unknown): boolean {
  if (!actual || !expected) return actual === expected;
  const days = (backups: unknown) => (backups as { readonly recoveryPeriodInDays?: number }).recoveryPeriodInDays;
  return days(expected) === undefined || days(expected) === days(actual);
}

function ofIndexes(region: string, wanted: NormalisedReplica, there: NormalisedReplica): ReplicaDifference[] {
  return Object.entries(wanted.globalSecondaryIndexes ?? {}).flatMap(([name, index]) => {
    const actual = ownMember(there.globalSecondaryIndexes, name) ?? {};
    const path = `${pathOf(region)}.globalSecondaryIndexes.${name}`;
    return (Object.keys(index) as (keyof NormalisedReplicaIndex)[])
      .filter((member) => index[member] !== actual[member])
      .map((member): ReplicaDifference => {
        const place = { part: "replicas", region, replicaMember: "globalSecondaryIndexes" } as const;
        const expected = index[member];
        return { ...place, path: `${path}.${PATHS[member] ?? member}`, expected, actual: actual[member] };
      });
  });
}

function ofTags(region: string, { tags: wanted }: NormalisedReplica, { tags: there }: NormalisedReplica) {
  if (there === undefined) return [];
  return Object.entries(wanted ?? {}).flatMap(([key, value]): ReplicaDifference[] => {
    const actual = ownMember(there, key);
    if ((actual ?? false) === value) return [];
    const expected = value === false ? undefined : value;
    return [
      { part: "replicas", region, replicaMember: "tags", path: `${pathOf(region)}.tags.${key}`, expected, actual },
    ];
  });
}

function pathOf(region: string): string {
  return `replicas.${region}`;
}
