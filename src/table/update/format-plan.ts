import type { CreateTableCommandInput } from "@aws-sdk/client-dynamodb";
import { normaliseRequest } from "../definition/normalise-request.js";
import type { PlanStep, TablePlan } from "./plan.js";
import { actionText, rangeText, signOf, timeText } from "./step-text.js";

/**
 * Writes a plan for a person: a line for each step with `+`, `~` or `−`, and below it why it is taken, what it destroys, how
 * long it usually takes, and how often DynamoDB accepts it.
 *
 * @param plan - A plan of `planTable`.
 * @returns The text, in lines.
 *
 * @example
 * ```ts
 * import { formatPlan } from "dynatwin";
 *
 * console.log(formatPlan(await User.planTable()));
 * ```
 */
export function formatPlan(plan: TablePlan): string {
  const { steps, unmanaged, notCompared } = plan;
  return [
    titleOf(plan),
    ...steps.flatMap(stepLines),
    ...(unmanaged.length > 0 ? [`  Kept, as the definition does not mention it: ${unmanaged.join(", ")}.`] : []),
    ...notCompared.map(({ target, reason }) => `  Not compared: ${target}. ${reason}`),
  ].join("\n");
}

function titleOf({ tableName, exists, steps }: TablePlan): string {
  const count = steps.length === 1 ? "1 step" : `${steps.length} steps`;
  if (!exists) return `Table "${tableName}" is not there: ${count}.`;
  return steps.length === 0 ? `Table "${tableName}" is as defined.` : `Table "${tableName}": ${count}.`;
}

function stepLines(step: PlanStep): string[] {
  const { action, target, reason, destroys, limit, notBefore } = step;
  return [
    `  ${signOf(step)} ${actionText(action)}${target === "table" ? "" : `, ${target}`}${valueText(step)}`,
    `      ${reason} ${durationText(step)}`,
    ...destroys.map((text) => `      Destroys ${text}. Allow it with allowDestroy: ["${target}"].`),
    ...(limit === undefined ? [] : [`      ${limit}`]),
    ...(notBefore === undefined ? [] : [`      Not before ${notBefore}.`]),
  ];
}

function valueText({ action, before, after }: PlanStep): string {
  if (action === "createTable") return `: ${creationText(after as CreateTableCommandInput)}`; // as creationSteps makes it
  if (before === undefined && after === undefined) return "";
  if (before === undefined) return `: ${shortText(after)}`;
  if (after === undefined) return `: ${shortText(before)}`;
  const isSwitch = typeof before === "boolean" && typeof after === "boolean";
  return isSwitch ? `: ${onOrOff(before)} → ${onOrOff(after)}` : `: ${shortText(before)} → ${shortText(after)}`;
}

function onOrOff(value: boolean): string {
  return value ? "on" : "off";
}

/** The keys, the billing mode and the indexes that a table is created with. */
function creationText(input: CreateTableCommandInput): string {
  const { partitionKey, sortKey, billingMode, capacity = [], ...others } = normaliseRequest(input);
  const { globalSecondaryIndexes, localSecondaryIndexes, vectorIndexes } = others;
  const indexes = Object.keys({ ...localSecondaryIndexes, ...globalSecondaryIndexes, ...vectorIndexes });
  return textOf({
    partitionKey,
    sortKey,
    billingMode,
    capacity,
    [indexes.length === 1 ? "index" : "indexes"]: indexes,
  });
}

/** Characters of a value that fit in a line with the rest of its step. */
const MAX_VALUE_LENGTH = 100;

function shortText(value: unknown): string {
  const text = textOf(value);
  return text.length > MAX_VALUE_LENGTH ? `${text.slice(0, MAX_VALUE_LENGTH - 1)}…` : text;
}

/** A value in words: `read 5, write 5`, `partitionKey status (S), projection ALL`. */
function textOf(value: unknown): string {
  if (value === true) return "on";
  if (value === false) return "none";
  if (Array.isArray(value)) return value.every((part) => typeof part === "string") ? value.join(", ") : keysText(value);
  if (typeof value !== "object" || value === null) return String(value);
  const members = Object.entries(value).filter(([, member]) => !isEmpty(member));
  return members.length === 0 ? "on" : members.map(([name, member]) => `${name} ${textOf(member)}`).join(", ");
}

function keysText(keys: readonly unknown[]): string {
  return keys.map((key) => (Array.isArray(key) ? `${key[0]} (${key[1]})` : textOf(key))).join(" + ");
}

/** Whether a member says nothing: no sort key, no bounds. */
function isEmpty(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0;
  return typeof value === "object" && value !== null && Object.values(value).every((member) => member === false);
}

function durationText({ waitsFor, usualSeconds, secondsAfterPrevious }: PlanStep): string {
  if (secondsAfterPrevious !== undefined) return `Waits ${timeText(secondsAfterPrevious)} after that.`;
  if (waitsFor === "") return "Nothing is waited for.";
  return `Usually takes ${rangeText(usualSeconds)}; waits for: ${waitsFor}.`;
}
