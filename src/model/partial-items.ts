import { withJson } from "./to-json.js";
import { isPlain } from "./value-kinds.js";

/** The plain objects returned by reads of some attributes, which can have more attributes than the key. */
const PARTIAL_ITEMS = new WeakSet<object>();

/** Marks an object as a partial item returned by a read. */
export function markPartial<T extends object>(part: T): T {
  PARTIAL_ITEMS.add(part);
  return withJson(part);
}

/**
 * Whether an object passed as a key can have more attributes than the key: an item, or a partial item returned by a
 * read.
 */
export function mayHoldMoreThanKey(key: object): boolean {
  return !isPlain(key) || PARTIAL_ITEMS.has(key);
}
