import type { TableDescription } from "@aws-sdk/client-dynamodb";
import type { Deadline } from "../table/deadline.js";
import { isNotFound, mayPass } from "../table/faults.js";
import { pollDelay } from "../table/polling.js";
import { type Wait, Watch } from "../table/wait.js";
import type { AsyncContext } from "./context.js";

/** What a look at a table brought: its description, that it is not there, or nothing because of a passing fault. */
type Look = TableDescription | "missing" | "no answer";

/**
 * Waits until a table is ready.
 *
 * @param deadline - That of the call which the wait is a part of.
 * @param created - The table as CreateTable answered, when this client has just made it.
 */
export async function waitUntilActive(
  context: AsyncContext,
  tableName: string,
  wait: Wait,
  deadline: Deadline,
  created?: TableDescription,
): Promise<TableDescription> {
  context.transport.allowFor(wait.timeoutMs);
  const watch = new Watch(tableName, wait, deadline);
  let look: Look = created ?? (await lookAt(context, watch, context.mayAppear(tableName)));
  for (;;) {
    if (look === "missing") watch.noteMissing(["table to appear"]);
    else if (look !== "no answer" && watch.isReady(look)) return look;
    if (watch.deadline.isOver)
      throw watch.timedOut(
        "usable",
        context.waitAdvice ?? "Wait longer with timeoutSeconds, or see what holds it up in the AWS console.",
      );
    await pause(context, watch);
    look = await lookAt(context, watch, context.mayAppear(tableName));
  }
}

/**
 * Waits until a table is gone. A table of the same name that somebody created since is another one.
 *
 * @param deadline - That of the call which the wait is a part of.
 * @param deleting - The table as DeleteTable answered, when this client has just deleted it.
 */
export async function waitUntilDeleted(
  context: AsyncContext,
  tableName: string,
  wait: Wait,
  deadline: Deadline,
  deleting?: TableDescription,
): Promise<void> {
  context.transport.allowFor(wait.timeoutMs);
  const watch = new Watch(tableName, wait, deadline);
  let tableId = deleting?.TableId;
  for (;;) {
    const look: Look = await lookAt(context, watch, true);
    if (look === "missing") {
      watch.noteMissing([]);
      return;
    }
    if (look !== "no answer") {
      if (tableId !== undefined && look.TableId !== undefined && look.TableId !== tableId) return;
      tableId = look.TableId;
      watch.noteTable(look, [`table ${look.TableStatus} to go`]);
    }
    if (watch.deadline.isOver)
      throw watch.timedOut(
        "deleted",
        context.waitAdvice ?? "Wait longer with timeoutSeconds; a table that is not DELETING needs deleteTable first.",
      );
    await pause(context, watch);
  }
}

async function pause({ transport }: AsyncContext, watch: Watch): Promise<void> {
  const { elapsedMs, remainingMs } = watch.deadline;
  const delay = pollDelay(elapsedMs, watch.pauses++, transport.isLoopback, Math.random());
  await transport.sleep(Math.min(delay, remainingMs), { signal: watch.wait.signal });
}

async function lookAt(context: AsyncContext, watch: Watch, mayBeMissing: boolean): Promise<Look> {
  const { tableName, wait } = watch;
  const timeoutMs = watch.deadline.lookMs;
  watch.polls++;
  try {
    const answer = await context.transport.send(
      "DescribeTable",
      { TableName: tableName },
      { signal: wait.signal, timeoutMs },
    );
    context.noteKnown(tableName);
    return answer.Table ?? {};
  } catch (error) {
    if (isNotFound(error) && mayBeMissing) return "missing";
    if (wait.signal?.aborted || !mayPass(error)) throw error;
    watch.noteFault(error);
    return "no answer";
  }
}
