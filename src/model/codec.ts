import type { AttributeValue } from "@aws-sdk/client-dynamodb";

/** How DynamoDB stores a value: its type descriptor. */
export type StorageType = "S" | "N" | "B" | "BOOL" | "L" | "M" | "SS" | "NS" | "BS";

/** Turns values into what DynamoDB stores, and back. Throws an {@link InvalidValue} on what does not fit. */
export interface Codec<V> {
  readonly storage: StorageType;
  encode(value: V): AttributeValue;
  decode(stored: AttributeValue): V;
}

/** A value that does not fit its attribute. The places around it add their names on the way up. */
export class InvalidValue extends Error {
  readonly path: (string | number)[] = [];

  /** The same fault, seen from one place further out. */
  under(place: string | number): this {
    this.path.unshift(place);
    return this;
  }
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
