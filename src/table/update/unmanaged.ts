import { ownMember } from "../../validation/own-member.js";
import type { Removals } from "../definition/differences.js";
import type { NormalisedTable } from "../definition/normalised-table.js";
import { isUnwantedReplica } from "../definition/replica-differences.js";

/** Settings of which only one value counts as something that the table has. */
const NAMES = {
  stream: "stream",
  timeToLive: "time to live",
  pointInTimeRecovery: "backups",
  contributorInsights: "insights",
  resourcePolicy: "policy",
  deletionProtection: "deletion protection",
} as const;

/** What a table has that the definition does not mention, and that stays: `"index by-old"`, `"stream"`, `"tag team"`. */
export function unmanagedParts(wanted: NormalisedTable, actual: NormalisedTable, removals: Removals): string[] {
  const { prune = false, dropIndexes = [] } = removals;
  const globals = Object.keys(actual.globalSecondaryIndexes ?? {}).filter(
    (name) => ownMember(wanted.globalSecondaryIndexes, name) === undefined && !prune && !dropIndexes.includes(name),
  );
  const locals = Object.keys(actual.localSecondaryIndexes ?? {}).filter(
    (name) => ownMember(wanted.localSecondaryIndexes, name) === undefined,
  );
  const vectors = Object.keys(actual.vectorIndexes ?? {}).filter(
    (name) => ownMember(wanted.vectorIndexes, name) === undefined && !prune && !dropIndexes.includes(name),
  );
  const settings = (Object.keys(NAMES) as (keyof typeof NAMES)[]).filter(
    (part) => wanted[part] === undefined && (actual[part] ?? false) !== false,
  );
  const others = [
    ...(wanted.billingMode === undefined && actual.billingMode === "PROVISIONED" ? ["billing mode PROVISIONED"] : []),
    ...(wanted.tableClass === undefined && actual.tableClass === "STANDARD_INFREQUENT_ACCESS" ? ["table class"] : []),
    ...(wanted.encryption === undefined && actual.encryption?.encryption === "KMS" ? ["encryption"] : []),
  ];
  const tags = Object.keys(actual.tags ?? {}).filter(
    (key) => ownMember(wanted.tags, key) === undefined && (!prune || key.startsWith("aws:")),
  );
  const replicas = Object.keys(actual.replicas ?? {}).filter(
    (region) => ownMember(wanted.replicas, region) === undefined && !isUnwantedReplica(region, wanted, removals),
  );
  return [
    ...[...globals, ...locals, ...vectors].map((name) => `index ${name}`),
    ...settings.map((part) => NAMES[part]),
    ...others,
    ...tags.map((key) => `tag ${key}`),
    ...replicas.map((region) => `replica ${region}`),
    ...(actual.kinesisStreams ?? []).map((arn) => `Kinesis stream ${arn}`),
  ];
}
