import type { Mistakes } from "./mistakes.js";

/**
 * Reports keys that are given more than once: DynamoDB refuses the whole request for them.
 *
 * @param keys - The identity of each item; `undefined` where there is none to tell.
 * @param list - What the caller calls the list, or each place of it.
 */
export function reportRepeated(
  keys: readonly (string | undefined)[],
  list: string | ((place: number) => string),
  mistakes: Mistakes,
): void {
  const pathOf = typeof list === "string" ? (place: number) => `${list}[${place}]` : list;
  const first = new Map<string, number>();
  for (const [place, key] of keys.entries()) {
    if (key === undefined) continue;
    const earlier = first.get(key);
    if (earlier === undefined) first.set(key, place);
    else mistakes.report(pathOf(place), `is the same item as ${pathOf(earlier)}.`, "give each item once.");
  }
}
