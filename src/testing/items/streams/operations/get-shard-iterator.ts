import { SEQUENCE_NUMBER_LENGTH, SHARD_ID_LENGTH, STREAM_ARN_LENGTH } from "../../../../dynamodb/limits.js";
import { invalid } from "../../../control-plane/aws-error.js";
import { checkRequest, struct, text } from "../../../control-plane/rules/wire-checks.js";
import { countOf } from "../sequence-number.js";
import { formatIterator } from "../shard-iterator.js";
import type { Stream } from "../stream.js";
import { checkShard, checkTrimming, findStream, type StreamOperation } from "./stream-operation.js";

const ITERATOR_TYPES = ["TRIM_HORIZON", "LATEST", "AT_SEQUENCE_NUMBER", "AFTER_SEQUENCE_NUMBER"] as const;

const check = struct(
  {
    StreamArn: text(STREAM_ARN_LENGTH),
    ShardId: text(SHARD_ID_LENGTH),
    ShardIteratorType: text({ values: ITERATOR_TYPES }),
    SequenceNumber: text(SEQUENCE_NUMBER_LENGTH),
  },
  ["StreamArn", "ShardId", "ShardIteratorType"],
);

interface Input {
  readonly StreamArn: string;
  readonly ShardId: string;
  readonly ShardIteratorType: (typeof ITERATOR_TYPES)[number];
  readonly SequenceNumber?: string;
}

/** GetShardIterator. */
export const getShardIterator: StreamOperation = (context, json) => {
  checkRequest(json, check);
  const input = json as unknown as Input; // as checked above
  const count = countIn(input);
  const stream = findStream(context, input.StreamArn);
  checkShard(stream, input.ShardId);
  const after = placeOf(stream, input, count);
  checkTrimming(stream, after);
  return {
    ShardIterator: formatIterator({
      streamArn: input.StreamArn,
      shardId: input.ShardId,
      after,
      issuedAt: context.now,
    }),
  };
};

/** The number that the request names; 0 if its type needs none. */
function countIn({ ShardIteratorType: type, SequenceNumber: text }: Input): number {
  if (type === "TRIM_HORIZON" || type === "LATEST") return 0;
  if (text === undefined) throw invalid(`SequenceNumber is required for ShardIteratorType ${type}`);
  const count = countOf(text);
  if (count === undefined) throw invalid(`Invalid SequenceNumber: ${text}`);
  return count;
}

/** The number after which the reader starts. */
function placeOf(stream: Stream, { ShardIteratorType: type }: Input, count: number): number {
  if (type === "TRIM_HORIZON") return stream.horizon;
  if (type === "LATEST") return stream.latest;
  return type === "AT_SEQUENCE_NUMBER" ? count - 1 : count;
}
