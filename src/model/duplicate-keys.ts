import type { CallIssues } from "./call-issues.js";

/**
 * Reports duplicate keys, for which DynamoDB refuses the whole request.
 *
 * @param keys - The text that identifies each item; `undefined` if its key is invalid.
 * @param list - The path of the list, or a function that returns the path of each element.
 */
export function reportDuplicates(
  keys: readonly (string | undefined)[],
  list: string | ((index: number) => string),
  issues: CallIssues,
): void {
  const pathOf = typeof list === "string" ? (index: number) => `${list}[${index}]` : list;
  const first = new Map<string, number>();
  for (const [index, key] of keys.entries()) {
    if (key === undefined) continue;
    const earlier = first.get(key);
    if (earlier === undefined) first.set(key, index);
    else issues.report(pathOf(index), `is the same item as ${pathOf(earlier)}.`, "give each item once.");
  }
}
