import type { Latency } from "./control-plane/durations.js";
import type { Limits } from "./control-plane/tables.js";
import type { TestHooks } from "./test-hooks.js";

/**
 * A fault that the emulator plays on purpose: which requests it meets, and what becomes of them. Several are tried in the
 * order given, and each of them sees only the requests that no earlier one meets. One that meets none does no harm.
 */
export interface Fault {
  /** What goes wrong. */
  readonly kind: /** ThrottlingException: too many requests on the control plane. */
    | "throttled"
    /** LimitExceededException: too many tables changing at once, which passes by itself. */
    | "limitExceeded"
    /** LimitExceededException: as many tables as the account may have, which does not pass. */
    | "quotaExceeded"
    /** ResourceNotFoundException, as for a table that was created a moment ago. */
    | "notFound"
    /** AccessDeniedException. */
    | "denied"
    /** InternalServerError, status 500. */
    | "serverError"
    /** The page of a load balancer, status 502, which is no answer of DynamoDB's. */
    | "badGateway"
    /** The connection is cut instead of an answer. */
    | "dropped"
    /** The answer comes after `delayMs` milliseconds of real time. */
    | "slow"
    /** What `error` says, with the members of `answer`. */
    | "error"
    /** The members of `answer` stand in place of those of the real answer, or alone where that is an error. */
    | "answer";
  /** The operation that it meets. @defaultValue all */
  readonly operation?: string | undefined;
  /** The name of the table that it meets. @defaultValue all */
  readonly tableName?: string | undefined;
  /** How many requests it lets pass first. @defaultValue 0 */
  readonly skip?: number | undefined;
  /** How many requests it meets after those. @defaultValue 1, or all of them with `forMs` */
  readonly times?: number | undefined;
  /** From when on, in milliseconds of the emulator's clock since it was scripted. @defaultValue 0 */
  readonly afterMs?: number | undefined;
  /** For how long from then on. @defaultValue without end */
  readonly forMs?: number | undefined;
  /**
   * Whether the request is carried out first, so that only its answer is lost, late or another one.
   * @defaultValue false, and true for `"answer"`
   */
  readonly commit?: boolean | undefined;
  /** For `"slow"`: milliseconds; `Infinity` is never. @defaultValue 1000 */
  readonly delayMs?: number | undefined;
  /** For `"error"`: what to answer with. */
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
   * place, and further ones appended. For `"error"`: what the error has beside its name and message.
   */
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
  /** Faults to play. @defaultValue none */
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
  /** The region that it was signed for. */
  readonly region: string | undefined;
  /** Its headers. Those that hold credentials say `"(hidden)"`. */
  readonly headers: Readonly<Record<string, string>>;
}

/** How {@link mockDynamoDB} behaves. */
export interface MockOptions extends EmulatorOptions {}

/** What can be other when a mock starts over. */
export type RestartOptions = Pick<MockOptions, "latency" | "faults" | "limits">;

/** How {@link useDynamoDB} behaves. */
export interface UseDynamoDBOptions extends MockOptions {
  /** The hooks of the test runner. @defaultValue those of mocha, vitest, jest or node:test, whichever is there */
  readonly hooks?: TestHooks | undefined;
  /** When the tables are emptied. @defaultValue `"beforeEach"` */
  readonly reset?: "beforeEach" | "afterEach" | "never" | undefined;
}
