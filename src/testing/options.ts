import type { Latency } from "./plane/durations.js";
import type { Limits } from "./plane/tables.js";
import type { TestHooks } from "./test-hooks.js";

/** A fault that the emulator plays on purpose. It meets the requests that `operation` and `tableName` describe. */
export interface Fault {
  /** What goes wrong. */
  readonly kind: /** ThrottlingException: too many requests on the control plane. */
    | "throttled"
    /** LimitExceededException: too many tables changing at once. */
    | "limitExceeded"
    /** ResourceNotFoundException, as for a table that was created a moment ago. */
    | "notFound"
    /** AccessDeniedException. */
    | "denied"
    /** InternalServerError, status 500. */
    | "serverError"
    /** The connection is cut instead of an answer. */
    | "dropped"
    /** The answer comes after `delayMs` milliseconds of real time; with `Infinity`, never. */
    | "slow"
    /** What `error` says. */
    | "error"
    /** The members of `answer` stand in place of those of the real answer. */
    | "answer";
  /** The operation that it meets. @defaultValue all */
  readonly operation?: string | undefined;
  /** The table that it meets. @defaultValue all */
  readonly tableName?: string | undefined;
  /** How many requests it lets pass first. @defaultValue 0 */
  readonly skip?: number | undefined;
  /** How many requests it meets after those. @defaultValue 1 */
  readonly times?: number | undefined;
  /** Whether the request is carried out first, so that only its answer is lost. @defaultValue false */
  readonly commit?: boolean | undefined;
  /** For `"slow"`: milliseconds. */
  readonly delayMs?: number | undefined;
  /** For `"error"`: what to answer with. */
  readonly error?: { readonly name: string; readonly message?: string; readonly status?: number } | undefined;
  /** For `"answer"`: members of the answer, merged over the real one at every depth. */
  readonly answer?: object | undefined;
}

/** How the embedded DynamoDB behaves. */
export interface EmulatorOptions {
  /**
   * How long changes of tables take: `"instant"`, `"realistic"` as on AWS, a factor of that (`0.01` for a hundredth), or
   * the milliseconds of single changes with all others instant. @defaultValue `"instant"`
   */
  readonly latency?: Latency | undefined;
  /** Whether its clock runs, or stands until `clock.advance(ms)`. @defaultValue `"running"` */
  readonly time?: "running" | "manual" | undefined;
  /** Faults to play, each in the order given. @defaultValue none */
  readonly faults?: readonly Fault[] | undefined;
  /** How many tables the account may have, and change at a time. @defaultValue 2500 and 500 */
  readonly limits?: Partial<Limits> | undefined;
  /** The region in ARNs. @defaultValue `"us-east-1"` */
  readonly region?: string | undefined;
}

/** A request that arrived, in the order of arrival. */
export interface EmulatorRequest {
  /** Its operation: `"PutItem"`. */
  readonly operation: string;
  /** Its body. */
  readonly input: Readonly<Record<string, unknown>>;
  /** When it arrived, in milliseconds of the emulator's clock. */
  readonly atMs: number;
  /** The access key that signed it; the rest of its credentials is not kept. */
  readonly accessKeyId: string | undefined;
  /** Its headers, without those that hold credentials. */
  readonly headers: Readonly<Record<string, string>>;
}

/** How {@link mockDynamoDB} behaves. */
export interface MockOptions extends EmulatorOptions {}

/** How {@link useDynamoDB} behaves. */
export interface UseDynamoDBOptions extends MockOptions {
  /** The hooks of the test runner. @defaultValue those of mocha, vitest, jest or node:test, whichever is there */
  readonly hooks?: TestHooks | undefined;
  /** When the tables are emptied. @defaultValue `"beforeEach"` */
  readonly reset?: "beforeEach" | "afterEach" | "never" | undefined;
}
