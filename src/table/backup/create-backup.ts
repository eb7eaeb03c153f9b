import type { BackupDetails, CreateBackupCommandInput } from "@aws-sdk/client-dynamodb";
import { tableNameIn } from "../../dynamodb/arns.js";
import { isBackupUnavailable, isRetryable } from "../../dynamodb/error-predicates.js";
import { BACKUP_NAME_LENGTH } from "../../dynamodb/limits.js";
import { Deadline } from "../../procedure/deadline.js";
import { type Procedure, request } from "../../procedure/procedure.js";
import { retry } from "../../procedure/retry.js";
import { checkCall } from "../check-call.js";
import type { TableContext } from "../context.js";
import type { TableCall } from "../table-call.js";
import { anySignal, CALL_SECONDS } from "../wait/wait-settings.js";
import { createBackupOptions } from "./option-readers.js";
import type { BackupWaitOptions, CreateBackupOptions } from "./options.js";
import { waitUntilAvailable } from "./wait-until-available.js";

const DEFAULT_TIMEOUT_SECONDS = 600;
/** DynamoDB refuses backups in the first seconds after a table is ACTIVE. */
const SETTLING_MS = 30_000;

/** Checks a `createBackup` call. Throws a {@link TableDefinitionError} with all issues. */
export function createBackup(tableName: string, options?: CreateBackupOptions): TableCall<BackupDetails> {
  const { backupName, wait = false, signal } = checkCall(tableName, options, createBackupOptions);
  const given: BackupWaitOptions = typeof wait === "object" ? wait : {};
  const seconds = wait ? (given.timeoutSeconds ?? DEFAULT_TIMEOUT_SECONDS) : CALL_SECONDS;
  return {
    tableName,
    signal: anySignal([signal, given.signal]),
    *begin(context) {
      const deadline = new Deadline(seconds * 1000, () => context.now());
      if (wait) context.allowFor(deadline.timeoutMs);
      const input = { TableName: tableName, BackupName: backupName ?? defaultName(tableName, context.timeOfDay()) };
      const created = yield* requestBackup(context, input, deadline);
      return wait ? yield* waitUntilAvailable(context, created, { ...given, tableName, deadline }) : created;
    },
  };
}

/** The table's name and the time, which is always kept. */
function defaultName(tableName: string, timeOfDay: number): string {
  const time = new Date(timeOfDay).toISOString().replace(/[-:]|\.\d+/g, "");
  return `${tableNameIn(tableName).slice(0, BACKUP_NAME_LENGTH.max - time.length - 1)}-${time}`;
}

/** Sends the request. If an answer was lost, there can be two backups; that is better than none. */
function* requestBackup(
  context: TableContext,
  input: CreateBackupCommandInput,
  deadline: Deadline,
): Procedure<BackupDetails> {
  const settlesBefore = context.now() + SETTLING_MS;
  const mayRetry = (error: unknown) =>
    isRetryable(error) || (isBackupUnavailable(error) && context.now() < settlesBefore);
  const send = () => request("CreateBackup", input, deadline.writeTimeoutMs);
  const answer = yield* retry(send, { mayRetry, deadline });
  return answer.BackupDetails as BackupDetails; // an answer without it is refused by the transport
}
