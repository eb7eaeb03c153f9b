/** Random choices, the same for the same seed. */
export class RandomChoices {
  #state: number;

  constructor(readonly seed: number) {
    this.#state = seed;
  }

  /** A whole number from 0 up to, but not including, `below`: a multiply-with-shift generator of 32 bits. */
  below(below: number): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  }

  /** Whether one of so many cases happens. */
  oneIn(cases: number): boolean {
    return this.below(cases) === 0;
  }

  /** One of several values. */
  of<T>(...values: readonly [T, ...T[]]): T {
    return this.from(values);
  }

  /** One of a list that is not empty. */
  from<T>(values: readonly T[]): T {
    return values[this.below(values.length)] as T; // it is not empty
  }

  /** A list of up to so many values. */
  list<T>(max: number, create: (place: number) => T): T[] {
    return Array.from({ length: this.below(max + 1) }, (_, place) => create(place));
  }

  /** The members of an object, each of them with a probability of a half. */
  some(members: Readonly<Record<string, unknown>>): Record<string, unknown> {
    return Object.fromEntries(Object.entries(members).filter(() => this.oneIn(2)));
  }
}
