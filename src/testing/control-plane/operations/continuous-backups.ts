import type { UpdateContinuousBackupsCommandInput } from "@aws-sdk/client-dynamodb";
import { MAX_RECOVERY_DAYS } from "../../../dynamodb/limits.js";
import { invalid } from "../aws-error.js";
import { backupsUnavailable, noSuchTable } from "../backup-errors.js";
import { restorableTimes } from "../restorable-times.js";
import { checkRequest, flag, struct, tableRequest, whole } from "../rules/wire-checks.js";
import type { Operation } from "../table-operation.js";
import { type ControlPlane, secondsAt, type Table } from "../tables.js";
import type { Wire } from "../wire.js";

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

/** UpdateContinuousBackups: point-in-time recovery, enabled or disabled at once. */
export const updateContinuousBackups: Operation = (controlPlane, json) => {
  checkRequest(json, updateCheck);
  const input = json as unknown as Wire<UpdateContinuousBackupsCommandInput>; // as checked above
  const { PointInTimeRecoveryEnabled: enabled, RecoveryPeriodInDays: days } =
    input.PointInTimeRecoverySpecification ?? {};
  if (!enabled && days !== undefined)
    throw invalid("Invalid Request: Cannot specify RecoveryPeriodInDays when disabling point-in-time recovery.");
  const table = find(controlPlane, input.TableName);
  const { name, separateSettings } = table;
  if (!separateSettings.hasBackups) throw backupsUnavailable(name);
  return {
    commit: () => {
      const { since = secondsAt(controlPlane), days: daysBefore = MAX_RECOVERY_DAYS } = separateSettings.recovery ?? {};
      if (enabled !== (separateSettings.recovery !== undefined))
        controlPlane.events?.onRecovery(name, enabled === true);
      separateSettings.recovery = enabled ? { since, days: days ?? daysBefore } : undefined;
      return describe(controlPlane, table);
    },
  };
};

/** DescribeContinuousBackups. */
export const describeContinuousBackups: Operation = (controlPlane, json) => {
  checkRequest(json, describeCheck);
  const table = find(controlPlane, json["TableName"]);
  return { commit: () => describe(controlPlane, table) };
};

/** Finds a table, also while it is DELETING: without point-in-time recovery it leaves no backup. */
function find({ tables }: ControlPlane, tableName: unknown): Table {
  const name = String(tableName);
  const table = tables.get(name);
  if (table?.separateSettings.isVisible) return table;
  throw noSuchTable(name);
}

function describe(controlPlane: ControlPlane, { name, separateSettings: { hasBackups, recovery } }: Table): object {
  const times = recovery && restorableTimes(controlPlane, name, recovery);
  return {
    ContinuousBackupsDescription: {
      ContinuousBackupsStatus: hasBackups ? "ENABLED" : "DISABLED",
      PointInTimeRecoveryDescription: recovery
        ? {
            PointInTimeRecoveryStatus: "ENABLED",
            RecoveryPeriodInDays: recovery.days,
            EarliestRestorableDateTime: times?.earliest,
            LatestRestorableDateTime: times?.latest,
          }
        : { PointInTimeRecoveryStatus: "DISABLED" },
    },
  };
}
