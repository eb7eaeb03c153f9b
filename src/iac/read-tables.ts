import type { CreateTableCommandInput } from "@aws-sdk/client-dynamodb";
import { tableNameIn } from "../dynamodb/arns.js";
import { TableDefinitionError } from "../errors.js";
import { createTableOptions } from "../table/definition/option-readers.js";
import type { CreateTableOptions } from "../table/definition/options.js";
import { readDefinition } from "../table/definition/read-definition.js";
import type { ManyTablesOptions } from "../table/many/options.js";
import { readTables } from "../table/many/read-tables.js";
import { checkOptions } from "../validation/check-options.js";
import { issueOf } from "../validation/issues.js";
import { type OptionReaders, objectOf } from "../validation/object-readers.js";
import { wholeNumberFrom } from "../validation/readers.js";
import type { ExportedTable } from "./options.js";

/** A table of a definition that was checked. */
export interface TableToExport {
  readonly tableName: string;
  /** The CreateTable request. */
  readonly input: CreateTableCommandInput;
  /** The options, for what is not in that request: settings after creation, replicas. */
  readonly options: CreateTableOptions;
}

/** Checks the definitions of tables. Throws one `TableDefinitionError` with everything that is wrong with any of them. */
export function readExport<O extends object>(
  method: string,
  given: readonly unknown[],
  readers: OptionReaders<O>,
): { readonly tables: readonly TableToExport[]; readonly options: Partial<O> } {
  const last = given.at(-1);
  // Options that are not there are no table.
  const isWithOptions = isOptions(last) || (last === undefined && given.length > 1);
  // All options can be left out.
  const options = checkOptions(method, (isWithOptions ? last : {}) as O, objectOf<O>(readers));
  const list = isWithOptions ? given.slice(0, -1) : given;
  if (list.length === 0)
    throw new TableDefinitionError(method, [issueOf("tables", "expected at least one table.", "write User, Order.")]);
  const { calls } = readTables({
    method,
    // Checked by that call.
    tables: list as readonly ExportedTable[],
    settings: {},
    readSettings: objectOf<ManyTablesOptions>({ concurrency: wholeNumberFrom(1) }),
    needsDefinitions: true,
    check: (tableName, definition) => ({ table: readTable(tableName, definition), signal: undefined }),
  });
  // Models that share a table have one call.
  const tables = [...new Set(calls)].map(({ table }) => table);
  return { tables: tables.toSorted(byTableName), options };
}

/** Checks the definition of a table. */
export function readTable(tableName: string, definition: object): TableToExport {
  // The reader checks the definition.
  const { options, request } = readDefinition(tableName, definition, createTableOptions, (given) => given);
  const { input } = request;
  const name = tableNameIn(input.TableName ?? tableName);
  return { tableName: name, input: withoutEmpty({ ...input, TableName: name }), options };
}

/** Options are no model, no table, and no list. */
function isOptions(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !("~model" in value);
}

function byTableName(a: TableToExport, b: TableToExport): number {
  return a.tableName < b.tableName ? -1 : 1;
}

/** A request without throughput that says nothing, of the table and its indexes. */
function withoutEmpty(input: CreateTableCommandInput): CreateTableCommandInput {
  const { GlobalSecondaryIndexes: indexes, ...table } = input;
  return {
    ...withoutEmptyMembers(table),
    ...(indexes && { GlobalSecondaryIndexes: indexes.map(withoutEmptyMembers) }),
  };
}

function withoutEmptyMembers<T extends object>(part: T): T {
  const isEmpty = (value: unknown) => typeof value === "object" && value !== null && Object.keys(value).length === 0;
  // The members that are left have their types.
  return Object.fromEntries(Object.entries(part).filter(([, member]) => !isEmpty(member))) as T;
}
