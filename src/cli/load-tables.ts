import { existsSync } from "node:fs";
import { basename, resolve } from "node:path";
import type { TableInList } from "../async/client/many-tables.js";
import { createOptionsOf, isModel, sharedTableIn, tableNameOf } from "../table/definition/from-model.js";
import type { CreateTableOptions } from "../table/definition/options.js";
import type { NamedDefinition } from "../table/many/options.js";
import { suggest } from "../validation/suggestions.js";
import { loadModule } from "./load-module.js";
import { UsageError } from "./usage-error.js";

/** A table of the modules that `--models` names. */
export interface LoadedTable {
  readonly tableName: string;
  /** As the methods of a client for many tables accept it. */
  readonly table: TableInList;
}

/** Loads the tables that modules export: models, tables of `defineTable`, `[name, definition]`, and lists or objects of them. */
export async function loadTables(paths: readonly string[]): Promise<LoadedTable[]> {
  const found: LoadedTable[] = [];
  const seen = new Set<unknown>();
  for (const path of paths.map((each) => resolve(each))) {
    if (!existsSync(path)) throw new UsageError(`There is no file ${path}, which --models or the configuration names.`);
    const before = found.length;
    for (const table of tablesIn(await loadModule(path), 2)) {
      const identity = identityOf(table);
      if (seen.has(identity)) continue;
      seen.add(identity);
      found.push({ table, tableName: nameOf(table) });
    }
    if (found.length === before) throw new UsageError(nothingIn(path));
  }
  return found;
}

/** The tables with the given names, or all. */
export function selectTables(tables: readonly LoadedTable[], names: readonly string[]): readonly LoadedTable[] {
  if (names.length === 0) return tables;
  const known = tables.map(({ tableName }) => tableName);
  const missing = names.filter((name) => !known.includes(name));
  if (missing.length === 0) return tables.filter(({ tableName }) => names.includes(tableName));
  throw new UsageError(
    missing
      .map((name) => `The models have no table ${JSON.stringify(name)}: ${suggest(name, known, "tables")}`)
      .join("\n"),
  );
}

/** The definition of a table, as options of `createTable`. */
export function optionsOf({ table }: LoadedTable): CreateTableOptions {
  return isModel(table) ? createOptionsOf(table, {}) : (table as NamedDefinition)[1]; // the other form of a table in a list
}

/** Models are recognised by what they contain: loaders make second copies of classes. */
function* tablesIn(value: unknown, depth: number): Generator<TableInList> {
  if (isModel(value) || isNamedDefinition(value))
    yield value as TableInList; // as its reader checks again
  else if (depth > 0 && typeof value === "object" && value !== null)
    for (const member of Object.values(value)) yield* tablesIn(member, depth - 1);
}

/** `["audit", { partitionKey: ["id", "S"] }]`; not a key attribute, which is two texts. */
function isNamedDefinition(value: unknown): boolean {
  if (!Array.isArray(value) || value.length !== 2) return false;
  const [name, definition] = value;
  return typeof name === "string" && typeof definition === "object" && definition !== null;
}

/** The same for a class and for the class that it extends, and for models of one table. */
function identityOf(table: TableInList): unknown {
  return sharedTableIn(table) ?? (isModel(table) ? table["~model"] : table);
}

function nameOf(table: TableInList): string {
  return isModel(table) ? tableNameOf(table) : (table as NamedDefinition)[0]; // the other form of a table in a list
}

function nothingIn(path: string): string {
  return (
    `${basename(path)} exports no table. Export models (class User extends defineModel({ … }) {}), tables of defineTable, ` +
    `or ["users", { partitionKey: ["id", "S"] }].`
  );
}
