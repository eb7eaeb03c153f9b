import type { STREAM_VIEW_TYPES } from "../../../../src/dynamodb/values.js";
import { AwsError } from "../../../../src/testing/control-plane/aws-error.js";
import { streamOperations } from "../../../../src/testing/items/streams/operations/index.js";
import { Streams } from "../../../../src/testing/items/streams/streams.js";
import type { Item } from "../../../../src/testing/items/values/attribute-value.js";

export const HOUR = 3_600_000;
export const START = Date.UTC(2026, 0, 1);

/** The parts of answers that tests read. */
export interface Answer {
  readonly ShardIterator: string;
  readonly NextShardIterator?: string;
  readonly Records: readonly StreamRecord[];
  readonly Streams: readonly { readonly StreamArn: string }[];
  readonly LastEvaluatedStreamArn?: string;
  readonly StreamDescription: {
    readonly StreamStatus: string;
    readonly Shards: readonly {
      readonly ShardId: string;
      readonly SequenceNumberRange: { readonly StartingSequenceNumber: string; readonly EndingSequenceNumber?: string };
    }[];
  };
}

export interface StreamRecord {
  readonly eventID: string;
  readonly eventName: string;
  readonly dynamodb: {
    readonly SequenceNumber: string;
    readonly NewImage?: Item;
    readonly OldImage?: Item;
    readonly Keys: Item;
    readonly SizeBytes: number;
  };
}

/** Streams of tables with the key `id`, and a clock that tests set. */
export class EmulatedStreams {
  readonly streams = new Streams();
  now = START;

  /** Returns the ARN. */
  enable(tableName: string, viewType: (typeof STREAM_VIEW_TYPES)[number] = "NEW_AND_OLD_IMAGES"): string {
    const label = new Date(this.now).toISOString().slice(0, -1);
    const arn = `arn:aws:dynamodb:eu-west-1:000000000000:table/${tableName}/stream/${label}`;
    const keySchema = [{ AttributeName: "id", KeyType: "HASH" }];
    this.streams.add({ tableName, arn, label, viewType, keySchema, keyNames: ["id"], createdAt: this.now });
    this.streams.setStatus(tableName, "ENABLED");
    return arn;
  }

  call(operation: string, input: object): Answer {
    const run = streamOperations.get(operation);
    if (!run) throw new Error(`no operation ${operation}`);
    return run({ streams: this.streams, region: "eu-west-1", now: this.now }, { ...input }) as Answer;
  }

  /** The error of a request as `Name: message`. */
  problemOf(operation: string, input: object): string {
    try {
      return JSON.stringify(this.call(operation, input));
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      return `${error.name}: ${error.message}`;
    }
  }

  shardOf(arn: string): Answer["StreamDescription"]["Shards"][number] {
    const [shard] = this.call("DescribeStream", { StreamArn: arn }).StreamDescription.Shards;
    if (!shard) throw new Error("a stream has a shard");
    return shard;
  }

  iterator(arn: string, type: string, sequenceNumber?: string): string {
    const { ShardId } = this.shardOf(arn);
    const place = sequenceNumber === undefined ? {} : { SequenceNumber: sequenceNumber };
    const input = { StreamArn: arn, ShardId, ShardIteratorType: type, ...place };
    return this.call("GetShardIterator", input).ShardIterator;
  }

  /** All records from an iterator on, in pages. */
  read(iterator: string, limit = 1000): StreamRecord[] {
    const records: StreamRecord[] = [];
    for (let next: string | undefined = iterator; next !== undefined; ) {
      const page: Answer = this.call("GetRecords", { ShardIterator: next, Limit: limit });
      records.push(...page.Records);
      next = page.Records.length > 0 ? page.NextShardIterator : undefined;
    }
    return records;
  }
}
