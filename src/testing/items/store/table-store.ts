import type { AttributeValue, Item } from "../values/attribute-value.js";
import { sizeOf } from "../values/size.js";
import type { IndexDefinition, TableDefinition, VectorIndexDefinition } from "./definition.js";
import { OrderedItems, type StoredItem } from "./ordered-items.js";
import { OrderedMap } from "./ordered-map.js";
import { partitionPlace } from "./places.js";
import type { Place } from "./tree-node.js";
import { VectorItems } from "./vector-items.js";

export interface SecondaryIndex {
  readonly definition: IndexDefinition;
  readonly items: OrderedItems;
}

/** What a table holds. */
interface Content {
  readonly items: OrderedItems;
  readonly indexes: ReadonlyMap<string, SecondaryIndex>;
  readonly vectorIndexes: ReadonlyMap<string, VectorItems>;
  /** The bytes of each partition, its items in local indexes included, by its place. Only for tables with local indexes. */
  readonly collections: OrderedMap<number>;
}

/** The items of a table and of its secondary indexes. An item is not changed once it is in. */
export class TableStore {
  #content: Content;

  constructor(definition: TableDefinition);
  constructor(content: Content);
  constructor(from: TableDefinition | Content) {
    this.#content = "items" in from ? from : emptyContent(from);
  }

  /** The items in the order of the table's key. */
  get items(): OrderedItems {
    return this.#content.items;
  }

  /** The secondary indexes by name. */
  get indexes(): ReadonlyMap<string, SecondaryIndex> {
    return this.#content.indexes;
  }

  /** The vector indexes by name. */
  get vectorIndexes(): ReadonlyMap<string, VectorItems> {
    return this.#content.vectorIndexes;
  }

  get definition(): TableDefinition {
    return {
      key: this.items.key,
      indexes: [...this.indexes.values()].map(({ definition }) => definition),
      ...(this.vectorIndexes.size > 0 && {
        vectorIndexes: [...this.vectorIndexes.values()].map(({ definition }) => definition),
      }),
    };
  }

  /** The item with the key attributes that `key` has; other attributes do not matter. */
  get(key: Item): StoredItem | undefined {
    return this.items.at(this.#placeOf(key));
  }

  /** Writes an item. Returns the one that it replaces. */
  put(item: Item, size = sizeOf(item)): StoredItem | undefined {
    const previous = this.get(item);
    this.replace(previous, { item, size });
    return previous;
  }

  /** Deletes the item with a key. Returns it. */
  delete(key: Item): StoredItem | undefined {
    const previous = this.get(key);
    if (previous !== undefined) this.replace(previous, undefined);
    return previous;
  }

  /** Deletes all items. */
  clear(): void {
    this.#content = emptyContent(this.definition);
  }

  /** Adds a global index with the items that are here and have its key. */
  addIndex(definition: IndexDefinition): void {
    const index = emptyIndex(definition, this.items.key);
    for (const stored of this.items.all()) index.items.replace(undefined, stored);
    this.#content = { ...this.#content, indexes: new Map([...this.indexes, [definition.name, index]]) };
  }

  /** Adds a vector index with the items that are here and fit it. */
  addVectorIndex(definition: VectorIndexDefinition): void {
    const index = new VectorItems(definition, this.items.key);
    for (const stored of this.items.all()) index.replace(undefined, stored);
    const vectorIndexes = new Map([...this.vectorIndexes, [definition.name, index]]);
    this.#content = { ...this.#content, vectorIndexes };
  }

  /** Removes an index of any kind. */
  removeIndex(name: string): void {
    const indexes = new Map(this.indexes);
    const vectorIndexes = new Map(this.vectorIndexes);
    indexes.delete(name);
    vectorIndexes.delete(name);
    this.#content = { ...this.#content, indexes, vectorIndexes };
  }

  /** The bytes of the items with a partition key value, in the table and its local indexes. 0 for a table without local indexes. */
  collectionBytes(partitionKey: AttributeValue): number {
    return this.#content.collections.get(partitionPlace([partitionKey])) ?? 0;
  }

  /** A copy of this moment. It costs the same for any number of items: both share what neither changes. */
  copy(): TableStore {
    const { items, indexes, vectorIndexes, collections } = this.#content;
    const copies = [...indexes].map(([name, index]) => [name, { ...index, items: index.items.copy() }] as const);
    return new TableStore({
      items: items.copy(),
      indexes: new Map(copies),
      vectorIndexes: new Map([...vectorIndexes].map(([name, index]) => [name, index.copy()])),
      collections: collections.copy(),
    });
  }

  #placeOf(key: Item): Place {
    const place = this.items.placeOf(key);
    if (place === undefined) throw new TypeError("the key of an item is checked before it is used");
    return place;
  }

  /** Replaces the item that is here by one with the same key, or deletes it, or adds one. */
  replace(previous: StoredItem | undefined, next: StoredItem | undefined): void {
    let growth = this.items.replace(previous, next);
    let hasLocal = false;
    for (const { definition, items } of this.indexes.values()) {
      const indexGrowth = items.replace(previous, next);
      if (definition.global) continue;
      growth += indexGrowth;
      hasLocal = true;
    }
    for (const index of this.vectorIndexes.values()) index.replace(previous, next);
    const item = next?.item ?? previous?.item;
    if (hasLocal && item !== undefined) this.#growCollection(item, growth);
  }

  #growCollection(item: Item, growth: number): void {
    const { collections } = this.#content;
    const place = partitionPlace(this.items.key.partition.flatMap(({ name }) => item[name] ?? []));
    const bytes = (collections.get(place) ?? 0) + growth;
    if (bytes === 0) collections.delete(place);
    else collections.set(place, bytes);
  }
}

function emptyContent({ key, indexes, vectorIndexes = [] }: TableDefinition): Content {
  const named = indexes.map((definition) => [definition.name, emptyIndex(definition, key)] as const);
  return {
    items: new OrderedItems({ key, projection: "ALL" }),
    indexes: new Map(named),
    vectorIndexes: new Map(vectorIndexes.map((definition) => [definition.name, new VectorItems(definition, key)])),
    collections: new OrderedMap(),
  };
}

function emptyIndex(definition: IndexDefinition, tableKey: TableDefinition["key"]): SecondaryIndex {
  const { key, projection } = definition;
  return { definition, items: new OrderedItems({ key, tableKey, projection }) };
}
