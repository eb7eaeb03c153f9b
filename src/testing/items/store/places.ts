import { MAX_PARTITION_KEY_BYTES, MAX_SORT_KEY_BYTES } from "../../../dynamodb/limits.js";
import { fnv1a } from "../../../validation/fnv1a.js";
import { type AttributeValue, attributeOf, type Item } from "../values/attribute-value.js";
import { orderedText } from "../values/key-order.js";
import { valueSize } from "../values/size.js";
import type { KeyAttribute, KeyDefinition } from "./definition.js";
import type { PlaceRange } from "./ordered-map.js";
import type { Place } from "./tree-node.js";

// The place of an item is the hash of its partition key, then the key attributes, each as a text in the order of its values. So one
// ordered map has the partitions in the order of a scan, and in each the items in the order of a query.

/** Ends the text of an attribute. Within a text, the character NUL is followed by another one, so that this is before all texts that continue. */
const END = "\0\0";
const NUL = "\0\u0001";

/** A condition on a sort key attribute. */
export type SortCondition =
  | { readonly operator: "=" | "<" | "<=" | ">" | ">=" | "begins_with"; readonly value: AttributeValue }
  | { readonly operator: "between"; readonly from: AttributeValue; readonly to: AttributeValue };

/** The place of an item's partition, by the values of the partition key attributes. */
export function partitionPlace(values: readonly AttributeValue[]): Place {
  const text = values.map(attributeText).join("");
  return { hash: hashOf(text), text };
}

/**
 * The place of an item among those of a key; `undefined` if it has none, because an attribute is missing, of another type, empty
 * or too long. `unique` is a further key that tells items with equal keys apart.
 */
export function itemPlace(item: Item, { partition, sort }: KeyDefinition, unique?: KeyDefinition): Place | undefined {
  const partitionTexts = attributeTexts(item, partition, MAX_PARTITION_KEY_BYTES);
  const sortTexts = attributeTexts(item, sort, MAX_SORT_KEY_BYTES);
  const others = unique ? keyTexts(item, unique) : "";
  if (partitionTexts === undefined || sortTexts === undefined || others === undefined) return undefined;
  return { hash: hashOf(partitionTexts), text: partitionTexts + sortTexts + others };
}

/** The range of the items of a partition whose first sort key attributes have the given values, and the next one fulfils a condition. */
export function rangeOf(partition: Place, equal: readonly AttributeValue[], condition?: SortCondition): PlaceRange {
  const { hash } = partition;
  const start = partition.text + equal.map(attributeText).join("");
  const [first, end] = condition === undefined ? ["", undefined] : boundsOf(condition);
  return {
    from: { hash, text: start + first },
    to: { hash, text: end === undefined ? afterPrefix(start) : start + end },
  };
}

/** The range of a segment of a scan: an equal part of the hashes. */
export function segmentRange(segment: number, totalSegments: number): PlaceRange {
  const startOf = (each: number) => ({ hash: FIRST_HASH + Math.ceil((each * HASHES) / totalSegments), text: "" });
  return { from: startOf(segment), to: segment + 1 < totalSegments ? startOf(segment + 1) : undefined };
}

/** Whether a place is in a range. */
export function isInRange(place: Place, { from, to }: PlaceRange): boolean {
  return !isBefore(place, from) && (to === undefined || isBefore(place, to));
}

/** The part of a range that follows a place in the order of reading. */
export function rangeAfter({ from, to }: PlaceRange, place: Place, forward: boolean): PlaceRange {
  if (forward) return { from: isBefore(place, from) ? from : { ...place, text: `${place.text}\0` }, to };
  return { from, to: to !== undefined && isBefore(to, place) ? to : place };
}

function isBefore(a: Place, b: Place): boolean {
  return a.hash < b.hash || (a.hash === b.hash && a.text < b.text);
}

function keyTexts(item: Item, { partition, sort }: KeyDefinition): string | undefined {
  const partitionTexts = attributeTexts(item, partition, MAX_PARTITION_KEY_BYTES);
  const sortTexts = attributeTexts(item, sort, MAX_SORT_KEY_BYTES);
  return partitionTexts === undefined || sortTexts === undefined ? undefined : partitionTexts + sortTexts;
}

function attributeTexts(item: Item, attributes: readonly KeyAttribute[], maxBytes: number): string | undefined {
  let texts = "";
  for (const { name, type } of attributes) {
    const value = attributeOf(item, name);
    if (value === undefined || !(type in value)) return undefined;
    const size = valueSize(value);
    if (size === 0 || size > maxBytes) return undefined;
    texts += attributeText(value);
  }
  return texts;
}

function attributeText(value: AttributeValue): string {
  return startOfText(value) + END;
}

function startOfText(value: AttributeValue): string {
  const text = orderedText(value);
  if (text === undefined) throw new TypeError("a key attribute is a text, a number or a binary value");
  return text.includes("\0") ? text.replaceAll("\0", NUL) : text;
}

/** The text from which on a condition holds, and the one from which on it no longer does; `undefined` for no end. */
function boundsOf(condition: SortCondition): [string, string | undefined] {
  if (condition.operator === "between")
    return [attributeText(condition.from), afterPrefix(attributeText(condition.to))];
  const text = attributeText(condition.value);
  switch (condition.operator) {
    case "=":
      return [text, afterPrefix(text)];
    case "<":
      return ["", text];
    case "<=":
      return ["", afterPrefix(text)];
    case ">":
      return [afterPrefix(text), undefined];
    case ">=":
      return [text, undefined];
    case "begins_with": {
      const start = startOfText(condition.value);
      return [start, /^\uffff*$/.test(start) ? undefined : afterPrefix(start)];
    }
  }
}

/** The first text after all that begin with a prefix, which has a character below U+FFFF. */
function afterPrefix(prefix: string): string {
  let last = prefix.length - 1;
  while (prefix.charCodeAt(last) === 0xffff) last -= 1;
  return prefix.slice(0, last) + String.fromCharCode(prefix.charCodeAt(last) + 1);
}

const HASHES = 2 ** 32;
const FIRST_HASH = -(2 ** 31);

/** FNV-1a, and a finish that spreads similar texts over all segments. */
export function hashOf(text: string): number {
  let hash = fnv1a(text);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
