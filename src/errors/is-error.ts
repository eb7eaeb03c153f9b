import { types } from "node:util";

/** Whether a value is an error of any realm: in a jest test, for one, Node's own errors are none of the test's `Error`. */
export function isError(value: unknown): value is Error {
  return value instanceof Error || types.isNativeError(value) || isDomException(value);
}

/** What signals end with. It is made without the engine's own mark of errors. */
function isDomException(value: unknown): boolean {
  return Object.prototype.toString.call(value) === "[object DOMException]";
}
