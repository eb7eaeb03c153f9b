import type { Latency } from "./control-plane/durations.js";
import type { Limits } from "./control-plane/tables.js";
import type { TestHooks } from "./test-hooks.js";

/**
 * A fault that the emulator simulates: which requests it matches, and how they fail. Several faults are tried in the order
 * given; a request that one of them matches is not counted by the later ones. A fault that matches no request has no effect.
 */
export interface Fault {
  /** The kind of failure. */
  readonly kind: /** ThrottlingException: too many requests on the control plane. */
    | "throttled"
    /** LimitExceededException: too many tables are changing at once, a temporary error. */
    | "limitExceeded"
    /** LimitExceededException: the account has reached its number of tables, a permanent error. */
    | "quotaExceeded"
    /** ResourceNotFoundException, as for a table that was just created. */
    | "notFound"
    /** AccessDeniedException. */
    | "denied"
    /** InternalServerError, status 500. */
    | "serverError"
    /** The HTML page of a load balancer, status 502. */
    | "badGateway"
    /** The connection is closed without an answer. */
    | "dropped"
    /** The answer is sent after `delayMs` milliseconds of real time. */
    | "slow"
    /** The error in `error`, with the members of `answer`. */
    | "error"
    /** The real answer with the members of `answer` merged over it; `answer` alone if the real answer is an error. */
    | "answer";
  /** The operation that it matches. @defaultValue all */
  readonly operation?: string | undefined;
  /** The name of the table that it matches. @defaultValue all */
  readonly tableName?: string | undefined;
  /** The number of matching requests that succeed first. @defaultValue 0 */
  readonly skip?: number | undefined;
  /** The number of requests that fail after those. @defaultValue 1, or all of them with `forMs` */
  readonly times?: number | undefined;
  /** When it starts, in milliseconds of the emulator's clock after it was added. @defaultValue 0 */
  readonly afterMs?: number | undefined;
  /** How long it lasts after that, in milliseconds. @defaultValue without end */
  readonly forMs?: number | undefined;
  /**
   * Whether the request is executed first, so that only its answer is lost, delayed or changed.
   * @defaultValue false, and true for `"answer"`
   */
  readonly commit?: boolean | undefined;
  /** For `"slow"`: milliseconds; `Infinity` is never. @defaultValue 1000 */
  readonly delayMs?: number | undefined;
  /** For `"error"`: the error to answer with. */
  readonly error?:
    | {
        /** The name of the error: `"ValidationException"`. */
        readonly name: string;
        /** Its message. @defaultValue none */
        readonly message?: string;
        /** The HTTP status. @defaultValue 400 */
        readonly status?: number;
      }
    | undefined;
  /**
   * For `"answer"`: members of the answer, merged over the real one at every depth. Members of lists are merged by their
   * index, and further members appended. For `"error"`: members of the error beside its name and message.
   */
  readonly answer?: object | undefined;
}

/** How the embedded DynamoDB behaves. */
export interface EmulatorOptions {
  /**
   * How long changes of tables take: `"instant"`, `"realistic"` as on AWS, a factor of realistic (`0.01` for one hundredth),
   * or the milliseconds of single changes with all others instant. @defaultValue `"instant"`
   */
  readonly latency?: Latency | undefined;
  /**
   * How long after its expiry an item is deleted, in milliseconds of the emulator's clock, if time to live is ENABLED. An item that
   * has expired before it is written is deleted this long after the write. @defaultValue 600000 (ten minutes), times the `latency`
   * if that is a factor
   */
  readonly timeToLiveDelayMs?: number | undefined;
  /**
   * How long after a write the other regions of a global table have it, in milliseconds of the emulator's clock. Strongly consistent
   * replicas have it at once. @defaultValue 0, or with `latency: "realistic"` 1000, times the `latency` if that is a factor
   */
  readonly replicationDelayMs?: number | undefined;
  /** Whether its clock runs, or changes only by `clock.advance(ms)`. @defaultValue `"running"` */
  readonly time?: "running" | "manual" | undefined;
  /** Faults to simulate. @defaultValue none */
  readonly faults?: readonly Fault[] | undefined;
  /** How many tables the account can have, can change at a time, and in a second. @defaultValue 2500, 500 and no limit */
  readonly limits?: Partial<Limits> | undefined;
  /**
   * The region of the tables that are created for models, and of the mock's client. The emulator serves every region: each request
   * sees the tables of the region that it is signed for. @defaultValue the environment variable AWS_REGION, or `"us-east-1"`
   */
  readonly region?: string | undefined;
}

/** A request that the emulator received. */
export interface EmulatorRequest {
  /** Its operation: `"PutItem"`. */
  readonly operation: string;
  /** Its body. */
  readonly input: Readonly<Record<string, unknown>>;
  /** When it arrived, in milliseconds of the emulator's clock. */
  readonly atMs: number;
  /** The access key that signed it. No other credentials are recorded. */
  readonly accessKeyId: string | undefined;
  /** The region that it was signed for. */
  readonly region: string | undefined;
  /** Its headers. The values of headers with credentials are replaced by `"(hidden)"`. */
  readonly headers: Readonly<Record<string, string>>;
}

/** How {@link mockDynamoDB} behaves. */
export interface MockOptions extends EmulatorOptions {}

/** The options that `restart` can change. */
export type RestartOptions = Pick<
  MockOptions,
  "latency" | "timeToLiveDelayMs" | "replicationDelayMs" | "faults" | "limits"
>;

/** How {@link useDynamoDB} behaves. */
export interface UseDynamoDBOptions extends MockOptions {
  /** The hooks of the test runner. @defaultValue those of mocha, vitest, jest or node:test, whichever is running */
  readonly hooks?: TestHooks | undefined;
  /** When the tables are emptied. @defaultValue `"beforeEach"` */
  readonly reset?: "beforeEach" | "afterEach" | "never" | undefined;
}
