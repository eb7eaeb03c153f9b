import type { TableDescription } from "@aws-sdk/client-dynamodb";
import { isNotFound, isTooManyAtOnce, isTransient } from "../table/faults.js";
import { pollDelay } from "../table/polling.js";
import { type Wait, Watch } from "../table/wait.js";
import type { AsyncContext } from "./context.js";

/** The time that the last look of a wait, the one at its deadline, gets for its answer. */
const LAST_LOOK_MS = 1_000;

/** What a look at a table brought: its description, that it is not there, or nothing because of a passing fault. */
type Look = TableDescription | "missing" | "no answer";

/**
 * Waits until a table is ready.
 *
 * @param created - The table as CreateTable answered, when this client has just made it.
 */
export async function waitUntilActive(
  context: AsyncContext,
  tableName: string,
  wait: Wait,
  created?: TableDescription,
): Promise<TableDescription> {
  const watch = new Watch(tableName, wait, () => context.transport.now());
  let look: Look = created ?? (await lookAt(context, watch, context.mayAppear(tableName)));
  for (;;) {
    if (look === "missing") watch.noteMissing(["table to appear"]);
    else if (look !== "no answer" && watch.isReady(look)) return look;
    if (watch.isOver)
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
 * @param deleting - The table as DeleteTable answered, when this client has just deleted it.
 */
export async function waitUntilDeleted(
  context: AsyncContext,
  tableName: string,
  wait: Wait,
  deleting?: TableDescription,
): Promise<void> {
  const watch = new Watch(tableName, wait, () => context.transport.now());
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
    if (watch.isOver)
      throw watch.timedOut(
        "deleted",
        context.waitAdvice ?? "Wait longer with timeoutSeconds; a table that is not DELETING needs deleteTable first.",
      );
    await pause(context, watch);
  }
}

async function pause({ transport }: AsyncContext, watch: Watch): Promise<void> {
  const delay = pollDelay(watch.elapsedMs, watch.pauses++, transport.isLoopback, Math.random());
  await transport.sleep(Math.min(delay, watch.remainingMs), { signal: watch.wait.signal });
}

async function lookAt(context: AsyncContext, watch: Watch, mayBeMissing: boolean): Promise<Look> {
  const { tableName, wait } = watch;
  const timeoutMs = watch.remainingMs > 0 ? watch.remainingMs : LAST_LOOK_MS;
  watch.polls++;
  try {
    const answer = await context.transport.send(
      "DescribeTable",
      { TableName: tableName },
      { signal: wait.signal, timeoutMs },
    );
    context.noteKnown(tableName);
    return answer.Table ?? "no answer";
  } catch (error) {
    if (isNotFound(error) && mayBeMissing) return "missing";
    if (wait.signal?.aborted || !(isTransient(error) || isTooManyAtOnce(error))) throw error;
    watch.noteFault(error);
    return "no answer";
  }
}
