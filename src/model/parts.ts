import { isPlain } from "./kinds.js";
import { withJson } from "./plain-json.js";

/** The plain objects that reads gave: parts of items, with more in them than the key. */
const PARTS = new WeakSet<object>();

/** Notes that an object is a part of an item that a read gave. */
export function notePart<T extends object>(part: T): T {
  PARTS.add(part);
  return withJson(part);
}

/** Whether an object that is given as a key may hold more than the key: an item, or a part of one that a read gave. */
export function holdsMoreThanKey(key: object): boolean {
  return !isPlain(key) || PARTS.has(key);
}
