import type { TableDescription } from "@aws-sdk/client-dynamodb";
import {
  isDeletionProtected,
  isInUse,
  isNotAcceptedYet,
  isNotFound,
  isRequestTimeout,
  isRetryable,
  isTransient,
  isUnsupported,
  mayHaveArrived,
  wasRetried,
} from "../../dynamodb/error-predicates.js";
import { TableMismatchError, WaitFailedError } from "../../errors.js";
import type { Deadline } from "../../procedure/deadline.js";
import { type Procedure, request } from "../../procedure/procedure.js";
import { retry } from "../../procedure/retry.js";
import type { TableContext } from "../context.js";
import { describeAfter, describeTable } from "../describe.js";
import { pendingParts } from "../wait/table-state.js";
import { waitUntilActive, waitUntilDeleted } from "../wait/wait-for-table.js";
import type { WaitSettings } from "../wait/wait-settings.js";
import { WaitTracker } from "../wait/wait-tracker.js";

/** How to delete a table. */
export interface Deletion {
  readonly limits: WaitSettings;
  readonly deadline: Deadline;
  /** Whether to wait for a table that is changing until it can be deleted, and until it is deleted. */
  readonly waits: boolean;
  readonly ifExists: boolean;
  readonly disableProtection: boolean;
  /** The id of the table to delete. Another table of the same name is not deleted. */
  readonly expectTableId?: string | undefined;
  /** Whether continuous backups leave a final backup. */
  readonly keepsFinalBackup: boolean;
}

/** Deletes a table. Returns `undefined` if it does not exist and `ifExists` is true. */
export function* deleteTable(
  context: TableContext,
  tableName: string,
  deletion: Deletion,
): Procedure<TableDescription | undefined> {
  const { limits, deadline, waits, expectTableId, keepsFinalBackup } = deletion;
  if (expectTableId !== undefined && !(yield* isExpected(context, tableName, deletion, expectTableId)))
    return undefined;
  const deleter = new Deleter(context, tableName, deletion);
  if (!keepsFinalBackup) yield* disableBackups(context, tableName, deletion, deleter);
  const deleted = yield* requestDeletion(deleter, deletion);
  if (waits && deleted !== undefined) yield* waitUntilDeleted(context, tableName, limits, deadline, deleted);
  return deleted;
}

/** Whether the expected table exists. Throws if another one has its name. */
function* isExpected(
  context: TableContext,
  tableName: string,
  { deadline, ifExists }: Deletion,
  expectTableId: string,
): Procedure<boolean> {
  const describe = () => describeTable(context, tableName, deadline.readTimeoutMs);
  try {
    const { TableId } = yield* retry(describe, { mayRetry: isRetryable, deadline });
    if (TableId === expectTableId) return true;
    const difference = { path: "tableId", expected: expectTableId, actual: TableId };
    const advice =
      "Another table has the name now. It was not deleted: describe it to see whether it is the one you mean.";
    throw new TableMismatchError(tableName, [difference], advice);
  } catch (error) {
    if (ifExists && isNotFound(error)) return false;
    throw error;
  }
}

/**
 * Disables continuous backups, so that they leave no final backup, which nobody can delete for 35 days. A table that DynamoDB
 * does not delete keeps them.
 */
function* disableBackups(
  context: TableContext,
  tableName: string,
  { deadline, ifExists, waits, limits, disableProtection }: Deletion,
  deleter: Deleter,
): Procedure<void> {
  const input = {
    TableName: tableName,
    PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: false },
  };
  const send = () => request("UpdateContinuousBackups", input, deadline.writeTimeoutMs);
  const describe = () => describeTable(context, tableName, deadline.readTimeoutMs);
  try {
    const table = waits
      ? yield* waitUntilActive(context, tableName, { ...limits, until: "indexes" }, deadline)
      : yield* retry(describe, { mayRetry: isRetryable, deadline });
    if (pendingParts(table, "indexes").length > 0) return;
    if (table.DeletionProtectionEnabled) {
      if (!disableProtection) return;
      yield* deleter.disableProtection();
    }
    yield* retry<unknown>(send, {
      mayRetry: (error) => isRetryable(error) || (waits && isNotAcceptedYet(error)),
      deadline,
    });
  } catch (error) {
    // An endpoint without backups has none to disable.
    if (!isGone(error, ifExists) && !isUnsupported(error)) throw error;
  }
}

/** Whether the table is deleted or being deleted, and `ifExists` accepts that. */
function isGone(error: unknown, ifExists: boolean): boolean {
  return ifExists && (isNotFound(error) || (error instanceof WaitFailedError && error.lastStatus === "DELETING"));
}

