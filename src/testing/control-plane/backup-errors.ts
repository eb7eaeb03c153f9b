// The errors of the operations on backups, which have other names than those of the operations on tables. AWS documents the names;
// the texts that are not known are marked.
import { MAX_RESTORES } from "../../dynamodb/limits.js";
import { AwsError, limitExceeded } from "./aws-error.js";

/** The error for a table that does not exist. */
export function noSuchTable(name: string): AwsError {
  return new AwsError("TableNotFoundException", `Table not found: ${name}`);
}

/** The error for the target of a restore that exists. */
export function tableExists(name: string): AwsError {
  return new AwsError("TableAlreadyExistsException", `Table already exists: ${name}`);
}

/** The error for a table that is being created or deleted. The text is not known. */
export function tableInUse(name: string, change: "created" | "deleted"): AwsError {
  return new AwsError("TableInUseException", `Table is being ${change}: ${name}`);
}

/** The error for a table in its first seconds. */
export function backupsUnavailable(name: string): AwsError {
  return new AwsError(
    "ContinuousBackupsUnavailableException",
    `Backups are being enabled for the table: ${name}. Please retry later`,
  );
}

/** The error for a table without point-in-time recovery. The text is not known. */
export function recoveryUnavailable(name: string): AwsError {
  return new AwsError(
    "PointInTimeRecoveryUnavailableException",
    `Point in time recovery is not enabled for table '${name}'`,
  );
}

/** The error for a time that cannot be restored, with the text of AWS' reference. */
export function invalidRestoreTime(): AwsError {
  return new AwsError(
    "InvalidRestoreTimeException",
    "An invalid restore time was specified. RestoreDateTime must be between EarliestRestorableDateTime and " +
      "LatestRestorableDateTime.",
  );
}

/** The error for a backup that does not exist. */
export function noSuchBackup(arn: string): AwsError {
  return new AwsError("BackupNotFoundException", `Backup not found: ${arn}`);
}

/** The error for a backup that is being created, or from which a table is being restored. The text is not known. */
export function backupInUse(arn: string, use: "is being created" | "is being restored to a table"): AwsError {
  return new AwsError("BackupInUseException", `Backup ${use}: ${arn}`);
}

/** The error for too many restores at the same time. The text is not known. */
export function restoresExceed(): AwsError {
  return limitExceeded(`Only ${MAX_RESTORES} tables can be restored simultaneously`);
}
