import type { Scope } from "./scope.js";

/** Writes a part of an expression. */
export type Write = (scope: Scope) => string;

/** The precedence of the operators of conditions in DynamoDB. */
const OR = 1;
const AND = 2;
const NOT = 3;
const SINGLE = 4;

/**
 * A condition on an item, for a filter or a write.
 *
 * Conditions are created by the fields of an item, and combined by `and`, `or` and `not`.
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
   * Both conditions are true.
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
   * At least one of the two conditions is true.
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
   * The condition is false.
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
      scope.report("condition", `${word} needs another condition.`, "pass one that was created by the item's fields.");
      return left;
    };
    return new Condition(write, binding);
  }

  /** Adds parentheses only if they are necessary: DynamoDB refuses redundant ones. */
  #inside(binding: number, scope: Scope): string {
    const text = this.#write(scope);
    return this.#binding < binding ? `(${text})` : text;
  }
}
