import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import type { AttributeSpec } from "../attribute.js";
import { InvalidValue } from "../codec.js";
import { isCanonicalText } from "../dates.js";
import { decimalText, parseDecimal } from "../decimal.js";

/** How the values of an attribute become text in a key. */
export type TextKind = "text" | "number" | "date" | "boolean";

/** The kind of an attribute's texts; `undefined` if its values cannot be part of a text. */
export function textKindOf({ kind, codec }: AttributeSpec): TextKind | undefined {
  if (kind === "date" || (kind === "timestamp" && isDate(codec))) return "date";
  if (codec.storage === "S") return "text";
  if (codec.storage === "N") return "number";
  return codec.storage === "BOOL" ? "boolean" : undefined;
}

/** Whether the values of a timestamp are Dates. Microseconds and nanoseconds are bigints. */
function isDate(codec: AttributeSpec["codec"]): boolean {
  return codec.decode({ N: "0" }) instanceof Date;
}

/** The length of the ISO text of a date in the years 0 to 9999. */
const DATE_LENGTH = 24;

/** The length of an attribute's texts, if it is the same for all; then no separator has to follow. */
export function fixedLength(spec: AttributeSpec, width: number | undefined): number | undefined {
  const kind = textKindOf(spec);
  if (kind === "date") return DATE_LENGTH;
  return kind === "number" ? width : undefined;
}

/** The text of a stored value in a key, without escapes: it sorts as the values do. */
export function plainText(spec: AttributeSpec, width: number | undefined, stored: AttributeValue): string {
  const kind = textKindOf(spec);
  if (kind === "date") return isIsoText(stored) ? stored.S : dateText(spec.codec.decode(stored));
  if (kind === "boolean") return String(stored.BOOL);
  if (kind === "number") return numberText(stored.N ?? "", width);
  const text = stored.S ?? "";
  // All lone surrogates become the same character in UTF-8, so keys with them would be equal.
  if (!isWellFormed(text)) throw new InvalidValue("has half of a surrogate pair, which a key cannot store");
  return text;
}

/** `isWellFormed` of strings, which the ES2023 library does not declare. */
function isWellFormed(text: string): boolean {
  return !/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/.test(text);
}

/** Whether a stored date is in the form of keys, which avoids reading it. */
function isIsoText(stored: AttributeValue): stored is AttributeValue.SMember {
  return stored.S !== undefined && isCanonicalText(stored.S);
}

function dateText(value: unknown): string {
  const text = (value as Date).toISOString(); // the codec of a date returns Dates
  if (text.length === DATE_LENGTH) return text;
  throw new InvalidValue("only the years 0 to 9999 sort by time in a key");
}

function numberText(stored: string, width: number | undefined): string {
  const text = plainDigits(stored);
  if (width === undefined) return text;
  if (text.startsWith("-")) throw new InvalidValue("is negative, and a padded number in a key is not");
  if (!/^\d+$/.test(text)) throw new InvalidValue("is not a whole number, and a padded number in a key is");
  if (text.length > width) throw new InvalidValue(`has ${text.length} digits, and the key's template has ${width}`);
  return text.padStart(width, "0");
}

/** The digits of a stored number, without an exponent. */
function plainDigits(stored: string): string {
  if (WHOLE.test(stored)) return stored;
  const read = parseDecimal(stored);
  return read === undefined ? stored : decimalText(read);
}

/** A whole number without zeros before it. */
const WHOLE = /^(?:0|[1-9]\d*)$/;

/** The stored value of an attribute from its plain text in a key. */
export function storedOf(spec: AttributeSpec, text: string): AttributeValue | undefined {
  const kind = textKindOf(spec);
  try {
    if (kind === "text") return { S: text };
    if (kind === "boolean") return text === "true" || text === "false" ? { BOOL: text === "true" } : undefined;
    if (kind === "date") return spec.codec.encode(new Date(text));
    const number = parseDecimal(text);
    return number && { N: decimalText(number) };
  } catch (error) {
    if (error instanceof InvalidValue) return undefined;
    throw error;
  }
}
