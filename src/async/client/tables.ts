import type { TableDescription } from "@aws-sdk/client-dynamodb";
import type { CallOptions, ListTablesOptions } from "../../table/call-options.js";
import { createOptionsOf, tableNameOf } from "../../table/definition/from-model.js";
import type { CreateTableArguments, TableSettings } from "../../table/definition/options.js";
import type { DeletedTable, DeleteTableOptions } from "../../table/delete/options.js";
import type { ModelClass } from "../model/model-info.js";
import * as tables from "../tables.js";
import { ClientConnection } from "./connection.js";

/** A client's methods on tables. */
export class ClientTables extends ClientConnection {
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
  createTable<T extends string | ModelClass>(
    table: T,
    ...[options]: CreateTableArguments<T>
  ): Promise<TableDescription>;
  /**
   * @param settings - Settings over those of the model, a wait, a signal.
   *
   * @example
   * ```ts
   * await User.createTable({ wait: true });
   * ```
   *
   * @internal
   */
  createTable(table: ModelClass, settings?: TableSettings): Promise<TableDescription>;
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
   * AWS operations: DeleteTable; DescribeTable with `wait`, `ifExists` and `expectTableId`; UpdateTable with `disableProtection`;
   * UpdateContinuousBackups with `keepFinalBackup: false`. Permissions: `dynamodb:` with each of these names.
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
}
