import { MAX_EXPRESSION_BYTES, MAX_EXPRESSION_OPERATORS } from "../../dynamodb/limits.js";
import type { CallIssues } from "../call-issues.js";

/** Counts the operators of an expression in which every name and value is a placeholder. */
type Count = (text: string) => number;

const countOf =
  (operator: RegExp): Count =>
  (text) =>
    text.match(operator)?.length ?? 0;

/** The operators by the kind of expression. BETWEEN is counted by its AND. */
export const operatorsOf = {
  condition: countOf(/[<>]=|<>|[=<>]|\b(?:AND|OR|NOT|IN)\b|\w\(/g),
  update: countOf(/[+-]|\w\(/g),
  projection: () => 0,
} satisfies Readonly<Record<string, Count>>;

/** Reports an expression that is too long, or has too many operators. */
export function checkExpressionSize(path: string, text: string | undefined, count: Count, issues: CallIssues): void {
  if (text === undefined || text.length <= MAX_EXPRESSION_OPERATORS) return; // too short for that many operators
  // Placeholders and words are ASCII, so that characters are bytes.
  if (text.length > MAX_EXPRESSION_BYTES)
    issues.report(
      path,
      `makes an expression of ${text.length} bytes.`,
      `the maximum is ${MAX_EXPRESSION_BYTES}: make it shorter.`,
    );
  const operators = count(text);
  if (operators > MAX_EXPRESSION_OPERATORS)
    issues.report(path, `has ${operators} operators.`, `the maximum is ${MAX_EXPRESSION_OPERATORS}: make it shorter.`);
}
