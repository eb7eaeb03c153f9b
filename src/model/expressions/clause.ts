import type { Scope } from "./scope.js";

/** Writes a part of an expression. */
export type Write = (scope: Scope) => string;

/** How tightly the words of conditions bind, as DynamoDB reads them. */
const OR = 1;
const AND = 2;
const NOT = 3;
const SINGLE = 4;

/**
 * A condition on an item: what a filter lets through, what must hold for a write.
 *
 * The fields of an item make them, and `and`, `or` and `not` combine them.
 */
export class Condition {
  readonly #write: Write;
  readonly #binding: number;
  #opposite: Condition | undefined;

  /** @internal */
  constructor(write: Write, binding = SINGLE) {
    this.#write = write;
    this.#binding = binding;
  }

  /**
   * Both hold.
   *
   * @param other - The other condition.
   * @returns The new condition.
   *
   * @example
   * ```ts
   * console.log(await User.scan({ filter: (user) => user.age.gt(17).and(user.age.lt(65)) }).first());
   * ```
   */
  and(other: Condition): Condition {
    return this.#joined("AND", AND, other);
  }

  /**
   * One of the two holds, or both do.
   *
   * @param other - The other condition.
   * @returns The new condition.
   *
   * @example
   * ```ts
   * console.log(await User.scan({ filter: (user) => user.age.lt(18).or(user.age.gt(64)) }).first());
   * ```
   */
  or(other: Condition): Condition {
    return this.#joined("OR", OR, other);
  }

  /**
   * It does not hold.
   *
   * @returns The new condition.
   *
   * @example
   * ```ts
   * console.log(await User.scan({ filter: (user) => user.age.gt(17).not() }).first());
   * ```
   */
  not(): Condition {
    if (this.#opposite !== undefined) return this.#opposite;
    const negation = new Condition((scope) => `NOT ${this.#inside(NOT, scope)}`, NOT);
    negation.#opposite = this;
    return negation;
  }

  /** @internal */
  write(scope: Scope): string {
    return this.#write(scope);
  }

  #joined(word: string, binding: number, other: Condition): Condition {
    const write = (scope: Scope) => {
      const left = this.#inside(binding, scope);
      if (other instanceof Condition) return `${left} ${word} ${other.#inside(binding, scope)}`;
      scope.report("condition", `${word} needs another condition.`, "give one that the item's fields made.");
      return left;
    };
    return new Condition(write, binding);
  }

  /** In parentheses only where they are needed: DynamoDB refuses those that are not. */
  #inside(binding: number, scope: Scope): string {
    const text = this.#write(scope);
    return this.#binding < binding ? `(${text})` : text;
  }
}
