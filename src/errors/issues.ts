import { DynatwinError } from "./base.js";

/** One mistake in the arguments of a call, or in an item. */
export interface DefinitionIssue {
  /** Where the mistake is, as the caller wrote it: `globalSecondaryIndexes[0].partitionKey`. Empty where it is the whole. */
  readonly path: string;
  /** What is wrong there. */
  readonly message: string;
  /** What to write instead. */
  readonly fix?: string;
}

/** How many mistakes a message lists; `issues` has them all. */
const MOST_LISTED = 25;

abstract class IssuesError extends DynatwinError {
  /** Every mistake that was found, in the order of the arguments. */
  readonly issues: readonly DefinitionIssue[];

  /**
   * @param subject - What was refused, the start of the message: `Table "users"`.
   * @param issues - Every mistake, at least one.
   * @param outcome - What came of it.
   */
  constructor(subject: string, issues: readonly DefinitionIssue[], outcome = "nothing was sent") {
    const count = issues.length === 1 ? "1 problem" : `${issues.length} problems`;
    const lines = issues.slice(0, MOST_LISTED).map(describeIssue);
    if (issues.length > MOST_LISTED) lines.push(`  - and ${issues.length - MOST_LISTED} more, all in issues.`);
    super([`${subject}: ${count}, ${outcome}.`, ...lines].join("\n"));
    this.issues = issues;
  }
}

function describeIssue({ path, message, fix }: DefinitionIssue): string {
  return `  - ${path && `${path}: `}${message}${fix ? ` Fix: ${fix}` : ""}`;
}

/**
 * The arguments of a call break DynamoDB's rules or dynatwin's own. All mistakes of the call are listed at once, and
 * nothing was sent.
 *
 * @example
 * ```ts
 * import { TableDefinitionError } from "dynatwin";
 *
 * try {
 *   await client.createTable("users", { partitionKey: ["pk", "S"], readCapacity: 5 });
 * } catch (error) {
 *   if (!(error instanceof TableDefinitionError)) throw error;
 *   for (const issue of error.issues) console.error(issue.path, issue.message, issue.fix);
 * }
 * ```
 */
export class TableDefinitionError extends IssuesError {
  override readonly name = "TableDefinitionError";
}

/**
 * A key condition, a condition, an update or a projection asks for what its table has not, or what DynamoDB cannot do.
 * All mistakes of the call are listed at once, and nothing was sent.
 *
 * @example
 * ```ts
 * import { ExpressionError } from "dynatwin";
 *
 * export function explain(error: unknown): string[] {
 *   if (!(error instanceof ExpressionError)) throw error;
 *   return error.issues.map(({ path, message, fix }) => `${path}: ${message} ${fix ?? ""}`);
 * }
 * ```
 */
export class ExpressionError extends IssuesError {
  override readonly name = "ExpressionError";
}

/** Which item an error is about. */
export interface ItemFacts {
  /** The model's table. */
  readonly tableName: string;
  /** The key of the item, as far as it is known. */
  readonly key: Readonly<Record<string, unknown>>;
}

/**
 * An item, or a change of one, does not fit its model: on the way in nothing was sent, on the way out the table holds
 * something else than the model says. All mistakes of the item are listed at once.
 *
 * @example
 * ```ts
 * import { ItemValidationError } from "dynatwin";
 *
 * try {
 *   await new User({ id: "u-1", age: 2 ** 60 }).save();
 * } catch (error) {
 *   if (!(error instanceof ItemValidationError)) throw error;
 *   for (const issue of error.issues) console.error(error.key, issue.path, issue.message);
 * }
 * ```
 */
export class ItemValidationError extends IssuesError implements ItemFacts {
  override readonly name = "ItemValidationError";
  readonly tableName: string;
  readonly key: Readonly<Record<string, unknown>>;

  /**
   * @param facts - Which item it is.
   * @param issues - Everything that is wrong with it, by the way into it: `lines[0].count`.
   * @param outcome - What came of it.
   */
  constructor({ tableName, key }: ItemFacts, issues: readonly DefinitionIssue[], outcome?: string) {
    const names = Object.entries(key).map(([name, value]) => `${name} = ${printable(value)}`);
    super(`Item of table "${tableName}"${names.length > 0 ? ` (${names.join(", ")})` : ""}`, issues, outcome);
    this.tableName = tableName;
    this.key = key;
  }
}

/** A key's value for a message, also in its stored form and where JSON has no word for it. */
function printable(value: unknown): string {
  if (value === undefined) return "?";
  try {
    return JSON.stringify(value, (_, part: unknown) => (typeof part === "bigint" ? String(part) : part));
  } catch {
    return "?"; // it holds itself, or is not what its class says: the message has more to tell than this
  }
}
