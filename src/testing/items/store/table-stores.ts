import type { TableDefinition } from "./definition.js";
import { TableStore } from "./table-store.js";

/** The stores of several tables, by name. */
export class TableStores {
  #stores: Map<string, TableStore>;

  constructor(stores: Iterable<readonly [string, TableStore]> = []) {
    this.#stores = new Map(stores);
  }

  get names(): string[] {
    return [...this.#stores.keys()];
  }

  get(name: string): TableStore | undefined {
    return this.#stores.get(name);
  }

  create(name: string, definition: TableDefinition): TableStore {
    const store = new TableStore(definition);
    this.#stores.set(name, store);
    return store;
  }

  /** Forgets a table and its items, at once however many there are. */
  delete(name: string): void {
    this.#stores.delete(name);
  }

  /** A copy of all tables at this moment. */
  copy(): TableStores {
    return new TableStores([...this.#stores].map(([name, store]) => [name, store.copy()]));
  }

  /** Replaces all tables by those of a copy, which stays as it is. */
  restore(copy: TableStores): void {
    this.#stores = copy.copy().#stores;
  }
}
