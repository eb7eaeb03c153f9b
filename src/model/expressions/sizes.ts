import type { Mistakes } from "../mistakes.js";

/** The longest expression that DynamoDB takes, in bytes; and the most operators, functions included. */
const MOST_BYTES = 4096;
const MOST_OPERATORS = 300;

/** Counts the operators of an expression of ours, in which every name and value is a placeholder. */
type Count = (text: string) => number;

const countOf =
  (operator: RegExp): Count =>
  (text) =>
    text.match(operator)?.length ?? 0;

/** What counts as an operator, by the kind of expression. BETWEEN is counted by its AND. */
export const operatorsOf = {
  condition: countOf(/[<>]=|<>|[=<>]|\b(?:AND|OR|NOT|IN)\b|\w\(/g),
  update: countOf(/[+-]|\w\(/g),
  projection: () => 0,
} satisfies Readonly<Record<string, Count>>;

/** Reports an expression that is too long, or has too many operators. */
export function reportSize(path: string, text: string | undefined, count: Count, mistakes: Mistakes): void {
  if (text === undefined || text.length <= MOST_OPERATORS) return; // too short for that many operators
  // Placeholders and words are ASCII, so that characters are bytes.
  if (text.length > MOST_BYTES)
    mistakes.report(
      path,
      `makes an expression of ${text.length} bytes.`,
      `DynamoDB takes ${MOST_BYTES}: ask for less at a time.`,
    );
  const operators = count(text);
  if (operators > MOST_OPERATORS)
    mistakes.report(path, `has ${operators} operators.`, `DynamoDB takes ${MOST_OPERATORS}: ask for less at a time.`);
}
