import { types } from "node:util";
import { isDate, isMap, isSet } from "./kinds.js";

/**
 * A value as plain JSON: dates as ISO 8601 text, bigints as text, bytes as base64, sets as lists, maps as lists of
 * pairs, other objects as they say themselves (`toJSON`) or by their members.
 *
 * @throws `TypeError` when the value holds itself.
 */
export function plainJson(value: unknown, around: readonly object[] = [], name = ""): unknown {
  if (typeof value === "bigint") return String(value);
  if (typeof value !== "object" || value === null) return value;
  if (around.includes(value)) throw new TypeError("The item holds itself, which JSON cannot.");
  const inside = [...around, value];
  const each = (member: unknown, place: PropertyKey) => plainJson(member, inside, String(place));
  if (isDate(value)) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (isSet(value)) return Array.from(value, each);
  if (isMap(value)) return Array.from(value, (pair) => pair.map(each));
  if (types.isAnyArrayBuffer(value)) return base64(value);
  if (types.isUint8Array(value) || types.isUint8ClampedArray(value) || types.isDataView(value))
    return base64(value.buffer, value.byteOffset, value.byteLength);
  if (Array.isArray(value) || types.isTypedArray(value)) return Array.from<unknown, unknown>(value, each);
  if (around.length > 0 && "toJSON" in value && typeof value.toJSON === "function")
    return each(value.toJSON(name), name);
  const members = Object.entries(value).filter(([, member]) => !LEFT_OUT.has(typeof member));
  return Object.fromEntries(members.map(([place, member]) => [place, each(member, place)]));
}

/** Gives a part of an item, which is a plain object, the `toJSON` of an item, where no loop over its members meets it. */
export function withJson<T extends object>(part: T): T {
  return Object.defineProperty(part, "toJSON", { value: ownJson, configurable: true, writable: true });
}

function ownJson(this: object): unknown {
  return plainJson(this);
}

/** What JSON has no members of. */
const LEFT_OUT: ReadonlySet<string> = new Set(["undefined", "function", "symbol"]);

function base64(buffer: ArrayBufferLike, start = 0, length = buffer.byteLength): string {
  return Buffer.from(buffer, start, length).toString("base64");
}
