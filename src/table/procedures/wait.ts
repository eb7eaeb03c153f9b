import type { TableDescription } from "@aws-sdk/client-dynamodb";
import type { Deadline } from "../../procedure/deadline.js";
import { pollDelay } from "../../procedure/delays.js";
import { type Procedure, pause } from "../../procedure/procedure.js";
import type { TableContext } from "../context.js";
import { isNotFound, mayPass } from "../faults.js";
import { type Wait, Watch } from "../wait.js";
import { describeTable } from "./describe.js";

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
  wait: Wait,
  deadline: Deadline,
  created?: TableDescription,
): Procedure<TableDescription> {
  const watch = new Watch(tableName, wait, deadline);
  let seen: Poll = created ?? (yield* poll(context, watch, context.mayAppear(tableName)));
  for (;;) {
    if (seen === "missing") watch.noteMissing(["table to appear"]);
    else if (seen !== "no answer" && watch.isReady(seen)) return seen;
    if (watch.deadline.isOver) {
      const advice = "Wait longer with timeoutSeconds, or see what holds it up in the AWS console.";
      throw watch.timedOut("usable", context.waitAdvice ?? advice);
    }
    yield* pauseBetweenPolls(context, watch);
    seen = yield* poll(context, watch, context.mayAppear(tableName));
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
  wait: Wait,
  deadline: Deadline,
  deleting?: TableDescription,
): Procedure<void> {
  const watch = new Watch(tableName, wait, deadline);
  let tableId = deleting?.TableId;
  for (;;) {
    const seen = yield* poll(context, watch, true);
    if (seen === "missing") {
      watch.noteMissing([]);
      return;
    }
    if (seen !== "no answer") {
      if (tableId !== undefined && seen.TableId !== undefined && seen.TableId !== tableId) return;
      tableId = seen.TableId;
      watch.noteTable(seen, [`table ${seen.TableStatus} to go`]);
    }
    if (watch.deadline.isOver) {
      const advice = "Wait longer with timeoutSeconds; a table that is not DELETING needs deleteTable first.";
      throw watch.timedOut("deleted", context.waitAdvice ?? advice);
    }
    yield* pauseBetweenPolls(context, watch);
  }
}

function* pauseBetweenPolls(context: TableContext, watch: Watch): Procedure<void> {
  const { elapsedMs, remainingMs } = watch.deadline;
  const delay = pollDelay(elapsedMs, watch.pauses++, context.isLoopback, Math.random());
  yield* pause(Math.min(delay, remainingMs));
}

function* poll(context: TableContext, watch: Watch, mayBeMissing: boolean): Procedure<Poll> {
  watch.polls++;
  try {
    return yield* describeTable(context, watch.tableName, watch.deadline.readTimeoutMs);
  } catch (error) {
    if (isNotFound(error) && mayBeMissing) return "missing";
    if (!mayPass(error)) throw error;
    watch.noteFault(error);
    return "no answer";
  }
}
