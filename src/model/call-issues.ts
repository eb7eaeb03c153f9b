import { type DefinitionIssue, ExpressionError, ItemValidationError } from "../errors.js";

/**
 * Collects the issues of one call on items: of its options, its key, its values, its expressions. Each is checked
 * separately, and one error lists all issues, before anything is sent.
 */
export class CallIssues {
  readonly #subject: string;
  readonly #errors: Error[] = [];
  readonly #issues: DefinitionIssue[] = [];

  /** @param subject - The subject of the call, the start of the message: `Table "users"`. */
  constructor(subject: string) {
    this.#subject = subject;
  }

  /** The issues of a call on the items of a table. */
  static onTable(table: string): CallIssues {
    return new CallIssues(`Table ${JSON.stringify(table)}`);
  }

  report(path: string, message: string, fix?: string): void {
    this.#issues.push(fix === undefined ? { path, message } : { path, message, fix });
  }

  /** Returns the result of the work, or the fallback if it throws issues, which are collected. */
  collect<T>(work: () => T, fallback: T, path = ""): T {
    try {
      return work();
    } catch (error) {
      this.#add(error, path);
      return fallback;
    }
  }

  /**
   * @throws {@link ItemValidationError} with all collected issues, if a value does not fit.
   * @throws {@link ExpressionError} with all collected issues, if all values fit.
   */
  finish(): void {
    if (this.#issues.length === 0) return;
    const validationErrors = this.#errors.filter((error) => error instanceof ItemValidationError);
    const [validationError] = validationErrors;
    if (validationError?.issues.length === this.#issues.length) throw validationError;
    if (validationError === undefined) throw new ExpressionError(this.#subject, this.#issues);
    const { tableName } = validationError;
    throw new ItemValidationError(
      { tableName, key: validationErrors.length > 1 ? {} : validationError.key },
      this.#issues,
    );
  }

  #add(error: unknown, path: string): void {
    const issues = ofError(error);
    if (issues === undefined) throw error;
    this.#errors.push(error as Error); // an error with issues is one of ours
    for (const issue of issues)
      this.#issues.push(path === "" ? issue : { ...issue, path: joinPaths(path, issue.path) });
  }
}

function ofError(error: unknown): readonly DefinitionIssue[] | undefined {
  return error instanceof ExpressionError || error instanceof ItemValidationError ? error.issues : undefined;
}

function joinPaths(outer: string, inner: string): string {
  return inner === "" ? outer : `${outer}.${inner}`;
}
