import type { TableDescription } from "@aws-sdk/client-dynamodb";
import type { DeletedTable } from "../table/delete/options.js";
import * as calls from "../table/many/calls.js";
import { oneOfMany } from "../table/many/one-of-many.js";
import type {
  CreateTablesSettings,
  DeleteTablesOptions,
  EnsureTablesSettings,
  PlanTablesSettings,
  VerifyTablesSettings,
} from "../table/many/options.js";
import type { ListedTable, TableCalls } from "../table/many/read-tables.js";
import { resultsInOrder, valuesOf } from "../table/many/results.js";
import type { TableChange } from "../table/update/options.js";
import type { TablePlan } from "../table/update/plan.js";
import type { AsyncContext } from "./context.js";
import { runAll } from "./run-all.js";

export async function createTables(
  context: AsyncContext,
  tables: readonly ListedTable[],
  settings: CreateTablesSettings,
): Promise<TableDescription[]> {
  return await performAll(context, calls.createTables(tables, settings));
}

export async function ensureTables(
  context: AsyncContext,
  tables: readonly ListedTable[],
  settings: EnsureTablesSettings,
): Promise<TableChange[]> {
  return await performAll(context, calls.ensureTables(tables, settings));
}

export async function deleteTables<IfExists extends boolean>(
  context: AsyncContext,
  tables: readonly ListedTable[],
  options: DeleteTablesOptions<IfExists>,
): Promise<DeletedTable<IfExists>[]> {
  const deleted = await performAll(context, calls.deleteTables(tables, options));
  return deleted as DeletedTable<IfExists>[]; // each is there, unless `ifExists` let it be absent
}

export async function planTables(
  context: AsyncContext,
  tables: readonly ListedTable[],
  settings: PlanTablesSettings,
): Promise<TablePlan[]> {
  return await performAll(context, calls.planTables(tables, settings));
}

export async function verifyTables(
  context: AsyncContext,
  tables: readonly ListedTable[],
  settings: VerifyTablesSettings,
): Promise<TableDescription[]> {
  return await performAll(context, calls.verifyTables(tables, settings));
}

async function performAll<T>(context: AsyncContext, many: TableCalls<T>): Promise<T[]> {
  const each = context.amongMany();
  const distinct = [...new Set(many.calls)];
  const procedures = distinct.map((call) => oneOfMany(each, call));
  const results = await runAll(context.transport, procedures, many);
  return valuesOf(many.calls, resultsInOrder(many.calls, distinct, results));
}
