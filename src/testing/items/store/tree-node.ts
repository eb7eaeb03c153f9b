/** A place in an order: by a number, which is fastest as a whole one of 32 bits, and among equal ones by a text. */
export interface Place {
  readonly hash: number;
  readonly text: string;
}

export type Node<V> = Leaf<V> | Branch<V>;

/** The most members of a node. */
const MAX_MEMBERS = 64;

/**
 * Members in the order of their places. The numbers of the places are side by side in memory, so that a search reads few of the
 * texts: among a million items, reading one is nearly always a wait for memory.
 */
abstract class TreeNode<T> {
  constructor(
    /** Stands for the map that may write to this node. */
    protected readonly owner: object,
    protected readonly hashes: number[] = [],
    protected readonly texts: string[] = [],
    protected readonly members: T[] = [],
  ) {}

  get size(): number {
    return this.members.length;
  }

  member(index: number): T {
    return this.members[index] as T; // callers stay below `size`
  }

  placeOf(index: number): Place {
    return { hash: this.hashes[index] as number, text: this.texts[index] as string }; // as above
  }

  /** The index of the first member, from one on, that is not before a place. */
  lowerBound({ hash, text }: Place, start = 0): number {
    let low = start;
    for (let high = this.hashes.length; low < high; ) {
      const middle = (low + high) >>> 1;
      const other = this.hashes[middle] as number; // below `high`
      if (other < hash || (other === hash && (this.texts[middle] as string) < text)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  isAt(index: number, { hash, text }: Place): boolean {
    return this.hashes[index] === hash && this.texts[index] === text;
  }

  protected insert(index: number, { hash, text }: Place, member: T): void {
    this.hashes.splice(index, 0, hash);
    this.texts.splice(index, 0, text);
    this.members.splice(index, 0, member);
  }

  protected remove(index: number): void {
    this.hashes.splice(index, 1);
    this.texts.splice(index, 1);
    this.members.splice(index, 1);
  }

  protected copies(): [number[], string[], T[]] {
    return [this.hashes.slice(), this.texts.slice(), this.members.slice()];
  }

  /** Takes the second half out. */
  protected half(): [number[], string[], T[]] {
    const middle = this.size >>> 1;
    return [this.hashes.splice(middle), this.texts.splice(middle), this.members.splice(middle)];
  }
}

/** A node with values. None is empty but the root of an empty map. */
export class Leaf<V> extends TreeNode<V> {
  /** This node if it is of this owner, else a copy that is. */
  ownedBy(owner: object): Leaf<V> {
    return owner === this.owner ? this : new Leaf(owner, ...this.copies());
  }

  /** Sets a value. Returns whether its place is new. */
  set(place: Place, value: V): boolean {
    const index = this.lowerBound(place);
    const isNew = !this.isAt(index, place);
    if (isNew) this.insert(index, place, value);
    else this.members[index] = value;
    return isNew;
  }

  /** Deletes the value at a place that has one. */
  delete(place: Place): void {
    this.remove(this.lowerBound(place));
  }

  /** Splits a node that has become too long; returns its second half. */
  split(): Leaf<V> | undefined {
    return this.size > MAX_MEMBERS ? new Leaf(this.owner, ...this.half()) : undefined;
  }
}

/** A node with nodes. The place of each but the first separates what it has from what the one before it has; that of the first is not used. */
export class Branch<V> extends TreeNode<Node<V>> {
  /** A new root above the two halves of the former one. */
  static above<V>(owner: object, left: Node<V>, right: Node<V>): Branch<V> {
    const [first, second] = [left.placeOf(0), right.placeOf(0)];
    return new Branch<V>(owner, [first.hash, second.hash], [first.text, second.text], [left, right]);
  }

  ownedBy(owner: object): Branch<V> {
    return owner === this.owner ? this : new Branch(owner, ...this.copies());
  }

  /** The index of the node that has a place. */
  indexOf(place: Place): number {
    const index = this.lowerBound(place, 1);
    return this.isAt(index, place) ? index : index - 1;
  }

  /** The index of the node that has the last place before another. */
  indexBefore(place: Place): number {
    return this.lowerBound(place, 1) - 1;
  }

  set(place: Place, value: V): boolean {
    const index = this.indexOf(place);
    const node = this.#own(index);
    const isNew = node.set(place, value);
    const right = node.split();
    if (right) this.insert(index + 1, right.placeOf(0), right);
    return isNew;
  }

  delete(place: Place): void {
    const index = this.indexOf(place);
    const node = this.#own(index);
    node.delete(place);
    if (node.size === 0) this.remove(index);
  }

  split(): Branch<V> | undefined {
    return this.size > MAX_MEMBERS ? new Branch(this.owner, ...this.half()) : undefined;
  }

  /** The node at an index, as one that may be written to. */
  #own(index: number): Node<V> {
    const node = this.member(index).ownedBy(this.owner);
    this.members[index] = node;
    return node;
  }
}
