import type { TableDescription } from "@aws-sdk/client-dynamodb";
import { Deadline } from "../procedure/deadline.js";
import { checkCall } from "../table/check-call.js";
import { createTableCall } from "../table/create/create-table-call.js";
import * as procedures from "../table/procedures.js";
import {
  type ApplyPlanOptions,
  applyPlanOptions,
  type EnsureTableOptions,
  ensureTableOptions,
  type PlanTableOptions,
  planTableOptions,
  type TableChange,
  type UpdateTableOptions,
  type VerifyTableOptions,
  verifyTableOptions,
} from "../table/update/options.js";
import type { TablePlan } from "../table/update/plan.js";
import { readChanges, readUpdate } from "../table/update/read-changes.js";
import { readPlan } from "../table/update/read-plan.js";
import { changeOf } from "../table/update/update-table.js";
import { CALL_SECONDS } from "../table/wait/wait-settings.js";
import type { AsyncContext } from "./context.js";
import { run } from "./run.js";

export async function ensureTable(
  context: AsyncContext,
  tableName: string,
  options: EnsureTableOptions,
): Promise<TableChange> {
  const read = readChanges(tableName, options, ensureTableOptions, (given) => given);
  const { ifDifferent = "error" } = read.options;
  const change = changeOf(context, tableName, read, read.options);
  const creation = createTableCall(tableName, read.request);
  context.allowFor(change.deadline.timeoutMs);
  const ensuring = procedures.ensureTable(context, { ...change, creation, ifDifferent });
  return await run(context.transport, ensuring, change.wait.signal);
}

export async function updateTable(
  context: AsyncContext,
  tableName: string,
  options: UpdateTableOptions,
): Promise<TableChange> {
  const read = readUpdate(tableName, options);
  const change = changeOf(context, tableName, read, read.options);
  context.allowFor(change.deadline.timeoutMs);
  const { table, steps } = await run(context.transport, procedures.changeTable(context, change), change.wait.signal);
  return { outcome: steps.length > 0 ? "updated" : "existed", table, steps };
}

export async function planTable(
  context: AsyncContext,
  tableName: string,
  options: PlanTableOptions,
): Promise<TablePlan> {
  const read = readChanges(tableName, options, planTableOptions);
  const deadline = new Deadline(CALL_SECONDS * 1000, () => context.now());
  return await run(context.transport, procedures.planTable(context, tableName, read, deadline), read.options.signal);
}

export async function applyPlan(
  context: AsyncContext,
  plan: TablePlan,
  options?: ApplyPlanOptions,
): Promise<TableChange> {
  const { tableName } = readPlan(plan);
  const read = checkCall(tableName, options, applyPlanOptions);
  const application = changeOf(context, tableName, { wanted: {}, removals: {} }, { wait: true, ...read });
  const { table, steps } = await run(
    context.transport,
    procedures.applyPlan(context, plan, application),
    application.wait.signal,
  );
  const outcome = steps.length === 0 ? "existed" : plan.exists ? "updated" : "created";
  return { outcome, table, steps };
}

export async function verifyTable(
  context: AsyncContext,
  tableName: string,
  options: VerifyTableOptions,
): Promise<TableDescription> {
  const read = readChanges(tableName, options, verifyTableOptions);
  const change = changeOf(context, tableName, read, read.options);
  context.allowFor(change.deadline.timeoutMs);
  return await run(context.transport, procedures.verifyTable(context, change), change.wait.signal);
}
