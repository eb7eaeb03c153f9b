import type { KeyRange } from "../expressions/key-range.js";
import type { AttributeValue } from "../values/attribute-value.js";
import { compareValues, isEqual } from "../values/compare.js";
import { beginsWith } from "../values/key-order.js";

/** A bound of a range, and whether its value is in the range. */
interface Bound {
  readonly value: AttributeValue;
  readonly isIncluded: boolean;
}

/** Whether two ranges of a key can have an item in common. */
export function overlap(a: KeyRange, b: KeyRange): boolean {
  if (!a.partition.every((value, place) => isSame(value, b.partition[place]))) return false;
  const equal = Math.min(a.equal.length, b.equal.length);
  for (let place = 0; place < equal; place++) if (!isSame(a.equal[place], b.equal[place])) return false;
  return a.equal.length === b.equal.length ? rangesOverlap(a, b) : valueInRange(a, b);
}

function isSame(a: AttributeValue | undefined, b: AttributeValue | undefined): boolean {
  return a !== undefined && b !== undefined && isEqual(a, b);
}

/** One of the ranges has a value for the attribute on which the other has a condition. */
function valueInRange(a: KeyRange, b: KeyRange): boolean {
  const [longer, shorter] = a.equal.length > b.equal.length ? [a, b] : [b, a];
  const value = longer.equal[shorter.equal.length];
  if (value === undefined || shorter.range === undefined) return true;
  return rangesOverlap({ range: { operator: "BETWEEN", values: [value, value] } }, shorter);
}

function rangesOverlap({ range: a }: Pick<KeyRange, "range">, { range: b }: Pick<KeyRange, "range">): boolean {
  if (!a || !b) return true;
  const prefixes = [a, b].map(({ operator, values }) => (operator === "begins_with" ? values[0] : undefined));
  const [one, other] = prefixes;
  if (one && other) return beginsWith(one, other) || beginsWith(other, one);
  if (one) return prefixInRange(one, b);
  if (other) return prefixInRange(other, a);
  return isBefore(lowOf(a), highOf(b)) && isBefore(lowOf(b), highOf(a));
}

/** The values with a prefix are from the prefix on, and before each larger value that does not have it. */
function prefixInRange(prefix: AttributeValue, range: NonNullable<KeyRange["range"]>): boolean {
  const [low, high] = [lowOf(range), highOf(range)];
  const start: Bound = { value: prefix, isIncluded: true };
  if (low && !beginsWith(low.value, prefix) && Number(compareValues(low.value, prefix)) > 0) return false;
  return isBefore(start, high);
}

function lowOf({ operator, values }: NonNullable<KeyRange["range"]>): Bound | undefined {
  const [value] = values;
  if (value === undefined || operator === "<" || operator === "<=") return undefined;
  return { value, isIncluded: operator !== ">" };
}

function highOf({ operator, values }: NonNullable<KeyRange["range"]>): Bound | undefined {
  const value = values.at(-1);
  if (value === undefined || operator === ">" || operator === ">=") return undefined;
  return { value, isIncluded: operator !== "<" };
}

/** Whether there can be a value from one bound to the other. */
function isBefore(low: Bound | undefined, high: Bound | undefined): boolean {
  if (!low || !high) return true;
  const order = compareValues(low.value, high.value) ?? 0;
  return order < 0 || (order === 0 && low.isIncluded && high.isIncluded);
}
