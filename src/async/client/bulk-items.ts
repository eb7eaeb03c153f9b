import type {
  AsyncLines,
  ClonedTable,
  CloneTableOptions,
  ExportItemsOptions,
  ImportedItems,
  ImportItemsOptions,
  MigratedItems,
  MigrateItemsOptions,
  TruncatedTable,
  TruncateTableOptions,
} from "../../items/options.js";
import { tableNameOf } from "../../table/definition/from-model.js";
import * as bulkItems from "../bulk-items.js";
import { type AsyncItemExport, exportItems } from "../exports.js";
import type { AnyTable, ModelClass } from "../model/model-info.js";
import { ClientBackups } from "./backups.js";

/** The methods of a client on all items of a table. */
export class ClientBulkItems extends ClientBackups {
  /**
   * Deletes all items of a table. This cannot be undone, and is not confirmed.
   *
   * With `how: "recreate"`, the table is deleted and created again with everything it had: indexes, billing, stream, time to
   * live, backups, insights, tags, policy. It is another table then, with another id and stream; warm throughput is not bought
   * again. That costs nothing, and is refused for a table with deletion protection, with replicas, or whose changes Kinesis
   * streams get. From the deletion on, an abort has no effect. If the creation fails, the error has the definition.
   *
   * By default, the call reads the keys in parallel segments, and deletes the items in batches. What DynamoDB refuses because there is too much at
   * once is sent again, more slowly, until `timeoutSeconds`. Items that are written during the call can remain. A call that was
   * interrupted is resumed by the same call. Indexes and streams get each deletion; deletions cost write capacity.
   *
   * AWS operations and permissions: DescribeTable, Scan, BatchWriteItem, `dynamodb:` with each of these names; with
   * `how: "recreate"` those of {@link DynamoClient.planTable}, {@link DynamoClient.deleteTable} and
   * {@link DynamoClient.createTable}.
   *
   * @param table - The table's name or ARN, or its model.
   * @param options - How to delete the items, segments, concurrent batches, limits of capacity units per second, a callback for progress, a timeout, a
   * signal.
   * @returns The number of items that were deleted; with `how: "recreate"` as DynamoDB counted them up to six hours before.
   * @throws {@link TableDefinitionError} with all issues of the arguments.
   * @throws {@link BulkTimeoutError} if `timeoutSeconds` are over before the end.
   * @throws {@link TableNotRecreatedError} if the table was deleted, and its creation failed.
   * @throws `ResourceNotFoundException` of the SDK if the table does not exist.
   *
   * @example
   * ```ts
   * const { deleted } = await client.truncateTable("users");
   * console.log(deleted);
   * ```
   */
  async truncateTable(table: string | AnyTable, options?: TruncateTableOptions): Promise<TruncatedTable> {
    return await bulkItems.truncateTable(this.asyncContext, tableNameOf(table), options);
  }

  /**
   * Copies a table: creates another one with its definition and all settings that can be read, waits until that is usable, and
   * copies the items.
   *
   * An existing table `to` must have the same keys; it keeps its settings, except that time to live, backups and insights are
   * enabled if an interrupted call left them out. Existing items with the same keys are replaced, and no item is deleted, so the
   * same call resumes one that was interrupted. Items that are written to the table meanwhile can be missing. Replicas, Kinesis
   * streams and warm throughput are not copied. In a resource policy, the ARN of the table becomes that of the clone.
   *
   * AWS operations: DescribeTable, Scan; those of {@link DynamoClient.planTable} for the settings; CreateTable, UpdateTimeToLive,
   * UpdateContinuousBackups, UpdateContributorInsights and BatchWriteItem for the clone. Permissions: `dynamodb:` with each of these
   * names, and those of tags and policies if the table has them.
   *
   * @param table - The table's name or ARN, or its model.
   * @param to - The name of the clone, or its model, of which only the name is used.
   * @param options - Whether to copy the items, settings over those of the table, segments, concurrent batches, limits of
   * capacity units per second, a callback for progress, a timeout for the items, a signal.
   * @returns The description of the clone, and the number of items that were copied.
   * @throws {@link TableDefinitionError} with all issues of the arguments, such as the same table.
   * @throws {@link TableMismatchError} if a table `to` exists with other keys.
   * @throws {@link WaitTimeoutError} if the clone is not usable in time.
   * @throws {@link BulkTimeoutError} if `timeoutSeconds` are over before all items are copied.
   * @throws `ResourceNotFoundException` of the SDK if the table does not exist.
   *
   * @example
   * ```ts
   * const { table, items } = await client.cloneTable(User, "users-copy", { settings: { tags: { purpose: "test" } } });
   * console.log(table.TableName, items);
   * ```
   */
  async cloneTable(table: string | AnyTable, to: string | AnyTable, options?: CloneTableOptions): Promise<ClonedTable> {
    return await bulkItems.cloneTable(this.asyncContext, tableNameOf(table), tableNameOf(to), options);
  }

