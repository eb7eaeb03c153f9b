import type { TableDifference } from "../../errors.js";
import { aligned } from "./columns.js";
import { printableLine } from "./printable.js";

/** Values that are longer have a line of their own. */
const MAX_WIDTH = 44;

/** Differences for a person: in columns, and below them those whose values are too long for that. */
export function differencesText(differences: readonly TableDifference[]): string {
  const rows = differences.map(({ path, expected, actual }) => [
    printableLine(path),
    shownValue(expected),
    shownValue(actual),
  ]);
  const isShort = ([, ...values]: readonly string[]) => values.every((value) => value.length <= MAX_WIDTH);
  const short = rows.filter(isShort);
  const table = short.length === 0 ? [] : [aligned([["setting", "definition", "table"], ...short])];
  const long = rows
    .filter((row) => !isShort(row))
    .map(([path = "", expected = "", actual = ""]) => `${path}\n  definition: ${expected}\n  table:      ${actual}`);
  return [...table, ...long].join("\n").replace(/^/gm, "  ");
}

function shownValue(value: unknown): string {
  return value === undefined ? "absent" : printableLine(JSON.stringify(value, bigintsAsText));
}

function bigintsAsText(_: string, value: unknown): unknown {
  return typeof value === "bigint" ? String(value) : value;
}
