import { tableNameIn } from "../../dynamodb/arns.js";
import { TableDefinitionError } from "../../errors.js";
import { Issues } from "../../validation/issues.js";
import { type Reader, shown } from "../../validation/readers.js";
import { reportRepeated } from "../../validation/repeated.js";
import { createOptionsOf, isModel, sharedTableIn, type TableModel, tableNameOf } from "../definition/from-model.js";
import type { TableCall } from "../table-call.js";
import { anySignal } from "../wait/wait-settings.js";
import type { ManyTablesOptions, NamedDefinition } from "./options.js";

/** A table in a list. Another form of it gets its place here, and in `nameOf` and `optionsOf`. */
export type ListedTable = string | TableModel | NamedDefinition<object>;

/** A call on one of the tables, or what else was read of it. */
interface ReadCall {
  readonly signal: AbortSignal | undefined;
}

/** A call on many tables. */
export interface ManyTablesCall<S, C> {
  /** The name of the method, for messages. */
  readonly method: string;
  readonly tables: readonly ListedTable[];
  readonly settings: S;
  readonly readSettings: Reader<S>;
  /** Whether a table needs a definition. If not, a name is enough, and definitions are not read. */
  readonly needsDefinitions: boolean;
  /** Checks the call for one of the tables. Throws a {@link TableDefinitionError} if something is wrong. */
  check(tableName: string, options: object): C;
}

/** A call on many tables that was checked. */
export interface ReadTables<C> {
  /** A call for each table, in the order of the list; the same for models that share a table. */
  readonly calls: readonly C[];
  readonly concurrency: number;
  /** Ends all of them. */
  readonly signal: AbortSignal | undefined;
}

/** A call on many tables that was checked, and can begin. */
export type TableCalls<T> = ReadTables<TableCall<T>>;

/** Checks a call on many tables. Throws one {@link TableDefinitionError} with everything that is wrong with any of them. */
export function readTables<S extends ManyTablesOptions, C extends ReadCall>(call: ManyTablesCall<S, C>): ReadTables<C> {
  const ofSettings = new Issues();
  const settings = call.readSettings(call.settings, "", ofSettings.report);
  const issues = new Issues();
  const calls = readList(call, ofSettings, issues);
  for (const { path, message, fix } of ofSettings.list) issues.report(path, message, fix);
  issues.throwIfAny(call.method);
  const concurrency = settings?.concurrency ?? Number.POSITIVE_INFINITY;
  return { calls, concurrency, signal: anySignal(calls.map(({ signal }) => signal)) };
}

function readList<S extends ManyTablesOptions, C>(call: ManyTablesCall<S, C>, ofSettings: Issues, issues: Issues): C[] {
  if (!Array.isArray(call.tables)) {
    issues.report("tables", `expected a list of tables, got ${shown(call.tables)}.`, "write [User, Order].");
    return [];
  }
  const names = call.tables.map((table) => nameOf(table, call));
  const shared = call.tables.map(sharedTableIn);
  /** The first model of each shared table stands for all of them. */
  const isNext = (index: number) => shared[index] !== undefined && shared.indexOf(shared[index]) < index;
  const repeated = repetitionsOf(names.map((name, index) => (isNext(index) ? undefined : name)));
  const sharedCalls = new Map<object, C[]>();
  return call.tables.flatMap((table, index) => {
    const [name, place] = [names[index], placeOf(index)];
    const sharedTable = shared[index];
    if (sharedTable !== undefined && isNext(index)) return sharedCalls.get(sharedTable) ?? [];
    const firstPlace = repeated.get(place);
    if (firstPlace !== undefined)
      issues.report(place, `table "${name}" is in the list already: ${firstPlace}.`, "remove one.");
    if (name === undefined) {
      issues.report(place, `expected ${formsOf(call)}, got ${shown(table)}.`, 'write User, or ["users", { … }].');
      return [];
    }
    try {
      const checked = [call.check(name, optionsOf(table, call))];
      if (sharedTable !== undefined) sharedCalls.set(sharedTable, checked);
      return checked;
    } catch (error) {
      if (!(error instanceof TableDefinitionError)) throw error;
      for (const { path, message, fix } of error.issues) {
        // What is wrong with the settings is reported once.
        if (!ofSettings.covers(path)) issues.report(pathIn(place, path), `${shown(name)}: ${message}`, fix);
      }
      return [];
    }
  });
}

function placeOf(index: number): string {
  return `tables[${index}]`;
}

/** The places of tables that are in the list before, with the first place of each. */
function repetitionsOf(names: readonly (string | undefined)[]): ReadonlyMap<string, string> {
  const repeated = new Map<string, string>();
  const tables = names.map((name) => name && tableNameIn(name));
  reportRepeated(tables, placeOf, (place, _, firstPlace) => repeated.set(place, firstPlace));
  return repeated;
}

type Forms = Pick<ManyTablesCall<ManyTablesOptions, unknown>, "needsDefinitions">;

/** The name of a table in a list; `undefined` if it has another form. */
function nameOf(table: ListedTable, { needsDefinitions }: Forms): string | undefined {
  if (isModel(table)) return tableNameOf(table);
  if (typeof table === "string") return needsDefinitions ? undefined : table;
  const [name] = Array.isArray(table) && table.length === 2 ? table : [];
  return typeof name === "string" ? name : undefined;
}

function formsOf({ needsDefinitions }: Forms): string {
  return `a model or [name, definition]${needsDefinitions ? "" : ", or a name"}`;
}

/** The options of the call for one table: its own, and the settings over them. */
function optionsOf<S extends ManyTablesOptions, C>(
  table: ListedTable,
  { settings, needsDefinitions }: ManyTablesCall<S, C>,
): object {
  const { concurrency, ...given } = Object(settings) as S;
  const overrides = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  if (!needsDefinitions) return overrides;
  if (isModel(table)) return createOptionsOf(table, overrides);
  const definition: unknown = table[1] ?? {};
  // What is no object is for the reader of the definition to report.
  return typeof definition === "object" && definition !== null
    ? { ...definition, ...overrides }
    : (definition as object);
}

/** Where a caller wrote what is wrong with a table of a list. */
function pathIn(place: string, path: string): string {
  if (path === "tableName") return place;
  return path === "options" ? `${place}[1]` : `${place}.${path}`;
}