function* requestDeletion(deleter: Deleter, { disableProtection }: Deletion): Procedure<TableDescription | undefined> {
  try {
    return yield* deleter.delete();
  } catch (error) {
    if (!disableProtection || !isDeletionProtected(error)) throw error;
  }
  yield* deleter.disableProtection();
  return yield* deleter.delete();
}

/** Deletes one table. Retries temporary errors, and finds out what became of requests whose answers were lost. */
class Deleter {
  readonly #context: TableContext;
  readonly #tableName: string;
  readonly #deletion: Deletion;
  readonly #tracker: WaitTracker;
  /** DynamoDB may have accepted a DeleteTable request of this call. */
  #mayBeDone = false;
  #attempts = 0;
  /** The last request was rejected because the table is changing, which is temporary. */
  #isBusy = false;
  #isUnprotected = false;

  constructor(context: TableContext, tableName: string, deletion: Deletion) {
    this.#context = context;
    this.#tableName = tableName;
    this.#deletion = deletion;
    this.#tracker = new WaitTracker(tableName, deletion.limits, deletion.deadline);
  }

  *delete(): Procedure<TableDescription | undefined> {
    const { deadline, waits } = this.#deletion;
    const mayRetry = (error: unknown) =>
      isRetryable(error) || this.#isBusy || (this.#isUnprotected && isDeletionProtected(error));
    try {
      return yield* retry(() => this.#send(), { mayRetry, deadline });
    } catch (error) {
      if (!waits || !(this.#isBusy || isRequestTimeout(error))) throw error;
      if (isRequestTimeout(error)) this.#tracker.noteError(error);
      const advice = "DynamoDB deletes it once it is ACTIVE: wait longer with timeoutSeconds.";
      throw this.#tracker.timedOut("deleted", this.#context.waitAdvice ?? advice);
    }
  }

  *#send(): Procedure<TableDescription | undefined> {
    const input = { TableName: this.#tableName };
    this.#isBusy = false;
    if (this.#attempts++ > 0 && !(yield* this.#isStillExpected())) return this.#gone;
    try {
      const answer = yield* request("DeleteTable", input, this.#deletion.deadline.writeTimeoutMs);
      this.#context.noteKnown(this.#tableName);
      return answer.TableDescription ?? {};
    } catch (error) {
      if (mayHaveArrived(error) && !isNotFound(error) && !isInUse(error)) this.#mayBeDone = true;
      return yield* this.#checkAfter(error);
    }
  }

  /** Whether the next request deletes the expected table, and not one that was created since the last request. */
  *#isStillExpected(): Procedure<boolean> {
    const { expectTableId } = this.#deletion;
    if (expectTableId === undefined) return true;
    try {
      return yield* isExpected(this.#context, this.#tableName, this.#deletion, expectTableId);
    } catch (error) {
      const isGone = isNotFound(error) || error instanceof TableMismatchError;
      if (isGone && this.#mayBeDone) return false;
      throw error;
    }
  }

  /** The result for a table that does not exist any more. */
  get #gone(): TableDescription | undefined {
    return this.#deletion.ifExists ? undefined : { TableName: this.#tableName, TableStatus: "DELETING" };
  }

  /** Finds out whether the table is deleted or being deleted although the request failed. */
  *#checkAfter(error: unknown): Procedure<TableDescription | undefined> {
    const { ifExists, waits, deadline } = this.#deletion;
    const isDone = this.#mayBeDone || wasRetried(error);
    if (isNotFound(error) && (ifExists || isDone)) return this.#gone;
    const isOpen = isTransient(error) || (isInUse(error) && (ifExists || isDone || waits));
    if (!isOpen) throw error;
    this.#tracker.polls++;
    const table = yield* describeAfter(this.#context, this.#tableName, error, deadline.readTimeoutMs);
    if (table === undefined && (ifExists || isDone)) return this.#gone;
    if (table?.TableStatus === "DELETING" && (ifExists || isDone)) return table;
    if (waits && isInUse(error) && table?.TableStatus !== "DELETING") this.#noteBusy(table ?? {});
    throw error;
  }

  #noteBusy(table: TableDescription): void {
    this.#isBusy = true;
    this.#tracker.noteTable(table, [`table ${table.TableStatus} to be deleted`]);
  }

  *disableProtection(): Procedure<void> {
    const { limits, deadline, waits } = this.#deletion;
    const input = { TableName: this.#tableName, DeletionProtectionEnabled: false };
    const send = () => request("UpdateTable", input, deadline.writeTimeoutMs);
    const mayRetry = (error: unknown) => isRetryable(error) || (waits && isInUse(error));
    yield* retry<unknown>(send, { mayRetry, deadline });
    const quietly = { ...limits, until: "table" as const, onProgress: undefined };
    yield* waitUntilActive(this.#context, this.#tableName, quietly, deadline);
    this.#isUnprotected = true;
  }
}
