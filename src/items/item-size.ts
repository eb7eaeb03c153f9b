import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import type { StoredItem } from "../model/schema.js";

/** Bytes of a list or map, and of each of its members, beside the content. */
const DOCUMENT_OVERHEAD = 3;
const MEMBER_OVERHEAD = 1;

/** The bytes of an item as DynamoDB counts them: names and values. A number can have one byte more. */
export function itemSize(item: StoredItem): number {
  let size = 0;
  for (const name in item) {
    const value = item[name];
    if (value !== undefined) size += Buffer.byteLength(name) + valueSize(value);
  }
  return size;
}

function valueSize(value: AttributeValue): number {
  if (value.S !== undefined) return Buffer.byteLength(value.S);
  if (value.N !== undefined) return numberSize(value.N);
  if (value.B !== undefined) return value.B.length;
  if (value.M !== undefined)
    return DOCUMENT_OVERHEAD + MEMBER_OVERHEAD * Object.keys(value.M).length + itemSize(value.M);
  if (value.L !== undefined)
    return value.L.reduce((size, member) => size + MEMBER_OVERHEAD + valueSize(member), DOCUMENT_OVERHEAD);
  if (value.SS !== undefined) return total(value.SS, Buffer.byteLength);
  if (value.NS !== undefined) return total(value.NS, numberSize);
  if (value.BS !== undefined) return total(value.BS, ({ length }) => length);
  return 1;
}

/** One byte, one for each pair of digits without the zeros at both ends, and one for a minus. */
function numberSize(text: string): number {
  const [mantissa = ""] = text.split(/[eE]/, 1);
  const digits = mantissa
    .replace(/^[-+]/, "")
    .replace(".", "")
    .replace(/^0+|0+$/g, "");
  return 1 + Math.ceil(digits.length / 2) + (text.startsWith("-") ? 1 : 0);
}

function total<T>(members: readonly T[], sizeOf: (member: T) => number): number {
  return members.reduce((size, member) => size + sizeOf(member), 0);
}
