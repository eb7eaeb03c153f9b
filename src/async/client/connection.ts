import { clientDestroyed } from "../../errors.js";
import type { BlockingConnection } from "../../transport/transport.js";
import { type AsyncContext, ClientContext, type SyncContext } from "../context.js";
import { connect, type DynamoClientConfig, type Transports } from "./client-config.js";

/** What every method of a client stands on: its two ways to DynamoDB, and their end. */
export class ClientConnection implements Disposable {
  /** @internal */
  readonly asyncContext: AsyncContext;
  readonly #connectBlocking: () => BlockingConnection;
  #blocking: BlockingConnection | undefined;
  #isDestroyed = false;

  /**
   * @param config - Fields of the SDK's client configuration, or `{ client }` with an SDK client of your own; and `sync`.
   * @throws {@link TableDefinitionError} when a field is misspelt, which the SDK would ignore.
   * @throws {@link DynatwinError} when `client` stands beside other fields, which would be ignored.
   */
  constructor(config?: DynamoClientConfig);
  /** @internal */
  constructor(config: DynamoClientConfig, transports: Transports);
  constructor(config: DynamoClientConfig = {}, transports: Transports = connect(config)) {
    this.asyncContext = new ClientContext(transports.transport);
    this.#connectBlocking = transports.connectBlocking;
  }

  /**
   * The context of one blocking call, whose time begins now.
   *
   * @internal
   */
  get syncContext(): SyncContext {
    if (this.#isDestroyed) throw clientDestroyed();
    this.#blocking ??= this.#connectBlocking();
    return this.asyncContext.over(this.#blocking.startCall());
  }

  /**
   * Ends what is under way and closes the connections. An SDK client that you passed in stays open.
   *
   * @example
   * ```ts
   * client.destroy();
   * ```
   */
  destroy(): void {
    this.#isDestroyed = true;
    this.asyncContext.transport.destroy();
    this.#blocking?.destroy();
  }

  /** The same as {@link DynamoClient.destroy | destroy}, for `using`. */
  [Symbol.dispose](): void {
    this.destroy();
  }
}
