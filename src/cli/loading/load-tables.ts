import { statSync } from "node:fs";
import { basename, resolve } from "node:path";
import { isDeepStrictEqual } from "node:util";
import type { TableInList } from "../../async/client/many-tables.js";
import { readCreateTable } from "../../table/create/create-table-call.js";
import { createOptionsOf, isModel, sharedTableIn, tableNameOf } from "../../table/definition/from-model.js";
import type { CreateTableOptions } from "../../table/definition/options.js";
import type { NamedDefinition } from "../../table/many/options.js";
import { suggest } from "../../validation/suggestions.js";
import { UsageError } from "../usage-error.js";
import type { JsonSettings } from "./load-json.js";
import { loadModule } from "./load-module.js";

/** A table of the modules that `--models` names. */
export interface LoadedTable {
  readonly tableName: string;
  /** As the methods of a client for many tables accept it. */
  readonly table: TableInList;
}

const MODULE = /\.[cm]?[jt]sx?$/;

/**
 * Loads the tables of files: what modules export (models, tables of `defineTable`, `[name, definition]`, and lists or objects of
 * them), definitions in JSON, templates.
 */
export async function loadTables(paths: readonly string[], settings: JsonSettings): Promise<LoadedTable[]> {
  if (paths.length === 0)
    throw new UsageError(
      "No tables are given. Name a module with models: --models ./src/models.ts, or write models in dynatwin.config.ts.",
    );
  const found: FoundTable[] = [];
  const seen = new Set<unknown>();
  for (const path of paths.map((each) => resolve(each))) {
    checkFile(path);
    const before = found.length;
    const content = await contentOf(path, settings);
    for (const table of tablesIn(content, 2)) {
      const identity = identityOf(table);
      if (seen.has(identity)) continue;
      seen.add(identity);
      found.push({ table, tableName: nameOf(table), path });
    }
    if (found.length === before && !path.endsWith(".json")) throw new UsageError(nothingIn(path));
  }
  return withoutSame(found);
}

/** What a module exports, or the tables in a JSON file. */
async function contentOf(path: string, settings: JsonSettings): Promise<object> {
  if (!path.endsWith(".json")) return loadModule(path);
  const { readJsonTables } = await import("./load-json.js");
  return readJsonTables(path, settings);
}

/** A table, and the file that it was found in. */
interface FoundTable extends LoadedTable {
  readonly path: string;
}

function checkFile(path: string): void {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) {
    const advice = /[*?]/.test(path) ? " Patterns are not expanded: name each file by a --models of its own." : "";
    throw new UsageError(`There is no file ${path}, which --models or the configuration names.${advice}`);
  }
  if (stats.isDirectory())
    throw new UsageError(
      `${path} is a folder. Name each file by a --models of its own, or one that exports the models of all.`,
    );
  if (!path.endsWith(".json") && !MODULE.test(path))
    throw new UsageError(`${path} is not a file of tables: .ts, .js (also .mts, .cts, .mjs, .cjs) or .json.`);
}

/**
 * One table for each name. Models of several files can be second copies of the same, which define it alike; two that define it
 * differently are an error.
 */
function withoutSame(found: readonly FoundTable[]): FoundTable[] {
  const byName = new Map<string, FoundTable>();
  for (const table of found) {
    const same = byName.get(table.tableName);
    if (same === undefined) byName.set(table.tableName, table);
    else if (!isDeepStrictEqual(requestOf(same), requestOf(table))) throw new UsageError(conflictOf(same, table));
  }
  return [...byName.values()];
}

/** What creates a table, which also checks the definition. */
function requestOf(table: LoadedTable) {
  const { input, settingsAfterCreation, replicas } = readCreateTable(table.tableName, optionsOf(table));
  return { input, settingsAfterCreation, replicas };
}

function conflictOf(one: FoundTable, other: FoundTable): string {
  const places = [one, other].map(({ table, path }) => {
    const { name = "" } = isModel(table) ? (Object(table) as { readonly name?: string }) : {};
    return `${name && `${name} of `}${path}`;
  });
  return (
    `${places.join(" and ")} define the table "${one.tableName}" differently. Models that share a table name it by one ` +
    "defineTable; two tables have two names."
  );
}

/** The tables with the given names, or all. */
export function selectTables(tables: readonly LoadedTable[], names: readonly string[]): readonly LoadedTable[] {
  if (names.length === 0) return tables;
  const known = tables.map(({ tableName }) => tableName);
  const missing = names.filter((name) => !known.includes(name));
  if (missing.length === 0) return tables.filter(({ tableName }) => names.includes(tableName));
  const file = missing.find((name) => MODULE.test(name) || /[\\/]|\.json$/.test(name));
  if (file !== undefined)
    throw new UsageError(`${file} is a file, and no name of a table: name each file by a --models of its own.`);
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
