import type { BackupSummary, ListBackupsCommandInput } from "@aws-sdk/client-dynamodb";
import { MAX_BACKUPS_PER_PAGE, MAX_TABLE_ARN_LENGTH } from "../../../dynamodb/limits.js";
import { AwsError, invalid } from "../aws-error.js";
import { checkRequest, struct, text, whole } from "../rules/wire-checks.js";
import type { Operation } from "../table-operation.js";
import type { Backup } from "../tables.js";
import type { Wire } from "../wire.js";

const backupArn = text({ min: 37, max: MAX_TABLE_ARN_LENGTH });
const listCheck = struct({
  TableName: text({ min: 1, max: MAX_TABLE_ARN_LENGTH }),
  Limit: whole({ min: 1, max: MAX_BACKUPS_PER_PAGE }),
  TimeRangeLowerBound: whole(),
  TimeRangeUpperBound: whole(),
  ExclusiveStartBackupArn: backupArn,
  BackupType: text({ values: ["USER", "SYSTEM", "AWS_BACKUP", "ALL"] }),
});
const describeCheck = struct({ BackupArn: backupArn }, ["BackupArn"]);

/** ListBackups, of one table or of all. Without a BackupType there are none, because only SYSTEM backups are supported. */
export const listBackups: Operation = ({ backups }, json) => {
  checkRequest(json, listCheck);
  const input = json as Wire<ListBackupsCommandInput>; // as checked above
  const { Limit = MAX_BACKUPS_PER_PAGE, ExclusiveStartBackupArn: start = "" } = input;
  if ((input.TimeRangeLowerBound ?? 0) > (input.TimeRangeUpperBound ?? Number.POSITIVE_INFINITY))
    throw invalid("Time range lower bound must be less than or equal to upper bound");
  return {
    commit: () => {
      const found = [...backups.values()].filter((backup) => isAsked(backup, input));
      const after = found.findIndex(({ details }) => details.BackupArn === start) + 1;
      const page = found.slice(after, after + Limit);
      return {
        BackupSummaries: page.map(summaryOf),
        ...(after + Limit < found.length && { LastEvaluatedBackupArn: page.at(-1)?.details.BackupArn }),
      };
    },
  };
};

/** DescribeBackup. */
export const describeBackup: Operation = ({ backups }, json) => {
  checkRequest(json, describeCheck);
  const backup = backups.get(String(json["BackupArn"]));
  if (!backup) throw new AwsError("BackupNotFoundException", `Backup not found: ${json["BackupArn"]}`);
  const { details, source } = backup;
  return {
    commit: () => ({
      BackupDescription: { BackupDetails: details, SourceTableDetails: source, SourceTableFeatureDetails: {} },
    }),
  };
};

function isAsked({ details, source }: Backup, input: Wire<ListBackupsCommandInput>): boolean {
  const { TableName, BackupType = "USER", TimeRangeLowerBound = 0, TimeRangeUpperBound } = input;
  const { BackupCreationDateTime: created = 0 } = details;
  return (
    (BackupType === "ALL" || BackupType === details.BackupType) &&
    (TableName === undefined || TableName === source.TableName) &&
    created >= TimeRangeLowerBound &&
    (TimeRangeUpperBound === undefined || created < TimeRangeUpperBound)
  );
}

function summaryOf({ details, source }: Backup): Wire<BackupSummary> {
  const { TableName, TableId, TableArn } = source;
  return { TableName, TableId, TableArn, ...details };
}
