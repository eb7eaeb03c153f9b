import { parseTableArn } from "../../dynamodb/arns.js";
import { BACKUP_NAME_LENGTH, MAX_BACKUPS_PER_PAGE } from "../../dynamodb/limits.js";
import { hasNameCharacters } from "../../dynamodb/names.js";
import { isDate } from "../../model/value-kinds.js";
import type { Report } from "../../validation/issues.js";
import { objectOf } from "../../validation/object-readers.js";
import {
  booleanOr,
  callback,
  oneOf,
  positiveNumber,
  type Reader,
  shown,
  signal,
  wholeNumberFrom,
} from "../../validation/readers.js";
import { isModel, tableNameOf } from "../definition/from-model.js";
import { createTableReaders } from "../definition/option-readers.js";
import { checkTableName } from "../definition/rules/names.js";
import type {
  BackupWaitOptions,
  CreateBackupOptions,
  ListBackupsOptions,
  RestoreFromBackup,
  RestoreSettings,
  RestoreToTime,
} from "./options.js";

const { min, max } = BACKUP_NAME_LENGTH;

const backupName: Reader<string> = (value, path, report) => {
  if (typeof value !== "string" || value.length < min || value.length > max || !hasNameCharacters(value))
    report(path, `${shown(value)} is not the name of a backup.`, `use ${min} to ${max} of a-z A-Z 0-9 _ . -`);
  return value as string; // with an issue reported, nothing is sent
};

/** Reads the options of `createBackup`. */
export const createBackupOptions = objectOf<CreateBackupOptions>({
  backupName,
  wait: booleanOr(
    objectOf<BackupWaitOptions>({
      timeoutSeconds: positiveNumber,
      signal,
      onProgress: callback<NonNullable<BackupWaitOptions["onProgress"]>>(),
    }),
  ),
  signal,
});

/** Reads the options of `listBackups`. */
export const listBackupsOptions = objectOf<ListBackupsOptions>({
  type: oneOf("USER", "SYSTEM", "AWS_BACKUP", "ALL"),
  pageSize: wholeNumberFrom(1, MAX_BACKUPS_PER_PAGE),
  signal,
});

/** The ARN of a backup. Those of the service AWS Backup are other ones, which DynamoDB does not accept. */
export const backupArn: Reader<string> = (value, path, report) => {
  if (typeof value === "string" && parseTableArn(value)?.subresource.startsWith("/backup/")) return value;
  report(path, `${shown(value)} is not the ARN of a backup.`, "use the BackupArn of createBackup or listBackups.");
  return "?";
};

/** What a table is restored from, by the table's name. */
export type NamedSource = RestoreFromBackup | (Omit<RestoreToTime, "from"> & { readonly from: string });

const EXAMPLES = 'write { backup: arn }, { from: "users", at: new Date(…) } or { from: "users", at: "latest" }.';

/** Reads what a table is restored from. */
export const restoreSource: Reader<NamedSource> = (value, path, report) => {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    report(path, `expected a backup, or a table and a time, got ${shown(value)}.`, EXAMPLES);
    return undefined;
  }
  const { backup, from, at, ...others } = value as Readonly<Record<string, unknown>>;
  for (const name of Object.keys(others)) report(name, "is not a source; settings are the next argument.", EXAMPLES);
  const isOfTime = from !== undefined || at !== undefined;
  if (isOfTime === (backup !== undefined)) {
    report(path, isOfTime ? "has a backup, and a table and a time." : "has neither a backup nor a table.", EXAMPLES);
    return undefined;
  }
  return isOfTime ? readTime(from, at, report) : { backup: backupArn(backup, "backup", report) ?? "?" };
};

function readTime(from: unknown, at: unknown, report: Report): NamedSource {
  const name = isModel(from) ? tableNameOf(from) : from;
  checkTableName(name, "from", report);
  const isTime = at === "latest" || (isDate(at) && !Number.isNaN(at.getTime()));
  if (!isTime) report("at", `expected a Date or "latest", got ${isDate(at) ? "an invalid Date" : shown(at)}.`);
  return { from: String(name), at: at as Date | "latest" }; // with an issue reported, nothing is sent
}

const { partitionKey: _, sortKey: __, ...settingReaders } = createTableReaders;

/** Reads the settings of `restoreTable` for a table that is given by its name. */
export const restoreSettings = objectOf<RestoreSettings>(settingReaders);
