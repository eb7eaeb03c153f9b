import type { TableDescription } from "@aws-sdk/client-dynamodb";
import {
  BLOCKED_REPLICA_STATUSES,
  type BLOCKED_TABLE_STATUSES,
  CHANGING_ENCRYPTION_STATUSES,
} from "../../dynamodb/statuses.js";
import type { IndexState } from "../../errors.js";
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
const CHANGING_ENCRYPTION: readonly string[] = CHANGING_ENCRYPTION_STATUSES;

/** The status of every index of a table. */
export function indexStates(table: TableDescription | undefined): IndexState[] {
  const indexes = [...(table?.GlobalSecondaryIndexes ?? []), ...(table?.VectorIndexes ?? [])];
  return indexes.map((index) => ({
    indexName: index.IndexName ?? "",
    status: index.IndexStatus ?? "UNKNOWN",
    backfilling: "Backfilling" in index && index.Backfilling === true,
  }));
}

/** The parts of a table that are not ready yet, as texts; empty when the table is ready. */
export function pendingParts(table: TableDescription, until: WaitUntil): string[] {
  const pending = table.TableStatus === "ACTIVE" ? [] : [`table ${table.TableStatus ?? "in no known status"}`];
  if (until !== "table") {
    for (const { indexName, status, backfilling } of indexStates(table)) {
      if (status !== "ACTIVE") pending.push(`index ${indexName} ${status}${backfilling ? " (backfilling)" : ""}`);
      else if (backfilling && until === "settled") pending.push(`index ${indexName} backfilling`);
    }
  }
  return until === "settled" ? [...pending, ...unsettledParts(table)] : pending;
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
  for (const { RegionName, ReplicaStatus } of table.Replicas ?? []) {
    if (ReplicaStatus !== "ACTIVE") pending.push(`replica ${RegionName} ${ReplicaStatus}`);
  }
  return pending;
}

/** Why a table will not become ready, with what to do; `undefined` if it may become ready. */
export function blockedReason(table: TableDescription, until: WaitUntil): string | undefined {
  const status = table.TableStatus ?? "";
  const advice = Object.hasOwn(ADVICE, status) ? ADVICE[status as keyof typeof ADVICE] : undefined;
  if (advice !== undefined || until !== "settled") return advice;
  const replica = table.Replicas?.find(({ ReplicaStatus = "" }) => BLOCKED_REPLICAS.includes(ReplicaStatus));
  return replica && `The replica in ${replica.RegionName} is ${replica.ReplicaStatus}: remove it and add it again.`;
}
