import { type DefinitionIssue, ExpressionError, ItemValidationError } from "../errors.js";
import { issueOf } from "../validation/issues.js";

/**
 * What is wrong with one call on items: its options, its key, its values, its expressions. Each is checked by itself, and
 * all that is wrong is said at once, before anything is sent.
 */
export class Mistakes {
  readonly #subject: string;
  readonly #errors: Error[] = [];
  readonly #issues: DefinitionIssue[] = [];

  /** @param subject - What the call is about, the start of the message: `Table "users"`. */
  constructor(subject: string) {
    this.#subject = subject;
  }

  /** Those of a call on the items of a table. */
  static onTable(table: string): Mistakes {
    return new Mistakes(`Table ${JSON.stringify(table)}`);
  }

  report(path: string, message: string, fix?: string): void {
    this.#issues.push(issueOf(path, message, fix));
  }

  /** What the work gives, or what is gone on with where it refuses something, which is noted. */
  of<T>(work: () => T, instead: T, place = ""): T {
    try {
      return work();
    } catch (error) {
      this.#note(error, place);
      return instead;
    }
  }

  /**
   * @throws {@link ItemValidationError} with every mistake that was noted, where a value does not fit.
   * @throws {@link ExpressionError} with every mistake that was noted, where all values do.
   */
  finish(): void {
    if (this.#issues.length === 0) return;
    const misfits = this.#errors.filter((error) => error instanceof ItemValidationError);
    const [misfit] = misfits;
    if (misfit?.issues.length === this.#issues.length) throw misfit;
    if (misfit === undefined) throw new ExpressionError(this.#subject, this.#issues);
    const { tableName } = misfit;
    throw new ItemValidationError({ tableName, key: misfits.length > 1 ? {} : misfit.key }, this.#issues);
  }

  #note(error: unknown, place: string): void {
    const issues = ofError(error);
    if (issues === undefined) throw error;
    this.#errors.push(error as Error); // it has issues, so it is one of ours
    for (const issue of issues) this.#issues.push(place === "" ? issue : { ...issue, path: within(place, issue.path) });
  }
}

function ofError(error: unknown): readonly DefinitionIssue[] | undefined {
  return error instanceof ExpressionError || error instanceof ItemValidationError ? error.issues : undefined;
}

function within(place: string, path: string): string {
  return path === "" ? place : `${place}.${path}`;
}
