import { tableArn } from "./table-requests.js";

interface Shard {
  readonly StreamArn: string;
  readonly ShardId: string;
}

const ARN = `${tableArn("plain")}/stream/1970-01-01T00:00:00.000`;

/** The streams that an emulator has answered with, and one that does not exist. */
export class KnownStreams {
  readonly arns = [ARN];
  readonly shards: Shard[] = [{ StreamArn: ARN, ShardId: "shardId-00000000000000000000-00000000" }];
  readonly iterators = [`${ARN}|1|c2hhcmRJZA==`];

  /** Remembers the streams of an answer. */
  note(body: string): void {
    for (const [, arn = ""] of body.matchAll(/"(?:Latest)?StreamArn":"([^"]+)"/g)) this.arns.push(arn);
    for (const [, iterator = ""] of body.matchAll(/ShardIterator":"([^"]+)"/g)) this.iterators.push(iterator);
    for (const [, ShardId = ""] of body.matchAll(/"ShardId":"([^"]+)"/g))
      this.shards.push({ StreamArn: this.arns.at(-1) ?? ARN, ShardId });
    for (const list of [this.arns, this.shards, this.iterators]) list.splice(1, Math.max(0, list.length - 10)); // the oldest
  }
}
