import { DynatwinError } from "./base.js";

/** What a blocking call was about when it failed. */
export interface BlockingFacts {
  /** The operation: `CreateTable`. */
  readonly operation: string;
  /** Where it was sent, as far as known. */
  readonly endpoint: string;
  /** The engine that blocked: `worker` or `deasync`. */
  readonly engine: string;
}

/**
 * A blocking call had no answer within `sync.timeoutSeconds`. Whether DynamoDB has seen the request is not known.
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
  /** How long the call blocked, in seconds. */
  readonly seconds: number;

  /**
   * @param facts - What was called, where and how.
   * @param seconds - How long it blocked.
   * @param advice - What to try.
   */
  constructor(facts: BlockingFacts, seconds: number, advice: string) {
    const { operation, endpoint, engine } = facts;
    super(`${operation} had no answer from ${endpoint} within ${seconds} s (${engine} engine). ${advice}`);
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
