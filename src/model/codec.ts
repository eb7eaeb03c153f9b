import type { AttributeValue } from "@aws-sdk/client-dynamodb";

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

/** Whether a value is an object of members. A Date, a Map or bytes keep what they hold elsewhere. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return Object.prototype.toString.call(value) === "[object Object]";
}

/** Names a value's type for a message: short, and never the value itself, which may be nobody's business. */
function typeName(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "an array";
  if (typeof value === "object")
    return isObject(value) ? "an object" : `a ${Object.prototype.toString.call(value).slice(8, -1)}`;
  return value === undefined ? "undefined" : `a ${typeof value}`;
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
