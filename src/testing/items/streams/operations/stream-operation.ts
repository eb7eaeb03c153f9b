import { parseTableArn } from "../../../../dynamodb/arns.js";
import { AwsError, invalid, notFound } from "../../../control-plane/aws-error.js";
import type { Json } from "../../../control-plane/wire.js";
import type { Stream } from "../stream.js";
import type { Streams } from "../streams.js";

/** What an operation on streams reads. */
export interface StreamContext {
  readonly streams: Streams;
  readonly region: string;
  /** In milliseconds. */
  readonly now: number;
}

/** An operation on streams: checks a request and answers it. Throws DynamoDB's error. */
export type StreamOperation = (context: StreamContext, input: Json) => object;

/** Finds a stream. Throws if the text is no ARN of a stream, or the stream does not exist. */
export function findStream({ streams, now }: StreamContext, arn: string): Stream {
  if (!parseTableArn(arn)?.subresource.startsWith("/stream/")) throw invalid("Invalid StreamArn");
  const stream = streams.find(arn, now);
  if (stream) return stream;
  throw notFound(`Requested resource not found: Stream: ${arn} not found`);
}

/** Throws if a stream does not have a shard. */
export function checkShard({ shardId }: Stream, wanted: string): void {
  if (wanted === shardId) return;
  throw notFound("Requested resource not found: Shard does not exist");
}

/** Throws if records after a number were trimmed. */
export function checkTrimming({ horizon }: Stream, after: number): void {
  if (after < horizon)
    throw new AwsError("TrimmedDataAccessException", "The data you are trying to access has been trimmed.");
}
