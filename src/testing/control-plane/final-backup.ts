import type { BackupDetails, SourceTableDetails } from "@aws-sdk/client-dynamodb";
import { FINAL_BACKUP_DAYS } from "../../dynamodb/limits.js";
import { arnOf, type ControlPlane, secondsAt, type Table } from "./tables.js";
import type { Wire } from "./wire.js";

const DAY_MS = 86_400_000;

/** Adds the backup that a deleted table with point-in-time recovery leaves for 35 days, whatever the latency. */
export function addFinalBackup(controlPlane: ControlPlane, table: Table): void {
  const { timeline, backups } = controlPlane;
  const arn = `${arnOf(controlPlane, table.name)}/backup/${Math.floor(timeline.time).toString().padStart(14, "0")}-00000000`;
  const now = secondsAt(controlPlane);
  const details: Wire<BackupDetails> = {
    BackupArn: arn,
    BackupName: `${table.name}$DeletedTableBackup`,
    BackupSizeBytes: 0,
    BackupStatus: "AVAILABLE",
    BackupType: "SYSTEM",
    BackupCreationDateTime: now,
    BackupExpiryDateTime: now + (FINAL_BACKUP_DAYS * DAY_MS) / 1_000,
  };
  backups.set(arn, { details, source: sourceOf(table) });
  timeline.after(FINAL_BACKUP_DAYS * DAY_MS, () => backups.delete(arn));
}

function sourceOf({ name, description }: Table): Wire<SourceTableDetails> {
  const { ProvisionedThroughput: capacity, OnDemandThroughput, BillingModeSummary } = description;
  return {
    TableName: name,
    TableId: description.TableId,
    TableArn: description.TableArn,
    TableSizeBytes: 0,
    KeySchema: description.KeySchema,
    TableCreationDateTime: description.CreationDateTime,
    ProvisionedThroughput: {
      ReadCapacityUnits: capacity?.ReadCapacityUnits,
      WriteCapacityUnits: capacity?.WriteCapacityUnits,
    },
    ...(OnDemandThroughput && { OnDemandThroughput }),
    ItemCount: 0,
    BillingMode: BillingModeSummary?.BillingMode ?? "PROVISIONED",
  };
}
