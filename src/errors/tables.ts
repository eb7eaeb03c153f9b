import { DynatwinError } from "./base.js";
import { soFar } from "./so-far.js";

/** One difference between a table and its definition. */
export interface TableDifference {
  /** The option: `billingMode`, `globalSecondaryIndexes.by-status.projection`, `tags.team`. */
  readonly path: string;
  /** The value of the definition; `undefined` for a setting that should not exist. */
  readonly expected: unknown;
  /** The value of the table; `undefined` for a setting that does not exist. */
  readonly actual: unknown;
}

/** How many lines a message lists; the members of the error have all of them. */
const MAX_LISTED = 25;

/**
 * A table differs from its definition.
 *
 * @example
 * ```ts
 * import { TableMismatchError } from "dynatwin";
 *
 * await User.createTable({ wait: true });
 * try {
 *   await User.verifyTable({ billingMode: "PROVISIONED" });
 * } catch (error) {
 *   if (!(error instanceof TableMismatchError)) throw error;
 *   for (const { path, expected, actual } of error.differences) console.error(path, expected, actual);
 * }
 * ```
 */
export class TableMismatchError extends DynatwinError {
  override readonly name = "TableMismatchError";
  /** The table's name or ARN, as given. */
  readonly tableName: string;
  /** Every difference. */
  readonly differences: readonly TableDifference[];

  /**
   * @param tableName - The table's name or ARN, as given.
   * @param differences - Every difference, at least one.
   * @param advice - How to resolve it, as a sentence.
   */
  constructor(tableName: string, differences: readonly TableDifference[], advice: string) {
    const lines = differences.map(
      ({ path, expected, actual }) => `${path}: expected ${printed(expected)}, the table has ${printed(actual)}.`,
    );
    const count = differences.length === 1 ? "1 difference" : `${differences.length} differences`;
    super(listed(`Table "${tableName}" is not as defined: ${count}.`, lines, advice));
    this.tableName = tableName;
    this.differences = differences;
  }
}

/**
 * A table has changed since the plan was made. Nothing was sent, unless the message has a number of steps.
 *
 * @example
 * ```ts
 * import { PlanOutdatedError } from "dynatwin";
 *
 * await User.createTable({ wait: true });
 * const plan = await User.planTable({ deletionProtection: true });
 * try {
 *   await client.applyPlan(plan);
 * } catch (error) {
 *   if (!(error instanceof PlanOutdatedError)) throw error;
 *   console.error(error.changes);
 * }
 * ```
 */
export class PlanOutdatedError extends DynatwinError {
  override readonly name = "PlanOutdatedError";
  /** The table's name or ARN, as given. */
  readonly tableName: string;
  /** What has changed since the plan was made, as texts. */
  readonly changes: readonly string[];

  /**
   * @param tableName - The table's name or ARN, as given.
   * @param changes - The changes, at least one.
   * @param options - The error that the change caused, and how many steps of the plan were made before; without, nothing
   * was sent.
   */
  constructor(
    tableName: string,
    changes: readonly string[],
    { stepsTaken, ...options }: ErrorOptions & { readonly stepsTaken?: number | undefined } = {},
  ) {
    const problem = `The plan for table "${tableName}" is outdated, and ${soFar(stepsTaken)}: the table has changed.`;
    super(listed(problem, changes, "Make a new plan with planTable."), options);
    this.tableName = tableName;
    this.changes = changes;
  }
}

/** What a step of a plan changes, and what `allowDestroy` permits to destroy. */
export type ChangeTarget =
  | "table"
  | `index ${string}`
  | "stream"
  | "time to live"
  | "backups"
  | "policy"
  | "insights"
  | "tags"
  | `replica ${string}`;

/** Something that a change would destroy. */
export interface Destruction {
  /** Its name for `allowDestroy`: `"index by-old"`. */
  readonly target: ChangeTarget;
  /** What would be lost, as texts. */
  readonly destroys: readonly string[];
}

