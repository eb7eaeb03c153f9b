import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { isObject, isPlain, tagOf } from "./kinds.js";

/** How DynamoDB stores a value: its type descriptor. */
export type StorageType = "S" | "N" | "B" | "BOOL" | "L" | "M" | "SS" | "NS" | "BS";

/** Turns values into what DynamoDB stores, and back. Throws an {@link InvalidValue} on what does not fit. */
export interface Codec<V> {
  readonly storage: StorageType;
  encode(value: V): AttributeValue;
  decode(stored: AttributeValue): V;
}

/** One thing that does not fit, and the way to it: `["lines", 0, "count"]`. */
export interface Misfit {
  readonly steps: (string | number)[];
  readonly problem: string;
}

/** A value that does not fit its attribute. The places around it add their names on the way up. */
export class InvalidValue extends Error {
  readonly misfits: Misfit[];

  /** @param problems - What does not fit, at least one thing; a text where it is the whole value. */
  constructor(problems: string | Misfit[]) {
    super();
    this.misfits = typeof problems === "string" ? [{ steps: [], problem: problems }] : problems;
  }

  /** The same, seen from further out. */
  under(...places: readonly (string | number)[]): this {
    for (const { steps } of this.misfits) steps.unshift(...places);
    return this;
  }
}

/**
 * What does not fit at the places of a value that were looked at so far. Any other error ends the look, and is for the
 * caller to see unless there is something of ours to say.
 */
export function gather(before: InvalidValue | undefined, error: unknown, place: string | number): InvalidValue {
  if (!(error instanceof InvalidValue)) throw before ?? error;
  const found = error.under(place);
  if (before === undefined) return found;
  for (const misfit of found.misfits) before.misfits.push(misfit);
  return before;
}

/** A place as a caller would write it: `lines[0].count`. */
export function pathText(steps: readonly (string | number)[]): string {
  return steps.map((step, depth) => (typeof step === "number" ? `[${step}]` : depth > 0 ? `.${step}` : step)).join("");
}

/** Names a value's type for a message: short, and never the value itself, which may be nobody's business. */
export function typeName(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "an array";
  if (typeof value === "object") return isPlain(value) ? "an object" : instanceName(value);
  return value === undefined ? "undefined" : `a ${typeof value}`;
}

function instanceName(value: object): string {
  if (!isObject(value)) return /^[AEIO]/.test(tagOf(value)) ? `an ${tagOf(value)}` : `a ${tagOf(value)}`;
  const { constructor: maker } = value;
  return typeof maker === "function" && maker.name !== "" ? `an instance of ${maker.name}` : "an object";
}

/** The fault of a value of the wrong type. */
export function wrongType(expected: string, value: unknown): InvalidValue {
  return new InvalidValue(`expected ${expected}, got ${typeName(value)}`);
}

/** The fault of a stored value of another type than the attribute's. */
export function wrongStorage(expected: StorageType, stored: AttributeValue): InvalidValue {
  const found = Object.keys(stored).find((type) => type !== "$unknown") ?? "nothing";
  return new InvalidValue(`expected ${expected} in the table, found ${found}`);
}
