import { types } from "node:util";
import { isDate, isMap, isSet } from "./value-kinds.js";

/**
 * A value as plain JSON: dates as ISO 8601 text, bigints as text, bytes as base64, sets as lists, maps as lists of
 * pairs, other objects by their `toJSON` method or their members.
 *
 * @throws `TypeError` if the value contains itself.
 */
export function plainJson(value: unknown, ancestors: readonly object[] = [], name = ""): unknown {
  if (typeof value === "bigint") return String(value);
  if (typeof value !== "object" || value === null) return value;
  if (ancestors.includes(value)) throw new TypeError("The item contains itself, which JSON does not support.");
  const ownAncestors = [...ancestors, value];
  const each = (member: unknown, key: PropertyKey) => plainJson(member, ownAncestors, String(key));
  if (isDate(value)) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (isSet(value)) return Array.from(value, each);
  if (isMap(value)) return Array.from(value, (pair) => pair.map(each));
  if (types.isAnyArrayBuffer(value)) return base64(value);
  if (types.isUint8Array(value) || types.isUint8ClampedArray(value) || types.isDataView(value))
    return base64(value.buffer, value.byteOffset, value.byteLength);
  if (Array.isArray(value) || types.isTypedArray(value)) return Array.from<unknown, unknown>(value, each);
  if (ancestors.length > 0 && "toJSON" in value && typeof value.toJSON === "function")
    return each(value.toJSON(name), name);
  const members = Object.entries(value).filter(([, member]) => !OMITTED.has(typeof member));
  return Object.fromEntries(members.map(([key, member]) => [key, each(member, key)]));
}

/** Adds the `toJSON` of an item to a partial item, as a property that is not enumerable. */
export function withJson<T extends object>(part: T): T {
  return Object.defineProperty(part, "toJSON", { value: ownJson, configurable: true, writable: true });
}

function ownJson(this: object): unknown {
  return plainJson(this);
}

/** The types of members that JSON omits. */
const OMITTED: ReadonlySet<string> = new Set(["undefined", "function", "symbol"]);

function base64(buffer: ArrayBufferLike, start = 0, length = buffer.byteLength): string {
  return Buffer.from(buffer, start, length).toString("base64");
}
