import type { BackupStatus, BackupType, SourceTableDetails, SourceTableFeatureDetails } from "@aws-sdk/client-dynamodb";
import { currentDescription } from "./current-description.js";
import { arnOf, type Backup, type ControlPlane, secondsAt, type Table } from "./tables.js";
import { plainVectorIndex } from "./vector-indexes.js";
import type { Wire } from "./wire.js";

/** What a new backup is, besides its table. */
export interface NewBackup {
  readonly name: string;
  readonly type: BackupType;
  readonly status: BackupStatus;
  readonly expiresAfterMs?: number | undefined;
}

/** What a backup has of its table. */
export type BackedUpTable = Pick<Backup, "table" | "timeToLive" | "kept">;

/** A table as it is now, for a backup. */
export function backedUp(controlPlane: ControlPlane, table: Table): BackedUpTable {
  const { attributeName, status } = table.separateSettings.timeToLive ?? {};
  const isEnabled = status === "ENABLED" || status === "ENABLING";
  return {
    table: currentDescription(controlPlane, table),
    ...(isEnabled && { timeToLive: { TimeToLiveStatus: "ENABLED", AttributeName: attributeName } }),
    kept: controlPlane.events?.keep(table.name),
  };
}

/** Adds a backup. */
export function addBackup(
  controlPlane: ControlPlane,
  of: BackedUpTable,
  { name, type, status, expiresAfterMs }: NewBackup,
): Backup {
  const now = secondsAt(controlPlane);
  const arn = newArn(controlPlane, String(of.table.TableName));
  const details: Backup["details"] = {
    BackupArn: arn,
    BackupName: name,
    BackupSizeBytes: of.table.TableSizeBytes ?? 0,
    BackupStatus: status,
    BackupType: type,
    BackupCreationDateTime: now,
    ...(expiresAfterMs !== undefined && { BackupExpiryDateTime: now + expiresAfterMs / 1_000 }),
  };
  const backup = { ...of, details, restores: 0 };
  controlPlane.backups.set(arn, backup);
  if (expiresAfterMs !== undefined) controlPlane.timeline.after(expiresAfterMs, () => controlPlane.backups.delete(arn));
  return backup;
}

/** An ARN with the time and, as there can be several backups in a millisecond, something random. */
function newArn(controlPlane: ControlPlane, tableName: string): string {
  const time = Math.floor(controlPlane.timeline.time).toString().padStart(14, "0");
  return `${arnOf(controlPlane, tableName)}/backup/${time}-${crypto.randomUUID().slice(0, 8)}`;
}

/** The table of a backup, as the operations on backups describe it. */
export function sourceOf({ table }: Backup): Wire<SourceTableDetails> {
  const { ProvisionedThroughput: capacity, OnDemandThroughput, BillingModeSummary } = table;
  return {
    TableName: table.TableName,
    TableId: table.TableId,
    TableArn: table.TableArn,
    TableSizeBytes: table.TableSizeBytes,
    KeySchema: table.KeySchema,
    TableCreationDateTime: table.CreationDateTime,
    ProvisionedThroughput: {
      ReadCapacityUnits: capacity?.ReadCapacityUnits,
      WriteCapacityUnits: capacity?.WriteCapacityUnits,
    },
    ...(OnDemandThroughput && { OnDemandThroughput }),
    ItemCount: table.ItemCount,
    BillingMode: BillingModeSummary?.BillingMode ?? "PROVISIONED",
  };
}

/** The indexes and settings of the table of a backup. */
export function featuresOf({ table, timeToLive }: Backup): Wire<SourceTableFeatureDetails> {
  const { LocalSecondaryIndexes, GlobalSecondaryIndexes, VectorIndexes, StreamSpecification, SSEDescription } = table;
  return {
    ...(LocalSecondaryIndexes && {
      LocalSecondaryIndexes: LocalSecondaryIndexes.map(({ IndexName, KeySchema, Projection }) => ({
        IndexName,
        KeySchema,
        Projection,
      })),
    }),
    ...(GlobalSecondaryIndexes && {
      GlobalSecondaryIndexes: GlobalSecondaryIndexes.map((index) => ({
        IndexName: index.IndexName,
        KeySchema: index.KeySchema,
        Projection: index.Projection,
        ProvisionedThroughput: {
          ReadCapacityUnits: index.ProvisionedThroughput?.ReadCapacityUnits,
          WriteCapacityUnits: index.ProvisionedThroughput?.WriteCapacityUnits,
        },
        ...(index.OnDemandThroughput && { OnDemandThroughput: index.OnDemandThroughput }),
      })),
    }),
    ...(VectorIndexes && { VectorIndexes: VectorIndexes.map(plainVectorIndex) }),
    ...(StreamSpecification?.StreamEnabled && { StreamDescription: StreamSpecification }),
    ...(timeToLive && { TimeToLiveDescription: timeToLive }),
    ...(SSEDescription && { SSEDescription }),
  };
}
