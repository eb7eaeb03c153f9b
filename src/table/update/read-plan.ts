import { inOtherRegion, isArn, tableNameIn } from "../../dynamodb/arns.js";
import { DynatwinError } from "../../errors.js";
import { shown } from "../../validation/readers.js";
import type { PlanStep, TablePlan } from "./plan.js";

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
 * Checks that a value is a plan of `planTable`, as it may come from a file, where somebody may have changed it.
 *
 * @throws {@link DynatwinError} when it is not.
 */
export function readPlan(plan: unknown): TablePlan {
  const { formatVersion, tableName, exists, steps, basedOn } = membersOf(plan);
  if (formatVersion !== undefined && formatVersion !== 1) {
    const version = shown(formatVersion);
    throw new DynatwinError(
      `applyPlan knows plans of format version 1, and this one has ${version}: use the dynatwin that made it.`,
    );
  }
  const isPlan =
    formatVersion === 1 &&
    typeof tableName === "string" &&
    typeof exists === "boolean" &&
    isObject(basedOn) &&
    Array.isArray(steps);
  if (!isPlan) throw notAPlan(`, and got ${shown(plan)} of another form.${formAdvice(plan)}`);
  for (const [place, step] of steps.entries()) {
    const problem = formProblem(step) ?? contentProblem(plan as TablePlan, step as PlanStep, place);
    if (problem !== undefined) throw notAPlan(`: steps[${place}]${problem}`);
  }
  if (!exists && steps.length === 0) throw notAPlan(": the table is not there, and no step creates it.");
  return plan as TablePlan; // as far as it can be seen
}

function notAPlan(problem: string): DynatwinError {
  return new DynatwinError(`applyPlan accepts a plan of planTable${problem}`);
}

function formAdvice(plan: unknown): string {
  if (typeof plan === "string") return " Parse it with JSON.parse first.";
  return typeof membersOf(plan)["then"] === "function" ? " Wait for it with await first." : "";
}

/** What is wrong with the form of a step. */
function formProblem(step: unknown): string | undefined {
  const members = membersOf(step);
  const { operation, input, region = "" } = membersOf(members["request"]);
  for (const name of ["action", "target", "reason", "waitsFor"])
    if (typeof members[name] !== "string") return `.${name} is ${shown(members[name])}, and has to be a text.`;
  const { destroys, usualSeconds, secondsAfterPrevious = 0, notBefore } = members;
  if (!Array.isArray(destroys) || !destroys.every((text) => typeof text === "string"))
    return ".destroys has to be a list of texts.";
  if (!Array.isArray(usualSeconds) || usualSeconds.length !== 2 || !usualSeconds.every(Number.isFinite))
    return ".usualSeconds has to be a list of two numbers.";
  if (!Number.isFinite(secondsAfterPrevious)) return ".secondsAfterPrevious has to be a number.";
  if (notBefore !== undefined && Number.isNaN(Date.parse(String(notBefore))))
    return `.notBefore is ${shown(notBefore)}, and has to be a time as ISO text.`;
  if (!OPERATIONS.has(operation)) return `.request.operation is ${shown(operation)}, which no plan sends.`;
  if (typeof region !== "string") return `.request.region is ${shown(region)}, and has to be the name of a region.`;
  return isObject(input) ? undefined : ".request.input has to be an object.";
}

/** Why a step does not belong to a plan. */
function contentProblem(
  plan: TablePlan,
  { request: { operation, input, region } }: PlanStep,
  place: number,
): string | undefined {
  const creates = operation === "CreateTable";
  if (creates !== (!plan.exists && place === 0))
    return creates
      ? ".request creates the table, which only the first step of a plan for a table that is not there may do."
      : ".request has to create the table, which is not there.";
  const table =
    membersOf(input)[operation.endsWith("Resource") || operation.endsWith("Policy") ? "ResourceArn" : "TableName"];
  if (isOfPlan(plan, table, region)) return undefined;
  return `.request is for the table ${shown(table)}, and the plan for ${shown(plan.tableName)}.`;
}

/** Whether a request's table, by its name or its ARN, is that of a plan, or its replica in a region. */
function isOfPlan({ tableName, tableArn }: TablePlan, table: unknown, region: string | undefined): boolean {
  if (typeof table !== "string") return false;
  if (!isArn(table)) return table === tableNameIn(tableName);
  const arns = [tableName, tableArn].filter((arn) => arn !== undefined && isArn(arn));
  return arns.some((arn = "") => table === (region === undefined ? arn : inOtherRegion(arn, region)));
}

function membersOf(value: unknown): Readonly<Record<string, unknown>> {
  return Object(value) as Readonly<Record<string, unknown>>;
}

function isObject(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
