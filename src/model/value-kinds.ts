import { types } from "node:util";

// Values are recognised by their internal type, not by their class: values of another realm (a jest test, node:vm) have
// another class.

export const isDate = types.isDate;
export const isSet: (value: unknown) => value is ReadonlySet<unknown> = types.isSet;
export const isMap: (value: unknown) => value is ReadonlyMap<unknown, unknown> = types.isMap;
export const isBytes = types.isUint8Array;
export const isFloat32Array = types.isFloat32Array;

/** Bytes as a Uint8Array of this realm, which the SDK requires, over the same memory. */
export function bytesOfThisRealm(value: Uint8Array): Uint8Array {
  const { buffer, byteOffset, byteLength } = value;
  return value instanceof Uint8Array ? value : new Uint8Array(buffer, byteOffset, byteLength);
}

/** Whether it is a plain object, `{ … }`, not an instance of a class. */
export function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  // Every realm has its own Object.prototype, recognised by its prototype, which is null.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

const WITHOUT_OWN_MEMBERS: readonly ((value: unknown) => boolean)[] = [
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

/** Whether a value is an object whose content is its members, unlike a Date, a Map or bytes. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null) return false;
  if (isPlain(value)) return true;
  return tagOf(value) === "Object" && !WITHOUT_OWN_MEMBERS.some((is) => is(value));
}

/** The tag of an object: `Date`, `URL`. */
export function tagOf(value: object): string {
  return Object.prototype.toString.call(value).slice(8, -1);
}
