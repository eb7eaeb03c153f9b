import { MAX_EXPIRED_YEARS } from "../../dynamodb/limits.js";
import { segmentRange } from "./store/places.js";
import type { TableStore } from "./store/table-store.js";
import { attributeOf, type Item } from "./values/attribute-value.js";

const YEAR_SECONDS = 365 * 86_400;

/** The items of a table that have expired: the deletion of each is its own write. */
export function expiredItems(store: TableStore, attributeName: string, now: number): Item[] {
  const items: Item[] = [];
  for (const { item } of store.items.read({ range: segmentRange(0, 1) }))
    if (isExpired(item, attributeName, now)) items.push(item);
  return items;
}

/**
 * Whether an item has expired: its attribute is a number, of seconds, that is less than the time now, and not by more than five years.
 * `now` is in milliseconds.
 */
export function isExpired(item: Item, attributeName: string, now: number): boolean {
  const value = attributeOf(item, attributeName);
  if (value === undefined || !("N" in value)) return false;
  const age = now / 1000 - Number(value.N);
  return age > 0 && age <= MAX_EXPIRED_YEARS * YEAR_SECONDS;
}
