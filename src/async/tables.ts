import type { TableDescription } from "@aws-sdk/client-dynamodb";
import { checkCall, checkOptions } from "../table/check.js";
import { isInUse, isNotFound, isProtected, isTooManyAtOnce, wasRetried } from "../table/faults.js";
import type { CallOptions, CreateTableOptions, DeleteTableOptions, ListTablesOptions } from "../table/options.js";
import { type CreatePlan, planTable } from "../table/plan.js";
import { isOwnTable } from "../table/same.js";
import { callOptions, deleteTableOptions, listTablesOptions } from "../table/shapes.js";
import { resolveWait, type Wait } from "../table/wait.js";
import type { AsyncContext } from "./context.js";
import { enableLateSettings } from "./late-settings.js";
import { retry } from "./retry.js";
import { waitUntilActive, waitUntilDeleted } from "./waiter.js";

export async function createTable(
  context: AsyncContext,
  tableName: string,
  options: CreateTableOptions,
): Promise<TableDescription> {
  const plan = planTable(tableName, options);
  if (plan.wait) context.transport.allowFor(plan.wait.timeoutMs);
  const created = await requestTable(context, plan);
  if (plan.wait === undefined) return created;
  const ready = await waitUntilActive(context, plan.tableName, plan.wait, created);
  if (plan.late === undefined) return ready;
  await enableLateSettings(context, plan.tableName, plan.late, plan.limits);
  return await describe(context, plan.tableName, plan.limits.signal);
}

/** Sends the CreateTable request, past refusals that pass by themselves and past answers that got lost. */
async function requestTable(
  context: AsyncContext,
  { tableName, input, limits }: CreatePlan,
): Promise<TableDescription> {
  const { transport } = context;
  const { signal } = limits;
  const requestedAt = new Date();
  const deadline = transport.now() + limits.timeoutMs;
  let wasSentBefore = false;
  const send = async (): Promise<TableDescription> => {
    try {
      const answer = await transport.send("CreateTable", input, { signal });
      context.noteCreated(tableName);
      return answer.TableDescription ?? {};
    } catch (error) {
      const own = isInUse(error) && (wasSentBefore || wasRetried(error));
      wasSentBefore = true;
      const table = own ? await describeIfExists(context, tableName, signal) : undefined;
      if (table !== undefined && isOwnTable(table, input, requestedAt)) return table;
      throw error;
    }
  };
  return await retry(transport, send, { mayRetry: isTooManyAtOnce, deadline, signal });
}

export async function deleteTable(
  context: AsyncContext,
  tableName: string,
  options?: DeleteTableOptions,
): Promise<TableDescription | undefined> {
  const {
    wait,
    ifExists = false,
    disableProtection = false,
    signal,
  } = checkCall(tableName, options, deleteTableOptions);
  const limits = resolveWait(wait, signal);
  if (wait) context.transport.allowFor(limits.timeoutMs);
  const deleted = await requestDeletion(context, tableName, limits, { ifExists, disableProtection });
  if (wait && deleted !== undefined) await waitUntilDeleted(context, tableName, limits, deleted);
  return deleted;
}

/** Sends the DeleteTable request. Returns `undefined` when there is nothing to delete and that is fine. */
async function requestDeletion(
  context: AsyncContext,
  tableName: string,
  limits: Wait,
  { ifExists, disableProtection }: { readonly ifExists: boolean; readonly disableProtection: boolean },
): Promise<TableDescription | undefined> {
  const { transport } = context;
  const { signal } = limits;
  const deadline = transport.now() + limits.timeoutMs;
  let wasSentBefore = false;
  const send = async (): Promise<TableDescription | undefined> => {
    try {
      const answer = await transport.send("DeleteTable", { TableName: tableName }, { signal });
      context.noteKnown(tableName);
      return answer.TableDescription ?? {};
    } catch (error) {
      const mayBeGone = ifExists || wasSentBefore || wasRetried(error);
      wasSentBefore = true;
      if (!mayBeGone || !(isNotFound(error) || isInUse(error))) throw error;
      const table = isNotFound(error) ? undefined : await describeIfExists(context, tableName, signal);
      if (table === undefined) return ifExists ? undefined : { TableName: tableName, TableStatus: "DELETING" };
      if (table.TableStatus === "DELETING") return table;
      throw error;
    }
  };
  try {
    return await retry(transport, send, { mayRetry: isTooManyAtOnce, deadline, signal });
  } catch (error) {
    if (!disableProtection || !isProtected(error)) throw error;
  }
  await transport.send("UpdateTable", { TableName: tableName, DeletionProtectionEnabled: false }, { signal });
  await waitUntilActive(context, tableName, { ...limits, until: "table", onProgress: undefined });
  const mayRetry = (error: unknown) => isTooManyAtOnce(error) || isProtected(error);
  return await retry(transport, send, { mayRetry, deadline, signal });
}

export async function tableExists(context: AsyncContext, tableName: string, options?: CallOptions): Promise<boolean> {
  const { signal } = checkCall(tableName, options, callOptions);
  const table = await describeIfExists(context, tableName, signal);
  return table !== undefined && table.TableStatus !== "DELETING";
}

export async function describeTable(
  context: AsyncContext,
  tableName: string,
  options?: CallOptions,
): Promise<TableDescription> {
  const { signal } = checkCall(tableName, options, callOptions);
  return await describe(context, tableName, signal);
}

export async function* listTables(
  context: AsyncContext,
  options?: ListTablesOptions,
): AsyncGenerator<string, void, undefined> {
  const { pageSize, signal } = checkOptions("listTables", options, listTablesOptions);
  let start: string | undefined;
  do {
    const input = { Limit: pageSize, ExclusiveStartTableName: start };
    const page = await context.transport.send("ListTables", input, { signal });
    yield* page.TableNames ?? [];
    context.transport.renew(); // the next page is a call of its own
    start = page.LastEvaluatedTableName;
  } while (start !== undefined);
}

async function describe(
  context: AsyncContext,
  tableName: string,
  signal: AbortSignal | undefined,
): Promise<TableDescription> {
  const answer = await context.transport.send("DescribeTable", { TableName: tableName }, { signal });
  context.noteKnown(tableName);
  return answer.Table ?? {};
}

async function describeIfExists(
  context: AsyncContext,
  tableName: string,
  signal: AbortSignal | undefined,
): Promise<TableDescription | undefined> {
  try {
    return await describe(context, tableName, signal);
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}
