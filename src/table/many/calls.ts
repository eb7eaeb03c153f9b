// The calls on many tables, checked and ready to begin.
import type { TableDescription } from "@aws-sdk/client-dynamodb";
import * as one from "../calls.js";
import type { TableChange } from "../update/options.js";
import type { TablePlan } from "../update/plan.js";
import * as readers from "./option-readers.js";
import type {
  CreateTablesSettings,
  DeleteTablesOptions,
  EnsureTablesSettings,
  PlanTablesSettings,
  VerifyTablesSettings,
} from "./options.js";
import { type ListedTable, readTables, type TableCalls } from "./read-tables.js";

type List = readonly ListedTable[];

export function createTables(tables: List, settings: CreateTablesSettings): TableCalls<TableDescription> {
  const call = { method: "createTables", needsDefinitions: true, check: one.createTable };
  return readTables({ ...call, tables, settings, readSettings: readers.createTablesSettings });
}

export function ensureTables(tables: List, settings: EnsureTablesSettings): TableCalls<TableChange> {
  const call = { method: "ensureTables", needsDefinitions: true, check: one.ensureTable };
  return readTables({ ...call, tables, settings, readSettings: readers.ensureTablesSettings });
}

export function deleteTables(tables: List, options: DeleteTablesOptions): TableCalls<TableDescription | undefined> {
  const call = { method: "deleteTables", needsDefinitions: false, check: one.deleteTable };
  return readTables({ ...call, tables, settings: options, readSettings: readers.deleteTablesOptions });
}

export function planTables(tables: List, settings: PlanTablesSettings): TableCalls<TablePlan> {
  const call = { method: "planTables", needsDefinitions: true, check: one.planTable };
  return readTables({ ...call, tables, settings, readSettings: readers.planTablesSettings });
}

export function verifyTables(tables: List, settings: VerifyTablesSettings): TableCalls<TableDescription> {
  const call = { method: "verifyTables", needsDefinitions: true, check: one.verifyTable };
  return readTables({ ...call, tables, settings, readSettings: readers.verifyTablesSettings });
}
