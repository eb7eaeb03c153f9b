import { InvalidValue } from "./codec.js";
import { atEach } from "./containers.js";
import { isPlain } from "./kinds.js";

/** Does the work of each member; `inside` is what the value and the objects around it are, for the members' own walks. */
export type Work = (place: string | number, member: unknown, inside: readonly object[]) => void;

/** Whether a value is made of members that a walk can reach: an array, or an object of no class. */
export function isWalkable(value: unknown): value is object {
  return typeof value === "object" && value !== null && (Array.isArray(value) || isPlain(value));
}

/**
 * Goes through the members of an array or of a plain object that must come back as they were given. Refused are, by
 * their places, holes, getters, names that are symbols, names beside the elements of an array, and what holds itself.
 *
 * @param around - The objects around the value.
 */
export function walk(value: object, around: readonly object[], work: Work): void {
  if (around.includes(value)) throw new InvalidValue("holds itself");
  const inside = [...around, value];
  const keys = Reflect.ownKeys(value).filter((key) => Object.prototype.propertyIsEnumerable.call(value, key));
  const places = Array.isArray(value) ? [...value.keys(), ...keys.filter(isName)] : keys;
  const names = new Map(places.map((place) => [typeof place === "symbol" ? String(place) : place, place]));
  atEach(names.keys(), (name) => work(name, memberOf(value, names.get(name) ?? name), inside));
}

function memberOf(value: object, place: PropertyKey): unknown {
  if (typeof place === "symbol") throw new InvalidValue("is a member whose name is a symbol, which is not stored");
  if (Array.isArray(value) && typeof place === "string")
    throw new InvalidValue("is a member of an array beside its elements, which is not stored");
  const found = Object.getOwnPropertyDescriptor(value, place);
  if (found === undefined) throw new InvalidValue("is a hole of the array");
  if (!("value" in found)) throw new InvalidValue("is a getter or a setter; give a value");
  return found.value;
}

/** Whether a key of an array is no index. */
function isName(key: string | symbol): boolean {
  return typeof key === "symbol" || String(Number(key) >>> 0) !== key;
}
