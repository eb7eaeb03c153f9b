import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import type { AttributeSpec } from "./attribute.js";
import { type Codec, wrongStorage } from "./codec.js";
import { isExact } from "./decimal.js";
import { nearestNumber } from "./scalars.js";

type Stored = Record<string, AttributeValue>;

/** The exact texts of key numbers that a double cannot represent, by attribute name. */
type ExactNumbers = Readonly<Record<string, { readonly value: unknown; readonly text: string }>>;

/**
 * The property of an item with these numbers. An enumerable symbol, so that a copy of an item (`{ ...item }`) has it
 * too.
 */
const EXACT_NUMBERS = Symbol("dynatwin.exactKey");

interface WithExactNumbers {
  [EXACT_NUMBERS]?: ExactNumbers;
}

/**
 * Makes a number key decode to the nearest double, so that items with inexact keys can be read and written. In other
 * attributes a number that a double cannot represent is an error.
 */
export function withKeyNumbers(spec: AttributeSpec): AttributeSpec {
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

/** Stores the exact numbers of a key in the values that were read. */
export function storeExactNumbers(values: Record<string, unknown>, stored: Stored, names: readonly string[]): void {
  for (const name of names) {
    const text = stored[name]?.N;
    const value = values[name];
    if (text === undefined || typeof value !== "number" || isExact(value, text)) continue;
    const target: WithExactNumbers = values;
    target[EXACT_NUMBERS] = { ...target[EXACT_NUMBERS], [name]: { value, text } };
  }
}

/** Copies the exact numbers to an object created from an item. */
export function copyExactNumbers(from: object, to: object): void {
  const exact = (from as WithExactNumbers)[EXACT_NUMBERS];
  if (exact !== undefined) (to as WithExactNumbers)[EXACT_NUMBERS] = exact;
}

/** Replaces the rounded numbers by the exact ones, unless the item's values were changed. */
export function restoreExactNumbers(stored: Stored, item: object): Stored {
  const exact = (item as WithExactNumbers)[EXACT_NUMBERS];
  if (exact === undefined) return stored;
  for (const [name, { value, text }] of Object.entries(exact)) {
    if (stored[name] !== undefined && (item as Readonly<Record<string, unknown>>)[name] === value)
      stored[name] = { N: text };
  }
  return stored;
}
