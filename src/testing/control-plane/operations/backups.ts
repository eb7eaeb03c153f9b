import type { BackupSummary, CreateBackupCommandInput, ListBackupsCommandInput } from "@aws-sdk/client-dynamodb";
import { parseTableArn } from "../../../dynamodb/arns.js";
import { BACKUP_NAME_LENGTH, MAX_BACKUPS_PER_PAGE, MAX_TABLE_ARN_LENGTH } from "../../../dynamodb/limits.js";
import { NAME_PATTERN } from "../../../dynamodb/names.js";
import { invalid } from "../aws-error.js";
import { backupInUse, backupsUnavailable, noSuchTable, tableInUse } from "../backup-errors.js";
import { addBackup, backedUp, featuresOf, sourceOf } from "../backups.js";
import { findBackup } from "../find-backup.js";
import { backupArn } from "../rules/backups.js";
import { checkRequest, struct, tableRequest, text, whole } from "../rules/wire-checks.js";
import type { Operation } from "../table-operation.js";
import type { Backup } from "../tables.js";
import type { Wire } from "../wire.js";

const createCheck = tableRequest({ BackupName: text({ ...BACKUP_NAME_LENGTH, pattern: NAME_PATTERN }) }, [
  "BackupName",
]);
const listCheck = struct({
  TableName: text({ min: 1, max: MAX_TABLE_ARN_LENGTH }),
  Limit: whole({ min: 1, max: MAX_BACKUPS_PER_PAGE }),
  TimeRangeLowerBound: whole(),
  TimeRangeUpperBound: whole(),
  ExclusiveStartBackupArn: backupArn,
  BackupType: text({ values: ["USER", "SYSTEM", "AWS_BACKUP", "ALL"] }),
});
const backupCheck = struct({ BackupArn: backupArn }, ["BackupArn"]);

/** CreateBackup. The backup has the items of the moment of the request, also while it is CREATING. */
export const createBackup: Operation = (controlPlane, json) => {
  checkRequest(json, createCheck);
  const { TableName, BackupName } = json as unknown as Wire<CreateBackupCommandInput>; // as checked above
  const name = String(TableName);
  const table = controlPlane.tables.get(name);
  if (!table?.separateSettings.isVisible) throw noSuchTable(name);
  if (table.description.TableStatus === "DELETING") throw tableInUse(name, "deleted");
  if (!table.separateSettings.hasBackups) throw backupsUnavailable(name);
  return {
    commit: () => {
      const { timeline, durations } = controlPlane;
      const backup = addBackup(controlPlane, backedUp(controlPlane, table), {
        name: String(BackupName),
        type: "USER",
        status: "CREATING",
      });
      const details = { ...backup.details };
      timeline.after(durations.createBackupMs, () => {
        backup.details.BackupStatus = "AVAILABLE";
      });
      return { BackupDetails: details };
    },
  };
};

/** DeleteBackup. The backup is gone at once. */
export const deleteBackup: Operation = (controlPlane, json) => {
  checkRequest(json, backupCheck);
  const arn = String(json["BackupArn"]);
  const backup = findBackup(controlPlane, arn);
  const { BackupStatus, BackupType } = backup.details;
  // The text is not known.
  if (BackupType !== "USER") throw invalid(`Backups of type ${BackupType} cannot be deleted: ${arn}`);
  if (BackupStatus === "CREATING") throw backupInUse(arn, "is being created");
  if (backup.restores > 0) throw backupInUse(arn, "is being restored to a table");
  return {
    commit: () => {
      backup.details.BackupStatus = "DELETED";
      controlPlane.backups.delete(arn);
      return { BackupDescription: describe(backup) };
    },
  };
};

/** ListBackups, of one table or of all. Without a BackupType those of type USER. */
export const listBackups: Operation = ({ backups }, json) => {
  checkRequest(json, listCheck);
  const input = json as Wire<ListBackupsCommandInput>; // as checked above
  const { Limit = MAX_BACKUPS_PER_PAGE, ExclusiveStartBackupArn: start } = input;
  if ((input.TimeRangeLowerBound ?? 0) > (input.TimeRangeUpperBound ?? Number.POSITIVE_INFINITY))
    throw invalid("Time range lower bound must be less than or equal to upper bound");
  return {
    commit: () => {
      const found = [...backups.values()].filter((backup) => isAsked(backup, input));
      const first = start === undefined ? 0 : placeAfter(found, start);
      const page = found.slice(first, first + Limit);
      return {
        BackupSummaries: page.map(summaryOf),
        ...(first + Limit < found.length && { LastEvaluatedBackupArn: page.at(-1)?.details.BackupArn }),
      };
    },
  };
};

/** The place of the first backup after another one, which may have been deleted. */
function placeAfter(found: readonly Backup[], start: string): number {
  const place = found.findIndex(({ details }) => details.BackupArn === start);
  if (place >= 0) return place + 1;
  const later = found.findIndex(({ details }) => timeIn(String(details.BackupArn)) > timeIn(start));
  return later >= 0 ? later : found.length;
}

/** The time in the ARN of a backup, as text of a fixed length. */
function timeIn(arn: string): string {
  return parseTableArn(arn)?.subresource ?? "";
}

/** DescribeBackup. */
export const describeBackup: Operation = (controlPlane, json) => {
  checkRequest(json, backupCheck);
  const backup = findBackup(controlPlane, String(json["BackupArn"]));
  return { commit: () => ({ BackupDescription: describe(backup) }) };
};

function describe(backup: Backup): object {
  return {
    BackupDetails: backup.details,
    SourceTableDetails: sourceOf(backup),
    SourceTableFeatureDetails: featuresOf(backup),
  };
}

function isAsked({ details, table }: Backup, input: Wire<ListBackupsCommandInput>): boolean {
  const { TableName, BackupType = "USER", TimeRangeLowerBound = 0, TimeRangeUpperBound } = input;
  const { BackupCreationDateTime: created = 0 } = details;
  return (
    (BackupType === "ALL" || BackupType === details.BackupType) &&
    (TableName === undefined || TableName === table.TableName) &&
    created >= TimeRangeLowerBound &&
    (TimeRangeUpperBound === undefined || created < TimeRangeUpperBound)
  );
}

function summaryOf({ details, table }: Backup): Wire<BackupSummary> {
  const { TableName, TableId, TableArn } = table;
  return { TableName, TableId, TableArn, ...details };
}
