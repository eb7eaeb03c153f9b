import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { type Codec, InvalidValue, type StorageType, wrongStorage, wrongType } from "./codec.js";
import { mapList, mapRecord } from "./containers.js";
import { binary, boolean, number, string } from "./scalars.js";
import { isBytes } from "./value-kinds.js";
import { isWalkable, walk } from "./walk.js";

/**
 * Encodes any plain value of JavaScript, for schemas of other libraries. Values that would be decoded differently, such
 * as a bigint, are refused.
 */
function encodePlain(value: unknown, ancestors: readonly object[] = []): AttributeValue {
  if (typeof value === "string") return { S: value };
  if (typeof value === "number") return number.encode(value);
  if (typeof value === "boolean") return { BOOL: value };
  if (value === null) return { NULL: true };
  if (isBytes(value)) return binary.encode(value);
  if (!isWalkable(value)) throw wrongType("a plain value", value);
  const members: [string, AttributeValue][] = [];
  walk(value, ancestors, (key, member, ownAncestors) => {
    if (member !== undefined || typeof key === "number") members.push([String(key), encodePlain(member, ownAncestors)]);
  });
  return Array.isArray(value) ? { L: members.map(([, member]) => member) } : { M: Object.fromEntries(members) };
}

/** Decodes a value of {@link encodePlain}. */
function decodePlain(stored: AttributeValue): unknown {
  if (stored.S !== undefined) return stored.S;
  if (stored.N !== undefined) return number.decode(stored);
  if (stored.BOOL !== undefined) return stored.BOOL;
  if (stored.NULL) return null;
  if (stored.B !== undefined) return stored.B;
  if (stored.L !== undefined) return mapList(stored.L, decodePlain);
  if (stored.M !== undefined) return mapRecord(stored.M, decodePlain);
  throw new InvalidValue("the stored value is of a type that is not supported for schemas");
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
