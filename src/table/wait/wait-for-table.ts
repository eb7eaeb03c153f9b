import type { TableDescription } from "@aws-sdk/client-dynamodb";
import { isNotFound, mayPass } from "../../dynamodb/error-predicates.js";
import type { Deadline } from "../../procedure/deadline.js";
import { pollDelay } from "../../procedure/delays.js";
import { type Procedure, pause } from "../../procedure/procedure.js";
import type { TableContext } from "../context.js";
import { describeTable } from "../describe.js";
import { pendingParts } from "./table-state.js";
import type { WaitSettings } from "./wait-settings.js";
import { WaitTracker } from "./wait-tracker.js";

/** What a poll brought: the table's description, that it is not there, or nothing because of a passing fault. */
type Poll = TableDescription | "missing" | "no answer";

/**
 * Waits until a table is ready.
 *
 * @param deadline - That of the call which the wait is a part of.
 * @param created - The table as CreateTable answered, when this client has just made it.
 */
export function* waitUntilActive(
  context: TableContext,
  tableName: string,
  wait: WaitSettings,
  deadline: Deadline,
  created?: TableDescription,
): Procedure<TableDescription> {
  const tracker = new WaitTracker(tableName, wait, deadline);
  let seen: Poll = created ?? (yield* poll(context, tracker, context.mayAppear(tableName)));
  for (;;) {
    if (seen === "missing") tracker.noteMissing(["table to appear"]);
    else if (seen !== "no answer" && tracker.isReady(seen)) return seen;
    if (tracker.deadline.isOver) {
      const advice = "Wait longer with timeoutSeconds, or see what holds it up in the AWS console.";
      throw tracker.timedOut("usable", context.waitAdvice ?? advice);
    }
    yield* pauseBetweenPolls(context, tracker);
    seen = yield* poll(context, tracker, context.mayAppear(tableName));
  }
}

/**
 * Waits until a table is gone. A table of the same name that somebody created since is another one.
 *
 * @param deadline - That of the call which the wait is a part of.
 * @param deleting - The table as DeleteTable answered, when this client has just deleted it.
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
    const seen = yield* poll(context, tracker, true);
    if (seen === "missing") {
      tracker.noteMissing([]);
      return;
    }
    if (seen !== "no answer") {
      if (tableId !== undefined && seen.TableId !== undefined && seen.TableId !== tableId) return;
      tableId = seen.TableId;
      tracker.noteTable(seen, [`table ${seen.TableStatus} to go`]);
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
}

/** How long a description may lag behind a change. DynamoDB drops some changes without an error. */
const LAG_MS = 30_000;

/** Waits until a table is ready and its description has a change. One that does not show for long ends the wait, too. */
export function* waitUntilShown(
  context: TableContext,
  tableName: string,
  { settings, deadline, isShown, goal }: ShownWait,
): Procedure<TableDescription> {
  const tracker = new WaitTracker(tableName, settings, deadline);
  let readySince: number | undefined;
  for (;;) {
    const seen = yield* poll(context, tracker, false);
    if (typeof seen === "object") {
      if (tracker.isReady(seen, isShown(seen) ? [] : [goal])) return seen;
      readySince = pendingParts(seen, settings.until).length > 0 ? undefined : (readySince ?? context.now());
      if (readySince !== undefined && context.now() - readySince > LAG_MS) return seen;
    }
    if (deadline.isOver) {
      const advice = "The same call goes on from here. Wait longer with timeoutSeconds.";
      throw tracker.timedOut(`changed (${goal})`, context.waitAdvice ?? advice);
    }
    yield* pauseBetweenPolls(context, tracker);
  }
}

function* pauseBetweenPolls(context: TableContext, tracker: WaitTracker): Procedure<void> {
  const delay = pollDelay(tracker.waitedMs, tracker.pauses++, context.isLoopback, Math.random());
  yield* pause(Math.min(delay, tracker.deadline.remainingMs));
}

function* poll(context: TableContext, tracker: WaitTracker, mayBeMissing: boolean): Procedure<Poll> {
  tracker.polls++;
  try {
    return yield* describeTable(context, tracker.tableName, tracker.deadline.readTimeoutMs);
  } catch (error) {
    if (isNotFound(error) && mayBeMissing) return "missing";
    if (!mayPass(error)) throw error;
    tracker.noteFault(error);
    return "no answer";
  }
}