/**
 * A change would destroy something that the call does not allow to be destroyed. Nothing was sent, unless another program
 * changed the table during the call: the message then has the number of steps that were made before.
 *
 * @example
 * ```ts
 * import { DestructiveChangeError } from "dynatwin";
 *
 * await User.createTable({ stream: "KEYS_ONLY", wait: true });
 * try {
 *   await User.updateTable({ stream: false });
 * } catch (error) {
 *   if (!(error instanceof DestructiveChangeError)) throw error;
 *   await User.updateTable({ stream: false, allowDestroy: error.targets });
 * }
 * ```
 */
export class DestructiveChangeError extends DynatwinError {
  override readonly name = "DestructiveChangeError";
  /** The table's name or ARN, as given. */
  readonly tableName: string;
  /** What would be destroyed, by target. */
  readonly destructions: readonly Destruction[];
  /** The targets, as values for `allowDestroy`. */
  readonly targets: readonly ChangeTarget[];

  /**
   * @param tableName - The table's name or ARN, as given.
   * @param destructions - What would be destroyed, at least one.
   * @param options - How many steps were made before; without, nothing was sent.
   */
  constructor(
    tableName: string,
    destructions: readonly Destruction[],
    { stepsTaken }: { readonly stepsTaken?: number | undefined } = {},
  ) {
    const targets = [...new Set(destructions.map(({ target }) => target))];
    const lines = destructions.flatMap(({ target, destroys }) =>
      destroys.map((text) => (text.startsWith(target) ? `${text}.` : `${target}: ${text}.`)),
    );
    const problem = `The change of table "${tableName}" would destroy something, and ${soFar(stepsTaken)}.`;
    super(listed(problem, lines, `Allow it with allowDestroy: ${JSON.stringify(targets)}.`));
    this.tableName = tableName;
    this.destructions = destructions;
    this.targets = targets;
  }
}

/** The outcome of one table of many. */
export type TableResult<T> =
  | {
      /** The table's name or ARN, as given. */
      readonly tableName: string;
      /** The call for this table succeeded. */
      readonly status: "fulfilled";
      /** The result of the call for this table. */
      readonly value: T;
    }
  | {
      /** The table's name or ARN, as given. */
      readonly tableName: string;
      /** The call for this table failed. */
      readonly status: "rejected";
      /** The error. */
      readonly reason: unknown;
    };

/**
 * A call on several tables failed for some of them; the others were completed.
 *
 * @example
 * ```ts
 * import { TablesError } from "dynatwin";
 *
 * try {
 *   await client.createTables([User, Order], { wait: true });
 * } catch (error) {
 *   if (!(error instanceof TablesError)) throw error;
 *   for (const result of error.results) {
 *     if (result.status === "rejected") console.error(result.tableName, result.reason);
 *   }
 * }
 * ```
 */
export class TablesError extends DynatwinError {
  override readonly name = "TablesError";
  /** The outcome of every table, in the order in which they were given; models that share a table have one. */
  readonly results: readonly TableResult<unknown>[];

  /** @param results - The outcome of every table. At least one was rejected. */
  constructor(results: readonly TableResult<unknown>[]) {
    const failed = results.filter((result) => result.status === "rejected");
    const lines = failed.map(
      // A message can have lines of its own.
      ({ tableName, reason }) =>
        `${tableName}: ${String(reason instanceof Error ? reason.message : reason).replaceAll("\n", "\n    ")}`,
    );
    const others = failed.length < results.length ? "; the others are finished" : "";
    const problem = `${failed.length} of ${results.length} tables failed${others}.`;
    super(listed(problem, lines, "All are in results."), { cause: failed[0]?.reason });
    this.results = results;
  }
}

function listed(problem: string, lines: readonly string[], advice: string): string {
  const shown = lines.slice(0, MAX_LISTED).map((line) => `  - ${line}`);
  if (lines.length > MAX_LISTED) shown.push(`  - and ${lines.length - MAX_LISTED} more.`);
  return [problem, ...shown, advice].join("\n");
}

function printed(value: unknown): string {
  return value === undefined ? "nothing" : JSON.stringify(value);
}
