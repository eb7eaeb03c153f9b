import { types } from "node:util";

// Values are recognised by what they are, not by their class: those of another realm (a jest test, node:vm) have another.

export const isDate = types.isDate;
export const isSet: (value: unknown) => value is ReadonlySet<unknown> = types.isSet;
export const isMap: (value: unknown) => value is ReadonlyMap<unknown, unknown> = types.isMap;
export const isBytes = types.isUint8Array;

/** Bytes as a Uint8Array of this realm, which the SDK asks for; the same memory. */
export function ownBytes(value: Uint8Array): Uint8Array {
  const { buffer, byteOffset, byteLength } = value;
  return value instanceof Uint8Array ? value : new Uint8Array(buffer, byteOffset, byteLength);
}

/** Whether it is `{ … }`: an object of no class, which has what it holds as members. */
export function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  // Every realm has an Object.prototype of its own; what they share is that nothing is behind them.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

const KEEP_THEIRS_ELSEWHERE: readonly ((value: unknown) => boolean)[] = [
  Array.isArray,
  types.isDate,
  types.isSet,
  types.isMap,
  types.isArrayBufferView,
  types.isAnyArrayBuffer,
  types.isRegExp,
  types.isPromise,
  types.isBoxedPrimitive,
  types.isWeakMap,
  types.isWeakSet,
  types.isNativeError,
];

/** Whether a value is an object of members. A Date, a Map or bytes keep what they hold elsewhere. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null) return false;
  if (isPlain(value)) return true;
  return tagOf(value) === "Object" && !KEEP_THEIRS_ELSEWHERE.some((is) => is(value));
}

/** What an object calls itself: `Date`, `URL`. */
export function tagOf(value: object): string {
  return Object.prototype.toString.call(value).slice(8, -1);
}
