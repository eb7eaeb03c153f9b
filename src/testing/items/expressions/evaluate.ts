import { type AttributeValue, type Item, typeOf } from "../values/attribute-value.js";
import { compareValues, isEqual } from "../values/compare.js";
import { beginsWith } from "../values/key-order.js";
import type { Comparator, Condition, Operand } from "./condition.js";
import { valueAt } from "./paths.js";

/** Whether an item matches a condition. An item that does not exist is one without attributes. */
export function evaluate(condition: Condition, item: Item): boolean {
  switch (condition.type) {
    case "and":
      return condition.conditions.every((each) => evaluate(each, item));
    case "or":
      return condition.conditions.some((each) => evaluate(each, item));
    case "not":
      return !evaluate(condition.condition, item);
    case "compare":
      return compare(condition.comparator, resolve(condition.left, item), resolve(condition.right, item));
    case "between":
      return isBetween(condition, item);
    case "in":
      return isIn(condition, item);
    case "attribute_exists":
      return valueAt(item, condition.path) !== undefined;
    case "attribute_not_exists":
      return valueAt(item, condition.path) === undefined;
    case "attribute_type":
      return hasType(resolve(condition.operand, item), condition.attributeType);
    case "begins_with":
      return onBoth(beginsWith, resolve(condition.operand, item), resolve(condition.part, item));
    case "contains":
      return onBoth(contains, resolve(condition.operand, item), resolve(condition.part, item));
  }
}

function resolve(operand: Operand, item: Item): AttributeValue | undefined {
  switch (operand.type) {
    case "path":
      return valueAt(item, operand.path);
    case "value":
      return operand.value;
    case "size":
      return sizeOf(resolve(operand.of, item));
  }
}

/** A value that is absent is different from each other one, and has no order. */
function compare(comparator: Comparator, a: AttributeValue | undefined, b: AttributeValue | undefined): boolean {
  if (comparator === "=") return onBoth(isEqual, a, b);
  if (comparator === "<>") return !onBoth(isEqual, a, b);
  const order = a && b && compareValues(a, b);
  if (order === undefined) return false;
  switch (comparator) {
    case "<":
      return order < 0;
    case "<=":
      return order <= 0;
    case ">":
      return order > 0;
    case ">=":
      return order >= 0;
  }
}

function isBetween({ operand, low, high }: Extract<Condition, { type: "between" }>, item: Item): boolean {
  const value = resolve(operand, item);
  return compare(">=", value, resolve(low, item)) && compare("<=", value, resolve(high, item));
}

function isIn({ operand, list }: Extract<Condition, { type: "in" }>, item: Item): boolean {
  const value = resolve(operand, item);
  return value !== undefined && list.some((each) => onBoth(isEqual, value, resolve(each, item)));
}

function hasType(value: AttributeValue | undefined, type: string): boolean {
  return value !== undefined && typeOf(value) === type;
}

/** Whether a text or binary value has this part, or a list or set this element. */
function contains(whole: AttributeValue, part: AttributeValue): boolean {
  if ("L" in whole) return whole.L.some((element) => isEqual(element, part));
  if ("S" in part) return "S" in whole ? whole.S.includes(part.S) : "SS" in whole && whole.SS.includes(part.S);
  if ("N" in part) return "NS" in whole && whole.NS.includes(part.N);
  if (!("B" in part)) return false;
  if ("B" in whole) return bytesOf(whole.B).includes(bytesOf(part.B));
  return "BS" in whole && whole.BS.includes(part.B);
}

/** The bytes of a binary value, each as a character. */
function bytesOf(base64: string): string {
  return Buffer.from(base64, "base64").toString("latin1");
}

/** Characters as UTF-16 counts them, bytes, elements or members. Other types have no size. */
function sizeOf(value: AttributeValue | undefined): AttributeValue | undefined {
  const size = value && count(value);
  return size === undefined ? undefined : { N: String(size) };
}

function count(value: AttributeValue): number | undefined {
  if ("S" in value) return value.S.length;
  if ("B" in value) return Buffer.byteLength(value.B, "base64");
  if ("L" in value) return value.L.length;
  if ("M" in value) return Object.keys(value.M).length;
  if ("SS" in value) return value.SS.length;
  if ("NS" in value) return value.NS.length;
  return "BS" in value ? value.BS.length : undefined;
}

function onBoth(
  test: (a: AttributeValue, b: AttributeValue) => boolean,
  a: AttributeValue | undefined,
  b: AttributeValue | undefined,
): boolean {
  return a !== undefined && b !== undefined && test(a, b);
}
