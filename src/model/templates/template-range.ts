import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { after, afterAll, beginning, conditionOf, type TextCondition } from "./key-range.js";
import type { KeyStart, KeyTemplate, ValuePart } from "./key-template.js";

/** A range of the values of an attribute, in stored form. */
export type StoredRange =
  | { readonly operator: "beginsWith" | "lt" | "lte" | "gt" | "gte"; readonly value: AttributeValue }
  | { readonly operator: "between"; readonly value: AttributeValue; readonly high: AttributeValue };

/** The condition for the keys of a template that begin with a start; `undefined` if all keys do. */
export function startCondition({ text, next }: KeyStart): TextCondition | undefined {
  if (next === undefined) return { operator: "=", value: text };
  return text === "" ? undefined : { operator: "begins_with", value: text };
}

/** The condition for the keys of a template that begin with a start, and continue with a value of a range. */
export function rangeCondition(
  template: KeyTemplate,
  start: string,
  part: ValuePart,
  range: StoredRange,
): TextCondition {
  const textTo = (value: AttributeValue) => start + template.textOf(part, value);
  const isLast = template.isLast(part);
  const literal = template.textAfter(part);
  /** The first text after the keys with a value. */
  const textAfter = (value: AttributeValue) => (isLast ? after(textTo(value)) : afterAll(textTo(value) + literal));
  switch (range.operator) {
    case "beginsWith":
      return beginning(textTo(range.value));
    case "lt":
      // Without the literal that follows each value, it is not a key.
      return conditionOf(start, { before: textTo(range.value), isBetweenKeys: literal !== "" });
    case "lte":
      return conditionOf(start, { before: textAfter(range.value), isBetweenKeys: !isLast });
    case "gt":
      return conditionOf(start, { from: textAfter(range.value) });
    case "gte":
      return conditionOf(start, { from: textTo(range.value) });
    case "between":
      return conditionOf(start, { from: textTo(range.value), before: textAfter(range.high), isBetweenKeys: !isLast });
  }
}
