import { isError } from "../../errors/is-error.js";
import type { StoreChange, TableKeys } from "../control-plane/table-operation.js";
import type { ControlPlane } from "../control-plane/tables.js";
import { ClientTokens } from "./operations/client-tokens.js";
import type { ItemService, ItemTable } from "./operations/item-tables.js";
import { checkEmptyItemKeys, checkItemKey } from "./operations/key-checks.js";
import { schemaOf } from "./operations/table-schema.js";
import { definitionOf } from "./store/definition.js";
import { segmentRange } from "./store/places.js";
import { TableStore } from "./store/table-store.js";
import type { Item } from "./values/attribute-value.js";
import { readItem } from "./values/read-value.js";

/** The items of all tables, by table. */
export type ItemsByTable = Readonly<Record<string, readonly unknown[]>>;

/** The items of all tables. */
export class Items implements ItemService {
  readonly tokens = new ClientTokens();
  #tables = new Map<string, ItemTable>();

  constructor(readonly controlPlane: ControlPlane) {}

  get tables(): ReadonlyMap<string, ItemTable> {
    return this.#tables;
  }

  /** Makes a change that a request on a table needs. */
  change(change: StoreChange): void {
    if (change.kind === "drop") this.#tables.delete(change.tableName);
    else if (change.kind === "create") this.#add(new TableStore(definitionOf(change.keys)), change.keys);
    else this.#define(change.keys);
  }

  /** Copies the items of all tables. */
  dump(): Record<string, Item[]> {
    const all = [...this.#tables].map(([name, { store }]) => [
      name,
      [...store.items.read({ range: segmentRange(0, 1) })].map(({ item }) => item),
    ]);
    return Object.fromEntries(all);
  }

  /** Replaces the items of all tables. Throws, and changes nothing, if an item does not go into its table. */
  replace(contents: ItemsByTable): void {
    const gone = Object.keys(contents).find((name) => (contents[name]?.length ?? 0) > 0 && !this.#tables.has(name));
    if (gone !== undefined) throw new Error(`The table "${gone}" of the snapshot no longer exists. Create it first.`);
    this.#tables = new Map([...this.#tables].map(([name, table]) => [name, filled(table, contents[name] ?? [])]));
    this.tokens.clear();
  }

  #add(store: TableStore, keys: TableKeys): void {
    const name = String(keys.TableName);
    this.#tables.set(name, { store, schema: schemaOf(name, store.definition) });
  }

  /** Adds the indexes that the table does not have, and removes those that it should not have. */
  #define(keys: TableKeys): void {
    const store = this.#tables.get(String(keys.TableName))?.store;
    if (!store) return;
    const { indexes } = definitionOf(keys);
    for (const index of indexes) if (!store.indexes.has(index.name)) store.addIndex(index);
    for (const name of store.indexes.keys()) if (!indexes.some((index) => index.name === name)) store.removeIndex(name);
    this.#add(store, keys);
  }
}

function filled({ schema, store }: ItemTable, items: readonly unknown[]): ItemTable {
  const empty = new TableStore(store.definition);
  try {
    for (const json of items) {
      const item = readItem(json);
      checkEmptyItemKeys(schema, item);
      checkItemKey(schema, item);
      empty.put(item);
    }
  } catch (cause) {
    const why = isError(cause) ? cause.message : String(cause);
    throw new Error(`The table "${schema.name}" cannot store these items: ${why}. Nothing has changed.`, { cause });
  }
  return { schema, store: empty };
}
