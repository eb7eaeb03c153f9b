import { TableDefinitionError } from "../errors.js";
import { Issues } from "./issues.js";
import type { Reader } from "./readers.js";

/**
 * Reads the options of a call. Throws a {@link TableDefinitionError} with all issues.
 *
 * @param subject - The subject of the call, the start of the message: `Table "users"`.
 * @param issues - Issues that were found before.
 */
export function checkOptions<T>(subject: string, options: T | undefined, read: Reader<T>, issues = new Issues()): T {
  const result = read(options ?? {}, "", issues.report);
  if (result === undefined || issues.list.length > 0) throw new TableDefinitionError(subject, issues.list);
  return result;
}
