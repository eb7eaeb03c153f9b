import { DynatwinError } from "./base.js";
import { isError } from "./is-error.js";

/** The facts about a line that cannot be imported. */
export interface ImportLineFacts {
  /** The table's name or ARN, as given. */
  readonly tableName: string;
  /** The number of the line, from 1 on. Blank lines count. */
  readonly lineNumber: number;
  /** How many lines from the start on are written for sure. */
  readonly linesWritten: number;
}

/**
 * A line of an import is no item, or DynamoDB cannot store it in the table. The lines before it are written; those after it are
 * not.
 *
 * @example
 * ```ts
 * import { ImportLineError } from "dynatwin";
 *
 * if (error instanceof ImportLineError) console.error(error.lineNumber, error.message);
 * ```
 */
export class ImportLineError extends DynatwinError implements ImportLineFacts {
  override readonly name = "ImportLineError";
  readonly tableName: string;
  readonly lineNumber: number;
  readonly linesWritten: number;

  /**
   * @param facts - The table and the line.
   * @param problem - What is wrong with the line, as text.
   */
  constructor({ tableName, lineNumber, linesWritten }: ImportLineFacts, problem: string) {
    super(`Line ${lineNumber} of the import into table "${tableName}" ${problem} ${writtenText(linesWritten)}`);
    this.tableName = tableName;
    this.lineNumber = lineNumber;
    this.linesWritten = linesWritten;
  }
}

/** The facts about a call on all items of a table whose time was over. */
export interface BulkTimeoutFacts {
  /** The table's name or ARN, as given. */
  readonly tableName: string;
  /** How many items the call had read or written. */
  readonly items: number;
  /** Seconds from the start of the call. */
  readonly elapsedSeconds: number;
}

/**
 * The time of a call on all items of a table was over before its end. What it has written stays; the same call continues the
 * work. `cause` is the last refusal of DynamoDB, if there was one.
 *
 * @example
 * ```ts
 * import { BulkTimeoutError } from "dynatwin";
 *
 * if (error instanceof BulkTimeoutError) console.error(error.items, error.elapsedSeconds);
 * ```
 */
export class BulkTimeoutError extends DynatwinError implements BulkTimeoutFacts {
  override readonly name = "BulkTimeoutError";
  readonly tableName: string;
  readonly items: number;
  readonly elapsedSeconds: number;

  /**
   * @param facts - The table, and how far the call had come.
   * @param options - The last refusal, as `cause`.
   */
  constructor({ tableName, items, elapsedSeconds }: BulkTimeoutFacts, options?: ErrorOptions) {
    const refused = options?.cause === undefined ? "" : " DynamoDB refused requests because there were too many.";
    const seconds = Math.round(elapsedSeconds * 10) / 10;
    super(
      `Table "${tableName}": not finished after ${seconds} s and ${items} items.${refused} Raise timeoutSeconds.`,
      options,
    );
    this.tableName = tableName;
    this.items = items;
    this.elapsedSeconds = elapsedSeconds;
  }
}

/** The facts about a table that was deleted and not created again. */
export interface TableNotRecreatedFacts {
  /** The table's name or ARN, as given. */
  readonly tableName: string;
  /** Its definition, for `createTable`. */
  readonly definition: object;
}

/**
 * A table was deleted to be created again, and its creation failed. `cause` is the error of the creation, and `definition` has
 * everything that the table had.
 *
 * @example
 * ```ts
 * import { TableNotRecreatedError } from "dynatwin";
 *
 * if (error instanceof TableNotRecreatedError) console.error(JSON.stringify(error.definition));
 * ```
 */
export class TableNotRecreatedError extends DynatwinError implements TableNotRecreatedFacts {
  override readonly name = "TableNotRecreatedError";
  readonly tableName: string;
  readonly definition: object;

  /**
   * @param facts - The table, and its definition.
   * @param options - The error of the creation, as `cause`.
   */
  constructor({ tableName, definition }: TableNotRecreatedFacts, options?: ErrorOptions) {
    const reason = isError(options?.cause) ? `: ${options.cause.message}` : ".";
    super(`Table "${tableName}" was deleted, and was not created again or is not usable${reason}`, options);
    this.tableName = tableName;
    this.definition = definition;
  }
}

const written = new WeakMap<object, number>();

/**
 * Stores how many lines an import had written for sure when an error ended it.
 *
 * @internal
 */
export function noteLinesWritten(error: unknown, lines: number): void {
  if (typeof error === "object" && error !== null) written.set(error, lines);
}

/**
 * Returns how many lines, from the first one on, an `importItems` call that failed had written for sure. A repeated import can
 * skip them. Lines after them may be written too: to import them again does no harm.
 *
 * @param error - The error of the call, of any class, also the reason of an abort.
 * @returns The number of lines; `undefined` for any other error, and for a thrown value that is no object.
 *
 * @example
 * ```ts
 * import { linesWritten } from "dynatwin";
 *
 * try {
 *   await client.importItems(User, ['{"Item":{"id":{"S":"u-1"}}}', '{"Item":{}}']);
 * } catch (error) {
 *   console.log(linesWritten(error)); // 1
 * }
 * ```
 */
export function linesWritten(error: unknown): number | undefined {
  return typeof error === "object" && error !== null ? written.get(error) : undefined;
}

function writtenText(lines: number): string {
  if (lines === 0) return "No line is written.";
  return lines === 1 ? "The first line is written." : `The first ${lines} lines are written.`;
}
