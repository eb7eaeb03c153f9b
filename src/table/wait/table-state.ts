import type { GlobalSecondaryIndexDescription, TableDescription } from "@aws-sdk/client-dynamodb";
import { regionIn } from "../../dynamodb/arns.js";
import {
  BLOCKED_REPLICA_STATUSES,
  type BLOCKED_TABLE_STATUSES,
  CHANGING_ENCRYPTION_STATUSES,
  CHANGING_REPLICA_STATUSES,
} from "../../dynamodb/statuses.js";
import type { IndexState, ReplicaState } from "../../errors.js";
import type { WaitUntil } from "./options.js";

/** How to correct the statuses in which a table does not become ready by itself. */
const ADVICE: Readonly<Record<(typeof BLOCKED_TABLE_STATUSES)[number] | "DELETING", string>> = {
  DELETING: "The table is being deleted: wait with waitForTableDeleted, then create it again.",
  ARCHIVING:
    "DynamoDB is archiving the table because its KMS key was inaccessible for days: restore it from its backup.",
  ARCHIVED: "The table was archived because its KMS key was inaccessible for days: restore it from its backup.",
  INACCESSIBLE_ENCRYPTION_CREDENTIALS: "DynamoDB cannot use the table's KMS key: enable the key and its grants.",
  REPLICATION_NOT_AUTHORIZED: "DynamoDB may not replicate the table: check the service-linked role for replication.",
};

const BLOCKED_REPLICAS: readonly string[] = BLOCKED_REPLICA_STATUSES;
const CHANGING_REPLICAS: readonly string[] = CHANGING_REPLICA_STATUSES;
const CHANGING_ENCRYPTION: readonly string[] = CHANGING_ENCRYPTION_STATUSES;

/** The status of every index of a table. */
export function indexStates(table: TableDescription | undefined): IndexState[] {
  return [...(table?.GlobalSecondaryIndexes ?? []), ...(table?.VectorIndexes ?? [])].map(indexState);
}

function indexState({ IndexName, IndexStatus, Backfilling }: GlobalSecondaryIndexDescription): IndexState {
  return { indexName: IndexName ?? "", status: IndexStatus ?? "UNKNOWN", backfilling: Backfilling === true };
}

/** The status of every replica in another region than the table's, and of the witness. */
export function replicaStates({ TableArn, Replicas, GlobalTableWitnesses }: TableDescription = {}): ReplicaState[] {
  const own = regionIn(TableArn);
  const replicas = (Replicas ?? []).map(({ RegionName, ReplicaStatus }) => [RegionName, ReplicaStatus] as const);
  const witnesses = (GlobalTableWitnesses ?? []).map(
    ({ RegionName, WitnessStatus }) => [RegionName, WitnessStatus] as const,
  );
  return [...replicas.filter(([region]) => region !== own), ...witnesses].map(([region = "", status = "UNKNOWN"]) => {
    return { region, status };
  });
}

/**
 * The parts of a table that are not ready yet, as texts; empty when the table is ready.
 *
 * @param replicas - Regions whose replicas have to be ACTIVE; `undefined` if replicas do not matter.
 * @param cancels - Names of indexes whose backfills do not matter.
 */
export function pendingParts(
  table: TableDescription,
  until: WaitUntil,
  replicas?: readonly string[],
  cancels: readonly string[] = [],
): string[] {
  const pending = table.TableStatus === "ACTIVE" ? [] : [`table ${table.TableStatus ?? "in no known status"}`];
  if (until !== "table") pending.push(...pendingIndexes(table, until, cancels));
  if (until === "settled") return [...pending, ...unsettledParts(table)];
  return replicas === undefined ? pending : [...pending, ...changingReplicas(table, replicas)];
}

function pendingIndexes(table: TableDescription, until: WaitUntil, cancels: readonly string[]): string[] {
  // A search of a vector index that is backfilling is refused, or has incomplete results.
  const vectors = (table.VectorIndexes ?? []).map(({ IndexName }) => IndexName);
  return indexStates(table).flatMap(({ indexName, status, backfilling }) => {
    if (backfilling && cancels.includes(indexName)) return [];
    if (status !== "ACTIVE") return [`index ${indexName} ${status}${backfilling ? " (backfilling)" : ""}`];
    const isPending = backfilling && (until === "settled" || vectors.includes(indexName));
    return isPending ? [`index ${indexName} backfilling`] : [];
  });
}

function changingReplicas(table: TableDescription, awaited: readonly string[]): string[] {
  return replicaStates(table)
    .filter(
      ({ region, status }) => CHANGING_REPLICAS.includes(status) || (status !== "ACTIVE" && awaited.includes(region)),
    )
    .map(({ region, status }) => `replica ${region} ${status}`);
}

function unsettledParts(table: TableDescription): string[] {
  const pending: string[] = [];
  const encryption = table.SSEDescription?.Status;
  if (encryption !== undefined && CHANGING_ENCRYPTION.includes(encryption)) {
    pending.push(`encryption ${encryption}`);
  }
  const warm = table.WarmThroughput?.Status;
  if (warm !== undefined && warm !== "ACTIVE") pending.push(`warm throughput ${warm}`);
  for (const { IndexName, WarmThroughput } of table.GlobalSecondaryIndexes ?? []) {
    const status = WarmThroughput?.Status;
    if (status !== undefined && status !== "ACTIVE") pending.push(`warm throughput of index ${IndexName} ${status}`);
  }
  for (const { region, status } of replicaStates(table)) {
    if (status !== "ACTIVE") pending.push(`replica ${region} ${status}`);
  }
  return pending;
}

/** Why a table will not become ready, with what to do; `undefined` if it may become ready. */
export function blockedReason(
  table: TableDescription,
  until: WaitUntil,
  replicas: readonly string[] = [],
): string | undefined {
  const status = table.TableStatus ?? "";
  const advice = Object.hasOwn(ADVICE, status) ? ADVICE[status as keyof typeof ADVICE] : undefined;
  if (advice !== undefined) return advice;
  const blocked = replicaStates(table).find(
    ({ region, status }) => BLOCKED_REPLICAS.includes(status) && (until === "settled" || replicas.includes(region)),
  );
  return blocked && `The replica in ${blocked.region} is ${blocked.status}: remove it and add it again.`;
}
