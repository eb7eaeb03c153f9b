import { expect } from "chai";
import {
  type BulkProgress,
  type DynamoClient,
  ImportLineError,
  linesWritten,
  TableDefinitionError,
} from "../../src/index.js";
import { rejects } from "../support/both.js";
import { needs } from "../support/engine/needs.js";
import { startDynamoDB, type TestDynamoDB } from "../support/engine/start.js";
import { lineOf, linesOf, Reading } from "../support/readings.js";

async function* slowly(lines: readonly string[], end: () => void = () => {}): AsyncGenerator<string, void, undefined> {
  try {
    await Reading.tableExists();
    for (const each of lines) yield each;
  } finally {
    end();
  }
}

describe("an import of items", function () {
  this.timeout(60_000);
  let dynamodb: TestDynamoDB;
  let client: DynamoClient;

  before(async () => {
    dynamodb = await startDynamoDB(Reading);
    client = dynamodb.client;
  });

  beforeEach(async () => {
    await dynamodb.reset();
    dynamodb.clearFaults();
    dynamodb.clearRequests();
  });

  after(() => dynamodb.close());

  async function exported(options?: Parameters<typeof Reading.exportItems>[0]): Promise<string[]> {
    const lines: string[] = [];
    for await (const each of Reading.exportItems(options)) lines.push(each);
    return lines;
  }

  it("puts the items of lines, which an export returns", async () => {
    expect(await Reading.importItems(linesOf(130))).to.deep.equal({ written: 130 });
    expect(await exported()).to.have.members(linesOf(130));
    expect((await Reading.get({ sensor: "s-7", place: 7 }))?.text).to.equal("x");
  });

  it("reads any iterable, and ends it", async () => {
    let ends = 0;
    const end = () => {
      ends++;
    };
    await Reading.importItems(new Set(linesOf(30)));
    await Reading.importItems(slowly(linesOf(40), end));
    expect(await exported()).to.have.lengthOf(40);
    const error = await rejects(() => Reading.importItems(slowly(["nothing", ...linesOf(400)], end)));
    expect(error).to.be.instanceOf(ImportLineError);
    expect(ends).to.equal(2);
  });

  it("accepts blank lines, CRLF and a byte order mark", async () => {
    const lines = [`\ufeff${lineOf(0)}\r`, "", "  \r", `${lineOf(1)}\r\n`, "\n"];
    expect(await client.importItems(Reading, lines)).to.deep.equal({ written: 2 });
    expect(await exported()).to.have.members(linesOf(2));
  });

  it("keeps the last of several items with the same key", async () => {
    const lines = [
      lineOf(1, "a"),
      ...linesOf(60, "b"),
      lineOf(1, "c"),
      lineOf(1, "d"),
      lineOf(2, "e"),
      ...linesOf(60, "f"),
    ];
    expect(await Reading.importItems([...lines, lineOf(3, "g"), lineOf(3, "h")])).to.deep.equal({ written: 126 });
    const texts = (await Reading.scan().toArray()).map(({ place, text }) => [place, text]);
    expect(texts).to.have.deep.members(Array.from({ length: 60 }, (_, place) => [place, place === 3 ? "h" : "f"]));
    const sameNumber = [lineOf(1, "i"), lineOf(1, "j").replace('"1"', '"1.0"')];
    await Reading.importItems(sameNumber);
    expect((await Reading.get({ sensor: "s-1", place: 1 }))?.text).to.equal("j");
  });

  for (const [title, wrong, message] of [
    ["no JSON", "{", /Line 28 .* is not JSON/],
    ["no item", '{"sensor":{"S":"a"}}', /Line 28 .* is not of the form \{"Item":\{…\}\}/],
    ["more than an item", '{"Item":{},"Keys":{}}', /has the member "Keys" beside "Item"/],
    ["no value", '{"Item":{"sensor":{"S":"a"},"place":{"N":1}}}', /is no item: place is not a value/],
    ["no key", '{"Item":{"sensor":{"S":"a"}}}', /lacks the key attribute "place" of type N/],
    [
      "a key of a wrong type",
      '{"Item":{"sensor":{"N":"1"},"place":{"N":"1"}}}',
      /"sensor" of type N. Its type .* is S/,
    ],
    ["an empty key", '{"Item":{"sensor":{"S":""},"place":{"N":"1"}}}', /"sensor" with an empty value/],
    ["an item above 400 KB", lineOf(5, "x".repeat(410_000)), /has an item of 4100\d\d bytes/],
    ["no text", 5 as unknown as string, /Line 28 .* is no text/],
  ] as const) {
    it(`names a line with ${title}, after the lines before it are written`, async () => {
      const error = await rejects(() => Reading.importItems([...linesOf(26), "", wrong, ...linesOf(500)]));
      expect(error).to.be.instanceOf(ImportLineError);
      expect(error.message)
        .to.match(message)
        .and.match(/The first 27 lines are written\.$/);
      expect(error).to.include({ lineNumber: 28, linesWritten: 27, tableName: Reading["~model"].schema.table });
      expect(linesWritten(error)).to.equal(27);
      expect(await exported()).to.have.lengthOf(26);
    });
  }

  it("throws the error of its lines, after those before it are written", async () => {
    const failure = new Error("the disk is gone");
    function* failing() {
      yield* linesOf(40);
      throw failure;
    }
    const error = await rejects(() => Reading.importItems(failing()));
    expect(error).to.equal(failure);
    expect(linesWritten(error)).to.equal(40);
    expect(await exported()).to.have.lengthOf(40);
  });

  needs("requests").it("reads no more than a few batches ahead of the writes", async () => {
    let read = 0;
    let most = 0;
    function* counted() {
      for (const each of linesOf(3_000)) {
        if (++read % 100 === 0) {
          const written = dynamodb.requests.filter(({ operation }) => operation === "BatchWriteItem").length * 25;
          most = Math.max(most, read - written);
        }
        yield each;
      }
    }
    await Reading.importItems(counted(), { concurrency: 4 });
    expect(read).to.equal(3_000);
    expect(most).to.be.at.most(7 * 25);
  });

  it("refuses text instead of lines, before anything is sent", async () => {
    for (const wrong of [lineOf(1), 5, undefined, {}]) {
      const error = await rejects(() => Reading.importItems(wrong as never));
      expect(error)
        .to.be.instanceOf(TableDefinitionError)
        .and.to.have.property("message")
        .that.matches(/lines: /);
    }
  });

  needs("faults", "requests").it(
    "sends unprocessed and refused items again, and each once if all goes well",
    async () => {
      dynamodb.addFaults(
        { kind: "throttled", operation: "BatchWriteItem", times: 3 },
        {
          kind: "error",
          operation: "BatchWriteItem",
          skip: 3,
          times: 2,
          error: {
            name: "ProvisionedThroughputExceededException",
            message: "The level of configured …",
            status: 400,
          },
        },
        { kind: "dropped", operation: "BatchWriteItem", skip: 5, times: 1, commit: true },
      );
      const reports: BulkProgress[] = [];
      const { written } = await Reading.importItems(linesOf(400), { onProgress: (report) => reports.push(report) });
      expect(written).to.equal(400);
      expect(await exported()).to.have.members(linesOf(400));
      expect(reports.at(-1)).to.include({ items: 400, refusals: 5 });
    },
  );
});
