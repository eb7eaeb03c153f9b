import type { BackupDetails, BackupSummary } from "@aws-sdk/client-dynamodb";
import type { BackupProgress, ListBackupsOptions } from "../../index.js";
import { EXIT, type ExitCode } from "../exit-codes.js";
import type { ConnectionOptions, ModelOptions, TimeoutOptions } from "../options.js";
import { aligned } from "../output/columns.js";
import { painted } from "../output/paint.js";
import { printableLine } from "../output/printable.js";
import { confirmAll } from "../output/questions.js";
import { sizeText } from "../output/size-text.js";
import { printResults } from "../output/table-results.js";
import type { Session } from "../session/session.js";
import { eachTable } from "./each-table.js";
import { explainMissing } from "./missing-table.js";
import { tableOfBackup } from "./table-of-backup.js";

/** The options of `dynatwin backup`. */
export interface BackupOptions extends ConnectionOptions, ModelOptions, TimeoutOptions {
  readonly name?: string;
  readonly list?: true;
  readonly type: NonNullable<ListBackupsOptions["type"]>;
  readonly delete?: readonly string[];
  readonly yes?: true;
}

/** Creates a backup of each table, and waits until it is available. */
export async function createBackups(
  session: Session,
  tableNames: readonly string[],
  { name, timeout }: BackupOptions,
): Promise<ExitCode> {
  const { client, output, signal } = session;
  // A second run makes second backups.
  session.afterInterruption = "Backups that were begun are completed. See: dynatwin backup --list";
  const results = await eachTable(session, [...new Set(tableNames)], async (tableName) => {
    const onProgress = ({ backupStatus, elapsedSeconds }: BackupProgress) =>
      output.progress.set(
        tableName,
        `backup ${backupStatus ?? "without an answer"}`,
        `${Math.floor(elapsedSeconds)} s`,
      );
    const wait = { onProgress, ...(timeout !== undefined && { timeoutSeconds: timeout }) };
    try {
      return await client.createBackup(tableName, { ...(name !== undefined && { backupName: name }), wait, signal });
    } catch (error) {
      throw await explainMissing(session, tableName, error);
    }
  });
  return printResults(session, results, (details) => ({
    text: `${details.BackupStatus}  ${details.BackupArn}`,
    document: documentOf(details),
  }));
}

/** Lists the backups of the tables, or of all tables of the region. */
export async function listBackups(
  { client, output, signal }: Session,
  tableNames: readonly string[],
  { type }: BackupOptions,
): Promise<ExitCode> {
  const backups: BackupSummary[] = [];
  for (const tableName of tableNames.length > 0 ? new Set(tableNames) : [undefined])
    for await (const backup of client.listBackups(tableName, { type, signal })) backups.push(backup);
  output.document({
    backups: backups.map((backup) => ({
      tableName: backup.TableName,
      tableArn: backup.TableArn,
      ...documentOf(backup),
    })),
  });
  if (backups.length > 0) output.print(backupsText(backups));
  else if (!output.isJson) output.note("There are no backups.");
  return EXIT.done;
}

/** Backups in columns, with a heading. */
export function backupsText(backups: readonly BackupSummary[]): string {
  const heading = ["name", "table", "status", "size", "created", "ARN"].map((text) => painted("bold", text));
  const rows = backups.map((backup) => [
    printableLine(backup.BackupName ?? ""),
    backup.TableName ?? "",
    backup.BackupStatus ?? "",
    backup.BackupSizeBytes === undefined ? "" : sizeText(backup.BackupSizeBytes),
    secondsOf(backup.BackupCreationDateTime),
    backup.BackupArn ?? "",
  ]);
  return aligned([heading, ...rows]);
}

/** Deletes backups. */
export async function deleteBackups(
  session: Session,
  arns: readonly string[],
  { yes }: BackupOptions,
): Promise<ExitCode> {
  const { client, output, signal } = session;
  const backups = arns.map((arn) => ({ arn, tableName: tableOfBackup(arn) }));
  const questions = backups.map(({ arn, tableName }) => {
    return { tableName, what: `the backup ${arn} of table ${tableName}`, flag: "--yes" };
  });
  if (!yes && !(await confirmAll(session, questions))) {
    output.note("Nothing was deleted.");
    return EXIT.failed;
  }
  const deleted: object[] = [];
  for (const { arn, tableName } of backups) {
    output.progress.set(tableName, `deleting backup ${arn}`);
    const details = await client.deleteBackup(arn, { signal });
    deleted.push({ tableName, ...documentOf(details) });
    output.print(`${details.BackupStatus ?? "DELETED"}  ${arn}`);
  }
  output.document({ backups: deleted });
  return EXIT.done;
}

/** A backup for programs. */
function documentOf(backup: Partial<BackupDetails>): object {
  return {
    backupName: backup.BackupName,
    backupArn: backup.BackupArn,
    backupStatus: backup.BackupStatus,
    backupType: backup.BackupType,
    backupSizeBytes: backup.BackupSizeBytes,
    backupCreationDateTime: backup.BackupCreationDateTime,
    backupExpiryDateTime: backup.BackupExpiryDateTime,
  };
}

/** A time for a person: ISO, without the parts of a second. */
function secondsOf(time: Date | undefined): string {
  return time?.toISOString().replace(/\.\d+Z$/, "Z") ?? "";
}
