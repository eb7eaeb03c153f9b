import type { TableDescription } from "@aws-sdk/client-dynamodb";
import type { ChangeTarget } from "../../errors.js";
import { type OptionReaders, objectOf } from "../../validation/object-readers.js";
import {
  boolean,
  booleanOr,
  callback,
  listOf,
  oneOf,
  type Reader,
  shown,
  signal,
  string,
} from "../../validation/readers.js";
import { suggestValue } from "../../validation/suggestions.js";
import { createTableReaders, requiredCreateTableOptions } from "../definition/option-readers.js";
import type { CreateTableOptions, TableKeys, TableSettings } from "../definition/options.js";
import { waitOptions } from "../wait/option-readers.js";
import type { WaitOptions } from "../wait/options.js";
import type { PlanStep } from "./plan.js";

/** What a change of a table may remove. */
export interface RemovalOptions {
  /**
   * Remove the global secondary and vector indexes and the tags that the definition does not mention, and the replicas that
   * `replicas` does not list. An index, or a replica, also needs to be named in `allowDestroy`. @defaultValue false
   */
  readonly prune?: boolean | undefined;
  /**
   * Names of global secondary and vector indexes to remove; those that are not there are no error. A local secondary index is one: only
   * another table can be without it. @defaultValue none
   */
  readonly dropIndexes?: readonly string[] | undefined;
}

/** What a change of a table may destroy. */
export interface DestroyOptions {
  /**
   * Targets whose steps may destroy something: `"index by-old"`, `"stream"`, `"backups"`, `"policy"`, `"replica eu-west-1"`.
   * A replica that is named, and that `replicas` does not list, is removed. @defaultValue none, but for the indexes of
   * `dropIndexes`
   */
  readonly allowDestroy?: readonly ChangeTarget[] | undefined;
}

/** What `updateTable` accepts: the changes. What is not mentioned stays as it is. */
export type UpdateTableOptions = TableSettings & Partial<TableKeys> & RemovalOptions & DestroyOptions;

/** What `planTable` accepts: the definition, which may leave parts out. */
export type PlanTableOptions = TableSettings & Partial<TableKeys> & RemovalOptions;

/** What `verifyTable` accepts: the definition, which may leave parts out. With `prune`, what it does not mention differs, too. */
export type VerifyTableOptions = TableSettings & Partial<TableKeys> & Pick<RemovalOptions, "prune">;

/** What `updateTable` accepts after the table: for a name the changes, for a model settings over its own. */
export type UpdateTableArguments<T> = T extends string
  ? [options?: UpdateTableOptions]
  : [settings?: TableSettings & RemovalOptions & DestroyOptions];

/** What `planTable` accepts after the table: for a name the definition, for a model settings over its own. */
export type PlanTableArguments<T> = T extends string
  ? [options?: PlanTableOptions]
  : [settings?: TableSettings & RemovalOptions];

/** What `verifyTable` accepts after the table: for a name the definition, for a model settings over its own. */
export type VerifyTableArguments<T> = T extends string
  ? [options?: VerifyTableOptions]
  : [settings?: TableSettings & Pick<RemovalOptions, "prune">];

/** What `ensureTable` accepts besides the definition. */
export interface EnsureOptions extends RemovalOptions, DestroyOptions {
  /**
   * What to do with a table that is there and differs: `"error"` throws a `TableMismatchError`, `"update"` changes it,
   * `"recreate"` deletes it with all of its items and creates it again, unless its deletion protection is on.
   * @defaultValue `"error"`
   */
  readonly ifDifferent?: "error" | "update" | "recreate" | undefined;
}

/** What `ensureTable` accepts: a complete definition, and what to do with a table that differs. */
export type EnsureTableOptions = CreateTableOptions & EnsureOptions;

/** What `ensureTable` accepts after the table: for a name the definition, for a model settings over its own. */
export type EnsureTableArguments<T> = T extends string
  ? [options: EnsureTableOptions]
  : [options?: TableSettings & EnsureOptions];

/** What `applyPlan` accepts. */
export interface ApplyPlanOptions extends DestroyOptions {
  /**
   * Wait until the last change is complete, too: `true`, or how to wait. Between the changes it always waits. The time is that
   * of the whole call. @defaultValue true, for twice as long as the changes usually take, and at least 120 seconds
   */
  readonly wait?: boolean | WaitOptions | undefined;
  /** Ends the call with the signal's reason. What was sent by then takes effect. */
  readonly signal?: AbortSignal | undefined;
  /** Called when a step starts, and when it is done. What it throws ends the call. */
  readonly onStep?: ((progress: StepProgress) => void) | undefined;
}

