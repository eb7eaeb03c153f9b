import type { UpdateContinuousBackupsCommandInput } from "@aws-sdk/client-dynamodb";
import { MAX_RECOVERY_DAYS } from "../../../dynamodb/limits.js";
import { AwsError, invalid } from "../aws-error.js";
import { checkRequest, flag, struct, tableRequest, whole } from "../rules/wire-checks.js";
import type { SeparateSettings } from "../separate-settings.js";
import type { Operation } from "../table-operation.js";
import { type ControlPlane, secondsAt, type Table } from "../tables.js";
import type { Wire } from "../wire.js";

const DAY_SECONDS = 86_400;
/** Changes of the last five minutes cannot be restored yet. */
const RESTORE_LAG_SECONDS = 300;

const updateCheck = tableRequest(
  {
    PointInTimeRecoverySpecification: struct(
      { PointInTimeRecoveryEnabled: flag, RecoveryPeriodInDays: whole({ min: 1, max: MAX_RECOVERY_DAYS }) },
      ["PointInTimeRecoveryEnabled"],
    ),
  },
  ["PointInTimeRecoverySpecification"],
);
const describeCheck = tableRequest({});

/** UpdateContinuousBackups: point-in-time recovery, enabled or disabled at once. Restoring is not supported. */
export const updateContinuousBackups: Operation = (controlPlane, json) => {
  checkRequest(json, updateCheck);
  const input = json as unknown as Wire<UpdateContinuousBackupsCommandInput>; // as checked above
  const { PointInTimeRecoveryEnabled: enabled, RecoveryPeriodInDays: days } =
    input.PointInTimeRecoverySpecification ?? {};
  if (!enabled && days !== undefined)
    throw invalid("Invalid Request: Cannot specify RecoveryPeriodInDays when disabling point-in-time recovery.");
  const { name, separateSettings } = find(controlPlane, input.TableName);
  if (!separateSettings.hasBackups) {
    throw new AwsError(
      "ContinuousBackupsUnavailableException",
      `Backups are being enabled for the table: ${name}. Please retry later`,
    );
  }
  return {
    commit: () => {
      const { since = secondsAt(controlPlane), days: daysBefore = MAX_RECOVERY_DAYS } = separateSettings.recovery ?? {};
      separateSettings.recovery = enabled ? { since, days: days ?? daysBefore } : undefined;
      return describe(controlPlane, separateSettings);
    },
  };
};

/** DescribeContinuousBackups. */
export const describeContinuousBackups: Operation = (controlPlane, json) => {
  checkRequest(json, describeCheck);
  const { separateSettings } = find(controlPlane, json["TableName"]);
  return { commit: () => describe(controlPlane, separateSettings) };
};

/** Finds a table, also while it is DELETING: without point-in-time recovery it leaves no backup. */
function find({ tables }: ControlPlane, tableName: unknown): Table {
  const name = String(tableName);
  const table = tables.get(name);
  if (table?.separateSettings.isVisible) return table;
  throw new AwsError("TableNotFoundException", `Table not found: ${name}`);
}

function describe(controlPlane: ControlPlane, { hasBackups, recovery }: SeparateSettings): object {
  const now = secondsAt(controlPlane);
  return {
    ContinuousBackupsDescription: {
      ContinuousBackupsStatus: hasBackups ? "ENABLED" : "DISABLED",
      PointInTimeRecoveryDescription: recovery
        ? {
            PointInTimeRecoveryStatus: "ENABLED",
            RecoveryPeriodInDays: recovery.days,
            EarliestRestorableDateTime: Math.max(recovery.since, now - recovery.days * DAY_SECONDS),
            LatestRestorableDateTime: Math.max(recovery.since, now - RESTORE_LAG_SECONDS),
          }
        : { PointInTimeRecoveryStatus: "DISABLED" },
    },
  };
}
