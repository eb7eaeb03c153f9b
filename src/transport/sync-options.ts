/** Which engine blocks: `auto` takes the worker where the configuration can cross to one, else deasync. */
export type SyncEngine = "auto" | "worker" | "deasync";

/** How blocking calls block. */
export interface SyncOptions {
  /** The engine. @defaultValue `"auto"` */
  readonly engine?: SyncEngine | undefined;
  /** Seconds that a blocking call may go without an answer; it then ends in a `SyncTimeoutError`. @defaultValue 300 */
  readonly timeoutSeconds?: number | undefined;
  /**
   * A module whose default export is SDK configuration that cannot cross to the worker, such as a credentials function:
   * a file URL, or a path from the current directory. The worker imports it and lays it over the client's own fields; it
   * must have those that cannot cross. Async methods and the deasync engine do not read it.
   *
   * @defaultValue none
   */
  readonly configModule?: string | URL | undefined;
}
