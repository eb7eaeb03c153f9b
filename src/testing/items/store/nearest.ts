/** The values with the lowest measures among those that are added, at most a number of them: a heap with the highest one first. */
export class Nearest<V> {
  readonly #measures: number[] = [];
  readonly #values: V[] = [];

  /** @param max - How many values are kept, at least one. */
  constructor(private readonly max: number) {}

  /** Whether a measure is among the lowest so far. */
  accepts(measure: number): boolean {
    return this.#values.length < this.max || measure < this.#at(0);
  }

  /** Adds a value whose measure is accepted. */
  add(measure: number, value: V): void {
    if (this.#values.length < this.max) {
      this.#measures.push(measure);
      this.#values.push(value);
      this.#raise(this.#values.length - 1);
    } else {
      this.#set(0, measure, value);
      this.#lower();
    }
  }

  /** The kept values with their measures, the lowest first. */
  sorted(): { readonly measure: number; readonly value: V }[] {
    return this.#values
      .map((value, index) => ({ measure: this.#at(index), value }))
      .sort((a, b) => a.measure - b.measure);
  }

  #at(index: number): number {
    return this.#measures[index] as number; // callers stay below the length
  }

  #set(index: number, measure: number, value: V): void {
    this.#measures[index] = measure;
    this.#values[index] = value;
  }

  #swap(a: number, b: number): void {
    const [measure, value] = [this.#at(a), this.#values[a] as V]; // as above
    this.#set(a, this.#at(b), this.#values[b] as V);
    this.#set(b, measure, value);
  }

  #raise(start: number): void {
    for (let index = start; index > 0; ) {
      const parent = (index - 1) >>> 1;
      if (this.#at(index) <= this.#at(parent)) return;
      this.#swap(index, parent);
      index = parent;
    }
  }

  #lower(): void {
    const { length } = this.#measures;
    for (let index = 0; 2 * index + 1 < length; ) {
      const [left, right] = [2 * index + 1, 2 * index + 2];
      const child = right < length && this.#at(right) > this.#at(left) ? right : left;
      if (this.#at(child) <= this.#at(index)) return;
      this.#swap(index, child);
      index = child;
    }
  }
}
