import { expect } from "chai";
import { EmulatedStreams, HOUR, START } from "./emulated-streams.js";

const ITEM = { id: { S: "a" } };
const MISSING = "arn:aws:dynamodb:eu-west-1:000000000000:table/missing/stream/2026-01-01T00:00:00.000";
const MISSING_SHARD = "shardId-00000000000000000000-00000000";
const ONE = "1 validation error detected: ";
const NULL = "failed to satisfy constraint: Member must not be null";

let emulated: EmulatedStreams;
beforeEach(() => {
  emulated = new EmulatedStreams();
});

describe("ListStreams", () => {
  it("lists the streams of all tables or of one, in pages", () => {
    expect(emulated.call("ListStreams", {})).to.deep.equal({ Streams: [] });
    const arns = ["c", "a", "b"].map((name) => emulated.enable(`table-${name}`)).sort();
    const entries = arns.map((arn) => {
      const [, TableName] = /table\/(.*)\/stream/.exec(arn) ?? [];
      return { StreamArn: arn, StreamLabel: "2026-01-01T00:00:00.000", TableName };
    });
    expect(emulated.call("ListStreams", {})).to.deep.equal({ Streams: entries });
    const first = emulated.call("ListStreams", { Limit: 2 });
    expect(first).to.deep.equal({ Streams: entries.slice(0, 2), LastEvaluatedStreamArn: arns[1] });
    const rest = { Limit: 2, ExclusiveStartStreamArn: first.LastEvaluatedStreamArn };
    expect(emulated.call("ListStreams", rest)).to.deep.equal({ Streams: entries.slice(2) });
    expect(emulated.call("ListStreams", { TableName: "table-b" })).to.deep.equal({ Streams: [entries[1]] });
    expect(emulated.call("ListStreams", { TableName: "missing" })).to.deep.equal({ Streams: [] });
  });

  it("rejects invalid members", () => {
    expect(emulated.problemOf("ListStreams", { Limit: 0 })).to.equal(
      `ValidationException: ${ONE}Value '0' at 'limit' failed to satisfy constraint: Member must have value greater than or equal to 1`,
    );
    expect(emulated.problemOf("ListStreams", { TableName: "?", Limit: 101 })).to.include(
      "3 validation errors detected",
    );
    expect(emulated.problemOf("ListStreams", { Limit: "1" })).to.match(/^SerializationException/);
  });
});

