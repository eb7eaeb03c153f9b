import { expect } from "chai";
import { type BulkProgress, BulkTimeoutError, type DynamoClient } from "../../src/index.js";
import { rejects } from "../support/both.js";
import { needs } from "../support/engine/needs.js";
import { ScriptedDynamoDB } from "../support/scripted-dynamodb.js";

const linesOf = (count: number) => Array.from({ length: count }, (_, place) => `{"Item":{"pk":{"S":"${place}"}}}`);

needs("clock").describe("the limits of calls on all items", () => {
  let dynamodb: ScriptedDynamoDB;
  let client: DynamoClient;

  before(() => {
    dynamodb = ScriptedDynamoDB.start();
  });

  beforeEach(() => {
    dynamodb.startScenario({ tables: { users: {} } });
    client = dynamodb.client();
  });

  after(() => dynamodb.stop());

  it("of capacity units are kept on average", async () => {
    await client.importItems("users", linesOf(500), { maxWriteUnitsPerSecond: 10 });
    expect(dynamodb.elapsedMs / 1000).to.be.within(47, 51); // the last batch is sent when those before it are paid
    const importedMs = dynamodb.elapsedMs;
    const reports: BulkProgress[] = [];
    const onProgress = (report: BulkProgress) => reports.push(report);
    await client.truncateTable("users", { maxWriteUnitsPerSecond: 100, maxReadUnitsPerSecond: 4, onProgress });
    expect((dynamodb.elapsedMs - importedMs) / 1000).to.be.at.least(4.5);
    expect(reports.at(-1)).to.include({ items: 500, writeUnits: 500 });
    expect(dynamodb.requests("Scan").map(({ input }) => input["Limit"])).to.include(4);
  });

  it("of time end a call that is refused all the time, with what it has done", async () => {
    await client.importItems("users", linesOf(100));
    for (const [operation, call] of [
      ["BatchWriteItem", async () => await client.importItems("users", linesOf(100), { timeoutSeconds: 30 })],
      ["BatchWriteItem", async () => await client.truncateTable("users", { timeoutSeconds: 30 })],
      ["Scan", async () => await client.truncateTable("users", { timeoutSeconds: 30 })],
    ] as const) {
      const fault = { kind: "throttled", operation, times: Number.POSITIVE_INFINITY } as const;
      dynamodb.startScenario({ tables: { users: {} }, faults: [{ ...fault, skip: operation === "Scan" ? 0 : 4 }] });
      client = dynamodb.client();
      await client.importItems("users", linesOf(100));
      const error = await rejects(call);
      expect(error).to.be.instanceOf(BulkTimeoutError).and.include({ tableName: "users", items: 0 });
      expect(error.message).to.match(/not finished after 30 s and 0 items\. DynamoDB refused requests because/);
      expect(error.cause).to.have.property("name", "ThrottlingException");
      expect(dynamodb.elapsedMs / 1000).to.be.within(30, 31);
    }
  });

  it("are none by default: a call goes on after many minutes of refusals", async () => {
    dynamodb.startScenario({
      tables: { users: {} },
      faults: [{ kind: "throttled", operation: "BatchWriteItem", forMs: 1_200_000 }],
    });
    client = dynamodb.client();
    expect(await client.importItems("users", linesOf(100))).to.deep.equal({ written: 100 });
    expect(dynamodb.elapsedMs / 1000).to.be.within(1_200, 1_206);
    expect(dynamodb.requests("BatchWriteItem").length).to.be.below(400);
  });

  it("do not include an abort between the deletion of a table and its creation", async () => {
    const controller = new AbortController();
    const stop = () => {
      if (dynamodb.requests("DeleteTable").length > 0) controller.abort(new Error("enough"));
    };
    client = dynamodb.client({}, stop);
    await client.importItems("users", linesOf(7));
    const { deleted } = await client.truncateTable("users", { how: "recreate", signal: controller.signal });
    expect(deleted).to.equal(7);
    expect(controller.signal.aborted).to.equal(true);
    expect((await client.describeTable("users")).ItemCount).to.equal(0);
    const error = await rejects(() => client.truncateTable("users", { how: "recreate", signal: controller.signal }));
    expect(error.message).to.equal("enough");
    expect(await client.tableExists("users")).to.equal(true);
  });

  it("of time end an export, and its cursor continues it", async () => {
    await client.importItems("users", linesOf(100));
    const lines = client.exportItems("users", { timeoutSeconds: 30, maxReadUnitsPerSecond: 0.5, segments: 2 });
    const found: string[] = [];
    const error = await rejects(async () => {
      for await (const line of lines) found.push(line);
    });
    expect(error).to.be.instanceOf(BulkTimeoutError);
    for await (const line of client.exportItems("users", { cursor: lines.cursor })) found.push(line);
    expect(found).to.have.members(linesOf(100));
  });
});
