import type { PlanStep, TablePlan } from "./plan.js";

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
    `  ${signOf(step)} ${actionText(action)}${target === "table" ? "" : ` (${target})`}${valueText(step)}`,
    `      ${reason} ${durationText(step)}`,
    ...destroys.map((text) => `      Destroys ${text}. Allow it with allowDestroy: ["${target}"].`),
    ...(limit === undefined ? [] : [`      ${limit}`]),
    ...(notBefore === undefined ? [] : [`      Not before ${notBefore}.`]),
  ];
}

/** `+` for what comes into being, `−` for what goes, `~` for what changes. */
function signOf({ action }: PlanStep): string {
  if (/^(create|add|enable)/.test(action)) return "+";
  return /^(delete|remove|disable)/.test(action) ? "−" : "~";
}

/** `updateTableClass` as words: `update table class`. */
function actionText(action: string): string {
  return action.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

function valueText({ action, before, after }: PlanStep): string {
  if (action === "createTable") return "";
  if (before === undefined && after === undefined) return "";
  if (before === undefined) return `: ${valueOf(after)}`;
  return after === undefined ? `: ${valueOf(before)}` : `: ${valueOf(before)} → ${valueOf(after)}`;
}

function valueOf(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function durationText({ waitsFor, usualSeconds: [low, high], secondsAfterPrevious }: PlanStep): string {
  if (secondsAfterPrevious !== undefined) return `Waits ${timeText(secondsAfterPrevious)} after that.`;
  if (waitsFor === "") return "Nothing is waited for.";
  const time = low === high ? timeText(high) : `${timeText(low)} to ${timeText(high)}`;
  return `Usually takes ${time}; waits for: ${waitsFor}.`;
}

function timeText(seconds: number): string {
  if (seconds < 90) return `${Math.max(1, Math.round(seconds))} s`;
  return `${Math.round(seconds / 60)} min`;
}
