import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import type { AttributeSpec } from "./attribute.js";
import { type Codec, wrongStorage } from "./codec.js";
import { isExact } from "./decimal.js";
import { nearestNumber } from "./scalars.js";

type Stored = Record<string, AttributeValue>;

/** The exact numbers of an item's key where a double is only the nearest one, by the names of the attributes. */
type ExactNumbers = Readonly<Record<string, { readonly value: unknown; readonly text: string }>>;

/** Where an item has them. A symbol, and enumerable, so that a copy of an item (`{ ...item }`) has them too. */
const EXACT = Symbol("dynatwin.exactKey");

interface Marked {
  [EXACT]?: ExactNumbers;
}

/**
 * A number as a key is read as the nearest one: its item must be found, and stay at its place. Elsewhere a number that a
 * double cannot hold is refused.
 */
export function asKey(spec: AttributeSpec): AttributeSpec {
  if (spec.kind !== "number" || spec.role === "none") return spec;
  const codec: Codec<unknown> = {
    ...spec.codec,
    decode: (stored) => {
      if (stored.N === undefined) throw wrongStorage("N", stored);
      return nearestNumber(stored.N);
    },
  };
  return { ...spec, codec };
}

/** Keeps the exact numbers of a key with what was read of an item. */
export function keepExact(values: Record<string, unknown>, stored: Stored, names: readonly string[]): void {
  for (const name of names) {
    const text = stored[name]?.N;
    const value = values[name];
    if (text === undefined || typeof value !== "number" || isExact(value, text)) continue;
    const marked: Marked = values;
    marked[EXACT] = { ...marked[EXACT], [name]: { value, text } };
  }
}

/** Hands the exact numbers on to what is made of an item. */
export function carryExact(from: object, to: object): void {
  const exact = (from as Marked)[EXACT];
  if (exact !== undefined) (to as Marked)[EXACT] = exact;
}

/** Writes the exact numbers in place of the nearest ones, unless the item was given other ones since. */
export function restoreExact(stored: Stored, item: object): Stored {
  const exact = (item as Marked)[EXACT];
  if (exact === undefined) return stored;
  for (const [name, { value, text }] of Object.entries(exact)) {
    if (stored[name] !== undefined && (item as Readonly<Record<string, unknown>>)[name] === value)
      stored[name] = { N: text };
  }
  return stored;
}
