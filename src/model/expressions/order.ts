import type { AttributeValue } from "@aws-sdk/client-dynamodb";

/** Whether the bounds of a range are the wrong way round in DynamoDB's order, which it refuses. */
export function isReversed(low: AttributeValue, high: AttributeValue): boolean {
  if (low.N !== undefined && high.N !== undefined) return compareNumbers(low.N, high.N) > 0;
  if (low.S !== undefined && high.S !== undefined) return compareText(low.S, high.S) > 0;
  if (low.B !== undefined && high.B !== undefined) return compareBytes(low.B, high.B) > 0;
  return false;
}

function compareNumbers(a: string, b: string): number {
  const difference = Number(a) - Number(b);
  // Numbers that differ in a late digit only look the same to JavaScript; no fraction has that many digits here.
  return difference === 0 && a.length > 15 && isWhole(a) && isWhole(b)
    ? Math.sign(Number(BigInt(a) - BigInt(b)))
    : difference;
}

function isWhole(text: string): boolean {
  return !text.includes(".") && !text.includes("e");
}

/** By UTF-8 bytes, as DynamoDB does: JavaScript's own order puts surrogate pairs before some single units. */
function compareText(a: string, b: string): number {
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
