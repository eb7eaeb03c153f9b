import { ResourceNotFoundException } from "@aws-sdk/client-dynamodb";
import { expect } from "chai";
import { type DynamoClient, TableDefinitionError } from "../../src/index.js";
import { rejects } from "../support/both.js";
import { has, needs } from "../support/engine/needs.js";
import { startDynamoDB, type TestDynamoDB, tableName } from "../support/engine/start.js";
import { RandomChoices } from "../support/random-choices.js";
import { linesOf, Other, Reading } from "../support/readings.js";

describe("an export of items", function () {
  this.timeout(60_000);
  let dynamodb: TestDynamoDB;
  let client: DynamoClient;

  before(async () => {
    dynamodb = await startDynamoDB(Reading, Other);
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

  it("of an empty table has no lines, and a cursor of its end", async () => {
    const lines = Other.exportItems();
    expect(lines.cursor).to.equal(undefined);
    for await (const each of lines) expect.fail(each);
    expect(lines.cursor).to.be.a("string");
    for await (const each of Other.exportItems({ cursor: lines.cursor })) expect.fail(each);
  });

  it("returns binary values in base64", async () => {
    await Reading.put({ sensor: "a", place: 1, raw: new Uint8Array([255, 0, 1]) });
    const [exportedLine = ""] = await exported();
    expect(JSON.parse(exportedLine)).to.deep.equal({
      Item: { sensor: { S: "a" }, place: { N: "1" }, raw: { B: "/wAB" } },
    });
    await Reading.truncateTable();
    await Reading.importItems([exportedLine]);
    expect((await Reading.get({ sensor: "a", place: 1 }))?.raw).to.deep.equal(new Uint8Array([255, 0, 1]));
  });

  it("that is cut off anywhere, again and again, returns every item once", async () => {
    const COUNT = 240;
    await Reading.importItems(linesOf(COUNT, "y".repeat(9_000))); // several pages
    const random = new RandomChoices(7);
    for (let run = 0; run < 25; run++) {
      const segments = 1 + random.below(5);
      const counts = random.list(5, () => random.below(COUNT));
      const lines: string[] = [];
      let cursor: string | undefined;
      for (const count of [...counts, COUNT + 1]) {
        const part = Reading.exportItems(cursor === undefined ? { segments } : { cursor });
        expect(part.cursor).to.equal(cursor);
        let left = count;
        for await (const each of part) {
          if (left-- === 0) break;
          lines.push(each);
          cursor = part.cursor;
        }
      }
      expect(lines).to.have.lengthOf(COUNT);
      expect(new Set(lines).size).to.equal(COUNT);
    }
  });

  it("starts from the beginning with every use", async () => {
    await Reading.importItems(linesOf(10));
    const lines = Reading.exportItems();
    for await (const _ of lines) break;
    const { cursor } = lines;
    let count = 0;
    for await (const _ of lines) count++;
    expect(count).to.equal(10);
    expect(lines.cursor).to.be.a("string").and.not.equal(cursor);
  });

  it("refuses a cursor that is damaged or of another table, before anything is sent", async () => {
    await Reading.importItems(linesOf(3));
    const lines = Reading.exportItems();
    for await (const _ of lines) break;
    const cursor = lines.cursor ?? "";
    dynamodb.clearRequests();
    for (const [wrong, message] of [
      [cursor.slice(0, -9), /cursor: is (damaged|not the cursor)/],
      [cursor.replace(/\..{6}/, ".abcdef"), /cursor: is damaged/],
      [cursor.replace("e1", "e2"), /made by another version/],
      ["nonsense", /is not the cursor of an export/],
      ["", /is not the cursor of an export/],
      [7, /is not the cursor of an export/],
    ] as const)
      expect((await rejects(() => exported({ cursor: wrong as never }))).message).to.match(message);
    const other = await rejects(async () => {
      for await (const each of Other.exportItems({ cursor })) expect.fail(each);
    });
    expect(other).to.be.instanceOf(TableDefinitionError);
    expect(other.message).to.match(/cursor: belongs to table ".*readings"/);
    const segments = await rejects(() => exported({ cursor, segments: 3 }));
    expect(segments.message).to.match(/segments: is 3, and the cursor is of an export in 8 segments/);
    // The export that was left may still send a request for a page.
    if (has("requests")) expect(dynamodb.requests.filter(({ operation }) => operation !== "Scan")).to.deep.equal([]);
  });

  needs("requests").it("refuses a cursor of an earlier table of that name", async () => {
    await Reading.importItems(linesOf(3));
    const lines = Reading.exportItems();
    for await (const _ of lines) break;
    await Reading.deleteTable({ wait: true });
    await Reading.createTable({ wait: true });
    const { cursor } = lines;
    dynamodb.clearRequests();
    expect((await rejects(() => exported({ cursor }))).message).to.match(
      /belongs to a table that had this name before/,
    );
    expect(dynamodb.requests.map(({ operation }) => operation)).to.deep.equal(["DescribeTable"]);
  });

  needs("requests").it("that is left early reads only a few pages ahead", async () => {
    await Reading.importItems(linesOf(40, "y".repeat(300_000)));
    dynamodb.clearRequests();
    for await (const _ of Reading.exportItems({ segments: 10 })) break;
    expect(dynamodb.requests.filter(({ operation }) => operation === "Scan").length).to.be.at.most(6);
  });

  it("of an absent table is the SDK's error", async () => {
    const error = await rejects(async () => {
      for await (const each of client.exportItems(tableName("absent"))) expect.fail(each);
    });
    expect(error).to.be.instanceOf(ResourceNotFoundException);
  });
});
