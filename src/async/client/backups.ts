import type { BackupDetails, BackupSummary, TableDescription } from "@aws-sdk/client-dynamodb";
import type {
  CreateBackupOptions,
  ListBackupsOptions,
  RestoreSource,
  RestoreTableArguments,
} from "../../table/backup/options.js";
import { readRestore } from "../../table/backup/restore-call.js";
import type { CallOptions } from "../../table/call-options.js";
import { tableNameOf } from "../../table/definition/from-model.js";
import type { TableSettings } from "../../table/definition/options.js";
import * as backups from "../backups.js";
import type { AnyTable } from "../model/model-info.js";
import { ClientManyTables } from "./many-tables.js";

/** The methods of a client on backups. */
export class ClientBackups extends ClientManyTables {
  /**
   * Creates a backup of a table, with the items of this moment. It is kept until it is deleted, also when the table is deleted.
   *
   * The first seconds in which DynamoDB does not back up a new table are waited out.
   *
   * AWS operations: CreateBackup; with `wait` DescribeBackup. Permissions: `dynamodb:` with each of these names.
   *
   * @param table - The table's name or ARN, or its model.
   * @param options - The name of the backup; whether to wait until it is AVAILABLE; a signal.
   * @returns The SDK's `BackupDetails`; with `wait` those of the available backup.
   * @throws {@link TableDefinitionError} with everything that is wrong in the arguments.
   * @throws `TableNotFoundException` of the SDK if the table does not exist.
   * @throws {@link WaitTimeoutError} if the backup was created but is not AVAILABLE in time.
   *
   * @example
   * ```ts
   * const { BackupArn, BackupName } = await client.createBackup("users", { wait: true });
   * console.log(BackupArn, BackupName);
   * ```
   */
  async createBackup(table: string | AnyTable, options?: CreateBackupOptions): Promise<BackupDetails> {
    return await backups.createBackup(this.asyncContext, tableNameOf(table), options);
  }

  /**
   * Lists the backups of a table, or of all tables of the account and region, fetched page by page during the iteration.
   *
   * AWS operation and permission: ListBackups, `dynamodb:ListBackups`.
   *
   * @param table - The table's name or ARN, or its model; left out for the backups of all tables.
   * @param options - The type of the backups (all), the number of backups per request (100), a signal.
   * @returns The SDK's `BackupSummary` of each backup, in DynamoDB's order.
   *
   * @example
   * ```ts
   * for await (const { BackupName, BackupStatus } of client.listBackups("users")) console.log(BackupName, BackupStatus);
   * ```
   */
  listBackups(table?: string | AnyTable, options?: ListBackupsOptions): AsyncGenerator<BackupSummary, void, undefined> {
    return backups.listBackups(this.asyncContext, table && tableNameOf(table), options);
  }

  /**
   * Deletes a backup. This cannot be undone, and is not confirmed.
   *
   * AWS operation and permission: DeleteBackup, `dynamodb:DeleteBackup`.
   *
   * @param arn - The backup's ARN, of `createBackup` or `listBackups`. It can be of another region.
   * @param options - A signal to abort the call.
   * @returns The SDK's `BackupDetails`, with the status DELETED.
   * @throws {@link TableDefinitionError} if it is not the ARN of a backup.
   * @throws `BackupNotFoundException` of the SDK if the backup does not exist.
   * @throws `BackupInUseException` of the SDK while the backup is created, or a table is restored from it.
   *
   * @example
   * ```ts
   * const { BackupArn = "" } = await client.createBackup("users", { wait: true });
   * await client.deleteBackup(BackupArn);
   * ```
   */
  async deleteBackup(arn: string, options?: CallOptions): Promise<BackupDetails> {
    return await backups.deleteBackup(this.asyncContext, arn, options);
  }

  /**
   * Restores a table from a backup, or another table as it was at a time, and returns when it is usable, with its settings.
   *
   * DynamoDB restores into a new table. It keeps the keys, and by default indexes, billing and encryption; it drops streams, time
   * to live, point-in-time recovery, contributor insights, tags, deletion protection, resource policy and table class. These are
   * set when the table is ACTIVE: as in `settings`, or without settings as in the source, if it still exists. An interrupted call
   * is completed by the same call. A table that was restored from the same source before is not restored again.
   *
   * AWS operations: DescribeTable, DescribeBackup and RestoreTableFromBackup, or DescribeContinuousBackups and
   * RestoreTableToPointInTime; without settings DescribeTimeToLive, DescribeContinuousBackups, DescribeContributorInsights,
   * ListTagsOfResource and GetResourcePolicy of the source; for settings those of {@link DynamoClient.updateTable}, and SearchVectors for vector indexes that have to be settled. Permissions:
   * `dynamodb:` with each of these names; and on the new table `dynamodb:BatchWriteItem`, `dynamodb:DeleteItem`,
   * `dynamodb:GetItem`, `dynamodb:PutItem`, `dynamodb:Query`, `dynamodb:Scan` and `dynamodb:UpdateItem`.
   *
   * @param table - The new table's name, or its model.
   * @param source - `{ backup }` with the ARN of a backup; or `{ from, at }` with a table and a time, or `"latest"`.
   * @param settings - Settings of the new table, as `createTable` accepts them, and how to wait. By default those of the source;
   * with a model, settings over those of the model. The wait's timeout in seconds is 7200, and more if changes usually take longer.
   * @returns The description of the usable table.
   * @throws {@link TableDefinitionError} with everything that is wrong in the arguments; for a time that is not possible, with the
   * times that are.
   * @throws {@link TableMismatchError} if the source has other keys or local secondary indexes than the model or the settings.
   * @throws `TableAlreadyExistsException` of the SDK if the table exists, and is not one that was restored from this source.
   * @throws `BackupNotFoundException`, `PointInTimeRecoveryUnavailableException` of the SDK.
   * @throws {@link WaitTimeoutError} if the table is not usable in time; the same call continues from there.
   *
   * @example
   * ```ts
   * const { BackupArn = "" } = await client.createBackup("users", { wait: true });
   * await client.restoreTable("users-copy", { backup: BackupArn });
   * ```
   */
  restoreTable<T extends string | AnyTable>(
    table: T,
    source: RestoreSource<AnyTable>,
    ...[settings]: RestoreTableArguments<T>
  ): Promise<TableDescription>;
  /**
   * @param source - `{ backup }` with the ARN of a backup; or `{ from, at }` with a table and a time, or `"latest"`.
   * @param settings - Settings over those of the model, and how to wait.
   *
   * @example
   * ```ts
   * const { BackupArn = "" } = await User.createBackup({ wait: true });
   * await User.deleteTable({ wait: true });
   * await User.restoreTable({ backup: BackupArn });
   * ```
   *
   * @internal
   */
  restoreTable(table: AnyTable, source: RestoreSource<AnyTable>, settings?: TableSettings): Promise<TableDescription>;
  async restoreTable<T extends string | AnyTable>(
    table: T,
    source: RestoreSource<AnyTable>,
    ...[settings]: RestoreTableArguments<T>
  ): Promise<TableDescription> {
    return await backups.restoreTable(this.asyncContext, readRestore(table, source, settings));
  }
}
