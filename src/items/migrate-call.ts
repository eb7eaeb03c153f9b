import { migratedEntity, olderItems } from "../model/migration.js";
import type { Schema } from "../model/schema.js";
import { checkCall } from "../table/check-call.js";
import type { BulkJob } from "./bulk-job.js";
import { MigrateJob } from "./migrate-job.js";
import { migrateItemsOptions } from "./option-readers.js";
import type { MigrateItemsOptions } from "./options.js";
import { CONCURRENCY, start, startsOf } from "./parts.js";
import type { FlowEnvironment } from "./request-flow.js";
import { SegmentScan } from "./segment-scan.js";

/** A `migrateItems` call that was checked. */
export interface MigrateCall {
  readonly signal: AbortSignal | undefined;
  readonly begin: (environment: FlowEnvironment) => BulkJob;
}

export function migrateItems(schema: Schema, options?: MigrateItemsOptions): MigrateCall {
  const { table: tableName } = schema;
  const read = checkCall(tableName, options, migrateItemsOptions);
  migratedEntity(schema);
  return {
    signal: read.signal,
    begin(environment) {
      const { flow, progress } = start(environment, tableName, read);
      const scan = new SegmentScan(flow, {
        tableName,
        positions: startsOf(read.segments),
        filter: olderItems(schema),
        consistentRead: false,
        maxUnitsPerSecond: read.maxReadUnitsPerSecond,
      });
      const { concurrency = CONCURRENCY, maxWriteUnitsPerSecond: maxUnitsPerSecond, onMisfit } = read;
      return new MigrateJob({ flow, scan, progress, schema, concurrency, maxUnitsPerSecond, onMisfit });
    },
  };
}
