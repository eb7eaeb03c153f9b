import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { compareDecimals, parseDecimal } from "../decimal.js";

/** Whether the lower bound of a range is greater than the upper one, which DynamoDB refuses. */
export function isReversed(low: AttributeValue, high: AttributeValue): boolean {
  if (low.N !== undefined && high.N !== undefined) return compareNumbers(low.N, high.N) > 0;
  if (low.S !== undefined && high.S !== undefined) return compareText(low.S, high.S) > 0;
  if (low.B !== undefined && high.B !== undefined) return compareBytes(low.B, high.B) > 0;
  return false;
}

function compareNumbers(a: string, b: string): number {
  const difference = Number(a) - Number(b);
  if (difference !== 0) return difference;
  const [first, second] = [parseDecimal(a), parseDecimal(b)]; // they can differ in a digit that a double does not represent
  return first === undefined || second === undefined ? 0 : compareDecimals(first, second);
}

/**
 * Compares UTF-8 bytes, as DynamoDB does: JavaScript's own order sorts surrogate pairs before some single code units.
 */
export function compareText(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let place = 0; place < length; place++) {
    const difference = rank(a.charCodeAt(place)) - rank(b.charCodeAt(place));
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

function rank(unit: number): number {
  const isSurrogate = unit >= 0xd800 && unit <= 0xdfff;
  return isSurrogate ? unit + 0x10000 : unit;
}

function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const length = Math.min(a.length, b.length);
  for (let place = 0; place < length; place++) {
    const difference = (a[place] ?? 0) - (b[place] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}
