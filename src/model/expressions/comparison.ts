import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { MAX_IN_VALUES } from "../../dynamodb/limits.js";
import { Condition } from "./condition.js";
import { isReversed } from "./order.js";
import type { Scope } from "./scope.js";

/** The left side of a comparison: an attribute, or the size of one. */
export interface Operand {
  /** The operand in an expression. */
  write(scope: Scope): string;
  /**
   * Encodes a value to compare it with; `undefined` if the attribute does not exist or the value does not fit, which is
   * reported.
   */
  encode(scope: Scope, value: unknown): AttributeValue | undefined;
  /** The operand as in the caller's code, for messages. */
  toString(): string;
}

/** The placeholder of an encoded value; empty for an invalid value, whose expression is never sent. */
export function placeholderOf(scope: Scope, stored: AttributeValue | undefined): string {
  return stored === undefined ? "" : scope.placeholders.value(stored);
}

export function compare(operand: Operand, sign: string, value: unknown): Condition {
  return new Condition(
    (scope) => `${operand.write(scope)} ${sign} ${placeholderOf(scope, operand.encode(scope, value))}`,
  );
}

export function between(operand: Operand, low: unknown, high: unknown): Condition {
  return new Condition((scope) => {
    const path = operand.write(scope);
    const [first, second] = [operand.encode(scope, low), operand.encode(scope, high)];
    if (first !== undefined && second !== undefined && isReversed(first, second))
      scope.report(`${operand}.between`, "the first value is greater than the second.", "swap them.");
    return `${path} BETWEEN ${placeholderOf(scope, first)} AND ${placeholderOf(scope, second)}`;
  });
}

export function oneOf(operand: Operand, values: readonly unknown[]): Condition {
  return new Condition((scope) => {
    const path = operand.write(scope);
    const count = Array.isArray(values) ? values.length : 0;
    if (count < 1 || count > MAX_IN_VALUES) {
      scope.report(`${operand}.in`, `expects an array of 1 to ${MAX_IN_VALUES} values.`, `this one has ${count}.`);
      return path;
    }
    return `${path} IN (${values.map((value) => placeholderOf(scope, operand.encode(scope, value))).join(", ")})`;
  });
}
