import { type AttributeValue, attributeOf, type Item, typeOf } from "./attribute-value.js";
import { compareBinary, compareText } from "./key-order.js";
import { compareNumbers } from "./number.js";

/** -1, 0 or 1 for two texts, numbers or binary values; `undefined` for values of other types or of two types: they have no order. */
export function compareValues(a: AttributeValue, b: AttributeValue): number | undefined {
  if ("S" in a && "S" in b) return compareText(a.S, b.S);
  if ("N" in a && "N" in b) return compareNumbers(a.N, b.N);
  if ("B" in a && "B" in b) return compareBinary(a.B, b.B);
  return undefined;
}

/** Whether two values have the same type and content. Numbers are normalised; the order of sets does not matter. */
export function isEqual(a: AttributeValue, b: AttributeValue): boolean {
  if (a === b) return true;
  if ("S" in a) return "S" in b && a.S === b.S;
  if ("N" in a) return "N" in b && a.N === b.N;
  if ("B" in a) return "B" in b && a.B === b.B;
  if ("BOOL" in a) return "BOOL" in b && a.BOOL === b.BOOL;
  if ("L" in a) return "L" in b && equalLists(a.L, b.L);
  if ("M" in a) return "M" in b && equalItems(a.M, b.M);
  if ("SS" in a) return "SS" in b && equalSets(a.SS, b.SS);
  if ("NS" in a) return "NS" in b && equalSets(a.NS, b.NS);
  if ("BS" in a) return "BS" in b && equalSets(a.BS, b.BS);
  return typeOf(a) === typeOf(b);
}

/** Whether two items have the same attributes. */
export function equalItems(a: Item, b: Item): boolean {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => equalMembers(a, b, name));
}

function equalMembers(a: Item, b: Item, name: string): boolean {
  const [one, other] = [attributeOf(a, name), attributeOf(b, name)];
  return one !== undefined && other !== undefined && isEqual(one, other);
}

function equalLists(a: readonly AttributeValue[], b: readonly AttributeValue[]): boolean {
  if (a.length !== b.length) return false;
  return a.every((value, place) => {
    const other = b[place];
    return other !== undefined && isEqual(value, other);
  });
}

function equalSets(a: readonly string[], b: readonly string[]): boolean {
  if (a.length !== b.length) return false;
  const members = new Set(a);
  return b.every((member) => members.has(member));
}
