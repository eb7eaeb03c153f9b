import { MAX_EXPIRED_YEARS } from "../../dynamodb/limits.js";
import type { OrderedItems } from "./store/ordered-items.js";
import { OrderedMap } from "./store/ordered-map.js";
import type { Place } from "./store/tree-node.js";
import type { ItemChange } from "./streams/stream-record.js";
import { attributeOf, type Item } from "./values/attribute-value.js";

const MAX_AGE_MS = MAX_EXPIRED_YEARS * 365 * 86_400_000;
const START: Place = { hash: Number.NEGATIVE_INFINITY, text: "" };

/** How time to live is configured for a table. */
export interface ExpirySettings {
  readonly attributeName: string;
  /** Until an item is deleted, from the time when it expires, or is written if that is later, in milliseconds. */
  readonly delayMs: number;
}

/**
 * The items of a table that have a time to live, in the order in which they are due. The search for those that are due does not read
 * the others. All times are in milliseconds.
 */
export class Expiries {
  readonly #settings: ExpirySettings;
  /** By the time at which an item is due, and then in the order of the writes. */
  readonly #order = new OrderedMap<Item>();
  readonly #places = new Map<Item, Place>();
  #writes = 0;
  /** No item is due before this time. */
  #earliest = Number.POSITIVE_INFINITY;

  /** @param items - The items that the table has now. They are read once. */
  constructor(settings: ExpirySettings, items: OrderedItems, now: number) {
    this.#settings = settings;
    for (const { item } of items.all()) this.follow({ after: item }, now);
  }

  /** Notes a write of an item. What was there before is the same object as what was written. */
  follow({ before, after }: ItemChange, now: number): void {
    if (before !== undefined) this.#remove(before);
    if (after === undefined) return;
    const time = dueTime(after, this.#settings, now);
    if (time === undefined) return;
    this.#writes += 1;
    const place = { hash: time, text: String(this.#writes) };
    this.#places.set(after, place);
    this.#order.set(place, after);
    this.#earliest = Math.min(this.#earliest, time);
  }

  /** Takes out the items that are due. */
  takeDue(now: number): Item[] {
    if (now <= this.#earliest) return [];
    const end = { hash: now, text: "" };
    const items = [...this.#order.ascending({ from: START, to: end })];
    for (const item of items) this.#remove(item);
    const [next] = this.#order.ascending({ from: end });
    this.#earliest = (next && this.#places.get(next)?.hash) ?? Number.POSITIVE_INFINITY;
    return items;
  }

  #remove(item: Item): void {
    const place = this.#places.get(item);
    if (place === undefined) return;
    this.#places.delete(item);
    this.#order.delete(place);
  }
}

/**
 * When an item that is written now is deleted. Only a number of seconds is a time, and one of more than five years ago is none; an
 * item that has already expired is deleted as late as one that expires now.
 */
function dueTime(item: Item, { attributeName, delayMs }: ExpirySettings, now: number): number | undefined {
  const value = attributeOf(item, attributeName);
  if (value === undefined || !("N" in value)) return undefined;
  const expiry = Number(value.N) * 1000;
  return expiry < now - MAX_AGE_MS ? undefined : Math.max(expiry, now) + delayMs;
}
