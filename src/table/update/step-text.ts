import type { SecondsRange } from "../../dynamodb/durations.js";
import type { PlanStep } from "./plan.js";

/** `+` for what comes into being, `−` for what goes, `~` for what changes. */
export function signOf({ action }: Pick<PlanStep, "action">): "+" | "~" | "−" {
  if (/^(create|add|enable)/.test(action)) return "+";
  return /^(delete|remove|disable)/.test(action) ? "−" : "~";
}

/** `updateTableClass` as words: `update table class`. */
export function actionText(action: string): string {
  return action.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

/** A step in words: `add index by-email`, `update capacity, index by-email`. */
export function stepText({ action, target }: Pick<PlanStep, "action" | "target">): string {
  const text = actionText(action);
  const [kind = "", ...name] = target === "time to live" ? [target] : target.split(" ");
  if (text.endsWith(kind)) return [text, ...name].join(" ");
  return target === "table" ? text : `${text}, ${target}`;
}

/** Seconds, or minutes where there are many. */
export function timeText(seconds: number): string {
  if (seconds < 90) return `${Math.max(1, Math.round(seconds))} s`;
  return `${Math.round(seconds / 60)} min`;
}

/** `14 s to 22 s`; one time where both are the same. */
export function rangeText([low, high]: SecondsRange): string {
  const [shortest, longest] = [timeText(low), timeText(high)];
  return shortest === longest ? longest : `${shortest} to ${longest}`;
}
