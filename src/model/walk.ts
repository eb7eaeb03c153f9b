import { InvalidValue } from "./codec.js";
import { forEachKey } from "./containers.js";
import { isPlain } from "./value-kinds.js";

/** Called for each member; `ownAncestors` are the value and its ancestors, for walks of the members. */
export type Visit = (key: string | number, member: unknown, ownAncestors: readonly object[]) => void;

/** Whether a value has members that can be visited: an array, or a plain object. */
export function isWalkable(value: unknown): value is object {
  return typeof value === "object" && value !== null && (Array.isArray(value) || isPlain(value));
}

/**
 * Visits the members of an array or a plain object. Throws for members that could not be restored: holes, getters,
 * symbols, named members of an array, and circular references.
 *
 * @param ancestors - The objects that contain the value.
 */
export function walk(value: object, ancestors: readonly object[], visit: Visit): void {
  if (ancestors.includes(value)) throw new InvalidValue("contains itself");
  const ownAncestors = [...ancestors, value];
  const keys = Reflect.ownKeys(value).filter((key) => Object.prototype.propertyIsEnumerable.call(value, key));
  const orderedKeys = Array.isArray(value) ? [...value.keys(), ...keys.filter(isName)] : keys;
  const names = new Map(orderedKeys.map((key) => [typeof key === "symbol" ? String(key) : key, key]));
  forEachKey(names.keys(), (name) => visit(name, memberOf(value, names.get(name) ?? name), ownAncestors));
}

function memberOf(value: object, key: PropertyKey): unknown {
  if (typeof key === "symbol") throw new InvalidValue("is a member whose name is a symbol, which is not stored");
  if (Array.isArray(value) && typeof key === "string")
    throw new InvalidValue("is a named member of an array, which is not stored");
  const found = Object.getOwnPropertyDescriptor(value, key);
  if (found === undefined) throw new InvalidValue("is a hole of the array");
  if (!("value" in found)) throw new InvalidValue("is a getter or a setter; give a value");
  return found.value;
}

/** Whether a key of an array is not an index. */
function isName(key: string | symbol): boolean {
  return typeof key === "symbol" || String(Number(key) >>> 0) !== key;
}
