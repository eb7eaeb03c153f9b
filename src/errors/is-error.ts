import { types } from "node:util";

/**
 * Whether a value is an error of any realm. In a jest test, for example, Node's own errors are not instances of the
 * test's `Error`.
 */
export function isError(value: unknown): value is Error {
  if (types.isNativeError(value)) return true;
  return !types.isProxy(value) && (value instanceof Error || isDomException(value)); // a proxy can throw
}

/** The reason of an aborted signal, which util.types.isNativeError does not recognise. */
function isDomException(value: unknown): boolean {
  return Object.prototype.toString.call(value) === "[object DOMException]";
}