describe("DescribeStream", () => {
  it("describes a stream and its shard, which ends when the stream is disabled", () => {
    const arn = emulated.enable("one", "OLD_IMAGE");
    const { ShardId, SequenceNumberRange } = emulated.shardOf(arn);
    expect(ShardId).to.match(/^shardId-\d{20}-[0-9a-f]{8}$/);
    const { StartingSequenceNumber } = SequenceNumberRange;
    expect(SequenceNumberRange).to.deep.equal({ StartingSequenceNumber });
    expect(emulated.call("DescribeStream", { StreamArn: arn })).to.deep.equal({
      StreamDescription: {
        StreamArn: arn,
        StreamLabel: "2026-01-01T00:00:00.000",
        StreamStatus: "ENABLED",
        StreamViewType: "OLD_IMAGE",
        CreationRequestDateTime: START / 1000,
        TableName: "one",
        KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
        Shards: [{ ShardId, SequenceNumberRange }],
      },
    });
    emulated.streams.disable("one", START);
    const { StreamStatus } = emulated.call("DescribeStream", { StreamArn: arn }).StreamDescription;
    expect(StreamStatus).to.equal("DISABLED");
    const { EndingSequenceNumber = "" } = emulated.shardOf(arn).SequenceNumberRange;
    expect(EndingSequenceNumber > StartingSequenceNumber).to.equal(true);
  });

  it("has the status of the stream", () => {
    const arn = emulated.enable("one");
    const status = () => emulated.call("DescribeStream", { StreamArn: arn }).StreamDescription.StreamStatus;
    emulated.streams.setStatus("one", "DISABLING");
    expect(status()).to.equal("DISABLING");
    emulated.streams.disable("one", START);
    emulated.streams.setStatus("one", "ENABLED");
    expect(status()).to.equal("DISABLED");
  });

  it("knows no shard after the only one, nor children of it", () => {
    const arn = emulated.enable("one");
    const { ShardId } = emulated.shardOf(arn);
    for (const input of [{ ExclusiveStartShardId: ShardId }, { ShardFilter: { Type: "CHILD_SHARDS", ShardId } }]) {
      const { StreamDescription } = emulated.call("DescribeStream", { StreamArn: arn, ...input });
      expect(StreamDescription.Shards).to.deep.equal([]);
    }
    expect(emulated.problemOf("DescribeStream", { StreamArn: arn, ExclusiveStartShardId: MISSING_SHARD })).to.equal(
      "ResourceNotFoundException: Requested resource not found: Shard does not exist",
    );
  });

  it("forgets a disabled stream after a day, and keeps its successor", () => {
    const first = emulated.enable("one");
    emulated.streams.disable("one", START);
    emulated.now += 1_000;
    const second = emulated.enable("one");
    const arns = () => emulated.call("ListStreams", { TableName: "one" }).Streams.map(({ StreamArn }) => StreamArn);
    expect(arns()).to.deep.equal([first, second]);
    emulated.now = START + 24 * HOUR;
    expect(arns()).to.deep.equal([second]);
    expect(emulated.problemOf("DescribeStream", { StreamArn: first })).to.match(/^ResourceNotFoundException/);
  });

  it("rejects what is no stream", () => {
    expect(emulated.problemOf("DescribeStream", {})).to.equal(
      `ValidationException: ${ONE}Value null at 'streamArn' ${NULL}`,
    );
    expect(emulated.problemOf("DescribeStream", { StreamArn: "short" })).to.include("greater than or equal to 37");
    expect(emulated.problemOf("DescribeStream", { StreamArn: MISSING })).to.equal(
      `ResourceNotFoundException: Requested resource not found: Stream: ${MISSING} not found`,
    );
    const table = MISSING.replace(/\/stream.*/, "");
    expect(emulated.problemOf("DescribeStream", { StreamArn: table })).to.equal(
      "ValidationException: Invalid StreamArn",
    );
  });
});

describe("GetShardIterator", () => {
  it("rejects invalid members, then what does not exist", () => {
    const arn = emulated.enable("one");
    const { ShardId } = emulated.shardOf(arn);
    const problem = (input: object) =>
      emulated.problemOf("GetShardIterator", { StreamArn: arn, ShardId, ShardIteratorType: "LATEST", ...input });
    expect(emulated.problemOf("GetShardIterator", {})).to.equal(
      `ValidationException: 3 validation errors detected: Value null at 'streamArn' ${NULL}; Value null at 'shardId' ${NULL}; Value null at 'shardIteratorType' ${NULL}`,
    );
    expect(problem({ ShardIteratorType: "FIRST" })).to.include(
      "enum value set: [TRIM_HORIZON, LATEST, AT_SEQUENCE_NUMBER, AFTER_SEQUENCE_NUMBER]",
    );
    expect(problem({ SequenceNumber: "1" })).to.include("at 'sequenceNumber'");
    expect(problem({ ShardIteratorType: "AT_SEQUENCE_NUMBER" })).to.equal(
      "ValidationException: SequenceNumber is required for ShardIteratorType AT_SEQUENCE_NUMBER",
    );
    expect(problem({ ShardIteratorType: "AT_SEQUENCE_NUMBER", SequenceNumber: "x".repeat(21) })).to.equal(
      `ValidationException: Invalid SequenceNumber: ${"x".repeat(21)}`,
    );
    expect(problem({ StreamArn: MISSING })).to.match(/^ResourceNotFoundException.*Stream/);
    expect(problem({ ShardId: MISSING_SHARD })).to.match(/^ResourceNotFoundException.*Shard/);
  });

  it("starts at and after the number with which the shard starts", () => {
    const arn = emulated.enable("one");
    const { StartingSequenceNumber } = emulated.shardOf(arn).SequenceNumberRange;
    emulated.streams.record("one", { after: ITEM }, START);
    for (const type of ["AT_SEQUENCE_NUMBER", "AFTER_SEQUENCE_NUMBER"])
      expect(emulated.read(emulated.iterator(arn, type, StartingSequenceNumber))).to.have.lengthOf(1);
  });

  it("rejects numbers whose records were trimmed, or that are older than the shard", () => {
    const arn = emulated.enable("one");
    emulated.streams.record("one", { after: ITEM }, START);
    const [record] = emulated.read(emulated.iterator(arn, "TRIM_HORIZON"));
    emulated.now += 25 * HOUR;
    const { ShardId } = emulated.shardOf(arn);
    for (const SequenceNumber of [record?.dynamodb.SequenceNumber, "0".repeat(21)])
      expect(
        emulated.problemOf("GetShardIterator", {
          StreamArn: arn,
          ShardId,
          ShardIteratorType: "AT_SEQUENCE_NUMBER",
          SequenceNumber,
        }),
      ).to.equal("TrimmedDataAccessException: The data you are trying to access has been trimmed.");
  });

  it("waits for numbers that are not used yet", () => {
    const arn = emulated.enable("one");
    emulated.streams.record("one", { after: ITEM }, START);
    expect(emulated.read(emulated.iterator(arn, "AFTER_SEQUENCE_NUMBER", "9".repeat(40)))).to.deep.equal([]);
  });
});

