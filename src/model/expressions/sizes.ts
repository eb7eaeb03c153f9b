import { MAX_EXPRESSION_BYTES, MAX_EXPRESSION_OPERATORS } from "../../dynamodb/limits.js";
import type { Mistakes } from "../mistakes.js";

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
  if (text === undefined || text.length <= MAX_EXPRESSION_OPERATORS) return; // too short for that many operators
  // Placeholders and words are ASCII, so that characters are bytes.
  if (text.length > MAX_EXPRESSION_BYTES)
    mistakes.report(
      path,
      `makes an expression of ${text.length} bytes.`,
      `DynamoDB takes ${MAX_EXPRESSION_BYTES}: ask for less at a time.`,
    );
  const operators = count(text);
  if (operators > MAX_EXPRESSION_OPERATORS)
    mistakes.report(
      path,
      `has ${operators} operators.`,
      `DynamoDB takes ${MAX_EXPRESSION_OPERATORS}: ask for less at a time.`,
    );
}
