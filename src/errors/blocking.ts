import { DynatwinError } from "./base.js";

/** The facts about a blocking call that failed. */
export interface BlockingFacts {
  /** The operation of its last request: `CreateTable`. */
  readonly operation: string;
  /** The endpoint of that request, if known. */
  readonly endpoint: string;
  /** The engine that blocked: `worker` or `deasync`. */
  readonly engine: string;
}

/**
 * A blocking call did not end within `sync.timeoutSeconds`. The message says what it was doing, and whether DynamoDB
 * may have received its last request.
 *
 * @example
 * ```ts
 * import { SyncTimeoutError } from "dynatwin";
 *
 * if (error instanceof SyncTimeoutError) console.error(error.operation, error.endpoint, error.engine, error.seconds);
 * ```
 */
export class SyncTimeoutError extends DynatwinError implements BlockingFacts {
  override readonly name = "SyncTimeoutError";
  readonly operation: string;
  readonly endpoint: string;
  readonly engine: string;
  /** The time limit of the call, in seconds. */
  readonly seconds: number;

  /**
   * @param facts - The operation, endpoint and engine of the call.
   * @param seconds - The time limit of the call.
   * @param advice - How to avoid the error.
   * @param problem - What happened. @defaultValue the last request had no answer
   */
  constructor(facts: BlockingFacts, seconds: number, advice: string, problem?: string) {
    const { operation, endpoint, engine } = facts;
    const happened = problem ?? `${operation} had no answer from ${endpoint} within ${seconds} s`;
    super(`${happened} (${engine} engine). ${advice}`);
    this.operation = operation;
    this.endpoint = endpoint;
    this.engine = engine;
    this.seconds = seconds;
  }
}

/**
 * A blocking call is impossible here: the message has the reason and possible fixes. Nothing was sent, unless it says
 * so.
 *
 * @example
 * ```ts
 * import { DynamoClient, SyncUnavailableError } from "dynatwin";
 *
 * const credentials = async () => ({ accessKeyId: "id", secretAccessKey: "secret" });
 * const client = new DynamoClient({ region: "eu-west-1", credentials, sync: { engine: "worker" } });
 * try {
 *   client.syncTableExists("users");
 * } catch (error) {
 *   if (!(error instanceof SyncUnavailableError)) throw error;
 *   console.error(error.message); // credentials is a function, which cannot be copied to the worker thread …
 * }
 * ```
 */
export class SyncUnavailableError extends DynatwinError {
  override readonly name = "SyncUnavailableError";
}
