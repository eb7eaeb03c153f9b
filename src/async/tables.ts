import type { TableDescription } from "@aws-sdk/client-dynamodb";
import { Deadline } from "../procedure/deadline.js";
import { type CallOptions, callOptions, type ListTablesOptions, listTablesOptions } from "../table/call-options.js";
import { checkCall } from "../table/check-call.js";
import { readCreateTable } from "../table/create/create-table-call.js";
import type { CreateTableOptions } from "../table/definition/options.js";
import { deleteTableOptions } from "../table/delete/option-readers.js";
import type { DeletedTable, DeleteTableOptions } from "../table/delete/options.js";
import * as procedures from "../table/procedures.js";
import { waitForDeletedOptions, waitOptions } from "../table/wait/option-readers.js";
import type { WaitOptions } from "../table/wait/options.js";
import { CALL_SECONDS, resolveWait } from "../table/wait/wait-settings.js";
import { checkOptions } from "../validation/check-options.js";
import type { AsyncContext } from "./context.js";
import { run } from "./run.js";

const CALL_MS = CALL_SECONDS * 1000;

export async function createTable(
  context: AsyncContext,
  tableName: string,
  options: CreateTableOptions,
): Promise<TableDescription> {
  const call = readCreateTable(tableName, options);
  if (call.wait) context.transport.allowFor(call.wait.timeoutMs);
  return await run(context.transport, procedures.createTable(context, call), call.limits.signal);
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
    expectTableId,
    keepFinalBackup: keepsFinalBackup = true,
    signal,
  } = checkCall(tableName, options, deleteTableOptions);
  const waits = wait !== false;
  const limits = resolveWait(wait || { timeoutSeconds: CALL_SECONDS }, signal);
  if (waits) context.transport.allowFor(limits.timeoutMs);
  const deadline = new Deadline(limits.timeoutMs, () => context.now());
  const deletion = { limits, deadline, waits, ifExists, disableProtection, expectTableId, keepsFinalBackup };
  const deleted = await run(context.transport, procedures.deleteTable(context, tableName, deletion), limits.signal);
  return deleted as DeletedTable<IfExists>; // there is one, unless `ifExists` let it be absent
}

export async function waitForTableActive(
  context: AsyncContext,
  tableName: string,
  options?: WaitOptions,
): Promise<TableDescription> {
  const wait = resolveWait(checkCall(tableName, options, waitOptions));
  context.transport.allowFor(wait.timeoutMs);
  const deadline = new Deadline(wait.timeoutMs, () => context.now());
  const waiting = procedures.waitUntilActive(context, tableName, wait, deadline);
  return await run(context.transport, waiting, wait.signal);
}

export async function waitForTableDeleted(
  context: AsyncContext,
  tableName: string,
  options?: Omit<WaitOptions, "until">,
): Promise<void> {
  const wait = resolveWait(checkCall(tableName, options, waitForDeletedOptions));
  context.transport.allowFor(wait.timeoutMs);
  const deadline = new Deadline(wait.timeoutMs, () => context.now());
  await run(context.transport, procedures.waitUntilDeleted(context, tableName, wait, deadline), wait.signal);
}

export async function tableExists(context: AsyncContext, tableName: string, options?: CallOptions): Promise<boolean> {
  const { signal } = checkCall(tableName, options, callOptions);
  const table = await run(context.transport, procedures.describeIfExists(context, tableName, CALL_MS), signal);
  return table !== undefined && table.TableStatus !== "DELETING";
}

export async function describeTable(
  context: AsyncContext,
  tableName: string,
  options?: CallOptions,
): Promise<TableDescription> {
  const { signal } = checkCall(tableName, options, callOptions);
  return await run(context.transport, procedures.describeTable(context, tableName, CALL_MS), signal);
}

export async function* listTables(
  context: AsyncContext,
  options?: ListTablesOptions,
): AsyncGenerator<string, void, undefined> {
  const { pageSize, signal } = checkOptions("listTables", options, listTablesOptions);
  let start: string | undefined;
  do {
    const input = { Limit: pageSize, ExclusiveStartTableName: start };
    const page = await context.transport.send("ListTables", input, { signal, timeoutMs: CALL_MS });
    yield* page.TableNames ?? [];
    context.transport.renew(); // the next page is a separate call
    start = page.LastEvaluatedTableName;
  } while (start !== undefined);
}
