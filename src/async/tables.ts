import type { TableDescription } from "@aws-sdk/client-dynamodb";
import { checkCall, checkOptions } from "../table/check.js";
import { Deadline } from "../table/deadline.js";
import { isInUse, isSilence, isTransient, mayPass, wasRetried } from "../table/faults.js";
import type {
  CallOptions,
  CreateTableOptions,
  DeletedTable,
  DeleteTableOptions,
  ListTablesOptions,
} from "../table/options.js";
import { type CreatePlan, planTable } from "../table/plan.js";
import { isOwnTable } from "../table/same.js";
import { callOptions, deleteTableOptions, listTablesOptions } from "../table/shapes.js";
import { CALL_SECONDS, resolveWait, Watch } from "../table/wait.js";
import type { AsyncContext } from "./context.js";
import { requestDeletion } from "./deletion.js";
import { describe, describeAfter, describeIfExists } from "./describe.js";
import { enableLateSettings } from "./late-settings.js";
import { retry } from "./retry.js";
import { waitUntilActive, waitUntilDeleted } from "./waiter.js";

export async function createTable(
  context: AsyncContext,
  tableName: string,
  options: CreateTableOptions,
): Promise<TableDescription> {
  const plan = planTable(tableName, options);
  const { transport } = context;
  if (plan.wait) transport.allowFor(plan.wait.timeoutMs);
  const deadline = new Deadline(plan.limits.timeoutMs, () => transport.now());
  const created = await requestTable(context, plan, deadline);
  if (plan.wait === undefined) return created;
  const ready = await waitUntilActive(context, plan.tableName, plan.wait, deadline, created);
  if (plan.late === undefined) return ready;
  const { signal } = plan.limits;
  await enableLateSettings(context, plan.tableName, plan.late, { signal, deadline });
  const look = async (): Promise<TableDescription> =>
    await describe(context, plan.tableName, { signal, timeoutMs: deadline.lookMs });
  return await retry(transport, look, { mayRetry: mayPass, deadline, signal });
}

/** Sends the CreateTable request, past refusals that pass by themselves and past answers that got lost. */
async function requestTable(context: AsyncContext, plan: CreatePlan, deadline: Deadline): Promise<TableDescription> {
  const { tableName, input, wait } = plan;
  const { transport } = context;
  const { signal } = plan.limits;
  const requestedAt = new Date();
  let wasSentBefore = false;
  const send = async (): Promise<TableDescription> => {
    try {
      const answer = await transport.send("CreateTable", input, { signal, timeoutMs: deadline.changeMs });
      context.noteCreated(tableName);
      return answer.TableDescription ?? {};
    } catch (error) {
      const mayBeOwn = isTransient(error) || (isInUse(error) && (wasSentBefore || wasRetried(error)));
      wasSentBefore = true;
      if (!mayBeOwn) throw error;
      const table = await describeAfter(context, tableName, error, { signal, timeoutMs: deadline.lookMs });
      if (table !== undefined && isOwnTable(table, input, requestedAt)) return table;
      throw error;
    }
  };
  try {
    return await retry(transport, send, { mayRetry: mayPass, deadline, signal });
  } catch (error) {
    if (wait === undefined || !isSilence(error)) throw error;
    const watch = new Watch(tableName, wait, deadline);
    watch.noteFault(error);
    throw watch.timedOut("created", "Wait longer with timeoutSeconds.");
  }
}

export async function deleteTable<IfExists extends boolean>(
  context: AsyncContext,
  tableName: string,
  options?: DeleteTableOptions<IfExists>,
): Promise<DeletedTable<IfExists>> {
  const {
    wait = false,
    ifExists = false,
    disableProtection = false,
    signal,
  } = checkCall(tableName, options, deleteTableOptions);
  const waits = wait !== false;
  const limits = resolveWait(wait || { timeoutSeconds: CALL_SECONDS }, signal);
  if (waits) context.transport.allowFor(limits.timeoutMs);
  const deadline = new Deadline(limits.timeoutMs, () => context.transport.now());
  const deletion = { limits, deadline, waits, ifExists, disableProtection };
  const deleted = await requestDeletion(context, tableName, deletion);
  if (waits && deleted !== undefined) await waitUntilDeleted(context, tableName, limits, deadline, deleted);
  return deleted as DeletedTable<IfExists>; // there is one, unless `ifExists` let it be absent
}

export async function tableExists(context: AsyncContext, tableName: string, options?: CallOptions): Promise<boolean> {
  const { signal } = checkCall(tableName, options, callOptions);
  const table = await describeIfExists(context, tableName, { signal, timeoutMs: CALL_SECONDS * 1000 });
  return table !== undefined && table.TableStatus !== "DELETING";
}

export async function describeTable(
  context: AsyncContext,
  tableName: string,
  options?: CallOptions,
): Promise<TableDescription> {
  const { signal } = checkCall(tableName, options, callOptions);
  return await describe(context, tableName, { signal, timeoutMs: CALL_SECONDS * 1000 });
}

export async function* listTables(
  context: AsyncContext,
  options?: ListTablesOptions,
): AsyncGenerator<string, void, undefined> {
  const { pageSize, signal } = checkOptions("listTables", options, listTablesOptions);
  let start: string | undefined;
  do {
    const input = { Limit: pageSize, ExclusiveStartTableName: start };
    const page = await context.transport.send("ListTables", input, { signal, timeoutMs: CALL_SECONDS * 1000 });
    yield* page.TableNames ?? [];
    context.transport.renew(); // the next page is a call of its own
    start = page.LastEvaluatedTableName;
  } while (start !== undefined);
}
