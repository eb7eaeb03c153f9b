import type { TableDescription } from "@aws-sdk/client-dynamodb";
import { tableNameOf } from "../../table/definition/from-model.js";
import type { WaitOptions } from "../../table/wait/options.js";
import type { AnyTable } from "../model/model-info.js";
import * as tables from "../tables.js";
import { ClientTables } from "./tables.js";

/** The waits of a client for tables. */
export class ClientWaits extends ClientTables {
  /**
   * Waits until a table is usable: the table and, by default, all of its indexes are ACTIVE.
   *
   * Fails at once if the wait cannot succeed: the table does not exist, is being deleted, or access is denied.
   * Throttling and network errors are retried.
   *
   * AWS operations: DescribeTable; SearchVectors on vector indexes with `until: "settled"`, which is left out where it is
   * denied. Permissions: `dynamodb:` with each of these names.
   *
   * @param table - The table's name or ARN, or its model.
   * @param options - The timeout in seconds (120), what to wait for, a signal, a callback for progress.
   * @returns The description of the usable table.
   * @throws {@link WaitTimeoutError} with the last status, the indexes' states, the time and the number of polls.
   * @throws {@link WaitFailedError} if the table is being deleted or in a status that it does not leave by itself.
   * @throws `ResourceNotFoundException` of the SDK if the table does not exist.
   *
   * @example
   * ```ts
   * await client.createTable(User);
   * // Other setup goes here.
   * await client.waitForTableActive(User, { timeoutSeconds: 30 });
   * ```
   */
  async waitForTableActive(table: string | AnyTable, options?: WaitOptions): Promise<TableDescription> {
    return await tables.waitForTableActive(this.asyncContext, tableNameOf(table), options);
  }

  /**
   * Waits until a table is deleted. A new table with the same name counts as another table.
   *
   * AWS operation and permission: DescribeTable, `dynamodb:DescribeTable`.
   *
   * @param table - The table's name or ARN, or its model.
   * @param options - The timeout in seconds (120), a signal, a callback for progress.
   * @throws {@link WaitTimeoutError} if the table is not deleted in time.
   *
   * @example
   * ```ts
   * await client.deleteTable("users");
   * await client.waitForTableDeleted("users", { timeoutSeconds: 30 });
   * ```
   */
  async waitForTableDeleted(table: string | AnyTable, options?: Omit<WaitOptions, "until">): Promise<void> {
    await tables.waitForTableDeleted(this.asyncContext, tableNameOf(table), options);
  }
}
