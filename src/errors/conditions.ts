/** Why a conditional write was refused. */
export type FailureReason =
  /** The item was not there. */
  | "missing"
  /** An item was there, where a new one was to be written. */
  | "exists"
  /** The item had another version. */
  | "version"
  /** The item was there, and did not meet the caller's own condition. */
  | "condition";

/** What is known of a conditional write that was refused. */
export interface FailedCondition {
  /** Why it was refused. */
  readonly reason: FailureReason;
  /** The item that is there, of the model's class; `undefined` where there is none. What does not fit the model is left out. */
  readonly existing: object | undefined;
}

const known = new WeakMap<object, readonly (FailedCondition | undefined)[]>();

/**
 * Notes what is known of an error, and says it in its message, which stays the SDK's own besides.
 *
 * @param explained - The message with the explanation.
 */
export function noteFailures(
  error: Error,
  failures: readonly (FailedCondition | undefined)[],
  explained: (message: string) => string,
): void {
  known.set(error, failures);
  const { message, stack } = error;
  error.message = explained(message);
  // The stack, which is what a program that ends with the error shows, has the words of when it was made.
  if (stack !== undefined) error.stack = stack.replace(message, () => error.message);
}

/**
 * Why DynamoDB refused a conditional write: an item that is not there, or is there already, that has another version, or
 * that does not meet the condition of the call; with the item that is there.
 *
 * @param error - What the write threw: the SDK's `ConditionalCheckFailedException` or `TransactionCanceledException`.
 * @returns One entry for a write, one for each part of a transaction: `undefined` for those that were not refused by a
 * condition. Empty for any other error.
 *
 * @example
 * ```ts
 * import { attr, defineModel, failedConditions } from "dynatwin";
 *
 * class Page extends defineModel({
 *   table: "pages",
 *   attributes: { id: attr.string().partitionKey(), text: attr.string(), revision: attr.number().version() },
 * }) {}
 *
 * const page = await Page.get({ id: "home" });
 * try {
 *   await page?.update({ text: "hello" });
 * } catch (error) {
 *   const [failed] = failedConditions(error);
 *   if (failed?.reason !== "version") throw error;
 *   console.log("Somebody else was faster:", failed.existing);
 * }
 * ```
 */
export function failedConditions(error: unknown): readonly (FailedCondition | undefined)[] {
  return (typeof error === "object" && error !== null && known.get(error)) || [];
}
