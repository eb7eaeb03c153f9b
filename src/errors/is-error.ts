import { types } from "node:util";

/** Whether a value is an error of any realm: in a jest test, for one, Node's own errors are none of the test's `Error`. */
export function isError(value: unknown): value is Error {
  if (types.isNativeError(value)) return true;
  return !types.isProxy(value) && (value instanceof Error || isDomException(value)); // a proxy may throw when asked
}

/** What signals end with. It is made without the engine's own mark of errors. */
function isDomException(value: unknown): boolean {
  return Object.prototype.toString.call(value) === "[object DOMException]";
}
