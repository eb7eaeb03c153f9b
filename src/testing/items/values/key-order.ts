import type { AttributeValue } from "./attribute-value.js";
import { parseDecimal } from "./number.js";

/** Code units from here on are not in the order of UTF-8: surrogates stand for the characters above U+FFFF, and U+E000 to U+FFFF follow them. */
const FROM_SURROGATES = /[\ud800-\uffff]/;
const EACH_FROM_SURROGATES = /[\ud800-\uffff]/g;
const FIRST_SURROGATE = 0xd800;
const FIRST_AFTER_SURROGATES = 0xe000;
const SURROGATES = FIRST_AFTER_SURROGATES - FIRST_SURROGATE;
const AFTER_SURROGATES = 0x10000 - FIRST_AFTER_SURROGATES;

/**
 * A text that `<` orders as DynamoDB orders the value among those of its type: text and binary by bytes, numbers by size.
 * Equal values have equal texts; what a value begins with, its text begins with. `undefined` for types without an order.
 */
export function orderedText(value: AttributeValue): string | undefined {
  if ("S" in value) return inOrderOfUtf8(value.S);
  if ("N" in value) return orderedNumber(value.N);
  if ("B" in value) return binaryText(value.B);
  return undefined;
}

/** -1, 0 or 1: the order of two texts by their bytes in UTF-8. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return inOrderOfUtf8(a) < inOrderOfUtf8(b) ? -1 : 1;
}

/** -1, 0 or 1: the order of two binary values, in base64, by their bytes. */
export function compareBinary(a: string, b: string): number {
  if (a === b) return 0;
  return binaryText(a) < binaryText(b) ? -1 : 1;
}

/** Whether a text or binary value begins with another of its type. */
export function beginsWith(value: AttributeValue, prefix: AttributeValue): boolean {
  if ("S" in value) return "S" in prefix && value.S.startsWith(prefix.S);
  if ("B" in value) return "B" in prefix && binaryText(value.B).startsWith(binaryText(prefix.B));
  return false;
}

/** The bytes of a binary value, each as a character up to U+00FF. */
function binaryText(base64: string): string {
  return Buffer.from(base64, "base64").toString("latin1");
}

/** Moves the surrogates behind U+FFFF's place, so that `<`, which compares code units, orders as UTF-8 does. Most texts are unchanged. */
function inOrderOfUtf8(text: string): string {
  if (!FROM_SURROGATES.test(text)) return text;
  return text.replace(EACH_FROM_SURROGATES, (unit) => {
    const code = unit.charCodeAt(0);
    return String.fromCharCode(code < FIRST_AFTER_SURROGATES ? code + AFTER_SURROGATES : code - SURROGATES);
  });
}

/** Sign, power and digits. A negative number has each digit's complement, and an end that follows every digit: -1.5 is before -1. */
function orderedNumber(text: string): string {
  const { sign, digits, power } = parseDecimal(text);
  if (sign === 0) return "1";
  if (sign > 0) return `2${String(power + 500)}${digits}`;
  const complement = digits.replace(/\d/g, (digit) => String(9 - Number(digit)));
  return `0${String(499 - power)}${complement}~`;
}