  /**
   * Reads all items of a table as lines of text: `{"Item":{…}}` in DynamoDB's own JSON, as in DynamoDB's exports to S3, without
   * line breaks.
   *
   * Reads parallel segments, some pages ahead of the iteration, so the items have no order and the memory does not grow with
   * the table. After each line, `cursor` is the position: an export with it returns each of the other items once, if nothing
   * is written meanwhile. An item that is written during an export can be missing, or be exported in its old form.
   *
   * AWS operations and permissions: DescribeTable, Scan, `dynamodb:` with each of these names.
   *
   * @param table - The table's name or ARN, or its model.
   * @param options - The cursor to continue at, segments, strongly consistent reads, a limit of capacity units per second, a
   * callback for progress, a timeout, a signal.
   * @returns The lines, which are read during the iteration, and the cursor.
   * @throws {@link TableDefinitionError} with all issues of the arguments, such as a cursor that is damaged or of another table.
   * @throws {@link BulkTimeoutError} if `timeoutSeconds` are over before the end.
   * @throws `ResourceNotFoundException` of the SDK if the table does not exist.
   *
   * @example
   * ```ts
   * const lines = client.exportItems("users");
   * for await (const line of lines) console.log(line, lines.cursor);
   * ```
   */
  exportItems(table: string | AnyTable, options?: ExportItemsOptions): AsyncItemExport {
    return exportItems(() => this.asyncContext, tableNameOf(table), options);
  }

  /**
   * Puts the items of lines into a table, as {@link DynamoClient.exportItems} and DynamoDB's exports to S3 write them. Existing
   * items with the same keys are replaced.
   *
   * Reads the lines as fast as DynamoDB accepts the batches, a few batches ahead, so the memory does not grow with the number
   * of lines. Blank lines are skipped. Of several items with the same key the last one remains. What DynamoDB refuses because
   * there is too much at once is sent again, more slowly, until `timeoutSeconds`. A failed import can be repeated, from the start
   * or after the lines that {@link linesWritten} returns.
   *
   * AWS operations and permissions: DescribeTable, BatchWriteItem, `dynamodb:` with each of these names.
   *
   * @param table - The table's name or ARN, or its model.
   * @param lines - The lines: an array, a generator, a stream of lines.
   * @param options - Concurrent batches, a limit of capacity units per second, a callback for progress, a timeout, a signal.
   * @returns The number of lines with an item.
   * @throws {@link TableDefinitionError} with all issues of the arguments.
   * @throws {@link ImportLineError} if a line is no item, lacks the key, or has a key of a wrong type. The lines before it are
   * written.
   * @throws {@link BulkTimeoutError} if `timeoutSeconds` are over before the end.
   * @throws The error of `lines`, after the lines before it were written.
   *
   * @example
   * ```ts
   * const { written } = await client.importItems(User, ['{"Item":{"id":{"S":"u-1"},"name":{"S":"Ada"}}}']);
   * console.log(written);
   * ```
   */
  async importItems(table: string | AnyTable, lines: AsyncLines, options?: ImportItemsOptions): Promise<ImportedItems> {
    return await bulkItems.importItems(this.asyncContext, tableNameOf(table), lines, options);
  }

  /**
   * Brings the stored items of a model up to date: those of earlier versions of its entity are upgraded as in a read, and stored.
   *
   * Only what the upgrade changes is written, on the condition that it is still what was read; an item that somebody else changed
   * meanwhile is read again. So items can be read and written during a migration, and the same call again continues one that was
   * interrupted.
   *
   * AWS operations: Scan, UpdateItem; GetItem for items that were changed meanwhile. Permissions: `dynamodb:` with each of these
   * names.
   *
   * @param model - The model, with an `entityVersion`.
   * @param options - Segments, concurrent updates, limits of capacity units per second, a callback for items that do not fit, a
   * callback for progress, a timeout, a signal.
   * @returns The number of items that were brought up to date.
   * @throws {@link TableDefinitionError} if the model has no versions, or an option is wrong.
   * @throws {@link ItemValidationError} if an upgraded item does not fit the model, or has another key, unless `onMisfit` is given.
   * @throws {@link BulkTimeoutError} if `timeoutSeconds` are over before all items are migrated.
   *
   * @example
   * ```ts
   * import { attr, defineModel, DynamoClient } from "dynatwin";
   *
   * class Person extends defineModel({
   *   table: "people",
   *   entity: "person",
   *   attributes: { id: attr.string().partitionKey(), name: attr.string() },
   *   entityVersion: 2,
   *   upgrade: ({ first, last, ...rest }) => ({ ...rest, name: { S: `${first?.S} ${last?.S}` } }),
   * }) {}
   *
   * const client = new DynamoClient({ region: "eu-west-1" });
   * const { migrated } = await client.migrateItems(Person, { onProgress: ({ items }) => console.log(items) });
   * console.log(migrated);
   * ```
   */
  async migrateItems(model: ModelClass, options?: MigrateItemsOptions): Promise<MigratedItems> {
    return await bulkItems.migrateItems(this.asyncContext, model, options);
  }
}
