import type { Item } from "../values/attribute-value.js";
import { type Measure, squareOf } from "./distance.js";
import type { Nearest } from "./nearest.js";
import { OrderedMap } from "./ordered-map.js";
import type { Place } from "./tree-node.js";

/** An item in a vector index. */
export interface VectorEntry {
  readonly item: Item;
  /** Its bytes in the index. */
  readonly size: number;
  /** Its place in the order of the table's key. */
  readonly place: Place;
}

/** A vector that a search has found. */
export interface NearVector {
  readonly entry: VectorEntry;
  readonly vector: Float32Array;
}

/** The numbers of a block: small, because a write copies a block that a snapshot has too. */
const BLOCK_NUMBERS = 4096;
const MAX_ROWS = 256;

/** The vectors of a partition, side by side in memory and in no order. Copies share the blocks that none of them has written to since. */
export class VectorPartition {
  readonly #dimensions: number;
  readonly #rows: number;
  /** Stands for the index that may write to this partition. */
  readonly #owner: object;
  readonly #slots: OrderedMap<number>;
  readonly #blocks: Block[];

  constructor(dimensions: number, owner: object, slots = new OrderedMap<number>(), blocks: Block[] = []) {
    this.#dimensions = dimensions;
    this.#rows = Math.min(MAX_ROWS, Math.max(1, Math.floor(BLOCK_NUMBERS / dimensions)));
    this.#owner = owner;
    this.#slots = slots;
    this.#blocks = blocks;
  }

  get count(): number {
    return this.#slots.size;
  }

  /** This partition if it is of this owner, else a copy that is. */
  ownedBy(owner: object): VectorPartition {
    if (owner === this.#owner) return this;
    return new VectorPartition(this.#dimensions, owner, this.#slots.copy(), [...this.#blocks]);
  }

  /** The item at a place. */
  get(place: Place): VectorEntry | undefined {
    const slot = this.#slots.get(place);
    return slot === undefined ? undefined : this.#blockOf(slot).entryAt(slot % this.#rows);
  }

  /** Adds an item, or replaces the one at its place. */
  set(vector: Float32Array, entry: VectorEntry): void {
    const known = this.#slots.get(entry.place);
    const slot = known ?? this.count;
    this.#own(slot).set(slot % this.#rows, vector, entry);
    if (known === undefined) this.#slots.set(entry.place, slot);
  }

  /** Removes the item at a place that has one. The last one takes its slot, so that there are no gaps. */
  delete(place: Place): void {
    const slot = this.#slots.get(place);
    if (slot === undefined) return;
    const last = this.count - 1;
    const block = this.#own(last);
    const row = last % this.#rows;
    if (slot !== last) {
      const entry = block.entryAt(row);
      this.#own(slot).set(slot % this.#rows, block.vectorAt(row), entry);
      this.#slots.set(entry.place, slot);
    }
    block.removeLast();
    if (row === 0) this.#blocks.pop();
    this.#slots.delete(place);
  }

  /** Adds the vectors to the nearest ones. */
  search(measure: Measure, matches: ((item: Item) => boolean) | undefined, nearest: Nearest<NearVector>): void {
    for (const block of this.#blocks) block.search(measure, matches, nearest);
  }

  #blockOf(slot: number): Block {
    return this.#blocks[Math.floor(slot / this.#rows)] as Block; // of a slot that is in use
  }

  /** The block of a slot that is in use or the next one, as one that may be written to. */
  #own(slot: number): Block {
    const index = Math.floor(slot / this.#rows);
    const known = this.#blocks[index];
    // The first block grows: most partitions can be small.
    const block = known?.ownedBy(this.#owner) ?? new Block(this.#owner, this.#dimensions, index === 0 ? 1 : this.#rows);
    this.#blocks[index] = block;
    return block;
  }
}

/** Some vectors, each with the sum of its squares and its item. */
class Block {
  #numbers: Float32Array;
  readonly #squares: number[];
  readonly #entries: VectorEntry[];

  constructor(
    private readonly owner: object,
    private readonly dimensions: number,
    rows: number,
    squares: number[] = [],
    entries: VectorEntry[] = [],
  ) {
    this.#numbers = new Float32Array(dimensions * rows);
    this.#squares = squares;
    this.#entries = entries;
  }

  ownedBy(owner: object): Block {
    if (owner === this.owner) return this;
    const rows = this.#numbers.length / this.dimensions;
    const copy = new Block(owner, this.dimensions, rows, [...this.#squares], [...this.#entries]);
    copy.#numbers.set(this.#numbers);
    return copy;
  }

  entryAt(row: number): VectorEntry {
    return this.#entries[row] as VectorEntry; // of a row that is in use
  }

  vectorAt(row: number): Float32Array {
    return this.#numbers.subarray(row * this.dimensions, (row + 1) * this.dimensions);
  }

  set(row: number, vector: Float32Array, entry: VectorEntry): void {
    const start = row * this.dimensions;
    if (start === this.#numbers.length) {
      const grown = new Float32Array(2 * start);
      grown.set(this.#numbers);
      this.#numbers = grown;
    }
    this.#numbers.set(vector, start);
    this.#squares[row] = squareOf(vector);
    this.#entries[row] = entry;
  }

  removeLast(): void {
    this.#squares.pop();
    this.#entries.pop();
  }

  search(measure: Measure, matches: ((item: Item) => boolean) | undefined, nearest: Nearest<NearVector>): void {
    const [numbers, squares, { dimensions }] = [this.#numbers, this.#squares, this];
    for (let row = 0; row < squares.length; row += 1) {
      if (matches && !matches(this.entryAt(row).item)) continue;
      const found = measure.of(numbers, row * dimensions, squares[row] as number); // below the length
      if (nearest.accepts(found)) nearest.add(found, { entry: this.entryAt(row), vector: this.vectorAt(row) });
    }
  }
}
