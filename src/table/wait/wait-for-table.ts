import type { TableDescription } from "@aws-sdk/client-dynamodb";
import { isNotFound, isRetryable } from "../../dynamodb/error-predicates.js";
import type { Deadline } from "../../procedure/deadline.js";
import { pollDelay } from "../../procedure/delays.js";
import { type Procedure, pause } from "../../procedure/procedure.js";
import type { TableContext } from "../context.js";
import { describeTable } from "../describe.js";
import { unsearchableParts } from "./search-indexes.js";
import type { WaitSettings } from "./wait-settings.js";
import { WaitTracker } from "./wait-tracker.js";

/** The result of a poll: the table's description, or that it is missing, or that a temporary error occurred. */
type Poll = TableDescription | "missing" | "no answer";

/**
 * Waits until a table is ready.
 *
 * @param deadline - The time limit of the call that the wait is a part of.
 * @param created - The description in the answer of CreateTable, if the call has just created the table.
 */
export function* waitUntilActive(
  context: TableContext,
  tableName: string,
  wait: WaitSettings,
  deadline: Deadline,
  created?: TableDescription,
): Procedure<TableDescription> {
  const tracker = new WaitTracker(tableName, wait, deadline);
  let polled: Poll = created ?? (yield* poll(context, tracker, context.mayAppear(tableName)));
  for (;;) {
    if (polled === "missing") tracker.noteMissing(["table to appear"]);
    else if (polled !== "no answer" && (yield* isReady(tracker, polled))) return polled;
    if (tracker.deadline.isOver) {
      const advice = "Wait longer with timeoutSeconds, or look in the AWS console for the reason.";
      throw tracker.timedOut("usable", context.waitAdvice ?? advice);
    }
    yield* pauseBetweenPolls(context, tracker);
    polled = yield* poll(context, tracker, context.mayAppear(tableName));
  }
}

/**
 * Waits until a table is deleted. A new table of the same name ends the wait too.
 *
 * @param deadline - The time limit of the call that the wait is a part of.
 * @param deleting - The description in the answer of DeleteTable, if the call has just deleted the table.
 */
export function* waitUntilDeleted(
  context: TableContext,
  tableName: string,
  wait: WaitSettings,
  deadline: Deadline,
  deleting?: TableDescription,
): Procedure<void> {
  const tracker = new WaitTracker(tableName, wait, deadline);
  let tableId = deleting?.TableId;
  for (;;) {
    const polled = yield* poll(context, tracker, true);
    if (polled === "missing") {
      tracker.noteMissing([]);
      return;
    }
    if (polled !== "no answer") {
      if (tableId !== undefined && polled.TableId !== undefined && polled.TableId !== tableId) return;
      tableId = polled.TableId;
      tracker.noteTable(polled, [`table ${polled.TableStatus} to go`]);
    }
    if (tracker.deadline.isOver) {
      const advice = "Wait longer with timeoutSeconds; a table that is not DELETING needs deleteTable first.";
      throw tracker.timedOut("deleted", context.waitAdvice ?? advice);
    }
    yield* pauseBetweenPolls(context, tracker);
  }
}

/** What a change of a table is waited for by. */
export interface ShownWait {
  readonly settings: WaitSettings;
  readonly deadline: Deadline;
  /** Whether the description has the change. */
  readonly isShown: (table: TableDescription) => boolean;
  /** What is waited for: `"index by-status ACTIVE"`. */
  readonly goal: string;
  /** What to do when the time is over. */
  readonly advice: string;
}

/** How long a description may lag behind a change. DynamoDB drops some changes without an error. */
const LAG_MS = 30_000;

/** Waits until a table is ready and its description has a change. One that does not show for long ends the wait, too. */
export function* waitUntilShown(
  context: TableContext,
  tableName: string,
  { settings, deadline, isShown, goal, advice }: ShownWait,
): Procedure<TableDescription> {
  const tracker = new WaitTracker(tableName, settings, deadline);
  let readySince: number | undefined;
  for (;;) {
    const polled = yield* poll(context, tracker, false);
    if (typeof polled === "object") {
      if (yield* isReady(tracker, polled, isShown(polled) ? [] : [goal])) return polled;
      readySince = tracker.pendingIn(polled).length > 0 ? undefined : (readySince ?? context.now());
      if (readySince !== undefined && context.now() - readySince > LAG_MS) return polled;
    }
    if (deadline.isOver) {
      throw tracker.timedOut(`changed (${goal})`, context.waitAdvice ?? advice);
    }
    yield* pauseBetweenPolls(context, tracker);
  }
}

/** Whether a table is ready, and `awaited` is empty. Vector indexes that have to be settled are searched once all else is. */
function* isReady(tracker: WaitTracker, table: TableDescription, awaited: readonly string[] = []): Procedure<boolean> {
  const isSearched = tracker.wait.until === "settled" && tracker.pendingIn(table).length === 0;
  return tracker.isReady(table, isSearched ? [...awaited, ...(yield* unsearchableParts(tracker, table))] : awaited);
}

function* pauseBetweenPolls(context: TableContext, tracker: WaitTracker): Procedure<void> {
  const { isLoopback, isOneOfMany } = context;
  const delay = pollDelay(tracker.waitedMs, tracker.pauses++, isLoopback, Math.random(), isOneOfMany);
  yield* pause(Math.min(delay, tracker.deadline.remainingMs));
}

function* poll(context: TableContext, tracker: WaitTracker, mayBeMissing: boolean): Procedure<Poll> {
  tracker.polls++;
  try {
    return yield* describeTable(context, tracker.tableName, tracker.deadline.readTimeoutMs);
  } catch (error) {
    if (isNotFound(error) && mayBeMissing) return "missing";
    if (!isRetryable(error)) throw error;
    tracker.noteError(error);
    return "no answer";
  }
}
