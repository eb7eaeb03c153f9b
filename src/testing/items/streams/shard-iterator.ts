import { SHARD_ITERATOR_MINUTES } from "../../../dynamodb/limits.js";
import { AwsError, invalid } from "../../control-plane/aws-error.js";

/** Where a reader of a shard is. */
export interface ShardIterator {
  readonly streamArn: string;
  readonly shardId: string;
  /** The number after which it reads. */
  readonly after: number;
  /** In milliseconds. */
  readonly issuedAt: number;
}

const ITERATOR = /^(arn:.+)\|1\|([A-Za-z0-9+/]+=*)$/;
const CONTENT = /^(shardId-[0-9a-f-]+) (\d+) (\d+)$/;

/** The text of an iterator: the ARN of the stream, as on AWS, and what readers should not rely on. */
export function formatIterator({ streamArn, shardId, after, issuedAt }: ShardIterator): string {
  return `${streamArn}|1|${Buffer.from(`${shardId} ${after} ${issuedAt}`).toString("base64")}`;
}

/** Reads an iterator. Throws if it is none, or has expired. */
export function parseIterator(text: string, now: number): ShardIterator {
  const [, streamArn, encoded = ""] = ITERATOR.exec(text) ?? [];
  const [, shardId, after, issuedAt] = CONTENT.exec(Buffer.from(encoded, "base64").toString("latin1")) ?? [];
  if (streamArn === undefined || shardId === undefined) throw invalid("Invalid ShardIterator");
  if (now - Number(issuedAt) > SHARD_ITERATOR_MINUTES * 60_000)
    throw new AwsError("ExpiredIteratorException", "The provided iterator exceeds the maximum age allowed.");
  return { streamArn, shardId, after: Number(after), issuedAt: Number(issuedAt) };
}
