/** Why a conditional write was refused. */
export type FailureReason =
  /** The item does not exist. */
  | "missing"
  /** An item exists already, and the write was to create one. */
  | "exists"
  /** The item has another version. */
  | "version"
  /** The item with this key is of another model of the table. */
  | "entity"
  /** The item has another version of its entity. */
  | "entityVersion"
  /** The item exists, but does not match the caller's condition. */
  | "condition";

/** The facts about a conditional write that was refused. */
export interface FailedCondition {
  /** Why it was refused. */
  readonly reason: FailureReason;
  /**
   * The existing item, as an instance of the model; `undefined` if there is none. Values that do not fit the model are
   * left out.
   */
  readonly existing: object | undefined;
}

const known = new WeakMap<object, readonly (FailedCondition | undefined)[]>();

/**
 * Stores the facts about an error, and adds them to the SDK's message.
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
  // The stack, which is printed if the error ends the program, contains the original message.
  if (stack !== undefined) error.stack = stack.replace(message, () => error.message);
}

/**
 * Returns why DynamoDB refused a conditional write: the item does not exist, exists already, has another version, or
 * does not match the condition of the call. Includes the existing item.
 *
 * @param error - The error of the write: the SDK's `ConditionalCheckFailedException` or `TransactionCanceledException`.
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
