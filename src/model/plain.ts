import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { type Codec, InvalidValue, isObject, type StorageType, wrongStorage, wrongType } from "./codec.js";
import { binary, boolean, number, string } from "./scalars.js";

/**
 * A value of any of JavaScript's plain kinds, in the way that fits it. For schemas of other libraries. A bigint would
 * come back as a number, so it is not one of them.
 */
function encodePlain(value: unknown): AttributeValue {
  if (typeof value === "string") return { S: value };
  if (typeof value === "number") return number.encode(value);
  if (typeof value === "boolean") return { BOOL: value };
  if (value === null) return { NULL: true };
  if (value instanceof Uint8Array) return { B: value };
  if (Array.isArray(value)) return { L: value.map(encodePlain) };
  if (isObject(value)) {
    const members = Object.entries(value).filter(([, member]) => member !== undefined);
    return { M: Object.fromEntries(members.map(([name, member]) => [name, encodePlain(member)])) };
  }
  throw wrongType("a plain value", value);
}

/** What {@link encodePlain} stored. */
function decodePlain(stored: AttributeValue): unknown {
  if (stored.S !== undefined) return stored.S;
  if (stored.N !== undefined) return number.decode(stored);
  if (stored.BOOL !== undefined) return stored.BOOL;
  if (stored.NULL) return null;
  if (stored.B !== undefined) return stored.B;
  if (stored.L !== undefined) return stored.L.map(decodePlain);
  if (stored.M === undefined) throw new InvalidValue("the stored value is of a kind that schemas cannot describe");
  return Object.fromEntries(Object.entries(stored.M).map(([name, member]) => [name, decodePlain(member)]));
}

const SCALARS: Partial<Readonly<Record<StorageType, Codec<unknown>>>> = {
  S: string,
  N: number,
  B: binary,
  BOOL: boolean,
};

/** A codec of plain values of one storage type. */
export function plain(storage: "S" | "N" | "B" | "BOOL" | "L" | "M"): Codec<unknown> {
  const scalar = SCALARS[storage];
  if (scalar !== undefined) return scalar;
  const check = (value: AttributeValue) => {
    if (value[storage] === undefined) throw wrongStorage(storage, value);
    return value;
  };
  return { storage, encode: (value) => check(encodePlain(value)), decode: (stored) => decodePlain(check(stored)) };
}
