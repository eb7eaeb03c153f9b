import { isDynatwinError } from "../../errors/base.js";
import type { TableResult, TablesError } from "../../index.js";
import { EXIT, type ExitCode } from "../exit-codes.js";
import { documentOf, messageOf } from "../session/report-failure.js";
import type { Session } from "../session/session.js";
import { aligned } from "./columns.js";
import type { Output } from "./output.js";
import { painted } from "./paint.js";
import { printableLine } from "./printable.js";

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
  const rows = results.map((result) => [
    printableLine(result.tableName),
    result.status === "fulfilled" ? report(result.value, result.tableName).text : painted("red", "failed"),
  ]);
  output.document({ tables: tableDocuments(results, (value, name) => report(value, name).document) });
  if (rows.length > 0) output.print(aligned(rows));
  return printFailures(output, results) ? EXIT.failed : EXIT.done;
}

/** Prints the errors of tables that failed. Returns whether there are any. */
export function printFailures(output: Output, results: readonly TableResult<unknown>[]): boolean {
  const failures = results.flatMap((result) => (result.status === "fulfilled" ? [] : [errorText(result.reason)]));
  for (const text of failures) output.note(text);
  return failures.length > 0;
}

/** The entries of tables in a document: what is known of a table, or its error. */
export function tableDocuments<T>(
  results: readonly TableResult<T>[],
  documentFor: (value: T, tableName: string) => object,
): readonly object[] {
  return results.map((result) => {
    const { tableName } = result;
    if (result.status === "rejected") return { tableName, error: documentOf(result.reason) };
    return { tableName, ...documentFor(result.value, tableName) };
  });
}

/** `error: …`, as a person reads it. */
function errorText(error: unknown): string {
  return `${painted("red", "error:", process.stderr)} ${messageOf(error)}`;
}

function isTablesError(error: unknown): error is TablesError {
  return isDynatwinError(error) && error.name === "TablesError";
}
