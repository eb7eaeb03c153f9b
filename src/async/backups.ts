import type { BackupDetails, BackupSummary, TableDescription } from "@aws-sdk/client-dynamodb";
import { createBackup as readCreateBackup } from "../table/backup/create-backup.js";
import { readDeleteBackup } from "../table/backup/delete-backup.js";
import { listBackupsOptions } from "../table/backup/option-readers.js";
import type { CreateBackupOptions, ListBackupsOptions } from "../table/backup/options.js";
import type { RestoreCall } from "../table/backup/restore-call.js";
import type { CallOptions } from "../table/call-options.js";
import { checkCall } from "../table/check-call.js";
import * as procedures from "../table/procedures.js";
import { CALL_SECONDS } from "../table/wait/wait-settings.js";
import { checkOptions } from "../validation/check-options.js";
import type { AsyncContext } from "./context.js";
import { perform, run } from "./run.js";

const CALL_MS = CALL_SECONDS * 1000;

export async function createBackup(
  context: AsyncContext,
  tableName: string,
  options?: CreateBackupOptions,
): Promise<BackupDetails> {
  return await perform(context, readCreateBackup(tableName, options));
}

export async function deleteBackup(context: AsyncContext, arn: string, options?: CallOptions): Promise<BackupDetails> {
  const call = readDeleteBackup(arn, options);
  return await run(context.transport, procedures.deleteBackup(context, call), call.signal);
}

export async function* listBackups(
  context: AsyncContext,
  tableName: string | undefined,
  options?: ListBackupsOptions,
): AsyncGenerator<BackupSummary, void, undefined> {
  const read = listBackupsOptions;
  const {
    type = "ALL",
    pageSize,
    signal,
  } = tableName === undefined ? checkOptions("listBackups", options, read) : checkCall(tableName, options, read);
  let start: string | undefined;
  do {
    const input = { TableName: tableName, BackupType: type, Limit: pageSize, ExclusiveStartBackupArn: start };
    const page = await context.transport.send("ListBackups", input, { signal, timeoutMs: CALL_MS });
    yield* page.BackupSummaries ?? [];
    context.transport.renew(); // the next page is a separate call
    start = page.LastEvaluatedBackupArn;
  } while (start !== undefined);
}

export async function restoreTable(context: AsyncContext, call: RestoreCall): Promise<TableDescription> {
  context.allowFor(call.wait.timeoutMs);
  return await run(context.transport, procedures.restoreTable(context, call), call.wait.signal);
}
