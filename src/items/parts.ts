import { BatchWriter } from "./batch-writer.js";
import type { BulkOptions, BulkWriteOptions } from "./options.js";
import { Progress } from "./progress.js";
import { type FlowEnvironment, RequestFlow } from "./request-flow.js";
import type { SegmentPosition } from "./segment-scan.js";
import type { TableFacts } from "./table-facts.js";

const SEGMENTS = 8;
export const CONCURRENCY = 16;

/** The requests and the counts of a call. */
export function start(environment: FlowEnvironment, tableName: string, { onProgress, timeoutSeconds }: BulkOptions) {
  const progress = new Progress({ tableName, now: () => environment.now(), onProgress });
  return { progress, flow: new RequestFlow(environment, { tableName, progress, timeoutSeconds }) };
}

/** The writer of a call. */
export function writerOf(
  flow: RequestFlow,
  progress: Progress,
  { tableName, keyNames }: TableFacts,
  { concurrency = CONCURRENCY, maxWriteUnitsPerSecond: maxUnitsPerSecond }: BulkWriteOptions,
): BatchWriter {
  return new BatchWriter(flow, { tableName, keyNames, concurrency, maxUnitsPerSecond }, progress);
}

/** Where the segments of a call start. */
export function startsOf(segments = SEGMENTS): SegmentPosition[] {
  return Array.from({ length: segments }, () => "start");
}
