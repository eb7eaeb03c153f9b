// The calls that make tables of tables, checked and ready to begin.
import type { TableDescription } from "@aws-sdk/client-dynamodb";
import { tableNameIn } from "../dynamodb/arns.js";
import type { StoredItem } from "../model/schema.js";
import { Deadline } from "../procedure/deadline.js";
import type { Procedure } from "../procedure/procedure.js";
import { checkCall, tableSubject } from "../table/check-call.js";
import type { TableContext } from "../table/context.js";
import * as copies from "../table/copy/procedures.js";
import { checkTableName } from "../table/definition/rules/names.js";
import { CALL_SECONDS } from "../table/wait/wait-settings.js";
import { checkOptions } from "../validation/check-options.js";
import { Issues } from "../validation/issues.js";
import { CopyJob } from "./copy-job.js";
import { itemSize } from "./item-size.js";
import { cloneTableOptions, truncateTableOptions } from "./option-readers.js";
import type { CloneTableOptions, TruncateTableOptions } from "./options.js";
import { start, startsOf, writerOf } from "./parts.js";
import { Progress } from "./progress.js";
import type { FlowEnvironment } from "./request-flow.js";
import { SegmentScan } from "./segment-scan.js";
import { tableFacts } from "./table-facts.js";

/** The time limit of a table that is deleted and created again. */
const RECREATION_SECONDS = 600;

/** A checked clone. */
export interface CloneCall {
  readonly signal: AbortSignal | undefined;
  readonly copiesItems: boolean;
  /** Creates the clone. */
  readonly prepare: (context: TableContext) => Procedure<copies.ClonedTables>;
  /** Begins to copy the items. */
  readonly begin: (environment: FlowEnvironment, tables: copies.ClonedTables) => CopyJob;
}

export function cloneTable(from: string, to: string, options?: CloneTableOptions): CloneCall {
  const issues = new Issues();
  checkTableName(to, "to", issues.report);
  checkTableName(from, "tableName", issues.report);
  if (tableNameIn(from) === tableNameIn(to)) issues.report("to", "is the same table.", "use another name.");
  const read = checkOptions(tableSubject(from), options, cloneTableOptions, issues);
  const { settings = {}, items = true, signal, maxReadUnitsPerSecond: maxUnitsPerSecond } = read;
  return {
    ...{ signal, copiesItems: items },
    prepare(context) {
      const deadline = new Deadline(CALL_SECONDS * 1000, () => context.now());
      return copies.cloneTable(context, { from, to, settings, deadline });
    },
    begin(environment, { source }) {
      const { flow, progress } = start(environment, to, read);
      const positions = startsOf(read.segments);
      const scan = new SegmentScan(flow, { tableName: from, positions, consistentRead: true, maxUnitsPerSecond });
      const writer = writerOf(flow, progress, tableFacts(to, source), read);
      const writeOf = (Item: StoredItem) => ({ request: { PutRequest: { Item } }, bytes: itemSize(Item) });
      return new CopyJob({ flow, scan, writer, progress, writeOf });
    },
  };
}

/** A checked call that deletes a table and creates it again. */
export interface RecreationCall {
  readonly signal: AbortSignal | undefined;
  readonly read: (context: TableContext) => Procedure<copies.Recreation>;
  readonly perform: (context: TableContext, recreation: copies.Recreation) => Procedure<TableDescription>;
  /** Reports the end. */
  readonly report: (context: TableContext, items: number) => void;
}

export function recreateTable(tableName: string, options: TruncateTableOptions): RecreationCall {
  const {
    signal,
    timeoutSeconds = RECREATION_SECONDS,
    onProgress,
  } = checkCall(tableName, options, truncateTableOptions);
  let deadline: Deadline | undefined;
  const limitOf = (context: TableContext) => {
    deadline ??= new Deadline(timeoutSeconds * 1000, () => context.now());
    return deadline;
  };
  return {
    signal,
    read(context) {
      context.allowFor(timeoutSeconds * 1000);
      return copies.readRecreation(context, tableName, limitOf(context));
    },
    perform: (context, recreation) => copies.recreateTable(context, recreation, limitOf(context)),
    report(context, items) {
      const progress = new Progress({ tableName, now: () => context.now(), onProgress });
      progress.items = items;
      progress.report();
    },
  };
}
