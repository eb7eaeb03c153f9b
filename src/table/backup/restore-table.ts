import type { TableDescription } from "@aws-sdk/client-dynamodb";
import { parseTableArn, tableNameIn } from "../../dynamodb/arns.js";
import { isBackupInUse, isRestoreTargetInUse, isRetryable } from "../../dynamodb/error-predicates.js";
import { Deadline } from "../../procedure/deadline.js";
import { type Procedure, request } from "../../procedure/procedure.js";
import { retry } from "../../procedure/retry.js";
import type { TableContext } from "../context.js";
import type { NormalisedTable } from "../definition/normalised-table.js";
import { describeForSure } from "../update/read-table.js";
import { changeTable } from "../update/update-table.js";
import { waitUntilActive, waitUntilDeleted } from "../wait/wait-for-table.js";
import { checkRestorable } from "./check-restore.js";
import { droppedSettings } from "./dropped-settings.js";
import { type ReadSource, readSource, restoreTimeOf } from "./read-source.js";
import type { RestoreCall } from "./restore-call.js";
import { restoreOverrides } from "./restore-overrides.js";

/**
 * Restores a table, waits for it, and applies again what a restore drops. A table that an earlier call has restored from the same
 * source is completed.
 */
export function* restoreTable(
  context: TableContext,
  call: RestoreCall,
  deadline = new Deadline(call.wait.timeoutMs, () => context.now()),
): Procedure<TableDescription> {
  const { tableName, wait } = call;
  let table = yield* describeForSure(context, tableName, deadline);
  if (table?.TableStatus === "DELETING") {
    yield* waitUntilDeleted(context, tableName, wait, deadline, table);
    table = undefined;
  }
  const before = table && isRestored(table, call) ? table : undefined;
  const source = yield* readSource(context, call, { deadline, mayBeGone: before !== undefined });
  const started = before ?? (yield* startRestore(context, call, source, deadline));
  const settled = { ...wait, expectTableId: started.TableId };
  const ready = yield* waitUntilActive(context, tableName, settled, deadline, started);
  const wanted = call.wanted ?? wantedOf(source, ready);
  const change = { tableName, wanted, removals: {}, allowed: [], wait, deadline, waitsAtEnd: true };
  const { growsWithSteps } = call;
  return (yield* changeTable(context, { ...change, growsWithSteps }, ready)).table;
}

/** The settings of a source that is still there. */
function wantedOf({ observed }: ReadSource, { TableArn = "" }: TableDescription): NormalisedTable {
  return observed ? droppedSettings(observed, TableArn) : {};
}

/** Whether a table was restored from the source of a call. The latest time is another one in each call: any is the same. */
function isRestored({ RestoreSummary: summary }: TableDescription, { source }: RestoreCall): boolean {
  if (summary === undefined) return false;
  const { SourceBackupArn, SourceTableArn = "", RestoreDateTime } = summary;
  if (source.backup !== undefined) return SourceBackupArn === source.backup;
  const isSameTable = SourceTableArn === source.from || parseTableArn(SourceTableArn)?.tableName === source.from;
  if (SourceBackupArn !== undefined || !isSameTable) return false;
  return source.at === "latest" || secondOf(source.at) === secondOf(RestoreDateTime);
}

function secondOf(time: Date | undefined): number {
  return Math.floor((time?.getTime() ?? 0) / 1000);
}

/** Sends the restore request. Retries temporary errors, and recognises its table if an answer was lost. */
function* startRestore(
  context: TableContext,
  call: RestoreCall,
  source: ReadSource,
  deadline: Deadline,
): Procedure<TableDescription> {
  const { tableName, wanted = {} } = call;
  if (source.restorable) checkRestorable(tableName, source.restorable, wanted);
  const overrides = source.restorable ? restoreOverrides(source.restorable, wanted) : {};
  const time = yield* restoreTimeOf(call, deadline);
  const send = function* (): Procedure<TableDescription> {
    const target = { TargetTableName: tableNameIn(tableName), ...overrides };
    try {
      const answer =
        call.source.backup === undefined
          ? yield* request("RestoreTableToPointInTime", { ...target, ...time }, deadline.writeTimeoutMs)
          : yield* request(
              "RestoreTableFromBackup",
              { ...target, BackupArn: call.source.backup },
              deadline.writeTimeoutMs,
            );
      context.noteCreated(tableName);
      return answer.TableDescription ?? {};
    } catch (error) {
      if (!isRestoreTargetInUse(error)) throw error;
      // By an earlier request whose answer was lost, or by another program that does the same.
      const table = yield* describeForSure(context, tableName, deadline);
      if (table !== undefined && isRestored(table, call)) return table;
      throw error;
    }
  };
  return yield* retry(send, { mayRetry: (error) => isRetryable(error) || isBackupInUse(error), deadline });
}
