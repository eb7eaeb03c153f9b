import {
  type AttributeValue,
  attributeOf,
  type Item,
  pickAttributes,
  withAttributes,
} from "../values/attribute-value.js";
import { equalItems } from "../values/compare.js";
import { sizeOf } from "../values/size.js";
import { listOf, readVector } from "../values/vector.js";
import { type KeyDefinition, keyNames, searchAttributes, type VectorIndexDefinition } from "./definition.js";
import { measureOf } from "./distance.js";
import { Nearest } from "./nearest.js";
import type { StoredItem } from "./ordered-items.js";
import { OrderedMap } from "./ordered-map.js";
import { itemPlace, partitionPlace } from "./places.js";
import type { Place } from "./tree-node.js";
import { type NearVector, type VectorEntry, VectorPartition } from "./vector-partition.js";

const BYTES_PER_NUMBER = 4;

/** The place of the only partition of an index without a partition key. */
const ONLY_PARTITION: Place = { hash: 0, text: "" };

/** What a search looks for. */
export interface VectorSearch {
  readonly vector: Float32Array;
  /** The value of the partition key, of an index that has one. */
  readonly partition: AttributeValue | undefined;
  /** What an item has to fulfil. */
  readonly matches: ((item: Item) => boolean) | undefined;
  /** How many items are found at most. */
  readonly limit: number;
}

/** An item that a search has found: whole, as it is in the table. */
export interface FoundItem {
  readonly item: Item;
  readonly vector: Float32Array;
  readonly score: number;
}

/** The items that a vector index has, by partition, with their vectors as numbers. */
export class VectorItems {
  readonly definition: VectorIndexDefinition;
  readonly #tableKey: KeyDefinition;
  readonly #partitions: OrderedMap<VectorPartition>;
  /** Stands for this index in the partitions that no copy has. */
  #owner: object = {};
  /** The attributes that it has beside the vector. */
  readonly #names: readonly string[];
  #count: number;
  #bytes: number;

  constructor(
    definition: VectorIndexDefinition,
    tableKey: KeyDefinition,
    partitions = new OrderedMap<VectorPartition>(),
    { count, bytes } = { count: 0, bytes: 0 },
  ) {
    const { projection } = definition;
    this.definition = definition;
    this.#tableKey = tableKey;
    this.#partitions = partitions;
    this.#count = count;
    this.#bytes = bytes;
    const searched = searchAttributes(definition).map(({ name }) => name);
    const all = [...keyNames(tableKey), ...searched, ...(projection === "ALL" ? [] : projection)];
    this.#names = [...new Set(all)].filter((name) => name !== definition.vector);
  }

  get count(): number {
    return this.#count;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** Takes an item out, or puts one in, or one in place of another. One that does not fit the index is not in it. */
  replace(previous: StoredItem | undefined, next: StoredItem | undefined): void {
    const row = next && this.#rowOf(next);
    const place = row && this.#partitionOf(next.item);
    if (previous) this.#remove(previous.item, place);
    if (!row || !place) return;
    const partition = this.#partitions.get(place) ?? new VectorPartition(this.definition.dimensions, this.#owner);
    const owned = partition.ownedBy(this.#owner);
    const replaced = owned.get(row.entry.place);
    owned.set(row.vector, row.entry);
    this.#partitions.set(place, owned);
    this.#count += replaced ? 0 : 1;
    this.#bytes += row.entry.size - (replaced?.size ?? 0);
  }

  /** The bytes of the write here that replacing one item by another needs; `undefined` if nothing here changes. */
  writtenBytes(previous: StoredItem | undefined, next: StoredItem | undefined): number | undefined {
    const [before, after] = [previous, next].map((each) => each && this.#partitionOf(each.item) && this.#rowOf(each));
    if (!before && !after) return undefined;
    if (before && after && this.#isSame(before, after)) return undefined;
    return Math.max(before?.entry.size ?? 0, after?.entry.size ?? 0);
  }

  /** Finds the nearest items, the nearest first. */
  search({ vector, partition, matches, limit }: VectorSearch): FoundItem[] {
    const measure = measureOf(this.definition.distance, vector);
    const nearest = new Nearest<NearVector>(limit);
    const place = partition ? partitionPlace([partition]) : ONLY_PARTITION;
    this.#partitions.get(place)?.search(measure, matches, nearest);
    return nearest.sorted().map(({ measure: found, value }) => ({
      item: value.entry.item,
      vector: value.vector,
      score: measure.score(found),
    }));
  }

  /** The attributes of an item that are here, without its vector. */
  project(item: Item): Item {
    const { projection, vector } = this.definition;
    return projection === "ALL" ? withAttributes(item, [[vector, undefined]]) : pickAttributes(item, this.#names);
  }

  /** The same with the vector, as the index has it. */
  projectWithVector({ item, vector }: FoundItem): Item {
    return withAttributes(this.project(item), [[this.definition.vector, listOf(vector)]]);
  }

  /** A copy that no write to this one changes, and none to the copy this one. */
  copy(): VectorItems {
    this.#owner = {};
    return new VectorItems(this.definition, this.#tableKey, this.#partitions.copy(), this);
  }

  /** Takes an item out, unless another one replaces it in its partition. */
  #remove(item: Item, next: Place | undefined): void {
    const place = this.#partitionOf(item);
    if (place && next && place.text === next.text) return;
    const partition = place && this.#partitions.get(place);
    const own = itemPlace(item, this.#tableKey);
    const entry = own && partition?.get(own);
    if (!place || !partition || !entry) return;
    const owned = partition.ownedBy(this.#owner);
    owned.delete(entry.place);
    if (owned.count === 0) this.#partitions.delete(place);
    else this.#partitions.set(place, owned);
    this.#count -= 1;
    this.#bytes -= entry.size;
  }

  /** The place of an item's partition; `undefined` if it lacks the partition key, or a filter has another type. */
  #partitionOf(item: Item): Place | undefined {
    const { partition, filters } = this.definition;
    const misfits = filters.some(({ name, type }) => {
      const value = attributeOf(item, name);
      return value !== undefined && !(type in value);
    });
    if (misfits) return undefined;
    return partition ? itemPlace(item, { partition: [partition], sort: [] }) : ONLY_PARTITION;
  }

  /** An item as it is here; `undefined` if it has no vector that fits. */
  #rowOf({ item }: StoredItem): { readonly vector: Float32Array; readonly entry: VectorEntry } | undefined {
    const { vector: name, dimensions } = this.definition;
    const value = attributeOf(item, name);
    const vector = value && readVector(value, dimensions);
    const place = itemPlace(item, this.#tableKey);
    if (!(vector instanceof Float32Array) || !place) return undefined;
    const own = Buffer.byteLength(name) + BYTES_PER_NUMBER * dimensions;
    return { vector, entry: { item, size: sizeOf(this.project(item)) + own, place } };
  }

  #isSame(a: { vector: Float32Array; entry: VectorEntry }, b: { vector: Float32Array; entry: VectorEntry }): boolean {
    if (a.vector.some((number, index) => number !== b.vector[index])) return false;
    return equalItems(this.project(a.entry.item), this.project(b.entry.item));
  }
}