/**
 * The start or the end of a step of a plan that is applied.
 *
 * @example
 * ```ts
 * await User.createTable({ wait: true });
 * const plan = await User.planTable({ stream: "NEW_IMAGE", tags: { team: "a" } });
 * await client.applyPlan(plan, {
 *   onStep: ({ step, number, of, state }) => console.error(`${number} of ${of}`, step.action, step.target, state),
 * });
 * ```
 */
export interface StepProgress {
  /** The step of the plan. */
  readonly step: PlanStep;
  /** The place of the step in the plan, from 1. */
  readonly number: number;
  /** How many steps the plan has. */
  readonly of: number;
  /**
   * `"started"`, before the request is sent; `"done"`, once what the step waits for is there. The last step is done when
   * DynamoDB accepted it, where the call does not wait. A step that fails is not done.
   */
  readonly state: "started" | "done";
}

/** What a change of a table came to. */
export interface TableChange {
  /**
   * `"created"`; `"existed"`, when nothing had to be sent; `"updated"`, when something was; `"recreated"`, when it was deleted
   * and created again.
   */
  readonly outcome: "created" | "existed" | "updated" | "recreated";
  /** The table's description after the change. */
  readonly table: TableDescription;
  /** The steps that DynamoDB accepted, in order. */
  readonly steps: readonly PlanStep[];
}

const TARGETS = ["table", "stream", "time to live", "backups", "policy", "insights", "tags"] as const;

/** A target, whether or not the table has it. */
const target: Reader<ChangeTarget> = (value, path, report) => {
  const isTarget =
    typeof value === "string" && (TARGETS.some((name) => name === value) || /^(index|replica) \S/.test(value));
  if (!isTarget) report(path, `expected a target of steps, got ${shown(value)}.`, targetFix(value));
  return value as ChangeTarget; // with an issue reported, nothing is sent
};

function targetFix(value: unknown): string {
  const suggestion = suggestValue(value, TARGETS);
  if (suggestion !== undefined || typeof value !== "string") return suggestion ?? 'write one like "index by-old".';
  const name = value.trim().split(/\s+/).at(-1);
  if (!name || /^(index|replica)$/.test(name)) return 'write one like "index by-old".';
  return `write ${JSON.stringify(`index ${name}`)} for an index; the others are ${TARGETS.map((known) => JSON.stringify(known)).join(", ")}.`;
}

const names = listOf(string, (path) => path);
/** The readers of `RemovalOptions`. */
export const removalReaders: OptionReaders<RemovalOptions> = { prune: boolean, dropIndexes: names };
/** The readers of `DestroyOptions`. */
export const destroyReaders: OptionReaders<DestroyOptions> = { allowDestroy: listOf(target, () => "table" as const) };
/** The readers of `EnsureOptions`. */
export const ensureReaders: OptionReaders<EnsureOptions> = {
  ...removalReaders,
  ...destroyReaders,
  ifDifferent: oneOf("error", "update", "recreate"),
};

/** The options of `updateTable`. */
export const updateTableOptions: Reader<UpdateTableOptions> = objectOf<UpdateTableOptions>({
  ...createTableReaders,
  ...removalReaders,
  ...destroyReaders,
});
/** The options of `planTable`. */
export const planTableOptions: Reader<PlanTableOptions> = objectOf<PlanTableOptions>({
  ...createTableReaders,
  ...removalReaders,
});
/** The options of `verifyTable`. */
export const verifyTableOptions: Reader<VerifyTableOptions> = objectOf<VerifyTableOptions>({
  ...createTableReaders,
  prune: boolean,
});
/** The options of `ensureTable`. */
export const ensureTableOptions: Reader<EnsureTableOptions> = objectOf<EnsureTableOptions>(
  { ...createTableReaders, ...ensureReaders },
  requiredCreateTableOptions,
);
/** The options of `applyPlan`. */
export const applyPlanOptions: Reader<ApplyPlanOptions> = objectOf<ApplyPlanOptions>({
  ...destroyReaders,
  wait: booleanOr(waitOptions),
  signal,
  onStep: callback<NonNullable<ApplyPlanOptions["onStep"]>>(),
});
