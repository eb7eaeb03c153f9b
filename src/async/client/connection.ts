import { clientDestroyed } from "../../errors.js";
import type { BlockingConnection } from "../../transport/transport.js";
import { type AsyncContext, ClientContext, type SyncContext } from "../context.js";
import { connect, type DynamoClientConfig, type Transports } from "./client-config.js";

/** The base of a client's methods: its async and its blocking transport, and `destroy`. */
export class ClientConnection implements Disposable {
  /** @internal */
  readonly asyncContext: AsyncContext;
  readonly #connectBlocking: () => BlockingConnection;
  #blocking: BlockingConnection | undefined;
  #isDestroyed = false;

  /**
   * @param config - Fields of the SDK's client configuration, or `{ client }` with your own SDK client; and `sync`.
   * @throws {@link TableDefinitionError} if a field is misspelt, which the SDK would ignore.
   * @throws {@link DynatwinError} if `client` is combined with other fields, which would be ignored.
   */
  constructor(config?: DynamoClientConfig);
  /** @internal */
  constructor(config: DynamoClientConfig, transports: Transports);
  constructor(config: DynamoClientConfig = {}, transports: Transports = connect(config)) {
    this.asyncContext = new ClientContext(transports.transport);
    this.#connectBlocking = transports.connectBlocking;
  }

  /**
   * The context of one blocking call, whose time starts now.
   *
   * @internal
   */
  get syncContext(): SyncContext {
    if (this.#isDestroyed) throw clientDestroyed();
    this.#blocking ??= this.#connectBlocking();
    return this.asyncContext.over(this.#blocking.startCall());
  }

  /**
   * Aborts requests in progress and closes the connections. An SDK client that you passed in is not destroyed.
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
