import { isDynatwinError } from "../../errors/base.js";
import type { TableMismatchError, TableResult } from "../../index.js";
import { EXIT, type ExitCode } from "../exit-codes.js";
import { inCommandWords } from "../output/command-words.js";
import { differencesText } from "../output/differences.js";
import type { Output } from "../output/output.js";
import { painted } from "../output/paint.js";
import { printable } from "../output/printable.js";
import { UsageError } from "../usage-error.js";
import { Interruption } from "./interruption.js";

/** Members of our errors that a document contains. Others can hold requests, and with them credentials. */
const FACTS = [
  "tableName",
  "issues",
  "differences",
  "changes",
  "destructions",
  "stepsTaken",
  "lastStatus",
  "indexStates",
  "replicaStates",
  "elapsedSeconds",
  "items",
  "lineNumber",
  "linesWritten",
  "definition",
] as const;

/** An error as a member of a document. */
export interface ErrorDocument {
  readonly name: string;
  readonly message: string;
  readonly [fact: string]: unknown;
}

/** What is known of a command when it is interrupted. */
export interface InterruptedRun {
  /** What to do after it. */
  readonly afterInterruption: string;
  /** Whether a request was sent that can change something. */
  readonly hasChanged: boolean;
}

const NOT_BEGUN: InterruptedRun = { afterInterruption: "", hasChanged: false };

/** Prints why a command failed, and returns the code with which it ends. */
export function reportFailure(error: unknown, output: Output, run: InterruptedRun = NOT_BEGUN): number {
  if (error instanceof Interruption) return reportInterruption(error, output, run);
  const { members, advice } = output.remainder ?? {};
  output.document({ error: documentOf(error), ...members });
  output.note(`${painted("red", "error:", process.stderr)} ${messageOf(error)}`);
  if (advice !== undefined) output.note(advice);
  return codeOf(error);
}

/** The code of an error that a command does not expect. */
function codeOf(error: unknown): ExitCode {
  return error instanceof UsageError ? EXIT.usage : EXIT.failed;
}

/** An error for programs. */
export function documentOf(error: unknown): ErrorDocument {
  const { name = "Error", message: original = String(error) } = Object(error) as Partial<Error>;
  const message = inCommandWords(original);
  if (!isDynatwinError(error)) return { name, message };
  const members = error as unknown as Readonly<Record<string, unknown>>; // those of its class
  const facts = FACTS.filter((fact) => members[fact] !== undefined).map((fact) => [fact, members[fact]]);
  const results = members["results"] as readonly TableResult<unknown>[] | undefined; // of a TablesError
  return { name, message, ...Object.fromEntries(facts), ...(results && { tables: results.map(resultDocument) }) };
}

/** What became of one of many tables, for programs. */
function resultDocument(result: TableResult<unknown>): object {
  const { tableName } = result;
  return result.status === "fulfilled" ? { tableName } : { tableName, error: documentOf(result.reason) };
}

/** The message of an error for a person. Errors that are no one's mistake have their stack. */
export function messageOf(error: unknown): string {
  return printable(inCommandWords(isMismatch(error) ? mismatchText(error) : textOf(error)));
}

/** Whether a table differs from its definition. */
export function isMismatch(error: unknown): error is TableMismatchError {
  return isDynatwinError(error) && error.name === "TableMismatchError";
}

/** The message of a mismatch with its differences in columns, between its first line and its last. */
function mismatchText({ message, differences }: TableMismatchError): string {
  const lines = message.split("\n");
  return [lines[0], differencesText(differences), lines.at(-1)].join("\n");
}

function textOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const isProgrammingError =
    error instanceof TypeError || error instanceof ReferenceError || error instanceof SyntaxError;
  if (isProgrammingError && error.stack !== undefined) return error.stack;
  return isDynatwinError(error) || error instanceof UsageError ? error.message : `${error.name}: ${error.message}`;
}

function reportInterruption({ exitCode, message }: Interruption, output: Output, run: InterruptedRun): number {
  const { hasChanged, afterInterruption } = run;
  const { members, advice = afterInterruption } = output.remainder ?? {};
  const states = [...output.progress.last].map(([tableName, state]) => ({ tableName, state }));
  output.document({ interrupted: true, hasChanged, tables: states, ...members });
  const effect = hasChanged ? "What was sent by then takes effect." : "Nothing was changed.";
  const lines = states.map(({ tableName, state }) => `\n  ${tableName}: ${state}`);
  const last = lines.length === 0 ? "" : ` The last state:${lines.join("")}`;
  output.note(printable(`${message} ${effect}${last}\n${advice}`.trimEnd()));
  return exitCode;
}
