import { DynatwinError } from "./base.js";

/**
 * DynamoDB left requests of a batch unprocessed, again and again. Those that are not listed were done, and what
 * they read is in `items`.
 *
 * @example
 * ```ts
 * import { attr, defineModel, UnprocessedItemsError } from "dynatwin";
 *
 * class User extends defineModel({ table: "users", attributes: { id: attr.string().partitionKey() } }) {}
 *
 * try {
 *   await User.batchGet([{ id: "u-1" }]);
 * } catch (error) {
 *   if (!(error instanceof UnprocessedItemsError)) throw error;
 *   console.error(error.unprocessed.length, error.items.length);
 * }
 * ```
 */
export class UnprocessedItemsError extends DynatwinError {
  override readonly name = "UnprocessedItemsError";
  /** The keys, or the write requests, that are left, as the SDK has them. */
  readonly unprocessed: readonly unknown[];

  /** The items that were read, of a batch that reads. */
  readonly items: readonly unknown[];

  /**
   * @param tableNames - The tables, at least one.
   * @param unprocessed - What is left.
   * @param items - What was read.
   */
  constructor(tableNames: readonly string[], unprocessed: readonly unknown[], items: readonly unknown[]) {
    const [one, ...others] = tableNames.map((name) => `"${name}"`);
    const tables = others.length === 0 ? `table ${one}` : `tables ${[one, ...others].join(", ")}`;
    super(
      `DynamoDB left ${unprocessed.length} requests of a batch on ${tables} unprocessed, however often they were sent ` +
        "again. It is short of capacity there: raise it, or send fewer at a time.",
    );
    this.unprocessed = unprocessed;
    this.items = items;
  }
}

/**
 * A single request had no answer in its time. Users meet it as the `cause` of a {@link WaitTimeoutError} only.
 *
 * @internal
 */
export class RequestTimeoutError extends DynatwinError {
  override readonly name = "RequestTimeoutError";

  static after(ms: number, what: string): RequestTimeoutError {
    return new RequestTimeoutError(`${what}: no answer within ${Math.round(ms)} ms.`);
  }
}

/**
 * What every use of a client meets after its end.
 *
 * @internal
 */
export function clientDestroyed(): DynatwinError {
  return new DynatwinError("This DynamoClient was destroyed. Make a new one to send requests.");
}
