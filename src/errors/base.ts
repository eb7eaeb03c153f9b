const BRAND = Symbol.for("dynatwin.error");

/**
 * The base class of every error that dynatwin itself throws.
 *
 * Errors of DynamoDB are not wrapped: they are the SDK's own classes (`ResourceNotFoundException`,
 * `ResourceInUseException`, …), so `instanceof` works with the classes you already import.
 *
 * @example
 * ```ts
 * import { DynatwinError } from "dynatwin";
 *
 * try {
 *   await client.waitForTableActive("users", { timeoutSeconds: 30 });
 * } catch (error) {
 *   if (error instanceof DynatwinError) console.error(error.message);
 *   else throw error;
 * }
 * ```
 */
export class DynatwinError extends Error {
  /** The name of the class, also in bundles that rename classes. */
  override readonly name: string = "DynatwinError";

  /** @internal */
  get [BRAND](): true {
    return true;
  }
}

/**
 * Returns whether a value is an error of dynatwin. It also recognises errors of a second copy of the package (such as
 * the ES module and the CommonJS build in one process), for which `instanceof` is false.
 *
 * @param error - Any value, usually what a `catch` received.
 * @returns `true` for a {@link DynatwinError} and its subclasses.
 *
 * @example
 * ```ts
 * import { isDynatwinError } from "dynatwin";
 *
 * console.log(isDynatwinError(new Error("other"))); // false
 * ```
 */
export function isDynatwinError(error: unknown): error is DynatwinError {
  return typeof error === "object" && error !== null && BRAND in error;
}
