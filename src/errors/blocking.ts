import { DynatwinError } from "./base.js";

/** What a blocking call was about when it failed. */
export interface BlockingFacts {
  /** The operation of its last request: `CreateTable`. */
  readonly operation: string;
  /** Where it was sent, as far as known. */
  readonly endpoint: string;
  /** The engine that blocked: `worker` or `deasync`. */
  readonly engine: string;
}

/**
 * A blocking call was not over within `sync.timeoutSeconds`. The message says what it was doing, and whether DynamoDB may
 * have seen its last request.
 *
 * @example
 * ```ts
 * import { DynamoClient, SyncTimeoutError } from "dynatwin";
 *
 * const client = new DynamoClient({ region: "eu-west-1", sync: { timeoutSeconds: 20 } });
 * try {
 *   client.syncTableExists("users");
 * } catch (error) {
 *   if (!(error instanceof SyncTimeoutError)) throw error;
 *   console.error(error.operation, error.endpoint, error.engine, error.seconds);
 * }
 * ```
 */
export class SyncTimeoutError extends DynatwinError implements BlockingFacts {
  override readonly name = "SyncTimeoutError";
  readonly operation: string;
  readonly endpoint: string;
  readonly engine: string;
  /** How long the call was allowed to block, in seconds. */
  readonly seconds: number;

  /**
   * @param facts - What was called, where and how.
   * @param seconds - How long it blocked.
   * @param advice - What to try.
   * @param problem - What happened. By default the last request had no answer.
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
 * A blocking call cannot work here: the message names the reason and the ways out. Nothing was sent, unless it says so.
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
 *   console.error(error.message); // credentials is a function, which cannot cross to the worker thread …
 * }
 * ```
 */
export class SyncUnavailableError extends DynatwinError {
  override readonly name = "SyncUnavailableError";
}
