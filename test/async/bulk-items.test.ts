import { getEventListeners } from "node:events";
import { expect } from "chai";
import { type BulkProgress, DynamoClient, TableDefinitionError } from "../../src/index.js";
import { rejects } from "../support/both.js";
import { needs } from "../support/engine/needs.js";
import { startDynamoDB, type TestDynamoDB } from "../support/engine/start.js";
import { linesOf, Other, Reading } from "../support/readings.js";

describe("items in bulk", function () {
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

  describe("a truncation", () => {
    it("deletes all items, and keeps the table", async () => {
      await Reading.importItems(linesOf(230));
      await Other.put({ id: "a" });
      expect(await client.truncateTable(Reading)).to.deep.equal({ deleted: 230 });
      expect(await Reading.count()).to.equal(0);
      expect(await Other.count()).to.equal(1);
      expect(await Reading.truncateTable()).to.deep.equal({ deleted: 0 });
    });

    needs("requests").it("reads only keys, in segments", async () => {
      await Reading.importItems(linesOf(30));
      dynamodb.clearRequests();
      await Reading.truncateTable({ segments: 3 });
      const scans = dynamodb.requests.filter(({ operation }) => operation === "Scan").map(({ input }) => input);
      expect(scans.map(({ Segment }) => Segment)).to.have.members([0, 1, 2]);
      for (const scan of scans)
        expect(scan).to.deep.include({
          TotalSegments: 3,
          ProjectionExpression: "#0,#1",
          ExpressionAttributeNames: { "#0": "sensor", "#1": "place" },
        });
    });

    needs("faults").it("is finished by the same call after an error", async () => {
      await Reading.importItems(linesOf(300));
      dynamodb.addFaults({ kind: "denied", operation: "BatchWriteItem", skip: 3 });
      expect((await rejects(() => Reading.truncateTable())).name).to.equal("AccessDeniedException");
      dynamodb.clearFaults();
      const { deleted } = await Reading.truncateTable();
      expect(deleted).to.be.within(1, 300);
      expect(await Reading.count()).to.equal(0);
    });
  });

  describe("progress", () => {
    it("is reported with counts, bytes, units and a rate", async () => {
      const reports: BulkProgress[] = [];
      const onProgress = (report: BulkProgress) => reports.push(report);
      await Reading.importItems(linesOf(60), { onProgress });
      const bytes = linesOf(60).reduce(
        (sum, each) => sum + (/s-\d\d/.test(each) ? 4 : 3) + 20 - (each.includes('"0"') ? 1 : 0),
        0,
      );
      const last = reports.at(-1);
      expect(last).to.include({ items: 60, writeUnits: 60, readUnits: 0, refusals: 0 });
      expect(last?.bytes).to.be.within(bytes - 120, bytes + 120);
      expect(last?.itemsPerSecond).to.be.closeTo(60 / (last?.elapsedSeconds ?? 0), 1e-6);
      await exported({ onProgress });
      expect(reports.at(-1)).to.include({ items: 60, writeUnits: 0, bytes: last?.bytes });
      expect(reports.at(-1)?.readUnits).to.be.above(0);
      await Reading.truncateTable({ onProgress });
      expect(reports.at(-1)).to.include({ items: 60, writeUnits: 60, tableName: Reading["~model"].schema.table });
    });

    it("ends the call with what its function throws", async () => {
      const failure = new Error("no more");
      const onProgress = () => {
        throw failure;
      };
      expect(await rejects(() => Reading.importItems(linesOf(60), { onProgress }))).to.equal(failure);
      expect(await rejects(() => Reading.truncateTable({ onProgress }))).to.equal(failure);
      expect(await rejects(() => exported({ onProgress }))).to.equal(failure);
    });
  });

  describe("a signal", () => {
    it("ends each of the calls, without a rest", async () => {
      await Reading.importItems(linesOf(100));
      const controller = new AbortController();
      const reason = new Error("enough");
      const { signal } = controller;
      let left = 3;
      function* aborting() {
        for (const each of linesOf(1_000)) {
          if (--left < 0) controller.abort(reason);
          yield each;
        }
      }
      expect(await rejects(() => Reading.importItems(aborting(), { signal }))).to.equal(reason);
      expect(await rejects(() => Reading.truncateTable({ signal }))).to.equal(reason);
      expect(await rejects(() => exported({ signal }))).to.equal(reason);
      const later = new AbortController();
      const error = await rejects(async () => {
        for await (const _ of Reading.exportItems({ signal: later.signal })) later.abort(reason);
      });
      expect(error).to.equal(reason);
      for (const each of [signal, later.signal]) expect(getEventListeners(each, "abort")).to.deep.equal([]);
    });
  });

  needs("faults", "mock").it("can take longer than the limit of a blocking call", async () => {
    const limited = new DynamoClient({ ...dynamodb.config, sync: { timeoutSeconds: 1 } });
    dynamodb.addFaults({ kind: "slow", operation: "BatchWriteItem", times: 5, delayMs: 300 });
    await limited.importItems(Reading, linesOf(125), { concurrency: 1 });
    dynamodb.addFaults({ kind: "slow", operation: "Scan", times: 5, delayMs: 300 });
    expect(await limited.truncateTable(Reading, { maxReadUnitsPerSecond: 30 })).to.deep.equal({ deleted: 125 });
    limited.destroy();
  });

  it("checks options before anything is sent", async () => {
    const wrong = { segments: 0, concurrency: 1.5, maxReadUnitsPerSecond: -1, timeoutSeconds: "5", onProgres: 1 };
    for (const call of [
      async () => await client.truncateTable("users", wrong as never),
      async () => await client.importItems("u", [], wrong as never),
      async () => {
        for await (const each of client.exportItems("users", wrong as never)) expect.fail(each);
      },
    ]) {
      const error = await rejects(call);
      expect(error).to.be.instanceOf(TableDefinitionError);
      expect(error.message).to.match(/timeoutSeconds: .*\n.*onProgres: there is no such option/);
    }
  });
});
