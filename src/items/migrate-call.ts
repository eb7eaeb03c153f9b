import { TableDefinitionError } from "../errors.js";
import { migratedEntity, olderItems } from "../model/migration.js";
import { Schema } from "../model/schema.js";
import { checkCall } from "../table/check-call.js";
import { issueOf } from "../validation/issues.js";
import { shown } from "../validation/readers.js";
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

/** A model whose items can be migrated. */
export interface MigratedModel {
  /** @internal */
  readonly "~model": { readonly schema: Schema };
}

export function migrateItems(model: MigratedModel, options?: MigrateItemsOptions): MigrateCall {
  const schema = schemaOf(model);
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

/** The schema of a model. Throws for anything else. */
function schemaOf(model: unknown): Schema {
  const { "~model": info } = Object(model) as Partial<MigratedModel>;
  if (info?.schema instanceof Schema) return info.schema;
  const issue = issueOf("model", `expected a model, got ${shown(model)}.`, "pass a class of defineModel({ … }).");
  throw new TableDefinitionError("migrateItems", [issue]);
}
