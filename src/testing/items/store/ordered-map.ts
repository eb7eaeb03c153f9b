import { Branch, Leaf, type Node, type Place } from "./tree-node.js";

/** The places from one on, up to another that is not included, or without an end. */
export interface PlaceRange {
  readonly from: Place;
  readonly to?: Place | undefined;
}

/** Values in the order of their places: a B+ tree. Copies are cheap: maps share the nodes that none of them has written to since. */
export class OrderedMap<V> {
  #root: Node<V>;
  #size: number;
  /** Stands for this map in the nodes that no other map has. */
  #owner: object = {};

  constructor(root: Node<V> = new Leaf<V>({}), size = 0) {
    this.#root = root;
    this.#size = size;
  }

  get size(): number {
    return this.#size;
  }

  get(place: Place): V | undefined {
    let node = this.#root;
    while (node instanceof Branch) node = node.member(node.indexOf(place));
    const index = node.lowerBound(place);
    return node.isAt(index, place) ? node.member(index) : undefined;
  }

  set(place: Place, value: V): void {
    const root = this.#root.ownedBy(this.#owner);
    if (root.set(place, value)) this.#size += 1;
    const right = root.split();
    this.#root = right ? Branch.above(this.#owner, root, right) : root;
  }

  /** Deletes the value at a place, if there is one. */
  delete(place: Place): void {
    if (this.get(place) === undefined) return;
    let root = this.#root.ownedBy(this.#owner);
    root.delete(place);
    while (root instanceof Branch && root.size === 1) root = root.member(0);
    this.#root = root;
    this.#size -= 1;
  }

  /** A copy that no write to this map changes, and none to the copy this map. */
  copy(): OrderedMap<V> {
    this.#owner = {};
    return new OrderedMap(this.#root, this.#size);
  }

  /** The values of a range in ascending order. The map may not be changed meanwhile. */
  *ascending({ from, to }: PlaceRange): Generator<V> {
    let start: Place | undefined = from;
    while (start !== undefined) {
      let node = this.#root;
      let next: Place | undefined; // where the next leaf starts
      while (node instanceof Branch) {
        const index: number = node.indexOf(start);
        if (index + 1 < node.size) next = node.placeOf(index + 1);
        node = node.member(index);
      }
      const end = to ? node.lowerBound(to) : node.size;
      for (let index = node.lowerBound(start); index < end; index += 1) yield node.member(index);
      start = end < node.size ? undefined : next;
    }
  }

  /** The values of a range in descending order. The map may not be changed meanwhile. */
  *descending({ from, to }: PlaceRange): Generator<V> {
    let end = to;
    let more = true;
    while (more) {
      let node = this.#root;
      let start: Place | undefined; // where this leaf starts
      while (node instanceof Branch) {
        const index: number = end ? node.indexBefore(end) : node.size - 1;
        if (index > 0) start = node.placeOf(index);
        node = node.member(index);
      }
      const first = node.lowerBound(from);
      const last = (end ? node.lowerBound(end) : node.size) - 1;
      for (let index = last; index >= first; index -= 1) yield node.member(index);
      more = first === 0 && start !== undefined;
      end = start;
    }
  }
}
