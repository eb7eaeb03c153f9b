import type { UpdateContinuousBackupsCommandInput } from "@aws-sdk/client-dynamodb";
import { AwsError, invalid } from "../aws-error.js";
import { checkShape, flag, struct, tableRequest, whole } from "../rules/wire-checks.js";
import type { Extras } from "../separate-settings.js";
import type { Operation } from "../table-operation.js";
import { type Plane, secondsAt, type Table } from "../tables.js";
import { knownTable } from "../visible-tables.js";
import type { Wire } from "../wire.js";

const MOST_DAYS = 35;
const DAY = 86_400;
/** Changes of the last five minutes cannot be restored yet. */
const LAG = 300;

const updateShape = tableRequest(
  {
    PointInTimeRecoverySpecification: struct(
      { PointInTimeRecoveryEnabled: flag, RecoveryPeriodInDays: whole({ min: 1, max: MOST_DAYS }) },
      ["PointInTimeRecoveryEnabled"],
    ),
  },
  ["PointInTimeRecoverySpecification"],
);
const describeShape = tableRequest({});

/** UpdateContinuousBackups: point-in-time recovery, on or off at once. Nothing can be restored here. */
export const updateContinuousBackups: Operation = (plane, json) => {
  checkShape(json, updateShape);
  const input = json as unknown as Wire<UpdateContinuousBackupsCommandInput>; // as its shape says
  const { PointInTimeRecoveryEnabled: enabled, RecoveryPeriodInDays: days } =
    input.PointInTimeRecoverySpecification ?? {};
  if (!enabled && days !== undefined)
    throw invalid("Invalid Request: Cannot specify RecoveryPeriodInDays when disabling point-in-time recovery.");
  const { name, extras } = find(plane, input.TableName);
  if (!extras.hasBackups) {
    throw new AwsError(
      "ContinuousBackupsUnavailableException",
      `Backups are being enabled for the table: ${name}. Please retry later`,
    );
  }
  return {
    commit: () => {
      const { since = secondsAt(plane), days: daysBefore = MOST_DAYS } = extras.recovery ?? {};
      extras.recovery = enabled ? { since, days: days ?? daysBefore } : undefined;
      return describe(plane, extras);
    },
  };
};

/** DescribeContinuousBackups. */
export const describeContinuousBackups: Operation = (plane, json) => {
  checkShape(json, describeShape);
  const { extras } = find(plane, json["TableName"]);
  return { commit: () => describe(plane, extras) };
};

function find(plane: Plane, tableName: unknown): Table {
  const name = String(tableName);
  const table = knownTable(plane, name);
  if (table) return table;
  throw new AwsError("TableNotFoundException", `Table not found: ${name}`);
}

function describe(plane: Plane, { hasBackups, recovery }: Extras): object {
  const now = secondsAt(plane);
  return {
    ContinuousBackupsDescription: {
      ContinuousBackupsStatus: hasBackups ? "ENABLED" : "DISABLED",
      PointInTimeRecoveryDescription: recovery
        ? {
            PointInTimeRecoveryStatus: "ENABLED",
            RecoveryPeriodInDays: recovery.days,
            EarliestRestorableDateTime: Math.max(recovery.since, now - recovery.days * DAY),
            LatestRestorableDateTime: Math.max(recovery.since, now - LAG),
          }
        : { PointInTimeRecoveryStatus: "DISABLED" },
    },
  };
}
