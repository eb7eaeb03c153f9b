import { CHANGE_LIMITS } from "../../../src/dynamodb/change-limits.js";
import { type SecondsRange, USUAL_SECONDS } from "../../../src/dynamodb/durations.js";
import { LIMIT_TEXTS } from "../../../src/table/update/steps/limit-texts.js";
import { tableOf } from "../generated.js";

/** The change that each duration belongs to. */
const CHANGES: Readonly<Record<keyof typeof USUAL_SECONDS, string>> = {
  createTable: "creating a table",
  createTableWithIndexes: "creating a table with global secondary indexes",
  deleteTable: "deleting a table",
  allocateIndex: "adding an index: its allocation, with the table UPDATING",
  backfillIndex: "then its backfill, with the table ACTIVE; as long in an empty table",
  backfillIndexWithReplicas: "its backfill in a table with replicas",
  allocateVectorIndex: "adding a vector index: its allocation, with the table UPDATING",
  backfillVectorIndex: "then its backfill, with the table ACTIVE; as long in an empty table",
  vectorSearchAfterActive: "until a vector index that is ACTIVE can be searched",
  deleteIndex: "deleting an index",
  switchToProvisioned: "billing mode: to PROVISIONED",
  switchToOnDemand: "billing mode: to PAY_PER_REQUEST",
  switchBackToOnDemand: "billing mode: to PAY_PER_REQUEST, in a table that had it before",
  throughput: "capacity of the table or of an index",
  onDemandThroughput: "maximum throughput on demand",
  warmThroughput: "warm throughput; the table is ACTIVE",
  tableClass: "table class",
  stream: "stream: enabling or disabling it",
  encryption: "encryption; the table is ACTIVE",
  deletionProtection: "deletion protection",
  timeToLive: "time to live: enabling or disabling it",
  backups: "point-in-time recovery: enabling or disabling it",
  createBackup: "creating a backup, until it is AVAILABLE",
  restoreTable: "restoring a table, from a backup or to a point in time",
  backupsAfterCreation: "until point-in-time recovery can be enabled on a new table",
  insights: "contributor insights",
  enableKinesisDestination: "Kinesis streaming destination: enabling it",
  disableKinesisDestination: "Kinesis streaming destination: disabling it",
  updateKinesisDestination: "Kinesis streaming destination: changing it",
  tags: "tags, until they can be read",
  policy: "resource policy, until it can be read",
  createReplica: "adding an empty replica",
  createReplicaWithItems: "adding a replica of a table with items",
  createStrongReplicas: "adding the replicas of a strongly consistent global table",
  deleteReplica: "removing a replica",
  startReplicaDeletion: "removing a replica: until the table is ACTIVE",
  deleteStrongReplicas: "removing the replicas of a strongly consistent global table",
};

/** How long changes usually take. */
export function durationsTable(): string {
  const names = Object.keys(CHANGES) as (keyof typeof CHANGES)[]; // its own keys
  return tableOf([
    ["change", "usually takes"],
    ...names.map((name) => [CHANGES[name], rangeText(USUAL_SECONDS[name])]),
  ]);
}

function rangeText([low, high]: SecondsRange): string {
  if (high === 0) return "no time";
  const [divisor, unit] = high < 180 ? [1, "s"] : [60, "min"];
  const [from, to] = [low / divisor, high / divisor].map((value) => Number(value.toFixed(value < 10 ? 1 : 0)));
  return from === to ? `${to} ${unit}` : `${from} to ${to} ${unit}`;
}

type Limited = keyof typeof CHANGE_LIMITS;

const [TAGS_FROM, TAGS_TO] = CHANGE_LIMITS.tags.cooldownSeconds;
const RETRIED = "Sends the change again until it is accepted, within the time of the call.";
const FAILS = "Throws DynamoDB's error, with this limit in its message.";

/** The text for each limit, and how the methods observe it. */
const LIMITS: Readonly<Record<Limited, readonly [setting: string, limit: string, handling: string]>> = {
  deletionProtection: ["deletion protection", LIMIT_TEXTS.deletionProtection, RETRIED],
  resourcePolicy: ["resource policy", LIMIT_TEXTS.resourcePolicy, RETRIED],
  timeToLive: [
    "time to live",
    LIMIT_TEXTS.timeToLive,
    "Throws DynamoDB's error, with the time of the next try. Another attribute takes two changes: it pauses between " +
      "them if the call's `timeoutSeconds` allow it, and else throws before anything is sent.",
  ],
  tags: [
    "tags",
    `DynamoDB refuses another change for ${TAGS_FROM} to ${TAGS_TO} s.`,
    "Pauses, or sends the change again.",
  ],
  tableClass: ["table class", LIMIT_TEXTS.tableClass, FAILS],
  encryption: ["encryption", LIMIT_TEXTS.encryption, FAILS],
  capacityDecrease: [
    "lower capacity, of the table and of each index",
    LIMIT_TEXTS.capacityDecrease,
    "The plan has the time in `notBefore`. It pauses until then if the call's `timeoutSeconds` allow it, and else " +
      "throws before anything is sent.",
  ],
};

/** How often DynamoDB accepts changes, and how the methods observe that. */
export function changeLimitsTable(): string {
  return tableOf([["setting", "limit", "what the methods do"], ...Object.values(LIMITS)]);
}
