import { TableDefinitionError } from "../errors.js";
import { checkTableName } from "./rules/names.js";
import { Issues, type Reader } from "./shape.js";

/** What a call is about, as an error names it: `Table "users"`. */
export function subjectOf(tableName: unknown): string {
  return `Table ${JSON.stringify(tableName) ?? "(no name)"}`;
}

/** Reads the options of a call on a table. Throws a {@link TableDefinitionError} with everything that is wrong. */
export function checkCall<T>(tableName: string, options: T | undefined, read: Reader<T>): T {
  const issues = new Issues();
  checkTableName(tableName, "tableName", issues.report);
  return checkOptions(subjectOf(tableName), options, read, issues);
}

/** Reads the options of a call. Throws a {@link TableDefinitionError} with everything that is wrong. */
export function checkOptions<T>(subject: string, options: T | undefined, read: Reader<T>, issues = new Issues()): T {
  const result = read(options ?? {}, "", issues.report);
  if (result === undefined || issues.list.length > 0) throw new TableDefinitionError(subject, issues.list);
  return result;
}
