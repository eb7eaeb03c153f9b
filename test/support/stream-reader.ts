import type { Item } from "../../src/testing/items/values/attribute-value.js";
import type { Emulated } from "./emulated.js";

/** The parts of a record that tests read. */
export interface StreamRecord {
  readonly eventName: string;
  readonly awsRegion: string;
  readonly userIdentity?: object;
  readonly dynamodb: {
    readonly ApproximateCreationDateTime: number;
    readonly Keys: Item;
    readonly NewImage?: Item;
    readonly OldImage?: Item;
    readonly SequenceNumber: string;
    readonly SizeBytes: number;
    readonly StreamViewType: string;
  };
}

/** The parts of a description that tests read. */
interface StreamDescription {
  readonly StreamStatus: string;
  readonly StreamLabel: string;
  readonly Shards: readonly [{ readonly ShardId: string }];
}

/** Reads the streams of an emulated account. */
export class StreamReader {
  constructor(readonly emulated: Emulated) {}

  /** The ARN of the latest stream of a table. */
  async arnOf(tableName: string): Promise<string> {
    return String((await this.emulated.describe(tableName))["LatestStreamArn"]);
  }

  async describe(StreamArn: string): Promise<StreamDescription> {
    const { StreamDescription } = await this.emulated.ask("DescribeStream", { StreamArn });
    return StreamDescription as StreamDescription;
  }

  async statusOf(streamArn: string): Promise<string> {
    return (await this.describe(streamArn)).StreamStatus;
  }

  async iterator(StreamArn: string, ShardIteratorType = "TRIM_HORIZON"): Promise<string> {
    const { Shards } = await this.describe(StreamArn);
    const { ShardId } = Shards[0];
    const { ShardIterator } = await this.emulated.ask("GetShardIterator", { StreamArn, ShardId, ShardIteratorType });
    return String(ShardIterator);
  }

  /** The records in one answer. */
  async recordsFrom(ShardIterator: string): Promise<readonly StreamRecord[]> {
    const { Records } = await this.emulated.ask("GetRecords", { ShardIterator });
    return Records as readonly StreamRecord[];
  }

  /** All records of a stream. */
  async records(streamArn: string): Promise<readonly StreamRecord[]> {
    return this.recordsFrom(await this.iterator(streamArn));
  }

  /** The names of the events of a stream, with the value of the partition key `pk`. */
  async events(streamArn: string): Promise<string[]> {
    return (await this.records(streamArn)).map(
      ({ eventName, dynamodb }) => `${eventName} ${Object.values(dynamodb.Keys["pk"] ?? {}).join()}`,
    );
  }
}
