import { MAX_SHARDS_PER_PAGE, SHARD_ID_LENGTH, STREAM_ARN_LENGTH } from "../../../../dynamodb/limits.js";
import { checkRequest, struct, text, whole } from "../../../control-plane/rules/wire-checks.js";
import { sequenceNumber } from "../sequence-number.js";
import type { Stream } from "../stream.js";
import { checkShard, findStream, type StreamOperation } from "./stream-operation.js";

const shardId = text(SHARD_ID_LENGTH);
const check = struct(
  {
    StreamArn: text(STREAM_ARN_LENGTH),
    Limit: whole({ min: 1, max: MAX_SHARDS_PER_PAGE }),
    ExclusiveStartShardId: shardId,
    ShardFilter: struct({ Type: text({ values: ["CHILD_SHARDS"] }), ShardId: shardId }),
  },
  ["StreamArn"],
);

interface Input {
  readonly StreamArn: string;
  readonly ExclusiveStartShardId?: string;
  readonly ShardFilter?: { readonly ShardId?: string };
}

/** DescribeStream. A stream has one shard. */
export const describeStream: StreamOperation = (context, json) => {
  checkRequest(json, check);
  const { StreamArn, ExclusiveStartShardId, ShardFilter } = json as unknown as Input; // as checked above
  const stream = findStream(context, StreamArn);
  const other = ShardFilter?.ShardId ?? ExclusiveStartShardId;
  if (other !== undefined) checkShard(stream, other);
  const { arn, label, viewType, tableName, keySchema, createdAt } = stream.definition;
  return {
    StreamDescription: {
      StreamArn: arn,
      StreamLabel: label,
      StreamStatus: stream.status,
      StreamViewType: viewType,
      CreationRequestDateTime: createdAt / 1000,
      TableName: tableName,
      KeySchema: keySchema,
      // The only shard has no children, and none follows it.
      Shards: other === undefined ? [describeShard(stream)] : [],
    },
  };
};

function describeShard({ shardId: ShardId, start, end }: Stream): object {
  return {
    ShardId,
    SequenceNumberRange: {
      StartingSequenceNumber: sequenceNumber(start),
      ...(end === undefined ? {} : { EndingSequenceNumber: sequenceNumber(end) }),
    },
  };
}
