import { describeStream } from "./describe-stream.js";
import { getRecords } from "./get-records.js";
import { getShardIterator } from "./get-shard-iterator.js";
import { listStreams } from "./list-streams.js";
import type { StreamOperation } from "./stream-operation.js";

/** The operations of DynamoDB Streams by name. */
export const streamOperations: ReadonlyMap<string, StreamOperation> = new Map([
  ["DescribeStream", describeStream],
  ["GetRecords", getRecords],
  ["GetShardIterator", getShardIterator],
  ["ListStreams", listStreams],
]);
