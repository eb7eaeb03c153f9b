import type { RestoreTableToPointInTimeCommandInput, TableDescription } from "@aws-sdk/client-dynamodb";
import { isArn, regionIn } from "../../dynamodb/arns.js";
import { isBackupNotFound, isNotFound, isRetryable } from "../../dynamodb/error-predicates.js";
import { TableDefinitionError } from "../../errors.js";
import type { Deadline } from "../../procedure/deadline.js";
import { inRegion, type Procedure, request } from "../../procedure/procedure.js";
import { retry } from "../../procedure/retry.js";
import { issueOf } from "../../validation/issues.js";
import { tableSubject } from "../check-call.js";
import type { TableContext } from "../context.js";
import type { ObservedTable } from "../definition/normalise-description.js";
import { readSettings } from "../update/read-settings.js";
import { describeForSure } from "../update/read-table.js";
import { DROPPED_SEPARATE_SETTINGS } from "./dropped-settings.js";
import { type RestorableTable, restorableBackup, restorableTable } from "./restorable-table.js";
import type { RestoreCall } from "./restore-call.js";
import { waitUntilAvailable } from "./wait-until-available.js";

/** What was read of the source of a restore. */
export interface ReadSource {
  /** `undefined` if the backup or the table is gone. */
  readonly restorable?: RestorableTable | undefined;
  /** The source table with the settings that a restore drops, if the call uses them and the table is still there. */
  readonly observed?: ObservedTable | undefined;
}

/** How to read the source. */
export interface SourceReading {
  readonly deadline: Deadline;
  /** Whether the source may be gone, as the restore has started. */
  readonly mayBeGone: boolean;
}

/** Reads the backup, or the table, that is restored, in its region. Waits for a backup that is being created. */
export function* readSource(context: TableContext, call: RestoreCall, reading: SourceReading): Procedure<ReadSource> {
  const { source } = call;
  if (source.backup !== undefined) return yield* readBackup(context, call, source.backup, reading);
  const { from } = source;
  return yield* inRegion(
    regionIn(from),
    (function* (): Procedure<ReadSource> {
      const table = yield* describeForSure(context, from, reading.deadline);
      if (table === undefined) return {}; // a restore that has not started is refused by DynamoDB
      return { restorable: restorableTable(table), observed: yield* observe(call, table, reading.deadline) };
    })(),
  );
}

function readBackup(
  context: TableContext,
  call: RestoreCall,
  BackupArn: string,
  { deadline, mayBeGone }: SourceReading,
): Procedure<ReadSource> {
  const describe = () => request("DescribeBackup", { BackupArn }, deadline.readTimeoutMs);
  const read = function* (): Procedure<ReadSource> {
    try {
      const { BackupDescription: backup = {} } = yield* retry(describe, { mayRetry: isRetryable, deadline });
      const { BackupDetails, SourceTableDetails } = backup;
      if (BackupDetails?.BackupStatus === "CREATING")
        yield* waitUntilAvailable(context, BackupDetails, { tableName: call.tableName, deadline });
      const { TableArn, TableName = "", TableId } = SourceTableDetails ?? {};
      const table = call.wanted ? undefined : yield* describeForSure(context, TableArn ?? TableName, deadline);
      // A table that was created later with the same name is not the source.
      const isSource = table !== undefined && table.TableId === TableId && table.TableStatus !== "DELETING";
      const observed = isSource ? yield* observe(call, table, deadline) : undefined;
      return { restorable: restorableBackup(backup), observed };
    } catch (error) {
      if (mayBeGone && isBackupNotFound(error)) return {};
      throw error;
    }
  };
  return inRegion(regionIn(BackupArn), read());
}

function* observe(
  { wanted }: RestoreCall,
  table: TableDescription,
  deadline: Deadline,
): Procedure<ObservedTable | undefined> {
  if (wanted !== undefined) return undefined;
  const reading = { settings: DROPPED_SEPARATE_SETTINGS, notesUnread: false, deadline };
  return (yield* readSettings(table, reading)).observed;
}

type RestoreTime = Pick<
  RestoreTableToPointInTimeCommandInput,
  "SourceTableName" | "SourceTableArn" | "RestoreDateTime" | "UseLatestRestorableTime"
>;

/**
 * The members of a request that restores a table to a time, to the second.
 *
 * @throws {@link TableDefinitionError} with the times that are possible for another one.
 */
export function* restoreTimeOf({ tableName, source }: RestoreCall, deadline: Deadline): Procedure<RestoreTime> {
  if (source.backup !== undefined) return {};
  const { from, at } = source;
  const table = isArn(from) ? { SourceTableArn: from } : { SourceTableName: from };
  if (at === "latest") return { ...table, UseLatestRestorableTime: true };
  const { earliest, latest } = yield* inRegion(regionIn(from), readTimes(from, deadline));
  const second = Math.floor(at.getTime() / 1000) * 1000;
  const [first, last] = [earliest?.getTime() ?? second, latest?.getTime() ?? second];
  if (at.getTime() < Math.floor(first / 1000) * 1000 || second > last) {
    const message = `the table "${from}" cannot be restored to ${at.toISOString()}.`;
    const fix = `use a time from ${earliest?.toISOString()} to ${latest?.toISOString()}, or "latest".`;
    throw new TableDefinitionError(tableSubject(tableName), [issueOf("at", message, fix)], "nothing was restored");
  }
  return { ...table, RestoreDateTime: new Date(Math.min(Math.max(second, first), last)) };
}

interface Times {
  readonly earliest?: Date | undefined;
  readonly latest?: Date | undefined;
}

/** The times that a table can be restored to. None without point-in-time recovery, of which the restore's own error tells. */
function* readTimes(TableName: string, deadline: Deadline): Procedure<Times> {
  const send = () => request("DescribeContinuousBackups", { TableName }, deadline.readTimeoutMs);
  try {
    const { ContinuousBackupsDescription } = yield* retry(send, { mayRetry: isRetryable, deadline });
    const { EarliestRestorableDateTime: earliest, LatestRestorableDateTime: latest } =
      ContinuousBackupsDescription?.PointInTimeRecoveryDescription ?? {};
    return { earliest, latest };
  } catch (error) {
    if (isNotFound(error)) return {};
    throw error;
  }
}
