import { DynatwinError } from "./base.js";

/** One problem in the arguments of a call or in an item. */
export interface DefinitionIssue {
  /**
   * The path of the problem, as in the caller's code: `globalSecondaryIndexes[0].partitionKey`. Empty if it concerns
   * the whole value.
   */
  readonly path: string;
  /** The problem. */
  readonly message: string;
  /** What to write instead. */
  readonly fix?: string;
}

/** How many problems a message lists; `issues` has all of them. */
const MAX_LISTED = 25;

abstract class IssuesError extends DynatwinError {
  /** All problems, in the order of the arguments. */
  readonly issues: readonly DefinitionIssue[];

  /**
   * @param subject - The subject of the error, the start of the message: `Table "users"`.
   * @param issues - All problems, at least one.
   * @param outcome - The consequence, as text.
   */
  constructor(subject: string, issues: readonly DefinitionIssue[], outcome = "nothing was sent") {
    const count = issues.length === 1 ? "1 problem" : `${issues.length} problems`;
    const lines = issues.slice(0, MAX_LISTED).map(describeIssue);
    if (issues.length > MAX_LISTED) lines.push(`  - and ${issues.length - MAX_LISTED} more, all in issues.`);
    super([`${subject}: ${count}, ${outcome}.`, ...lines].join("\n"));
    this.issues = issues;
  }
}

function describeIssue({ path, message, fix }: DefinitionIssue): string {
  return `  - ${path && `${path}: `}${message}${fix ? ` Fix: ${fix}` : ""}`;
}

/**
 * The arguments of a call break rules of DynamoDB or dynatwin. All problems of the call are listed, and nothing was
 * sent, unless another program changed the table during the call: the message then has the number of steps that were
 * made before.
 *
 * @example
 * ```ts
 * import { TableDefinitionError } from "dynatwin";
 *
 * if (error instanceof TableDefinitionError) {
 *   for (const issue of error.issues) console.error(issue.path, issue.message, issue.fix);
 * }
 * ```
 */
export class TableDefinitionError extends IssuesError {
  override readonly name = "TableDefinitionError";
}

/**
 * A key condition, a condition, an update or a projection names an attribute that the table does not have, or an
 * operation that DynamoDB does not support. All problems of the call are listed, and nothing was sent.
 *
 * @example
 * ```ts
 * import { ExpressionError } from "dynatwin";
 *
 * if (error instanceof ExpressionError) {
 *   for (const issue of error.issues) console.error(issue.path, issue.message, issue.fix);
 * }
 * ```
 */
export class ExpressionError extends IssuesError {
  override readonly name = "ExpressionError";
}

/** The item that an error is about. */
export interface ItemFacts {
  /** The model's table. */
  readonly tableName: string;
  /** The known attributes of the item's key. */
  readonly key: Readonly<Record<string, unknown>>;
}

/**
 * An item, or a change of one, does not fit its model. For a write, nothing was sent; for a read, the stored item
 * differs from the model. All problems of the item are listed.
 *
 * @example
 * ```ts
 * import { ItemValidationError } from "dynatwin";
 *
 * if (error instanceof ItemValidationError) {
 *   for (const issue of error.issues) console.error(error.key, issue.path, issue.message);
 * }
 * ```
 */
export class ItemValidationError extends IssuesError implements ItemFacts {
  override readonly name = "ItemValidationError";
  readonly tableName: string;
  readonly key: Readonly<Record<string, unknown>>;

  /**
   * @param facts - The item.
   * @param issues - All problems, by the path in the item: `lines[0].count`.
   * @param outcome - The consequence, as text.
   */
  constructor({ tableName, key }: ItemFacts, issues: readonly DefinitionIssue[], outcome?: string) {
    const names = Object.entries(key).map(([name, value]) => `${name} = ${printable(value)}`);
    super(`Item of table "${tableName}"${names.length > 0 ? ` (${names.join(", ")})` : ""}`, issues, outcome);
    this.tableName = tableName;
    this.key = key;
  }
}

/** A key's value as text for a message, also in its stored form, or of a type that JSON does not support. */
function printable(value: unknown): string {
  if (value === undefined) return "?";
  try {
    return JSON.stringify(value, (_, part: unknown) => (typeof part === "bigint" ? String(part) : part));
  } catch {
    return "?"; // a circular or invalid value: the message contains the problem already
  }
}
