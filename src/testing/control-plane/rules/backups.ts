import type {
  RestoreTableFromBackupCommandInput,
  RestoreTableToPointInTimeCommandInput,
} from "@aws-sdk/client-dynamodb";
import { MAX_TABLE_ARN_LENGTH } from "../../../dynamodb/limits.js";
import { BILLING_MODES } from "../../../dynamodb/values.js";
import type { Wire } from "../wire.js";
import { globalIndex, localIndex, settings, tableName, throughput, vectorIndex } from "./table-members.js";
import { flag, list, struct, text, type WireCheck, whole } from "./wire-checks.js";

/** A request that restores a table from a backup. */
export type RestoreFromBackup = Wire<RestoreTableFromBackupCommandInput>;
/** A request that restores a table to a point in time. */
export type RestoreToPointInTime = Wire<RestoreTableToPointInTimeCommandInput>;

/** The ARN of a backup. */
export const backupArn = text({ min: 37, max: MAX_TABLE_ARN_LENGTH });

/** A number of seconds, with decimals. */
const time: WireCheck = (value, at, report) => {
  if (typeof value !== "number") whole()(value, at, report);
};

const target = {
  TargetTableName: tableName,
  BillingModeOverride: text({ values: BILLING_MODES.toReversed() }),
  GlobalSecondaryIndexOverride: list(globalIndex),
  LocalSecondaryIndexOverride: list(localIndex),
  VectorIndexOverride: list(vectorIndex),
  ProvisionedThroughputOverride: throughput.ProvisionedThroughput,
  OnDemandThroughputOverride: throughput.OnDemandThroughput,
  SSESpecificationOverride: settings.SSESpecification,
};

/** RestoreTableFromBackup. */
export const restoreFromBackupCheck = struct({ BackupArn: backupArn, ...target }, ["TargetTableName", "BackupArn"]);

/** RestoreTableToPointInTime. */
export const restoreToPointInTimeCheck = struct(
  {
    SourceTableArn: text({ min: 1, max: MAX_TABLE_ARN_LENGTH }),
    SourceTableName: tableName,
    UseLatestRestorableTime: flag,
    RestoreDateTime: time,
    ...target,
  },
  ["TargetTableName"],
);
