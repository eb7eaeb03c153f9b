import { MAX_SORT_KEY_BYTES } from "../../dynamodb/limits.js";
import { compareText } from "../expressions/order.js";

/** The condition on the text of a sort key. */
export type TextCondition =
  | { readonly operator: "=" | "<" | "<=" | ">" | ">="; readonly value: string }
  | { readonly operator: "BETWEEN"; readonly value: string; readonly high: string }
  | { readonly operator: "begins_with"; readonly value: string };

/** The bounds of texts: from the first, inclusive, to the last, exclusive. Without a bound there is no limit on that side. */
export interface TextRange {
  readonly from?: string | undefined;
  readonly before?: string | undefined;
  /** Whether no key can be equal to `before`, so that a condition may include it. */
  readonly isBetweenKeys?: boolean | undefined;
}

/** The condition for a range of texts that all begin with a start. */
export function conditionOf(start: string, { from = start, before, isBetweenKeys = false }: TextRange): TextCondition {
  if (before !== undefined && compareText(before, from) <= 0) return NONE;
  if (start === "" && before === undefined) return { operator: ">=", value: from || FIRST };
  if (start === "" && from === "") return { operator: "<", value: before ?? "" };
  // BETWEEN includes its ends. No key that begins with the start is equal to the first text after all of these.
  const end = before ?? afterAll(start);
  const high = before === undefined || isBetweenKeys ? end : lastBefore(end);
  return compareText(high, from) < 0 ? NONE : { operator: "BETWEEN", value: from, high };
}

/** The condition for the texts that begin with a text. */
export function beginning(value: string): TextCondition {
  return value === "" ? { operator: ">=", value: FIRST } : { operator: "begins_with", value };
}

/** The first text after all texts that begin with a start. */
export function afterAll(start: string): string {
  const last = [...start].at(-1) ?? "";
  const code = (last.codePointAt(0) ?? 0) + 1;
  // Surrogates are not characters.
  return start.slice(0, -last.length) + String.fromCodePoint(code === FIRST_SURROGATE ? AFTER_SURROGATES : code);
}

/** The first text after a text. */
export function after(text: string): string {
  return `${text}\0`;
}

/** The last text that a key can store before another one. */
function lastBefore(text: string): string {
  const last = [...text].at(-1) ?? "";
  const rest = text.slice(0, -last.length);
  const code = (last.codePointAt(0) ?? 0) - 1;
  if (code < 0) return rest;
  return filled(rest + String.fromCodePoint(code === AFTER_SURROGATES - 1 ? FIRST_SURROGATE - 1 : code));
}

/** A text with the last characters behind it, up to the maximum length of a key: no key that begins with the text is greater. */
function filled(text: string): string {
  const room = Math.max(0, MAX_SORT_KEY_BYTES - Buffer.byteLength(text));
  return text + LAST_OF_BYTES[4].repeat(Math.floor(room / 4)) + (LAST_OF_BYTES[room % 4] ?? "");
}

/** The first text that a key can store. A condition with an empty text is refused. */
const FIRST = "\0";
/** No text is in the range: nothing is less than the first one. */
const NONE: TextCondition = { operator: "<", value: FIRST };
const FIRST_SURROGATE = 0xd800;
const AFTER_SURROGATES = 0xe000;
/** The last characters of so many bytes in UTF-8. */
const LAST_OF_BYTES = ["", "\u007f", "\u07ff", "\uffff", "\u{10ffff}"] as const;
