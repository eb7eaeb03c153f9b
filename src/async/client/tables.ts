import type { TableDescription } from "@aws-sdk/client-dynamodb";
import type { CallOptions, ListTablesOptions } from "../../table/call-options.js";
import { createOptionsOf, tableNameOf } from "../../table/definition/from-model.js";
import type { CreateTableArguments, TableSettings } from "../../table/definition/options.js";
import type { DeletedTable, DeleteTableOptions } from "../../table/delete/options.js";
import type { AnyTable } from "../model/model-info.js";
import * as tables from "../tables.js";
import { ClientConnection } from "./connection.js";

/** The methods of a client on tables. */
export class ClientTables extends ClientConnection {
  /**
   * Creates a table, and with `wait` returns when it is usable: the table and all of its indexes are ACTIVE.
   *
   * The definition is checked with DynamoDB's rules first, and nothing is sent if it breaks one. Errors because too
   * many tables change at once are retried; if an answer is lost, the table is described to find the result. Time to
   * live, point-in-time recovery and contributor insights are enabled in this order when the table is ACTIVE, and then
   * `replicas` are added one after the other; without `wait`, the last one is not waited for.
   *
   * AWS operations: CreateTable; with `wait` DescribeTable, and SearchVectors for vector indexes that have to be settled; for settings after creation UpdateTimeToLive,
   * UpdateContinuousBackups, UpdateContributorInsights; for replicas UpdateTable, in their regions also TagResource,
   * ListTagsOfResource, PutResourcePolicy and GetResourcePolicy, and Scan and DescribeTimeToLive with strong consistency. Permissions: `dynamodb:` with each of these
   * names, `dynamodb:TagResource` for tags, `dynamodb:PutResourcePolicy` for a resource policy, and for replicas those of
   * {@link DynamoClient.createGlobalTable}.
   *
   * @param table - The table's name, 3 to 255 of `a-z A-Z 0-9 _ . -`, its ARN, or its model.
   * @param options - Keys, indexes and settings; with a model, settings over those of the model.
   * @returns The table's description; with `wait` that of the usable table.
   * @throws {@link TableDefinitionError} with everything that is wrong in the arguments.
   * @throws `ResourceInUseException` of the SDK if the table exists already.
   * @throws {@link WaitTimeoutError} or {@link WaitFailedError} if the table was created but did not become usable.
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
  createTable<T extends string | AnyTable>(table: T, ...[options]: CreateTableArguments<T>): Promise<TableDescription>;
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
  createTable(table: AnyTable, settings?: TableSettings): Promise<TableDescription>;
  async createTable<T extends string | AnyTable>(
    table: T,
    ...[options = {}]: CreateTableArguments<T>
  ): Promise<TableDescription> {
    return await tables.createTable(this.asyncContext, tableNameOf(table), createOptionsOf(table, options));
  }

  /**
   * Returns whether a table exists, in any state except DELETING.
   *
   * Only DynamoDB's own "not found" counts as missing; any other error is thrown.
   *
   * AWS operation and permission: DescribeTable, `dynamodb:DescribeTable`.
   *
   * @param table - The table's name or ARN, or its model.
   * @param options - A signal to abort the call.
   * @returns `true` if the table exists.
   * @throws The SDK's error if DynamoDB refuses the request, or cannot be reached.
   * @throws {@link UnexpectedAnswerError} if the answer is not DynamoDB's.
   * @throws {@link RequestTimeoutError} if there is no answer within 60 seconds.
   *
   * @example
   * ```ts
   * console.log(await client.tableExists("users"));
   * ```
   */
  tableExists(table: string | AnyTable, options?: CallOptions): Promise<boolean> {
    return tables.tableExists(this.asyncContext, tableNameOf(table), options);
  }

  /**
   * Deletes a table with all of its items. This cannot be undone, and is not confirmed.
   *
   * AWS operations: DeleteTable; DescribeTable with `wait`, `ifExists`, `expectTableId` and `keepFinalBackup: false`; UpdateTable with
   * `disableProtection`; UpdateContinuousBackups with `keepFinalBackup: false`. Permissions: `dynamodb:` with each of
   * these names.
   *
   * @param table - The table's name or ARN, or its model.
   * @param options - Whether to wait until it is deleted, to accept a missing table, to disable protection.
   * @returns The description of the table that is being deleted; with `ifExists`, `undefined` if there was none.
   * @throws `ResourceNotFoundException` of the SDK if the table does not exist, unless `ifExists` is set.
   * @throws `ResourceInUseException` of the SDK while the table is being created or changed, unless `wait` is set.
   * @throws {@link WaitTimeoutError} if the table is not deleted in time.
   *
   * @example
   * ```ts
   * await client.deleteTable("users", { wait: true, ifExists: true });
   * ```
   */
  deleteTable<IfExists extends boolean = false>(
    table: string | AnyTable,
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
   * @param options - A signal to abort the call.
   * @returns The SDK's `TableDescription`.
   * @throws `ResourceNotFoundException` of the SDK if the table does not exist.
   *
   * @example
   * ```ts
   * const { TableStatus, ItemCount } = await client.describeTable("users");
   * console.log(TableStatus, ItemCount);
   * ```
   */
  describeTable(table: string | AnyTable, options?: CallOptions): Promise<TableDescription> {
    return tables.describeTable(this.asyncContext, tableNameOf(table), options);
  }

  /**
   * Lists the names of all tables of the account and region, fetched page by page during the iteration.
   *
   * AWS operation and permission: ListTables, `dynamodb:ListTables`.
   *
   * @param options - The number of names per request (100), a signal.
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
