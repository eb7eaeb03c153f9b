import { MAX_STREAM_RECORD_BYTES, MAX_STREAM_RECORDS, SHARD_ITERATOR_LENGTH } from "../../../../dynamodb/limits.js";
import { checkRequest, struct, text, whole } from "../../../control-plane/rules/wire-checks.js";
import { formatIterator, parseIterator } from "../shard-iterator.js";
import type { Stream } from "../stream.js";
import type { StoredRecord } from "../stream-record.js";
import { checkShard, checkTrimming, findStream, type StreamOperation } from "./stream-operation.js";

const check = struct(
  { ShardIterator: text(SHARD_ITERATOR_LENGTH), Limit: whole({ min: 1, max: MAX_STREAM_RECORDS }) },
  ["ShardIterator"],
);

interface Input {
  readonly ShardIterator: string;
  readonly Limit?: number;
}

/** GetRecords. The answer has no further iterator when all records of a stream were read that was disabled. */
export const getRecords: StreamOperation = (context, json) => {
  checkRequest(json, check);
  const { ShardIterator, Limit = MAX_STREAM_RECORDS } = json as unknown as Input; // as checked above
  const iterator = parseIterator(ShardIterator, context.now);
  const stream = findStream(context, iterator.streamArn);
  checkShard(stream, iterator.shardId);
  checkTrimming(stream, iterator.after);
  const page = readPage(stream, iterator.after, Limit);
  const after = page.at(-1)?.count ?? iterator.after;
  const isAtEnd = !stream.isOpen && after >= stream.latest;
  return {
    Records: page.map(({ body }) => ({ ...body, awsRegion: context.region })),
    ...(isAtEnd ? {} : { NextShardIterator: formatIterator({ ...iterator, after, issuedAt: context.now }) }),
  };
};

/** Ends after a number of records, or before the one that would exceed the limit of bytes. */
function readPage(stream: Stream, after: number, limit: number): StoredRecord[] {
  const page: StoredRecord[] = [];
  let bytes = 0;
  for (const record of stream.after(after)) {
    bytes += record.size;
    if (page.length === limit || (page.length > 0 && bytes > MAX_STREAM_RECORD_BYTES)) break;
    page.push(record);
  }
  return page;
}
