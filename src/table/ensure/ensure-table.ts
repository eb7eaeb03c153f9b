import type { TableDescription } from "@aws-sdk/client-dynamodb";
import { isInUse, isNotFound, isRetryable } from "../../dynamodb/error-predicates.js";
import { isError } from "../../errors/is-error.js";
import { TableMismatchError, WaitFailedError, WaitTimeoutError } from "../../errors.js";
import { CallerError } from "../../procedure/caller-error.js";
import { retryDelay } from "../../procedure/delays.js";
import { type Procedure, pause } from "../../procedure/procedure.js";
import type { TableContext } from "../context.js";
import { createTable } from "../create/create-table.js";
import { type CreateTableCall, refuseUnscaled } from "../create/create-table-call.js";
import { type Difference, differencesOf } from "../definition/differences.js";
import { normaliseObserved } from "../definition/normalise-description.js";
import { deleteTable } from "../delete/delete-table.js";
import { publicDifference } from "../update/make-plan.js";
import type { EnsureOptions, TableChange } from "../update/options.js";
import { describeForSure, readMentioned } from "../update/read-table.js";
import { creationSteps } from "../update/steps/creation-steps.js";
import { type Change, changeTable } from "../update/update-table.js";
import { waitUntilStable } from "../update/wait-until-stable.js";
import { waitUntilDeleted } from "../wait/wait-for-table.js";
import { TableReplacedError, WaitTracker } from "../wait/wait-tracker.js";

/** A call that ensures a table. */
export interface Ensurance extends Change {
  readonly creation: CreateTableCall;
  readonly ifDifferent: NonNullable<EnsureOptions["ifDifferent"]>;
}

/** The settings that DynamoDB accepts only once a table is ACTIVE: a creation that was cut off leaves them out. */
const AFTER_CREATION: ReadonlySet<string> = new Set(["timeToLive", "pointInTimeRecovery", "contributorInsights"]);

/**
 * Brings a table into being, or finds it, whatever its state and whoever else does the same. Each look at the table leads to
 * one action; where another program was faster, the table is looked at again.
 */
export function* ensureTable(context: TableContext, ensurance: Ensurance): Procedure<TableChange> {
  const { tableName, wait, deadline } = ensurance;
  const tracker = new WaitTracker(tableName, wait, deadline);
  let wasDeleted = false;
  for (let looks = 1; ; looks++) {
    const table = yield* describeForSure(context, tableName, deadline);
    tracker.polls = looks;
    try {
      if (table === undefined) return yield* create(context, ensurance, wasDeleted);
      if (table.TableStatus === "DELETING") yield* waitUntilDeleted(context, tableName, wait, deadline, table);
      else {
        const ensured = yield* ensureExisting(context, ensurance, table);
        if (ensured !== "deleted") return wasDeleted ? { ...ensured, outcome: "recreated" } : ensured;
        wasDeleted = true;
      }
    } catch (error) {
      if (!(yield* isOfOthers(context, ensurance, table, error))) throw error;
      if (deadline.isOver) {
        const advice = `Other programs create, change or delete the table as well${isError(error) ? `: ${error.message}` : "."}`;
        throw tracker.timedOut("usable", advice, error);
      }
      yield* pause(Math.min(retryDelay(looks, Math.random()), deadline.remainingMs));
    }
  }
}

/** Whether an error is there because another program created the table, or deleted it, since it was described. */
function* isOfOthers(
  context: TableContext,
  { tableName, deadline }: Ensurance,
  table: TableDescription | undefined,
  error: unknown,
): Procedure<boolean> {
  if (error instanceof CallerError) return false;
  if (isInUse(error) || isNotFound(error)) return true;
  if (error instanceof TableReplacedError) return true;
  if (error instanceof WaitFailedError) return error.lastStatus === "DELETING";
  if (table === undefined || error instanceof WaitTimeoutError || isRetryable(error)) return false;
  const now = yield* describeForSure(context, tableName, deadline);
  return now === undefined || now.TableStatus === "DELETING" || now.TableId !== table.TableId;
}

function* create(context: TableContext, ensurance: Ensurance, wasDeleted: boolean): Procedure<TableChange> {
  const { creation, wait: asked, deadline } = ensurance;
  const until = asked.until === "settled" ? asked.until : "indexes";
  const wait = { ...asked, until } as const;
  refuseUnscaled(creation);
  const call = { ...creation, limits: wait, wait, waitsAtEnd: true, growsWithSteps: ensurance.growsWithSteps };
  const table = yield* createTable(context, call, deadline);
  return { outcome: wasDeleted ? "recreated" : "created", table, steps: creationSteps(creation) };
}

function* ensureExisting(
  context: TableContext,
  ensurance: Ensurance,
  seen: TableDescription,
): Procedure<TableChange | "deleted"> {
  const { wanted, removals, deadline, ifDifferent, tableName } = ensurance;
  const table = yield* waitUntilStable(context, ensurance, seen);
  const { observed } = yield* readMentioned(table, wanted, removals, deadline);
  const differences = differencesOf(wanted, normaliseObserved(observed), removals);
  if (differences.length === 0) return { outcome: "existed", table, steps: [] };
  if (!differences.every(isUnfinished) && ifDifferent !== "update") {
    if (ifDifferent === "recreate") return yield* remove(context, ensurance, table, differences);
    const advice = 'Change the table with ifDifferent: "update", or see what would change with planTable.';
    throw new TableMismatchError(tableName, differences.map(publicDifference), advice);
  }
  const changed = yield* changeTable(context, { ...ensurance, waitsAtEnd: true }, table);
  return { ...changed, outcome: changed.steps.length > 0 ? "updated" : "existed" };
}

/** Whether a difference is a setting that is not on yet, or a replica that is not there, as a creation that was cut off leaves it. */
function isUnfinished({ part, expected, actual }: Difference): boolean {
  if (part === "replicas") return expected !== undefined && expected !== false && (actual ?? false) === false;
  return AFTER_CREATION.has(part) && actual === false && expected !== false;
}

/** Deletes the table that was compared, unless it is protected. */
function* remove(
  context: TableContext,
  { tableName, wait, deadline }: Ensurance,
  table: TableDescription,
  differences: readonly Difference[],
): Procedure<"deleted"> {
  if (table.DeletionProtectionEnabled) {
    const advice = "It is not deleted and created again because its deletion protection is on: switch that off first.";
    throw new TableMismatchError(tableName, differences.map(publicDifference), advice);
  }
  const deletion = {
    limits: wait,
    deadline,
    waits: true,
    ifExists: true,
    disableProtection: false,
    keepsFinalBackup: true,
  };
  yield* deleteTable(context, tableName, { ...deletion, expectTableId: table.TableId });
  return "deleted";
}
