import { expect } from "chai";
import fc from "fast-check";
import type { Item } from "../../../../src/testing/items/values/attribute-value.js";
import { sizeOf } from "../../../../src/testing/items/values/size.js";
import { EmulatedStreams, HOUR, START, type StreamRecord } from "./emulated-streams.js";

const RUNS = { seed: 20_120_810, numRuns: 100 };

const BEFORE = { id: { S: "a" }, n: { N: "1" } };
const AFTER = { id: { S: "a" }, n: { N: "2" } };
const KEYS = { id: { S: "a" } };

describe("the records of a stream", () => {
  const images = {
    KEYS_ONLY: [{}, {}, {}],
    NEW_IMAGE: [{ NewImage: BEFORE }, { NewImage: AFTER }, {}],
    OLD_IMAGE: [{}, { OldImage: BEFORE }, { OldImage: AFTER }],
    NEW_AND_OLD_IMAGES: [{ NewImage: BEFORE }, { NewImage: AFTER, OldImage: BEFORE }, { OldImage: AFTER }],
  } as const;
  for (const [viewType, expected] of Object.entries(images))
    it(`have the images of ${viewType}`, () => {
      const emulated = new EmulatedStreams();
      const arn = emulated.enable("one", viewType as keyof typeof images);
      for (const change of [{ after: BEFORE }, { before: BEFORE, after: AFTER }, { before: AFTER }])
        emulated.streams.record("one", change, START + 1_999);
      const records = emulated.read(emulated.iterator(arn, "TRIM_HORIZON"));
      const sizes = expected.map((each) =>
        Object.values(each).reduce((sum, image) => sum + sizeOf(image), sizeOf(KEYS)),
      );
      expect(records).to.deep.equal(
        ["INSERT", "MODIFY", "REMOVE"].map((eventName, index) => ({
          eventID: records[index]?.eventID,
          eventName,
          eventVersion: "1.1",
          eventSource: "aws:dynamodb",
          awsRegion: "eu-west-1",
          dynamodb: {
            ApproximateCreationDateTime: START / 1000 + 1,
            Keys: KEYS,
            ...expected[index],
            SequenceNumber: records[index]?.dynamodb.SequenceNumber,
            SizeBytes: sizes[index],
            StreamViewType: viewType,
          },
        })),
      );
      for (const { eventID, dynamodb } of records) {
        expect(eventID).to.match(/^[0-9a-f]{32}$/);
        expect(dynamodb.SequenceNumber).to.match(/^\d{21,40}$/);
      }
    });

  it("name the service for deletions of time to live", () => {
    const emulated = new EmulatedStreams();
    const arn = emulated.enable("one");
    emulated.streams.record("one", { before: BEFORE, isExpiry: true }, START);
    const [record] = emulated.read(emulated.iterator(arn, "TRIM_HORIZON"));
    expect(record).to.deep.include({
      eventName: "REMOVE",
      userIdentity: { PrincipalId: "dynamodb.amazonaws.com", Type: "Service" },
    });
  });

  it("are not made of writes that change nothing, nor without a stream that is enabled", () => {
    const emulated = new EmulatedStreams();
    emulated.streams.record("one", { after: BEFORE }, START);
    const arn = emulated.enable("one");
    emulated.streams.record("one", { before: BEFORE, after: structuredClone(BEFORE) }, START);
    emulated.streams.record("one", {}, START);
    emulated.streams.record("two", { after: BEFORE }, START);
    emulated.streams.disable("one", START);
    emulated.streams.record("one", { after: BEFORE }, START);
    expect(emulated.read(emulated.iterator(arn, "TRIM_HORIZON"))).to.deep.equal([]);
  });

  it("are those of a plain list, from every iterator and in pages of any size, for as long as a day", () => {
    const step = fc.record({
      table: fc.constantFrom("one", "two"),
      hours: fc.constantFrom(0, 0, 1, 9),
      id: fc.nat(99),
    });
    const agrees = fc.property(fc.array(step, { maxLength: 30 }), fc.integer({ min: 1, max: 4 }), (steps, limit) => {
      const emulated = new EmulatedStreams();
      const arns = { one: emulated.enable("one"), two: emulated.enable("two") };
      const written: { table: string; at: number; item: Item }[] = [];
      for (const { table, hours, id } of steps) {
        emulated.now += hours * HOUR;
        const item = { id: { N: String(id) } };
        written.push({ table, at: emulated.now, item });
        emulated.streams.record(table, { after: item }, emulated.now);
      }
      for (const [table, arn] of Object.entries(arns)) {
        const kept = written.filter((each) => each.table === table && each.at > emulated.now - 24 * HOUR);
        const records = emulated.read(emulated.iterator(arn, "TRIM_HORIZON"), limit);
        expect(records.map(({ dynamodb }) => dynamodb.NewImage)).to.deep.equal(kept.map(({ item }) => item));
        expect(emulated.read(emulated.iterator(arn, "LATEST"))).to.deep.equal([]);
        for (const [index, { dynamodb }] of records.entries()) {
          const from = (type: string) => emulated.read(emulated.iterator(arn, type, dynamodb.SequenceNumber), limit);
          expect(from("AT_SEQUENCE_NUMBER")).to.deep.equal(records.slice(index));
          expect(from("AFTER_SEQUENCE_NUMBER")).to.deep.equal(records.slice(index + 1));
        }
        expect(numbersOf(records)).to.deep.equal(numbersOf(records).sort());
      }
    });
    fc.assert(agrees, RUNS);
  });

  it("are in pages of 1,000 and of 1 MB", () => {
    const emulated = new EmulatedStreams();
    const arn = emulated.enable("one", "NEW_IMAGE");
    const large = { id: { S: "a" }, text: { S: "x".repeat(400_000) } };
    const pageOf = (iterator: string) => emulated.call("GetRecords", { ShardIterator: iterator }).Records.length;
    for (let round = 0; round < 3; round += 1) emulated.streams.record("one", { after: large }, START);
    expect(pageOf(emulated.iterator(arn, "TRIM_HORIZON"))).to.equal(2);
    const latest = emulated.iterator(arn, "LATEST");
    for (let round = 0; round < 1_001; round += 1) emulated.streams.record("one", { after: KEYS }, START);
    expect(pageOf(latest)).to.equal(1_000);
    expect(emulated.read(latest)).to.have.lengthOf(1_001);
  });

  it("are those of writes while the stream is ENABLED", () => {
    const emulated = new EmulatedStreams();
    const arn = emulated.enable("one");
    const put = (id: string) => emulated.streams.record("one", { after: { id: { S: id } } }, START);
    put("a");
    emulated.streams.setStatus("one", "DISABLING");
    put("b");
    emulated.streams.disable("one", START);
    put("c");
    const records = emulated.read(emulated.iterator(arn, "TRIM_HORIZON"));
    expect(records.map(({ dynamodb }) => dynamodb.Keys)).to.deep.equal([{ id: { S: "a" } }]);
  });

  it("can be dropped together: a reader goes on after them", () => {
    const emulated = new EmulatedStreams();
    const arn = emulated.enable("one");
    emulated.streams.record("one", { after: BEFORE }, START);
    const [oldest, latest] = ["TRIM_HORIZON", "LATEST"].map((type) => emulated.iterator(arn, type)) as [string, string];
    emulated.streams.clear();
    expect(emulated.problemOf("GetRecords", { ShardIterator: oldest })).to.match(/^TrimmedDataAccessException/);
    emulated.streams.record("one", { before: BEFORE }, START);
    for (const iterator of [latest, emulated.iterator(arn, "TRIM_HORIZON")])
      expect(emulated.read(iterator).map(({ eventName }) => eventName)).to.deep.equal(["REMOVE"]);
  });
});

function numbersOf(records: readonly StreamRecord[]): string[] {
  return records.map(({ dynamodb }) => dynamodb.SequenceNumber);
}
