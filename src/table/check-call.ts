import { checkOptions } from "../validation/check-options.js";
import { Issues } from "../validation/issues.js";
import type { Reader } from "../validation/readers.js";
import { checkTableName } from "./definition/rules/names.js";

/** The subject of a call, as an error names it: `Table "users"`. */
export function tableSubject(tableName: unknown): string {
  return `Table ${JSON.stringify(tableName) ?? "(no name)"}`;
}

/** Reads the options of a call on a table. Throws a {@link TableDefinitionError} with all issues. */
export function checkCall<T>(tableName: string, options: T | undefined, read: Reader<T>): T {
  const issues = new Issues();
  checkTableName(tableName, "tableName", issues.report);
  return checkOptions(tableSubject(tableName), options, read, issues);
}
