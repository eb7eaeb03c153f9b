import { createTableReaders } from "../table/definition/option-readers.js";
import type { TableSettings } from "../table/definition/options.js";
import { type OptionReaders, objectOf } from "../validation/object-readers.js";
import {
  boolean,
  callback,
  oneOf,
  positiveNumber,
  type Reader,
  signal,
  wholeNumberFrom,
} from "../validation/readers.js";
import { type ExportPosition, unpackExport } from "./export-cursor.js";
import type {
  BulkOptions,
  BulkReadOptions,
  BulkWriteOptions,
  CloneTableOptions,
  ExportItemsOptions,
  ImportItemsOptions,
  MigrateItemsOptions,
  TruncateTableOptions,
} from "./options.js";

const MAX_SEGMENTS = 1000;

const bulk: OptionReaders<BulkOptions> = {
  onProgress: callback<NonNullable<BulkOptions["onProgress"]>>(),
  timeoutSeconds: positiveNumber,
  signal,
};
const read: OptionReaders<BulkReadOptions> = {
  segments: wholeNumberFrom(1, MAX_SEGMENTS),
  maxReadUnitsPerSecond: positiveNumber,
};
const write: OptionReaders<BulkWriteOptions> = {
  concurrency: wholeNumberFrom(1),
  maxWriteUnitsPerSecond: positiveNumber,
};

const { partitionKey, sortKey, globalSecondaryIndexes, localSecondaryIndexes, vectorIndexes, ...ofSettings } =
  createTableReaders;
const settings = objectOf<TableSettings>(ofSettings);

/** Reads the options of `truncateTable`. */
export const truncateTableOptions = objectOf<TruncateTableOptions>({
  ...bulk,
  ...read,
  ...write,
  how: oneOf("items", "recreate"),
});
/** Reads the options of `cloneTable`. */
export const cloneTableOptions = objectOf<CloneTableOptions>({
  ...bulk,
  ...read,
  ...write,
  items: boolean,
  settings,
});
/** Reads the options of `migrateItems`. */
export const migrateItemsOptions = objectOf<MigrateItemsOptions>({
  ...bulk,
  ...read,
  ...write,
  onMisfit: callback<NonNullable<MigrateItemsOptions["onMisfit"]>>("a function of the error"),
});
/** Reads the options of `importItems`. */
export const importItemsOptions = objectOf<ImportItemsOptions>({ ...bulk, ...write });

/** The options of `exportItems`, with the position in place of its text. */
export type ReadExportOptions = Omit<ExportItemsOptions, "cursor"> & { readonly cursor?: ExportPosition | undefined };

/**
 * Reads the options of an export.
 *
 * @param tableName - The name of the table, to which a cursor must belong.
 */
export function exportItemsOptions(tableName: string): Reader<ReadExportOptions> {
  const cursor: Reader<ExportPosition> = (value, path, report) => {
    const position = typeof value === "string" ? unpackExport(value) : "is not the cursor of an export.";
    if (typeof position === "string") report(path, position, "pass the cursor of an earlier export unchanged.");
    else if (position.tableName !== tableName)
      report(path, `belongs to table "${position.tableName}".`, "use it for an export of that table.");
    else return position;
    return undefined;
  };
  const options = objectOf<ReadExportOptions>({ ...bulk, ...read, consistentRead: boolean, cursor });
  return (value, path, report) => {
    const given = options(value, path, report);
    const count = given?.cursor?.positions.length;
    if (given?.segments !== undefined && count !== undefined && given.segments !== count)
      report("segments", `is ${given.segments}, and the cursor is of an export in ${count} segments.`, "leave it out.");
    return given;
  };
}
