import { DynatwinError } from "./base.js";
import { isError } from "./is-error.js";

/**
 * DynamoDB repeatedly left requests of a batch unprocessed. All requests that are not listed were processed; the items
 * they read are in `items`.
 *
 * @example
 * ```ts
 * import { UnprocessedItemsError } from "dynatwin";
 *
 * if (error instanceof UnprocessedItemsError) console.error(error.unprocessed.length, error.items.length);
 * ```
 */
export class UnprocessedItemsError extends DynatwinError {
  override readonly name = "UnprocessedItemsError";
  /** The unprocessed keys or write requests, in the SDK's form. */
  readonly unprocessed: readonly unknown[];

  /** The items that were read, if the batch was a read. */
  readonly items: readonly unknown[];

  /**
   * @param tableNames - The tables, at least one.
   * @param unprocessed - The unprocessed keys or requests.
   * @param items - The items that were read.
   */
  constructor(tableNames: readonly string[], unprocessed: readonly unknown[], items: readonly unknown[]) {
    const [one, ...others] = tableNames.map((name) => `"${name}"`);
    const tables = others.length === 0 ? `table ${one}` : `tables ${[one, ...others].join(", ")}`;
    super(
      `DynamoDB left ${unprocessed.length} requests of a batch on ${tables} unprocessed after repeated attempts. ` +
        "The capacity is too low: raise it, or send fewer requests at a time.",
    );
    this.unprocessed = unprocessed;
    this.items = items;
  }
}

/**
 * A request had no answer within its timeout. It is unknown whether DynamoDB has received it. In a wait it is the
 * `cause` of a {@link WaitTimeoutError}; a call on a table without a wait throws it.
 *
 * Its own `cause` is the error of the last attempt, if there was one.
 *
 * @example
 * ```ts
 * import { RequestTimeoutError } from "dynatwin";
 *
 * // DescribeTable on table "users": no answer within 60 s …
 * if (error instanceof RequestTimeoutError) console.error(error.message);
 * ```
 */
export class RequestTimeoutError extends DynatwinError {
  override readonly name = "RequestTimeoutError";

  /** @internal */
  static after(ms: number, what: string, endpoint?: string, cause?: unknown): RequestTimeoutError {
    const time = ms < 1_000 ? `${Math.round(ms)} ms` : `${Math.round(ms / 100) / 10} s`;
    const fault = isError(cause) ? ` The last attempt failed: ${cause.message}` : "";
    return new RequestTimeoutError(
      `${what}: no answer within ${time}${endpoint === undefined ? "" : ` from ${endpoint}`}.${fault}`,
      fault ? { cause } : undefined,
    );
  }
}

/** The facts about an answer that is not DynamoDB's. */
export interface UnexpectedAnswerFacts {
  /** The operation of the request: `DescribeTable`. */
  readonly operation: string;
  /** The host and port that answered. */
  readonly endpoint: string;
  /** The status of the HTTP answer. */
  readonly status: number;
  /** Whether it is truncated or damaged JSON, which can be temporary. */
  readonly isBroken: boolean;
}

/**
 * The answer is not DynamoDB's: an HTML page, an empty body, other JSON. Either the endpoint is not DynamoDB, or a
 * proxy has answered; with a status of 500 or more, a proxy is probably failing.
 *
 * @example
 * ```ts
 * import { UnexpectedAnswerError } from "dynatwin";
 *
 * if (error instanceof UnexpectedAnswerError) console.error(error.operation, error.endpoint, error.status);
 * ```
 */
export class UnexpectedAnswerError extends DynatwinError implements UnexpectedAnswerFacts {
  override readonly name = "UnexpectedAnswerError";
  readonly operation: string = "";
  readonly endpoint: string = "";
  readonly status: number = 0;
  readonly isBroken: boolean = false;

  /**
   * @param message - The problem, the endpoint and the advice.
   * @param facts - The facts for programs.
   * @param options - The SDK's error, as `cause`.
   */
  constructor(message: string, facts?: UnexpectedAnswerFacts, options?: ErrorOptions) {
    super(message, options);
    Object.assign(this, facts);
  }
}

/**
 * The error of every call of a destroyed client.
 *
 * @internal
 */
export function clientDestroyed(): DynatwinError {
  return new DynatwinError("This DynamoClient was destroyed. Create a new one to send requests.");
}
