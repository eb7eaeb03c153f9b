import { DynatwinError } from "./base.js";
import { isError } from "./is-error.js";

/**
 * DynamoDB left requests of a batch unprocessed, again and again. Those that are not listed were done, and what
 * they read is in `items`.
 *
 * @example
 * ```ts
 * import { UnprocessedItemsError } from "dynatwin";
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
 * A request had no answer in its time. Whether DynamoDB has seen it is not known. In a wait it is the `cause` of a
 * {@link WaitTimeoutError}; by itself it ends a call on tables that does not wait.
 *
 * Its own `cause` is the fault that the last try met, where there was one.
 *
 * @example
 * ```ts
 * import { RequestTimeoutError } from "dynatwin";
 *
 * try {
 *   await client.tableExists("users");
 * } catch (error) {
 *   if (!(error instanceof RequestTimeoutError)) throw error;
 *   console.error(error.message); // DescribeTable on table "users": no answer within 60 s …
 * }
 * ```
 */
export class RequestTimeoutError extends DynatwinError {
  override readonly name = "RequestTimeoutError";

  /** @internal */
  static after(ms: number, what: string, endpoint?: string, cause?: unknown): RequestTimeoutError {
    const time = ms < 1_000 ? `${Math.round(ms)} ms` : `${Math.round(ms / 100) / 10} s`;
    const fault = isError(cause) ? ` The last try failed: ${cause.message}` : "";
    return new RequestTimeoutError(
      `${what}: no answer within ${time}${endpoint === undefined ? "" : ` from ${endpoint}`}.${fault}`,
      fault ? { cause } : undefined,
    );
  }
}

/** What is known of an answer that is none of DynamoDB's. */
export interface UnexpectedAnswerFacts {
  /** The operation that was asked for: `DescribeTable`. */
  readonly operation: string;
  /** The host and port that answered. */
  readonly endpoint: string;
  /** The status of the HTTP answer. */
  readonly status: number;
  /** Whether it is JSON that breaks off or is garbled, which may pass. */
  readonly isBroken: boolean;
}

/**
 * What answered is not DynamoDB, or something between it and here has answered in its place: an HTML page, an empty body,
 * JSON of another kind. The endpoint may be wrong; or, where the status is 500 or more, a proxy is out of order.
 *
 * @example
 * ```ts
 * import { UnexpectedAnswerError } from "dynatwin";
 *
 * try {
 *   await client.tableExists("users");
 * } catch (error) {
 *   if (!(error instanceof UnexpectedAnswerError)) throw error;
 *   console.error(error.operation, error.endpoint, error.status);
 * }
 * ```
 */
export class UnexpectedAnswerError extends DynatwinError implements UnexpectedAnswerFacts {
  override readonly name = "UnexpectedAnswerError";
  readonly operation: string = "";
  readonly endpoint: string = "";
  readonly status: number = 0;
  readonly isBroken: boolean = false;

  /**
   * @param message - What is wrong, where, and what to do.
   * @param facts - The same for programs.
   * @param options - The SDK's error about it, as `cause`.
   */
  constructor(message: string, facts?: UnexpectedAnswerFacts, options?: ErrorOptions) {
    super(message, options);
    Object.assign(this, facts);
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
