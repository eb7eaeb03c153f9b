import { expect } from "chai";
import type { Json } from "../../src/testing/control-plane/wire.js";
import type { EmulatorOptions } from "../../src/testing/options.js";
import { Emulator } from "../../src/testing/server/emulator.js";

/** An emulator in this thread, which is asked in several regions, with a clock of its own. */
export class Regions {
  emulator: Emulator;
  /** The clock, in milliseconds. */
  now = 1_700_000_000_000;

  constructor(readonly options: EmulatorOptions = {}) {
    this.emulator = this.another();
  }

  /** Another emulator with the same options and the same clock. */
  another(): Emulator {
    return new Emulator(this.options, () => this.now);
  }

  /** Returns the members of the answer. Fails if the answer is an error. */
  ask(region: string, operation: string, input: object = {}): Json {
    const { status, body } = this.emulator.answer(operation, { ...input }, region);
    expect(status, body).to.equal(200);
    return JSON.parse(body || "{}") as Json;
  }

  /** Returns the error, as `Name: message`. Fails if the answer is not an error. */
  refusal(region: string, operation: string, input: object = {}): string {
    const { status, body } = this.emulator.answer(operation, { ...input }, region);
    expect(status, body).to.equal(400);
    const { __type, message, Message } = JSON.parse(body) as Json;
    return `${String(__type).split("#").at(-1)}: ${message ?? Message}`;
  }

  /** The description of a table in a region; `undefined` if it has none. */
  describe(region: string, TableName: string): Json | undefined {
    const { status, body } = this.emulator.answer("DescribeTable", { TableName }, region);
    return status === 200 ? ((JSON.parse(body) as Json)["Table"] as Json) : undefined;
  }

  /** The items of a table in a region, in the order of a scan. */
  items(region: string, TableName: string): unknown {
    return this.ask(region, "Scan", { TableName })["Items"];
  }

  /** The records of the only stream of a table, the oldest first. */
  records(region: string, TableName: string): Json[] {
    const [{ StreamArn }] = this.ask(region, "ListStreams", { TableName })["Streams"] as [Json];
    const { StreamDescription } = this.ask(region, "DescribeStream", { StreamArn });
    const [{ ShardId }] = (StreamDescription as Json)["Shards"] as [Json];
    const input = { StreamArn, ShardId, ShardIteratorType: "TRIM_HORIZON" };
    const { ShardIterator } = this.ask(region, "GetShardIterator", input);
    return this.ask(region, "GetRecords", { ShardIterator })["Records"] as Json[];
  }
}
