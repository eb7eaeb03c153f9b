import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { type Codec, InvalidValue, type StorageType, wrongStorage, wrongType } from "./codec.js";
import { turnList, turnRecord } from "./containers.js";
import { isBytes } from "./kinds.js";
import { binary, boolean, number, string } from "./scalars.js";
import { isWalkable, walk } from "./walk.js";

/**
 * A value of any of JavaScript's plain kinds, in the way that fits it. For schemas of other libraries. A bigint would
 * come back as a number, so it is not one of them; nor is whatever else would come back changed.
 */
function encodePlain(value: unknown, around: readonly object[] = []): AttributeValue {
  if (typeof value === "string") return { S: value };
  if (typeof value === "number") return number.encode(value);
  if (typeof value === "boolean") return { BOOL: value };
  if (value === null) return { NULL: true };
  if (isBytes(value)) return binary.encode(value);
  if (!isWalkable(value)) throw wrongType("a plain value", value);
  const members: [string, AttributeValue][] = [];
  walk(value, around, (place, member, inside) => {
    if (member !== undefined || typeof place === "number") members.push([String(place), encodePlain(member, inside)]);
  });
  return Array.isArray(value) ? { L: members.map(([, member]) => member) } : { M: Object.fromEntries(members) };
}

/** What {@link encodePlain} stored. */
function decodePlain(stored: AttributeValue): unknown {
  if (stored.S !== undefined) return stored.S;
  if (stored.N !== undefined) return number.decode(stored);
  if (stored.BOOL !== undefined) return stored.BOOL;
  if (stored.NULL) return null;
  if (stored.B !== undefined) return stored.B;
  if (stored.L !== undefined) return turnList(stored.L, decodePlain);
  if (stored.M !== undefined) return turnRecord(stored.M, decodePlain);
  throw new InvalidValue("the stored value is of a kind that schemas cannot describe");
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
