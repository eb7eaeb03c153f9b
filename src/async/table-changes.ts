import type { TableDescription } from "@aws-sdk/client-dynamodb";
import * as calls from "../table/calls.js";
import { checkCall } from "../table/check-call.js";
import * as procedures from "../table/procedures.js";
import {
  type ApplyPlanOptions,
  applyPlanOptions,
  type EnsureTableOptions,
  type PlanTableOptions,
  type TableChange,
  type UpdateTableOptions,
  type VerifyTableOptions,
} from "../table/update/options.js";
import type { TablePlan } from "../table/update/plan.js";
import { readUpdate } from "../table/update/read-changes.js";
import { readPlan } from "../table/update/read-plan.js";
import { changeOf } from "../table/update/update-table.js";
import type { AsyncContext } from "./context.js";
import { perform, run } from "./run.js";

export async function ensureTable(
  context: AsyncContext,
  tableName: string,
  options: EnsureTableOptions,
): Promise<TableChange> {
  return await perform(context, calls.ensureTable(tableName, options));
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
  return await perform(context, calls.planTable(tableName, options));
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
    procedures.applyPlan(context, plan, { ...application, onStep: read?.onStep }),
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
  return await perform(context, calls.verifyTable(tableName, options));
}
