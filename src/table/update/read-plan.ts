import { DynatwinError } from "../../errors.js";
import { shown } from "../../validation/readers.js";
import type { TablePlan } from "./plan.js";

/** The operations that a plan may send. */
const OPERATIONS: ReadonlySet<unknown> = new Set([
  "CreateTable",
  "UpdateTable",
  "UpdateTimeToLive",
  "UpdateContinuousBackups",
  "UpdateContributorInsights",
  "TagResource",
  "UntagResource",
  "PutResourcePolicy",
  "DeleteResourcePolicy",
]);

/**
 * Checks that a value is a plan of `planTable`, as it may come from a file.
 *
 * @throws {@link DynatwinError} when it is not.
 */
export function readPlan(plan: unknown): TablePlan {
  const { formatVersion, tableName, steps, basedOn } = Object(plan) as Partial<Record<keyof TablePlan, unknown>>;
  if (formatVersion !== undefined && formatVersion !== 1) {
    const version = shown(formatVersion);
    throw new DynatwinError(
      `applyPlan knows plans of format version 1, and this one has ${version}: use the dynatwin that made it.`,
    );
  }
  const isPlan = formatVersion === 1 && typeof tableName === "string" && isObject(basedOn) && Array.isArray(steps);
  if (!isPlan || !steps.every(isStep))
    throw new DynatwinError(`applyPlan accepts a plan of planTable, and got ${shown(plan)} of another form.`);
  return plan as TablePlan; // as far as it can be seen
}

function isStep(step: unknown): boolean {
  const { request, destroys, usualSeconds } = Object(step) as Readonly<Record<string, unknown>>;
  const { operation, input } = Object(request) as Readonly<Record<string, unknown>>;
  return OPERATIONS.has(operation) && isObject(input) && Array.isArray(destroys) && Array.isArray(usualSeconds);
}

function isObject(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
