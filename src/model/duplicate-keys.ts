import { reportRepeated } from "../validation/repeated.js";
import type { CallIssues } from "./call-issues.js";

/**
 * Reports items that are given more than once: DynamoDB rejects a request with repeated items.
 *
 * @param keys - The identity of each item; `undefined` if it is unknown.
 * @param list - The path of the list, or a function that returns the path of each element.
 */
export function reportDuplicates(
  keys: readonly (string | undefined)[],
  list: string | ((index: number) => string),
  issues: CallIssues,
): void {
  const pathOf = typeof list === "string" ? (index: number) => `${list}[${index}]` : list;
  reportRepeated(keys, pathOf, (path, _, firstPath) =>
    issues.report(path, `is the same item as ${firstPath}.`, "give each item once."),
  );
}
