import { type Item, pickAttributes } from "../values/attribute-value.js";
import { equalItems } from "../values/compare.js";
import { sizeOf } from "../values/size.js";
import { type KeyDefinition, keyNames } from "./definition.js";
import { OrderedMap, type PlaceRange } from "./ordered-map.js";
import { itemPlace, rangeAfter, segmentRange } from "./places.js";
import type { Place } from "./tree-node.js";

/** An item and its bytes. */
export interface StoredItem {
  readonly item: Item;
  readonly size: number;
}

/** How items are ordered: by the key of a table, or by that of an index and then of the table. */
export interface Order {
  readonly key: KeyDefinition;
  /** The table's key, for an index. */
  readonly tableKey?: KeyDefinition;
  /** The attributes beside the keys. */
  readonly projection: "ALL" | readonly string[];
}

export interface Reading {
  readonly range: PlaceRange;
  /** Whether in ascending order of the sort key. @defaultValue true */
  readonly forward?: boolean;
  /** The place of the last item that was read. */
  readonly after?: Place | undefined;
}

/** The items of a table, or those that an index has, in the order of their keys. */
export class OrderedItems {
  /** The names of the key attributes, those of an index before those of its table. */
  readonly keyNames: readonly string[];
  readonly #order: Order;
  readonly #entries: OrderedMap<StoredItem>;
  #bytes: number;

  constructor(order: Order, entries = new OrderedMap<StoredItem>(), bytes = 0) {
    this.#order = order;
    this.#entries = entries;
    this.#bytes = bytes;
    const { key, tableKey } = order;
    this.keyNames = [...new Set([...keyNames(key), ...(tableKey ? keyNames(tableKey) : [])])];
  }

  get key(): KeyDefinition {
    return this.#order.key;
  }

  get count(): number {
    return this.#entries.size;
  }

  /** The bytes of the items, in an index of the projected ones. */
  get bytes(): number {
    return this.#bytes;
  }

  /** The place of an item, or of a key with the attributes of `keyNames`; `undefined` if it has no place here. */
  placeOf(item: Item): Place | undefined {
    return itemPlace(item, this.#order.key, this.#order.tableKey);
  }

  at(place: Place): StoredItem | undefined {
    return this.#entries.get(place);
  }

  /** Reads whole items, in an index too, in the order of their places. No write may happen meanwhile. */
  *read({ range, forward = true, after }: Reading): Generator<StoredItem> {
    const rest = after === undefined ? range : rangeAfter(range, after, forward);
    yield* forward ? this.#entries.ascending(rest) : this.#entries.descending(rest);
  }

  /** Reads all items, as a scan does. */
  all(): Generator<StoredItem> {
    return this.read({ range: segmentRange(0, 1) });
  }

  /** The attributes of an item that are in its key here. */
  keyOf(item: Item): Item {
    return pickAttributes(item, this.keyNames);
  }

  /** The attributes of an item that are here. */
  project(item: Item): Item {
    const { projection } = this.#order;
    return projection === "ALL" ? item : pickAttributes(item, [...this.keyNames, ...projection]);
  }

  /** The bytes of an item here. */
  sizeOf({ item, size }: StoredItem): number {
    return this.#order.projection === "ALL" ? size : sizeOf(this.project(item));
  }

  /** Takes an item out, or puts one in, or one in place of another. Returns by how many bytes there are more. */
  replace(previous: StoredItem | undefined, next: StoredItem | undefined): number {
    const after = next && this.placeOf(next.item);
    // In a table, one item replaces another only at the same place.
    const isTable = this.#order.tableKey === undefined;
    const before = previous && (isTable && after ? after : this.placeOf(previous.item));
    let growth = 0;
    if (previous !== undefined && before !== undefined) {
      growth -= this.sizeOf(previous);
      if (!isSame(before, after)) this.#entries.delete(before);
    }
    if (next !== undefined && after !== undefined) {
      growth += this.sizeOf(next);
      this.#entries.set(after, next);
    }
    this.#bytes += growth;
    return growth;
  }

  /**
   * The bytes of each write here that replacing one item by another needs: none if nothing here changes, and two if the item moves.
   */
  writes(previous: StoredItem | undefined, next: StoredItem | undefined): number[] {
    const before = previous && this.placeOf(previous.item);
    const after = next && this.placeOf(next.item);
    const sizes = [
      ...(previous !== undefined && before !== undefined ? [this.sizeOf(previous)] : []),
      ...(next !== undefined && after !== undefined ? [this.sizeOf(next)] : []),
    ];
    if (previous === undefined || next === undefined || !isSame(before, after)) return sizes;
    return equalItems(this.project(previous.item), this.project(next.item)) ? [] : [Math.max(...sizes)];
  }

  /** A copy that no write to this one changes, and none to the copy this one. */
  copy(): OrderedItems {
    return new OrderedItems(this.#order, this.#entries.copy(), this.#bytes);
  }
}

function isSame(a: Place | undefined, b: Place | undefined): boolean {
  return a !== undefined && b !== undefined && a.hash === b.hash && a.text === b.text;
}
