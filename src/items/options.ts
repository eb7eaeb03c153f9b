import type { TableDescription } from "@aws-sdk/client-dynamodb";
import type { MisfitOptions } from "../model/item-options.js";
import type { TableSettings } from "../table/definition/options.js";

/** How far a call on all items of a table has come. */
export interface BulkProgress {
  /** The table's name or ARN, as given. */
  readonly tableName: string;
  /** The items that were deleted, written, or handed to the caller. */
  readonly items: number;
  /** The bytes of these items as DynamoDB counts them. Of items that are deleted, only the keys are read and counted. */
  readonly bytes: number;
  /** `items` by `elapsedSeconds`. */
  readonly itemsPerSecond: number;
  /** The read capacity units that were consumed. */
  readonly readUnits: number;
  /** The write capacity units that were consumed, of the table and its indexes. */
  readonly writeUnits: number;
  /** How many times DynamoDB refused a request, or a part of it, because there was too much at once. */
  readonly refusals: number;
  /** Seconds from the start of the call. */
  readonly elapsedSeconds: number;
}

/** The options of all calls on all items of a table. */
export interface BulkOptions {
  /** Called up to four times a second, and at the end. What it throws ends the call. */
  readonly onProgress?: ((progress: BulkProgress) => void) | undefined;
  /** Seconds until the call throws a `BulkTimeoutError`. @defaultValue no limit */
  readonly timeoutSeconds?: number | undefined;
  /** Ends the call at once with the signal's reason. What was written stays. */
  readonly signal?: AbortSignal | undefined;
}

/** How to read all items of a table. */
export interface BulkReadOptions {
  /** The number of segments of the parallel scan, 1 to 1,000. @defaultValue 8 */
  readonly segments?: number | undefined;
  /** The read capacity units that the call may consume in a second, on average. @defaultValue no limit */
  readonly maxReadUnitsPerSecond?: number | undefined;
}

/** How to write many items. */
export interface BulkWriteOptions {
  /** The maximum number of batches that are sent at the same time. Fewer are where DynamoDB refuses more. @defaultValue 16 */
  readonly concurrency?: number | undefined;
  /**
   * The write capacity units that the call may consume in a second, on average, of the table and its indexes. @defaultValue no
   * limit
   */
  readonly maxWriteUnitsPerSecond?: number | undefined;
}

/** The options of `truncateTable`. */
export interface TruncateTableOptions extends BulkOptions, BulkReadOptions, BulkWriteOptions {
  /**
   * `"items"` deletes the items one by one. `"recreate"` deletes the table and creates it again with everything it had, which
   * costs nothing and takes the same time for any number of items. @defaultValue `"items"`
   */
  readonly how?: "items" | "recreate" | undefined;
}

/** The options of `cloneTable`. */
export interface CloneTableOptions extends BulkOptions, BulkReadOptions, BulkWriteOptions {
  /** Whether the items are copied. @defaultValue true */
  readonly items?: boolean | undefined;
  /** Settings over those of the table, and how to wait for the clone. @defaultValue those of the table */
  readonly settings?: TableSettings | undefined;
}

/** A clone of a table. */
export interface ClonedTable {
  /** The description of the clone, before its items were copied. */
  readonly table: TableDescription;
  /** The number of items that were copied. */
  readonly items: number;
}

/** What a truncation has done. */
export interface TruncatedTable {
  /** The number of items that were deleted; with `how: "recreate"` as DynamoDB counted them up to six hours before. */
  readonly deleted: number;
}

/** The options of `exportItems`. */
export interface ExportItemsOptions extends BulkOptions, BulkReadOptions {
  /** Continue after the line at which an earlier export of this table had this `cursor`. @defaultValue from the start */
  readonly cursor?: string | undefined;
  /** Whether to use strongly consistent reads, which cost twice as much. @defaultValue false */
  readonly consistentRead?: boolean | undefined;
}

/** The options of `importItems`. */
export interface ImportItemsOptions extends BulkOptions, BulkWriteOptions {}

/** The options of `migrateItems`. */
export interface MigrateItemsOptions extends BulkOptions, BulkReadOptions, BulkWriteOptions, MisfitOptions {}

/** What a migration has done. */
export interface MigratedItems {
  /** The number of items that were brought up to date. */
  readonly migrated: number;
}

/** What an import has written. */
export interface ImportedItems {
  /** The number of lines with an item. */
  readonly written: number;
}

/** Lines of text that a blocking call reads. */
export type Lines = Iterable<string>;

/** Lines of text that a call reads. */
export type AsyncLines = Iterable<string> | AsyncIterable<string>;
