import type { AttributeValue, Item } from "./attribute-value.js";
import { parseDecimal } from "./number.js";

/** Bytes of a list or map, and of each of its members, beside the content. */
const DOCUMENT_OVERHEAD = 3;
const MEMBER_OVERHEAD = 1;

/** The bytes of an item as DynamoDB counts them: names and values. */
export function sizeOf(item: Item): number {
  let size = 0;
  for (const name in item) {
    const value = item[name];
    if (value !== undefined) size += attributeSize(name, value);
  }
  return size;
}

/** The bytes of an attribute: its name and its value. */
export function attributeSize(name: string, value: AttributeValue): number {
  return textSize(name) + valueSize(value);
}

/** The bytes of a value. */
export function valueSize(value: AttributeValue): number {
  if ("S" in value) return textSize(value.S);
  if ("N" in value) return numberSize(value.N);
  if ("B" in value) return binarySize(value.B);
  if ("L" in value) return value.L.reduce((size, item) => size + MEMBER_OVERHEAD + valueSize(item), DOCUMENT_OVERHEAD);
  if ("M" in value) return DOCUMENT_OVERHEAD + MEMBER_OVERHEAD * Object.keys(value.M).length + sizeOf(value.M);
  if ("SS" in value) return total(value.SS, textSize);
  if ("NS" in value) return total(value.NS, numberSize);
  if ("BS" in value) return total(value.BS, binarySize);
  return 1;
}

/** Whole numbers that do not end in a zero. */
const SIMPLE = /^-?\d{0,36}[1-9]$/;

/** The bytes of a number: one, one for each pair of digits, counted from the decimal point, and one for a minus. */
function numberSize(text: string): number {
  if (SIMPLE.test(text)) {
    const minus = text.startsWith("-") ? 1 : 0;
    return 1 + Math.ceil((text.length - minus) / 2) + minus;
  }
  const { sign, digits, power } = parseDecimal(text);
  if (sign === 0) return 1;
  const endsOfPairs = digits.length % 2 === 0 && power % 2 === 0 ? 1 : 0;
  return 1 + Math.ceil(digits.length / 2) + endsOfPairs + (sign < 0 ? 1 : 0);
}

/** Texts up to this length are counted here: a call of Node costs more. */
const SHORT = 64;

function textSize(text: string): number {
  if (text.length > SHORT) return Buffer.byteLength(text);
  for (let index = 0; index < text.length; index += 1)
    if (text.charCodeAt(index) > 0x7f) return Buffer.byteLength(text);
  return text.length;
}

function binarySize(base64: string): number {
  return Buffer.byteLength(base64, "base64");
}

function total(members: readonly string[], sizeOfMember: (member: string) => number): number {
  return members.reduce((size, member) => size + sizeOfMember(member), 0);
}
