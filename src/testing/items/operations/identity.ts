import type { Item } from "../values/attribute-value.js";

/** A text that identifies a key: equal keys have equal texts, in any order of their attributes. */
export function identityOf(key: Item): string {
  return JSON.stringify(Object.entries(key).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
