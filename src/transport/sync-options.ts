/** Which engine blocks: `auto` takes the worker where the configuration can cross to one, else deasync. */
export type SyncEngine = "auto" | "worker" | "deasync";

/** How blocking calls block. */
export interface SyncOptions {
  /** The engine. @defaultValue `"auto"` */
  readonly engine?: SyncEngine | undefined;
  /**
   * Seconds that a blocking call may take, all of its requests, retries and pauses together; it then ends in a
   * `SyncTimeoutError`. Each page of an iteration is a call of its own; `toArray()` and `first()` are one call.
   *
   * @defaultValue 300, on top of the `timeoutSeconds` of a wait
   */
  readonly timeoutSeconds?: number | undefined;
  /**
   * A module whose default export is SDK configuration that cannot cross to the worker, such as a credentials function:
   * a URL, or a path from the directory that is current when the client is made. The worker imports it and lays it over the client's own fields; it
   * must have those that cannot cross. Async methods and the deasync engine do not read it.
   *
   * @defaultValue none
   */
  readonly configModule?: string | URL | undefined;
}
