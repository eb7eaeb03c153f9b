import { isDynatwinError } from "../errors/base.js";
import type { TableResult, TablesError } from "../index.js";
import { aligned } from "./columns.js";
import { EXIT, type ExitCode } from "./exit-codes.js";
import { painted } from "./paint.js";
import { documentOf } from "./report-failure.js";
import type { Session } from "./session.js";

/** What a command prints for a table. */
export interface TableReport {
  /** The rest of the line after the table's name. */
  readonly text: string;
  /** The members of the table's entry in the document. */
  readonly document: object;
}

/** What became of each of many tables: of those that failed, too. An interruption, and a mistake in the call, are thrown. */
export async function resultsOf<T>(
  session: Session,
  tableNames: readonly string[],
  values: Promise<readonly T[]>,
): Promise<readonly TableResult<T>[]> {
  try {
    const all = await values;
    return tableNames.map((tableName, place) => ({ tableName, status: "fulfilled", value: all[place] as T })); // one for each
  } catch (error) {
    if (!isTablesError(error) || session.signal.aborted) throw error;
    return error.results as readonly TableResult<T>[]; // of this call
  }
}

/**
 * Prints a line, and an entry of the document, for each table, and the errors of those that failed. Returns the code for that.
 *
 * @param report - What is printed for a table that did not fail.
 */
export function printResults<T>(
  { output }: Session,
  results: readonly TableResult<T>[],
  report: (value: T, tableName: string) => TableReport,
): ExitCode {
  const rows: string[][] = [];
  const tables: object[] = [];
  const failures: string[] = [];
  for (const result of results) {
    const { tableName } = result;
    if (result.status === "fulfilled") {
      const { text, document } = report(result.value, tableName);
      rows.push([tableName, text]);
      tables.push({ tableName, ...document });
    } else {
      const error = documentOf(result.reason);
      rows.push([tableName, painted("red", "failed")]);
      tables.push({ tableName, error });
      failures.push(`${painted("red", "error:", process.stderr)} ${error.message}`);
    }
  }
  output.document({ tables });
  if (rows.length > 0) output.print(aligned(rows));
  for (const text of failures) output.note(text);
  return failures.length > 0 ? EXIT.failed : EXIT.done;
}

function isTablesError(error: unknown): error is TablesError {
  return isDynatwinError(error) && error.name === "TablesError";
}
