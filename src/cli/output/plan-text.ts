import { formatPlan, type TablePlan } from "../../index.js";
import { inCommandWords } from "./command-words.js";
import { type Format, painted } from "./paint.js";
import { printable } from "./printable.js";

/** How the lines of a plan begin, and their formats. */
const LINES: readonly (readonly [begins: RegExp, format: Format])[] = [
  [/^ {2}\+ /, "green"],
  [/^ {2}~ /, "yellow"],
  [/^ {2}− /, "red"],
  [/^ {6}Destroys /, "red"],
  [/^ {2,6}\S/, "dim"],
  [/^\S/, "bold"],
];

/** Plans for a person, with colours where the terminal wants them, and a blank line around those of several lines. */
export function plansText(plans: readonly TablePlan[]): string {
  return plans
    .map(planText)
    .map((text, place, all) => {
      const isApart = text.includes("\n") || all[place - 1]?.includes("\n");
      return place > 0 && isApart ? `\n${text}` : text;
    })
    .join("\n");
}

function planText(plan: TablePlan): string {
  return printable(inCommandWords(formatPlan(plan)))
    .split("\n")
    .map((line) => {
      const [, format] = LINES.find(([begins]) => begins.test(line)) ?? [];
      return format === undefined ? line : painted(format, line);
    })
    .join("\n");
}

/** How many tables plans create, change and leave as they are. */
export interface PlanSummary {
  readonly create: number;
  readonly change: number;
  readonly same: number;
  readonly failed: number;
}

/** Counts what plans do. */
export function summaryOf(plans: readonly TablePlan[], failed: number): PlanSummary {
  const changing = plans.filter(({ exists, steps }) => exists && steps.length > 0);
  const create = plans.filter(({ exists }) => !exists).length;
  return { create, change: changing.length, same: plans.length - create - changing.length, failed };
}

/** `2 tables to create, 1 to change, 3 as defined.` */
export function summaryText({ create, change, same, failed }: PlanSummary): string {
  const counts = [
    [create, "to create"],
    [change, "to change"],
    [same, "as defined"],
    [failed, "failed"],
  ] as const;
  const parts = counts.filter(([count]) => count > 0);
  const [[first = 0] = []] = parts;
  return `${parts.map(([count, what], place) => `${count} ${place === 0 ? `${first === 1 ? "table" : "tables"} ` : ""}${what}`).join(", ")}.`;
}
