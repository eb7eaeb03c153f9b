import type { ServiceInputTypes, ServiceOutputTypes, TableDescription } from "@aws-sdk/client-dynamodb";
import { clientDestroyed } from "../errors.js";
import { type BatchGetResults, type BatchRead, type BatchWrite, checkBatch } from "../model/batches.js";
import type { BatchGetOptions, BatchWriteOptions, ItemCallOptions, TransactWriteOptions } from "../model/options.js";
import type { TransactGet, TransactWrite } from "../model/transactions.js";
import { type CallOptions, callOptions, type ListTablesOptions } from "../table/call-options.js";
import { createOptionsOf, tableNameOf } from "../table/definition/from-model.js";
import type { CreateTableArguments } from "../table/definition/options.js";
import type { DeletedTable, DeleteTableOptions } from "../table/delete/options.js";
import type { WaitOptions } from "../table/wait/options.js";
import type { SdkCommand } from "../transport/sdk-command.js";
import type { BlockingConnection } from "../transport/transport.js";
import { checkOptions } from "../validation/check-options.js";
import * as batches from "./batches.js";
import { connect, type DynamoClientConfig, type Transports } from "./client-config.js";
import { type AsyncContext, ClientContext, type SyncContext } from "./context.js";
import type { ModelClass } from "./model-info.js";
import * as tables from "./tables.js";
import type { TransactGetResults } from "./transactions.js";
import * as transactions from "./transactions.js";

/**
 * A client for DynamoDB tables.
 *
 * Making one costs nothing: the AWS SDK is loaded, and credentials are looked for, when the first request is sent.
 *
 * The examples of its methods leave out the client and the models of the guide "The models of the examples".
 *
 * @example
 * ```ts
 * import { DynamoClient } from "dynatwin";
 *
 * const client = new DynamoClient({ region: "eu-west-1" });
 * if (!(await client.tableExists("users"))) {
 *   await client.createTable("users", { partitionKey: ["pk", "S"], wait: true });
 * }
 * client.destroy();
 * ```
 */
export class AsyncClient implements Disposable {
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
   * Creates a table, and with `wait` returns once it is usable: the table ACTIVE and all of its indexes too.
   *
   * The definition is checked against DynamoDB's rules first, and nothing is sent when it breaks one. Refusals because
   * too many tables change at once are retried; an answer that got lost on the way is recovered by looking at the table.
   * Time to live, point-in-time recovery and contributor insights are enabled in this order once the table is ACTIVE.
   *
   * AWS operations: CreateTable; with `wait` DescribeTable; for the late settings UpdateTimeToLive,
   * UpdateContinuousBackups, UpdateContributorInsights. Permissions: `dynamodb:` with each of these names, and
   * `dynamodb:TagResource` for tags, `dynamodb:PutResourcePolicy` for a resource policy.
   *
   * @param table - The table's name, 3 to 255 of `a-z A-Z 0-9 _ . -`, its ARN, or its model.
   * @param options - Keys, indexes and settings; with a model, settings over those of the model.
   * @returns The table's description, with `wait` that of the usable table.
   * @throws {@link TableDefinitionError} with everything that is wrong in the arguments.
   * @throws `ResourceInUseException` of the SDK when the table is there already.
   * @throws {@link WaitTimeoutError} or {@link WaitFailedError} when the table was created and did not become usable.
   *
   * @example
   * ```ts
   * await client.createTable("orders", {
   *   partitionKey: ["customerId", "S"],
   *   sortKey: ["orderId", "S"],
   *   globalSecondaryIndexes: [{ indexName: "by-status", partitionKey: ["status", "S"], projection: "KEYS_ONLY" }],
   *   wait: { timeoutSeconds: 60, onProgress: ({ pending }) => console.log(pending) },
   * });
   * ```
   */
  async createTable<T extends string | ModelClass>(
    table: T,
    ...[options = {}]: CreateTableArguments<T>
  ): Promise<TableDescription> {
    return await tables.createTable(this.asyncContext, tableNameOf(table), createOptionsOf(table, options));
  }

  /**
   * Tells whether a table is there, in any state but DELETING.
   *
   * Only DynamoDB's own "not found" counts as missing; whatever else goes wrong is thrown.
   *
   * AWS operation and permission: DescribeTable, `dynamodb:DescribeTable`.
   *
   * @param table - The table's name or ARN, or its model.
   * @param options - A signal to end the call.
   * @returns `true` while the table is there.
   * @throws The SDK's error when DynamoDB refuses to say, or cannot be reached.
   * @throws {@link UnexpectedAnswerError} when what answers is not DynamoDB.
   * @throws {@link RequestTimeoutError} when there is no answer within 60 seconds.
   *
   * @example
   * ```ts
   * console.log(await client.tableExists("users"));
   * ```
   */
  tableExists(table: string | ModelClass, options?: CallOptions): Promise<boolean> {
    return tables.tableExists(this.asyncContext, tableNameOf(table), options);
  }

