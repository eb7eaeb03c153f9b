const BRAND = Symbol.for("dynatwin.error");

/**
 * The base class of every error that dynatwin itself raises.
 *
 * Errors that DynamoDB answers with are not wrapped: they stay the SDK's own classes
 * (`ResourceNotFoundException`, `ResourceInUseException`, …), so `instanceof` works with the classes you already import.
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
  /** The name of the class, which a bundle that renames classes keeps. */
  override readonly name: string = "DynatwinError";

  /** @internal */
  get [BRAND](): true {
    return true;
  }
}

/**
 * Tells whether a value is an error of dynatwin, also when it comes from a second copy of the package
 * (the ES module and the CommonJS build loaded side by side), where `instanceof` says no.
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
