import { reportRepeated } from "../validation/repeated.js";
import type { Mistakes } from "./mistakes.js";

/**
 * Reports items that are given more than once: DynamoDB rejects a request with repeated items.
 *
 * @param keys - The identity of each item; `undefined` where it is unknown.
 * @param list - The caller's name for the list, or for each place in it.
 */
export function reportRepeatedItems(
  keys: readonly (string | undefined)[],
  list: string | ((place: number) => string),
  mistakes: Mistakes,
): void {
  const pathOf = typeof list === "string" ? (place: number) => `${list}[${place}]` : list;
  reportRepeated(keys, pathOf, (path, _, firstPath) =>
    mistakes.report(path, `is the same item as ${firstPath}.`, "give each item once."),
  );
}
