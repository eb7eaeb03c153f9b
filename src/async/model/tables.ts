import type { TableDescription } from "@aws-sdk/client-dynamodb";
import type { CallOptions } from "../../table/call-options.js";
import type { TableSettings } from "../../table/definition/options.js";
import type { DeletedTable, DeleteTableOptions } from "../../table/delete/options.js";
import type { WaitOptions } from "../../table/wait/options.js";
import { clientOf, type ModelClass } from "./model-info.js";
import { ModelValues } from "./values.js";

/** A model's methods on its table. */
export class ModelTables extends ModelValues {
  /**
   * Creates the model's table with its indexes. See {@link DynamoClient.createTable}.
   *
   * AWS operations and permissions: those of the client's method.
   *
   * @param settings - Settings over those of the model, a wait, a signal.
   * @returns The table's description, with `wait` that of the usable table.
   * @throws `ResourceInUseException` of the SDK when the table is there already.
   *
   * @example
   * ```ts
   * await User.createTable({ wait: true });
   * ```
   */
  static createTable(this: ModelClass, settings: TableSettings = {}): Promise<TableDescription> {
    return clientOf(this["~model"]).createTable(this, settings);
  }

  /**
   * Tells whether the model's table is there, in any state but DELETING.
   *
   * AWS operation and permission: DescribeTable, `dynamodb:DescribeTable`.
   *
   * @param options - A signal to end the call.
   * @returns `true` while the table is there.
   *
   * @example
   * ```ts
   * console.log(await User.tableExists());
   * ```
   */
  static tableExists(this: ModelClass, options?: CallOptions): Promise<boolean> {
    return clientOf(this["~model"]).tableExists(this, options);
  }

  /**
   * Deletes the model's table with everything in it. See {@link DynamoClient.deleteTable}.
   *
   * AWS operation and permission: DeleteTable, `dynamodb:DeleteTable`.
   *
   * @param options - Whether to wait, to accept that it is not there, to switch protection off.
   * @returns The description of the table on its way out; with `ifExists`, `undefined` when there was none.
   *
   * @example
   * ```ts
   * await User.deleteTable({ wait: true, ifExists: true });
   * ```
   */
  static deleteTable<IfExists extends boolean = false>(
    this: ModelClass,
    options?: DeleteTableOptions<IfExists>,
  ): Promise<DeletedTable<IfExists>> {
    return clientOf(this["~model"]).deleteTable(this, options);
  }

  /**
   * Waits until the model's table is usable. See {@link DynamoClient.waitForTableActive}.
   *
   * AWS operation and permission: DescribeTable, `dynamodb:DescribeTable`.
   *
   * @param options - The timeout in seconds (120), what to wait for, a signal, a callback for progress.
   * @returns The description of the usable table.
   * @throws {@link WaitTimeoutError} when it is not usable in time.
   *
   * @example
   * ```ts
   * await User.waitForTableActive({ timeoutSeconds: 30 });
   * ```
   */
  static waitForTableActive(this: ModelClass, options?: WaitOptions): Promise<TableDescription> {
    return clientOf(this["~model"]).waitForTableActive(this, options);
  }

  /**
   * Waits until the model's table is gone.
   *
   * AWS operation and permission: DescribeTable, `dynamodb:DescribeTable`.
   *
   * @param options - The timeout in seconds (120), a signal, a callback for progress.
   * @throws {@link WaitTimeoutError} when it is not gone in time.
   *
   * @example
   * ```ts
   * await User.deleteTable();
   * await User.waitForTableDeleted();
   * ```
   */
  static async waitForTableDeleted(this: ModelClass, options?: Omit<WaitOptions, "until">): Promise<void> {
    await clientOf(this["~model"]).waitForTableDeleted(this, options);
  }

  /**
   * Describes the model's table, as the SDK does.
   *
   * AWS operation and permission: DescribeTable, `dynamodb:DescribeTable`.
   *
   * @param options - A signal to end the call.
   * @returns The SDK's `TableDescription`.
   *
   * @example
   * ```ts
   * const { ItemCount } = await User.describeTable();
   * console.log(ItemCount);
   * ```
   */
  static describeTable(this: ModelClass, options?: CallOptions): Promise<TableDescription> {
    return clientOf(this["~model"]).describeTable(this, options);
  }
}
