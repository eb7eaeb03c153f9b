import { expect } from "chai";
import { attr, type DynamoClient, defineModel, ExpressionError } from "../../src/index.js";
import { rejects } from "../support/both.js";
import { needs } from "../support/engine/needs.js";
import { startDynamoDB, type TestDynamoDB, tableName } from "../support/engine/start.js";

class Entry extends defineModel({
  table: tableName("entries"),
  attributes: { list: attr.string().partitionKey(), place: attr.number().sortKey(), text: attr.string().optional() },
}) {}

class Mark extends defineModel({
  table: tableName("marks"),
  attributes: { id: attr.binary().partitionKey(), revision: attr.number().version() },
}) {}

const markId = (place: number) => new Uint8Array([place]);

describe("batches across models", () => {
  let dynamodb: TestDynamoDB;
  let client: DynamoClient;

  before(async () => {
    dynamodb = await startDynamoDB(Entry, Mark);
    client = dynamodb.client;
  });

  beforeEach(async () => {
    await dynamodb.reset();
    dynamodb.clearFaults();
    dynamodb.clearRequests();
  });

  after(() => dynamodb.close());

  const sizes = () =>
    dynamodb.requests.map(({ input }) =>
      Object.values(input["RequestItems"] as object)
        .map((each: { readonly Keys?: unknown[]; readonly length?: number }) => each.Keys?.length ?? each.length ?? 0)
        .reduce((sum, each) => sum + each, 0),
    );

  const places = Array.from({ length: 40 }, (_, place) => place);
  const puts = () =>
    places.flatMap((place) => [
      Entry.batchPut(new Entry({ list: "l", place: place / 4, text: String(place) })),
      Mark.batchPut(new Mark({ id: markId(place) })),
    ]);
  const reads = places.flatMap((place) => [
    Mark.batchRead({ id: markId(39 - place) }),
    Entry.batchRead({ list: "l", place: (place + 1) / 4 }),
  ]);

  needs("requests").it("send as many parts in a request as DynamoDB accepts", async () => {
    await client.batchWrite(puts());
    expect(sizes()).to.have.members([25, 25, 25, 5]);
    dynamodb.clearRequests();
    await client.batchGet(reads);
    expect(sizes()).to.deep.equal([80]);
  });

  it("write and read items of several tables, in order", async () => {
    await client.batchWrite(puts());
    const found = await client.batchGet(reads, { consistentRead: true });
    for (const place of places) {
      const [mark, entry] = [found[2 * place], found[2 * place + 1]];
      expect(mark)
        .to.be.instanceOf(Mark)
        .and.deep.include({ id: markId(39 - place), revision: 1 });
      if (place < 39)
        expect(entry)
          .to.be.instanceOf(Entry)
          .and.include({ text: String(place + 1) });
      else expect(entry).to.equal(undefined);
    }
    await client.batchWrite([Mark.batchDelete({ id: markId(1) }), Entry.batchDelete({ list: "l", place: 0 })]);
    const [mark, entry] = await client.batchGet([
      Mark.batchRead({ id: markId(1) }),
      Entry.batchRead({ list: "l", place: 0 }),
    ]);
    expect([mark?.revision, entry?.text]).to.deep.equal([undefined, undefined]);
    expect(await client.batchGet([])).to.deep.equal([]);
    await client.batchWrite([]);
  });

  needs("faults", "requests").it("send their requests concurrently", async () => {
    const entries = Array.from({ length: 500 }, (_, place) => new Entry({ list: "l", place }));
    dynamodb.addFaults({ kind: "slow", operation: "BatchWriteItem", delayMs: 1000, times: 20 });
    await Entry.batchWrite({ put: entries }, { concurrency: 20 });
    const times = dynamodb.requests.map(({ atMs }) => atMs);
    expect(times).to.have.lengthOf(20);
    // All of them were sent before the first was answered.
    expect(Math.max(...times) - Math.min(...times)).to.be.below(1000);
    dynamodb.clearRequests();
    const keys = entries.map(({ list, place }) => ({ list, place }));
    expect(await Entry.batchGet(keys)).to.deep.equal(entries);
    expect(sizes()).to.deep.equal([100, 100, 100, 100, 100]);
  });

  needs("faults", "requests").it("send only unprocessed parts again", async () => {
    const left = {
      UnprocessedItems: { marks: [{ PutRequest: { Item: { id: { B: "AQ==" }, revision: { N: "1" } } } }] },
    };
    dynamodb.addFaults({ kind: "answer", operation: "BatchWriteItem", answer: left });
    const marks = [0, 1, 2].map((place) => new Mark({ id: markId(place) }));
    await client.batchWrite(marks.map((mark) => Mark.batchPut(mark)));
    expect(sizes()).to.deep.equal([3, 1]);
    expect(marks.map(({ revision }) => revision)).to.deep.equal([1, 1, 1]);
  });

  needs("requests").it(
    "are refused with an item twice, in any form of its key, and with a value that is not a part",
    async () => {
      const ways: readonly [path: string, way: () => Promise<unknown>][] = [
        ["parts[1]", () => client.batchGet([Mark.batchRead({ id: markId(1) }), Mark.batchRead({ id: markId(1) })])],
        [
          "keys[1]",
          () =>
            Entry.batchGet([
              { list: "l", place: 0 },
              { list: "l", place: -0 },
            ]),
        ],
        [
          "parts[1]",
          () =>
            client.batchWrite([
              Entry.batchDelete({ list: "l", place: 1 }),
              Entry.batchPut(new Entry({ list: "l", place: 1 })),
            ]),
        ],
        [
          "delete[0]",
          () => Entry.batchWrite({ delete: [{ list: "l", place: 1 }], put: [new Entry({ list: "l", place: 1 })] }),
        ],
      ];
      for (const [path, way] of ways) {
        const error = await rejects(way);
        expect(error).to.be.instanceOf(ExpressionError);
        expect(error.message).to.include(`${path}: is the same item as`);
      }
      for (const parts of [undefined, {}, [1], [{}]])
        expect(await rejects(() => client.batchGet(parts as never))).to.be.instanceOf(ExpressionError);
      // @ts-expect-error: a part of a read
      expect(await rejects(() => client.batchWrite([Mark.batchRead({ id: markId(1) })]))).to.be.instanceOf(
        ExpressionError,
      );
      // @ts-expect-error: misspelt
      expect((await rejects(() => client.batchGet([], { concurency: 5 }))).message).to.include("concurrency");
      expect((await rejects(() => client.batchGet([], { concurrency: 0 }))).message).to.include("whole number");
      expect(dynamodb.requests).to.have.lengthOf(0);
    },
  );
});
