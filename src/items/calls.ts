// The calls on all items of a table, checked and ready to begin.
import { tableNameIn } from "../dynamodb/arns.js";
import { TableDefinitionError } from "../errors.js";
import type { StoredItem } from "../model/schema.js";
import { Deadline } from "../procedure/deadline.js";
import type { Procedure } from "../procedure/procedure.js";
import { checkCall, tableSubject } from "../table/check-call.js";
import type { TableContext } from "../table/context.js";
import { CALL_SECONDS } from "../table/wait/wait-settings.js";
import { issueOf } from "../validation/issues.js";
import { shown } from "../validation/readers.js";
import { CopyJob } from "./copy-job.js";
import { ExportJob } from "./export-job.js";
import { ImportJob } from "./import-job.js";
import { itemSize } from "./item-size.js";
import {
  exportItemsOptions,
  importItemsOptions,
  type ReadExportOptions,
  truncateTableOptions,
} from "./option-readers.js";
import type { ExportItemsOptions, ImportItemsOptions, TruncateTableOptions } from "./options.js";
import { start, startsOf, writerOf } from "./parts.js";
import type { FlowEnvironment } from "./request-flow.js";
import { type SegmentPosition, SegmentScan } from "./segment-scan.js";
import { readTableFacts, type TableFacts } from "./table-facts.js";

/** A call that was checked. */
export interface BulkCall<J> {
  readonly signal: AbortSignal | undefined;
  /** Reads what the job has to know. */
  readonly readFacts: (context: TableContext) => Procedure<TableFacts>;
  /** Begins the job. */
  readonly begin: (environment: FlowEnvironment, facts: TableFacts) => J;
}

export function truncateTable(tableName: string, options?: TruncateTableOptions): BulkCall<CopyJob> {
  const read = checkCall(tableName, options, truncateTableOptions);
  return {
    signal: read.signal,
    readFacts: (context) => factsOf(context, tableName),
    begin(environment, facts) {
      const { flow, progress } = start(environment, tableName, read);
      const scan = new SegmentScan(flow, {
        tableName,
        positions: startsOf(read.segments),
        attributes: facts.keyNames,
        consistentRead: true, // an item that was written a moment ago is deleted too
        maxUnitsPerSecond: read.maxReadUnitsPerSecond,
      });
      const writer = writerOf(flow, progress, facts, read);
      const writeOf = (Key: StoredItem) => ({ request: { DeleteRequest: { Key } }, bytes: itemSize(Key) });
      return new CopyJob({ flow, scan, writer, progress, writeOf });
    },
  };
}

/** A checked export. */
export interface ExportCall extends BulkCall<ExportJob> {
  /** Where the segments start. */
  readonly positions: readonly SegmentPosition[];
}

export function exportItems(tableName: string, options?: ExportItemsOptions): ExportCall {
  const read: ReadExportOptions = checkCall<object>(tableName, options, exportItemsOptions(tableNameIn(tableName)));
  const positions = read.cursor?.positions ?? startsOf(read.segments);
  return {
    signal: read.signal,
    positions,
    *readFacts(context) {
      const facts = yield* factsOf(context, tableName);
      if (read.cursor) checkCursorTable(facts, read.cursor.tableId, positions);
      return facts;
    },
    begin(environment) {
      const { flow, progress } = start(environment, tableName, read);
      const { consistentRead = false, maxReadUnitsPerSecond: maxUnitsPerSecond } = read;
      const scan = new SegmentScan(flow, { tableName, positions, consistentRead, maxUnitsPerSecond });
      return new ExportJob(flow, scan, progress);
    },
  };
}

/** @param iterator - The method of the lines that the call can use, beside that of blocking iterables. */
export function importItems(
  tableName: string,
  lines: unknown,
  options: ImportItemsOptions | undefined,
  iterator: symbol,
): BulkCall<ImportJob> {
  const read = checkCall(tableName, options, importItemsOptions);
  if (!hasMethod(lines, Symbol.iterator) && !hasMethod(lines, iterator)) {
    const issue = hasMethod(lines, Symbol.asyncIterator)
      ? issueOf(
          "lines",
          "are an async iterable, which a blocking call cannot read.",
          "use importItems, or pass an array.",
        )
      : issueOf("lines", `expected lines, got ${shown(lines)}.`, "pass an array, a generator, or a stream of lines.");
    throw new TableDefinitionError(tableSubject(tableName), [issue]);
  }
  return {
    signal: read.signal,
    readFacts: (context) => factsOf(context, tableName),
    begin(environment, facts) {
      const { flow, progress } = start(environment, tableName, read);
      return new ImportJob({ flow, progress, facts, writer: writerOf(flow, progress, facts, read) });
    },
  };
}

function factsOf(context: TableContext, tableName: string): Procedure<TableFacts> {
  return readTableFacts(context, tableName, new Deadline(CALL_SECONDS * 1000, () => context.now()));
}

/** Refuses a cursor of another table that had the name before, or of one with another key. */
function checkCursorTable(
  { tableName, tableId, keyNames }: TableFacts,
  expectedId: string | undefined,
  positions: readonly SegmentPosition[],
): void {
  const isOther = expectedId !== undefined && tableId !== undefined && expectedId !== tableId;
  const hasKey = (position: SegmentPosition) =>
    typeof position === "string" || Object.keys(position).toSorted().join() === keyNames.toSorted().join();
  if (!isOther && positions.every(hasKey)) return;
  const issue = issueOf("cursor", "belongs to a table that had this name before.", "start again without a cursor.");
  throw new TableDefinitionError(tableSubject(tableName), [issue], "no item was read");
}

function hasMethod(value: unknown, name: symbol): boolean {
  return typeof value === "object" && value !== null && name in value;
}