describe("GetRecords", () => {
  it("goes on with the records that are written after a page, from LATEST on", () => {
    const arn = emulated.enable("one");
    emulated.streams.record("one", { after: ITEM }, START);
    const iterator = emulated.iterator(arn, "LATEST");
    const empty = emulated.call("GetRecords", { ShardIterator: iterator });
    expect(empty.Records).to.deep.equal([]);
    emulated.streams.record("one", { before: ITEM }, START);
    for (const each of [iterator, String(empty.NextShardIterator)])
      expect(emulated.read(each).map(({ eventName }) => eventName)).to.deep.equal(["REMOVE"]);
  });

  it("ends when all records of a closed shard were read", () => {
    const arn = emulated.enable("one");
    const latest = emulated.iterator(arn, "LATEST");
    for (const after of [ITEM, { ...ITEM, n: { N: "1" } }]) emulated.streams.record("one", { after }, START);
    emulated.streams.disable("one", START);
    const first = emulated.call("GetRecords", { ShardIterator: latest, Limit: 1 });
    expect(first.NextShardIterator).to.be.a("string");
    const second = emulated.call("GetRecords", { ShardIterator: String(first.NextShardIterator) });
    expect(second.Records).to.have.lengthOf(1);
    expect(second).not.to.have.property("NextShardIterator");
    expect(emulated.call("GetRecords", { ShardIterator: emulated.iterator(arn, "LATEST") })).to.deep.equal({
      Records: [],
    });
  });

  it("rejects an iterator after 15 minutes, and one whose records were trimmed meanwhile", () => {
    const arn = emulated.enable("one");
    emulated.streams.record("one", { after: ITEM }, START);
    const iterator = emulated.iterator(arn, "TRIM_HORIZON");
    emulated.now += HOUR / 4;
    expect(emulated.read(iterator)).to.have.lengthOf(1);
    emulated.now += 1;
    expect(emulated.problemOf("GetRecords", { ShardIterator: iterator })).to.equal(
      "ExpiredIteratorException: The provided iterator exceeds the maximum age allowed.",
    );
    emulated.now = START + 24 * HOUR - 1;
    const late = emulated.iterator(arn, "TRIM_HORIZON");
    expect(emulated.read(late)).to.have.lengthOf(1);
    emulated.now += 1;
    expect(emulated.problemOf("GetRecords", { ShardIterator: late })).to.match(/^TrimmedDataAccessException/);
    expect(emulated.read(emulated.iterator(arn, "TRIM_HORIZON"))).to.deep.equal([]);
  });

  it("rejects what is no iterator", () => {
    const problem = (input: object) => emulated.problemOf("GetRecords", input);
    expect(problem({})).to.equal(`ValidationException: ${ONE}Value null at 'shardIterator' ${NULL}`);
    expect(problem({ ShardIterator: "x", Limit: 1_001 })).to.include("less than or equal to 1000");
    for (const ShardIterator of ["x", `${MISSING}|1|AAAA`, `${MISSING}|1|`])
      expect(problem({ ShardIterator })).to.equal("ValidationException: Invalid ShardIterator");
    const arn = emulated.enable("one");
    const ShardIterator = emulated.iterator(arn, "LATEST").replace("table/one", "table/two");
    expect(problem({ ShardIterator })).to.match(/^ResourceNotFoundException/);
  });
});
