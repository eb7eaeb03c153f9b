/** Which engine blocks: `auto` uses the worker if the configuration can be copied to its thread, else deasync. */
export type SyncEngine = "auto" | "worker" | "deasync";

/** How blocking calls block. */
export interface SyncOptions {
  /** The engine. @defaultValue `"auto"` */
  readonly engine?: SyncEngine | undefined;
  /**
   * Seconds that a blocking call can take, with all of its requests, retries and pauses, before it ends with a
   * `SyncTimeoutError`. Each page of an iteration is a separate call; `toArray()` and `first()` are one call.
   *
   * @defaultValue 300, in addition to the `timeoutSeconds` of a wait
   */
  readonly timeoutSeconds?: number | undefined;
  /**
   * A module whose default export is SDK configuration that cannot be copied to the worker thread, such as a
   * credentials function: a URL, or a path relative to the current directory at the time when the client is created.
   * The worker imports it and merges it over the client's own fields; it must have all fields that cannot be copied.
   * Async methods and the deasync engine do not read it.
   *
   * @defaultValue none
   */
  readonly configModule?: string | URL | undefined;
}