  /**
   * Deletes a table with everything in it. There is no way back and no question asked.
   *
   * AWS operations: DeleteTable; DescribeTable with `wait` and `ifExists`; UpdateTable with `disableProtection`.
   * Permissions: `dynamodb:` with each of these names.
   *
   * @param table - The table's name or ARN, or its model.
   * @param options - Whether to wait until it is gone, to accept that it is not there, to switch protection off.
   * @returns The description of the table on its way out; with `ifExists`, `undefined` when there was none.
   * @throws `ResourceNotFoundException` of the SDK when there is no such table, unless `ifExists` is set.
   * @throws `ResourceInUseException` of the SDK while the table is being created or changed, unless `wait` is set.
   * @throws {@link WaitTimeoutError} when the table is not gone in time.
   *
   * @example
   * ```ts
   * await client.deleteTable("users", { wait: true, ifExists: true });
   * ```
   */
  deleteTable<IfExists extends boolean = false>(
    table: string | ModelClass,
    options?: DeleteTableOptions<IfExists>,
  ): Promise<DeletedTable<IfExists>> {
    return tables.deleteTable(this.asyncContext, tableNameOf(table), options);
  }

  /**
   * Waits until a table is usable: the table ACTIVE and, unless `until` says otherwise, all of its indexes too.
   *
   * Ends at once where waiting cannot help: the table is not there, is being deleted, or DynamoDB denies the look.
   * Throttling and network faults are waited out.
   *
   * AWS operation and permission: DescribeTable, `dynamodb:DescribeTable`.
   *
   * @param table - The table's name or ARN, or its model.
   * @param options - The timeout in seconds (120), what to wait for, a signal, a callback for progress.
   * @returns The description of the usable table.
   * @throws {@link WaitTimeoutError} with the last status, the indexes' states, the time and the number of polls.
   * @throws {@link WaitFailedError} when the table is being deleted or in a status that it does not leave by itself.
   * @throws `ResourceNotFoundException` of the SDK when there is no such table.
   *
   * @example
   * ```ts
   * await client.createTable("users", { partitionKey: ["pk", "S"] });
   * // Other setup goes here.
   * await client.waitForTableActive("users", { timeoutSeconds: 30 });
   * ```
   */
  async waitForTableActive(table: string | ModelClass, options?: WaitOptions): Promise<TableDescription> {
    return await tables.waitForTableActive(this.asyncContext, tableNameOf(table), options);
  }

  /**
   * Waits until a table is gone. A new table that takes its name in the meantime is another table.
   *
   * AWS operation and permission: DescribeTable, `dynamodb:DescribeTable`.
   *
   * @param table - The table's name or ARN, or its model.
   * @param options - The timeout in seconds (120), a signal, a callback for progress.
   * @throws {@link WaitTimeoutError} when the table is not gone in time.
   *
   * @example
   * ```ts
   * await client.deleteTable("users");
   * await client.waitForTableDeleted("users", { timeoutSeconds: 30 });
   * ```
   */
  async waitForTableDeleted(table: string | ModelClass, options?: Omit<WaitOptions, "until">): Promise<void> {
    await tables.waitForTableDeleted(this.asyncContext, tableNameOf(table), options);
  }

  /**
   * Describes a table, as the SDK does.
   *
   * AWS operation and permission: DescribeTable, `dynamodb:DescribeTable`.
   *
   * @param table - The table's name or ARN, or its model.
   * @param options - A signal to end the call.
   * @returns The SDK's `TableDescription`.
   * @throws `ResourceNotFoundException` of the SDK when there is no such table.
   *
   * @example
   * ```ts
   * const { TableStatus, ItemCount } = await client.describeTable("users");
   * console.log(TableStatus, ItemCount);
   * ```
   */
  describeTable(table: string | ModelClass, options?: CallOptions): Promise<TableDescription> {
    return tables.describeTable(this.asyncContext, tableNameOf(table), options);
  }

  /**
   * Lists the names of all tables of the account and region, page after page as they are asked for.
   *
   * AWS operation and permission: ListTables, `dynamodb:ListTables`.
   *
   * @param options - How many names to fetch per request (100), a signal.
   * @returns The names, in DynamoDB's order.
   *
   * @example
   * ```ts
   * for await (const name of client.listTables()) console.log(name);
   * ```
   */
  listTables(options?: ListTablesOptions): AsyncGenerator<string, void, undefined> {
    return tables.listTables(this.asyncContext, options);
  }

