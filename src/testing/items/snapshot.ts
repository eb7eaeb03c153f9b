import type { KeptItems } from "../control-plane/tables.js";
import type { ItemTable } from "./operations/item-tables.js";
import { checkEmptyKey, checkItemKey } from "./operations/key-checks.js";
import type { TableDefinition } from "./store/definition.js";
import { TableStore } from "./store/table-store.js";
import type { Item } from "./values/attribute-value.js";
import { readItem } from "./values/read-value.js";

/** The items of tables at one moment, by the name of the table: copies that share what no later write has changed. */
export type ItemsSnapshot = ReadonlyMap<string, TableStore>;

/** The items of a table, in the order of a scan. */
export function* itemsOf(store: TableStore): Generator<Item> {
  for (const { item } of store.items.all()) yield item;
}

/** The store that the items of a backup are kept in. */
export function storeOf(kept: KeptItems | undefined): TableStore {
  if (kept instanceof TableStore) return kept;
  throw new TypeError("the items of a backup are a store");
}

/** The items of a snapshot as plain data. */
export function contentsOf(snapshot: ItemsSnapshot): Record<string, Item[]> {
  return Object.fromEntries([...snapshot].map(([name, store]) => [name, [...itemsOf(store)]]));
}

/** Stores an item of plain data. Throws if it does not go into its table; one that does not fit an index is not in the index. */
export function loadItem({ schema, store }: Pick<ItemTable, "schema" | "store">, json: unknown): void {
  const item = readItem(json);
  checkEmptyKey(schema, item);
  checkItemKey(schema, item);
  store.put(item);
}

/** Whether two tables have the same keys and the same indexes. */
export function haveSameKeys(a: TableStore, b: TableStore): boolean {
  return keysText(a.definition) === keysText(b.definition);
}

function keysText({ key, indexes, vectorIndexes = [] }: TableDefinition): string {
  const sorted = [...indexes, ...vectorIndexes].sort((a, b) => (a.name < b.name ? -1 : 1));
  return JSON.stringify([key, sorted]);
}
