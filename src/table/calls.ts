// The calls on one table that can also be made for many, checked and ready to begin.
import type { TableDescription } from "@aws-sdk/client-dynamodb";
import { Deadline } from "../procedure/deadline.js";
import { checkCall } from "./check-call.js";
import type { TableContext } from "./context.js";
import { createTableCall, readCreateTable } from "./create/create-table-call.js";
import type { CreateTableOptions } from "./definition/options.js";
import { deleteTableOptions } from "./delete/option-readers.js";
import type { DeleteTableOptions } from "./delete/options.js";
import * as procedures from "./procedures.js";
import type { TableCall } from "./table-call.js";
import {
  type EnsureTableOptions,
  ensureTableOptions,
  type PlanTableOptions,
  planTableOptions,
  type TableChange,
  type VerifyTableOptions,
  verifyTableOptions,
} from "./update/options.js";
import type { TablePlan } from "./update/plan.js";
import { readChanges } from "./update/read-changes.js";
import { changeOf } from "./update/update-table.js";
import { CALL_SECONDS, resolveWait, type WaitSettings } from "./wait/wait-settings.js";

/** The limits of a wait that nobody asked for, and nobody is told about. */
const UNASKED: WaitSettings = { ...resolveWait(true), until: "table" };

export function createTable(tableName: string, options: CreateTableOptions): TableCall<TableDescription> {
  const call = readCreateTable(tableName, options);
  return {
    tableName,
    signal: call.limits.signal,
    begin(context) {
      if (call.wait) context.allowFor(call.wait.timeoutMs);
      return procedures.createTable(context, call);
    },
    settle: call.wait
      ? undefined
      : (context, created) =>
          procedures.waitUntilActive(context, call.tableName, UNASKED, unaskedDeadline(context), created),
  };
}

export function deleteTable(tableName: string, options?: DeleteTableOptions): TableCall<TableDescription | undefined> {
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
  const deletion = { limits, waits, ifExists, disableProtection, expectTableId, keepsFinalBackup };
  return {
    tableName,
    signal: limits.signal,
    begin(context) {
      if (waits) context.allowFor(limits.timeoutMs);
      const deadline = new Deadline(limits.timeoutMs, () => context.now());
      return procedures.deleteTable(context, tableName, { ...deletion, deadline });
    },
    settle: waits
      ? undefined
      : (context, deleted) =>
          procedures.waitUntilDeleted(context, tableName, UNASKED, unaskedDeadline(context), deleted),
  };
}

export function ensureTable(tableName: string, options: EnsureTableOptions): TableCall<TableChange> {
  const read = readChanges(tableName, options, ensureTableOptions, (given) => given);
  const { wait, signal, ifDifferent = "error" } = read.options;
  const creation = createTableCall(tableName, read.request);
  return {
    tableName,
    signal: resolveWait(wait, signal).signal,
    begin(context) {
      const change = changeOf(context, tableName, read, read.options);
      context.allowFor(change.deadline.timeoutMs);
      return procedures.ensureTable(context, { ...change, creation, ifDifferent });
    },
  };
}

export function planTable(tableName: string, options: PlanTableOptions): TableCall<TablePlan> {
  const read = readChanges(tableName, options, planTableOptions);
  return {
    tableName,
    signal: read.options.signal,
    begin(context) {
      const deadline = new Deadline(CALL_SECONDS * 1000, () => context.now());
      return procedures.planTable(context, tableName, read, deadline);
    },
  };
}

export function verifyTable(tableName: string, options: VerifyTableOptions): TableCall<TableDescription> {
  const read = readChanges(tableName, options, verifyTableOptions);
  const { wait, signal } = read.options;
  return {
    tableName,
    signal: resolveWait(wait, signal).signal,
    begin(context) {
      const change = changeOf(context, tableName, read, read.options);
      context.allowFor(change.deadline.timeoutMs);
      return procedures.verifyTable(context, change);
    },
  };
}

function unaskedDeadline(context: TableContext): Deadline {
  return new Deadline(UNASKED.timeoutMs, () => context.now());
}