  /**
   * Writes items of any models, all of them or none.
   *
   * AWS operation and permissions: TransactWriteItems, `dynamodb:PutItem`, `UpdateItem`, `DeleteItem`,
   * `ConditionCheckItem`, as far as the parts need them.
   *
   * @param parts - Up to 100, made by the models' `transactPut`, `transactUpdate`, `transactDelete`, `transactCheck`.
   * @param options - A token for sending the same transaction twice, a signal.
   * @throws `TransactionCanceledException` of the SDK, with the reason of each part.
   *
   * @example
   * ```ts
   * await Stock.batchWrite({ put: [new Stock({ product: "a", count: 5 }), new Stock({ product: "b", count: 0 })] });
   * await client.transactWrite([
   *   Stock.transactUpdate({ product: "a" }, (stock) => [stock.count.add(-1)], { condition: (stock) => stock.count.gt(0) }),
   *   Stock.transactUpdate({ product: "b" }, (stock) => [stock.count.add(1)]),
   * ]);
   * ```
   */
  async transactWrite(parts: readonly TransactWrite[], options: TransactWriteOptions = {}): Promise<void> {
    await transactions.transactWrite(this.asyncContext, parts, options);
  }

  /**
   * Reads items of any models, as they all are at one moment.
   *
   * AWS operation and permission: TransactGetItems, `dynamodb:GetItem`.
   *
   * @param parts - Up to 100, made by the models' `transactRead`.
   * @param options - A signal.
   * @returns An item, or `undefined` where there is none, for each part.
   *
   * @example
   * ```ts
   * const [a, b] = await client.transactGet([
   *   Stock.transactRead({ product: "a" }),
   *   Stock.transactRead({ product: "b" }),
   * ]);
   * console.log(a?.count, b?.count);
   * ```
   */
  async transactGet<const T extends readonly TransactGet<unknown>[]>(
    parts: T,
    options: ItemCallOptions = {},
  ): Promise<TransactGetResults<T>> {
    return await transactions.transactGet(this.asyncContext, parts, options);
  }

  /**
   * Puts and deletes items of any models, 25 to a request and several requests side by side. What DynamoDB leaves
   * unprocessed is sent again, later and later. Conditions and versions are not checked: batches have none.
   *
   * AWS operation and permission: BatchWriteItem, `dynamodb:BatchWriteItem`.
   *
   * @param parts - Any number, made by the models' `batchPut` and `batchDelete`; each item once.
   * @param options - How many requests at a time (10), a signal.
   * @throws {@link UnprocessedItemsError} when DynamoDB keeps leaving some.
   *
   * @example
   * ```ts
   * await client.batchWrite([User.batchPut(new User({ id: "u-1" })), Order.batchDelete({ customer: "c-1", number: 1 })]);
   * ```
   */
  async batchWrite(parts: readonly BatchWrite[], options: BatchWriteOptions = {}): Promise<void> {
    checkBatch("batchWrite", parts, options);
    await batches.batchWrite(this.asyncContext, parts, options);
  }

  /**
   * Reads items of any models by key, 100 to a request and several requests side by side. What DynamoDB leaves
   * unprocessed is asked for again, later and later.
   *
   * AWS operation and permission: BatchGetItem, `dynamodb:BatchGetItem`.
   *
   * @param parts - Any number, made by the models' `batchRead`; each item once.
   * @param options - Whether to read what was last written (false), how many requests at a time (10), a signal.
   * @returns An item, or `undefined` where there is none, for each part.
   * @throws {@link UnprocessedItemsError} when DynamoDB keeps leaving some; the items that were read are in it.
   *
   * @example
   * ```ts
   * const [user, stock] = await client.batchGet([User.batchRead({ id: "u-1" }), Stock.batchRead({ product: "a" })]);
   * console.log(user?.name, stock?.count);
   * ```
   */
  async batchGet<const T extends readonly BatchRead<unknown>[]>(
    parts: T,
    options: BatchGetOptions = {},
  ): Promise<BatchGetResults<T>> {
    checkBatch("batchGet", parts, options);
    return await batches.batchGet(this.asyncContext, parts, options);
  }

  /**
   * Sends any command of the SDK, such as those that this library has no method for.
   *
   * Nothing is added and nothing retried, beside what the SDK does by itself.
   *
   * AWS operation and permissions: those of the command.
   *
   * @param command - A command of `@aws-sdk/client-dynamodb`, also from another copy of it.
   * @param options - A signal to end the call.
   * @returns What the command answers.
   * @throws {@link DynatwinError} when it is no command, or one of another service or of `@aws-sdk/lib-dynamodb`.
   * @throws The SDK's error when DynamoDB refuses, or cannot be reached.
   *
   * @example
   * ```ts
   * import { DescribeLimitsCommand } from "@aws-sdk/client-dynamodb";
   *
   * const { TableMaxReadCapacityUnits } = await client.send(new DescribeLimitsCommand({}));
   * console.log(TableMaxReadCapacityUnits);
   * ```
   */
  async send<Input extends ServiceInputTypes, Output extends ServiceOutputTypes>(
    command: SdkCommand<Input, Output>,
    options?: CallOptions,
  ): Promise<Output> {
    const { signal } = checkOptions("send", options, callOptions);
    return await this.asyncContext.transport.sendCommand(command, { signal });
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
