import { LimitExceededException, ResourceInUseException } from "@aws-sdk/client-dynamodb";
import { expect } from "chai";
import type { WaitProgress } from "../../../src/index.js";
import { REALISTIC } from "../../../src/testing/control-plane/durations.js";
import { rejects } from "../../support/both.js";
import { addIndex, deleteIndex, EmulatedTables } from "../../support/emulated-tables.js";
import { onDemand } from "../../support/table-requests.js";

const partitionKey = ["pk", "S"] as const;

/** Each test is one schedule, and the same one every time: the clock moves where the test says so, and nowhere else. */
describe("races, one step after the other", () => {
  let emulated: EmulatedTables;

  beforeEach(async () => {
    emulated = await EmulatedTables.start();
  });
  afterEach(() => emulated.close());

  it("a table that is made again while it is DELETING is refused until it is gone, and is another one then", async () => {
    await emulated.table("again", onDemand);
    const { TableArn, TableId } = await emulated.describe("again");
    await emulated.ask("PutItem", { TableName: "again", Item: { pk: { S: "1" } } });
    await emulated.ask("DeleteTable", { TableName: "again" });
    const create = { TableName: "again", ...onDemand };
    emulated.advance(REALISTIC.deleteTableMs - 1);
    await emulated.refuses("CreateTable", create, "ResourceInUseException", "Table already exists: again");
    emulated.advance(1);
    await emulated.ask("CreateTable", create);
    const second = await emulated.describe("again");
    expect(second["TableArn"]).equal(TableArn);
    expect(second["TableId"]).not.equal(TableId);
    emulated.advance(REALISTIC.createTableMs);
    expect(await emulated.ask("Scan", { TableName: "again" })).deep.include({ Count: 0 });
  });

  it("what was under way for a table does not reach the one that has its name now", async () => {
    await emulated.table("again", onDemand);
    await emulated.update("again", addIndex("a"));
    emulated.advance(REALISTIC.allocateIndexMs);
    await emulated.update("again", deleteIndex("by-a"));
    emulated.advance(REALISTIC.deleteIndexMs);
    await emulated.ask("DeleteTable", { TableName: "again" });
    emulated.advance(REALISTIC.deleteTableMs);
    await emulated.table("again", onDemand);
    await emulated.update("again", addIndex("a"));
    // The end of the first index's filling comes in this time, and that of the second one later.
    emulated.advance(REALISTIC.backfillIndexMs);
    expect(await emulated.statuses("again")).deep.equal(["ACTIVE", "CREATING+"]);
  });

  it("of two that create a table at once, one does", async () => {
    const { client } = emulated.db;
    const both = await Promise.allSettled([1, 2].map(() => client.createTable("users", { partitionKey })));
    expect(both.map(({ status }) => status)).have.members(["fulfilled", "rejected"]);
    const reason = both.find((each) => each.status === "rejected")?.reason;
    expect(reason).instanceOf(ResourceInUseException);
    expect(reason.message).include("Table is being created: users");
  });

  it("an index is filled after its table is ACTIVE: one wait is over, the other is not", async () => {
    const { client } = emulated.db;
    await emulated.table("users", onDemand);
    await emulated.update("users", addIndex("a"));
    emulated.advance(REALISTIC.allocateIndexMs);
    const table = await client.waitForTableActive("users", { until: "table" });
    expect(table.GlobalSecondaryIndexes?.[0]?.IndexStatus).equal("CREATING");
    const seen: string[] = [];
    const onProgress = ({ tableStatus, indexes }: WaitProgress) => {
      seen.push(`${tableStatus} ${indexes.map(({ status }) => status)}`);
      emulated.advance(REALISTIC.backfillIndexMs / 2);
    };
    await client.waitForTableActive("users", { onProgress });
    expect(seen).deep.equal(["ACTIVE CREATING", "ACTIVE CREATING", "ACTIVE ACTIVE"]);
  });

  it("a second index has to wait until the first is ACTIVE, however ACTIVE the table is", async () => {
    await emulated.table("users", onDemand);
    await emulated.update("users", addIndex("a"));
    const second = { TableName: "users", ...addIndex("b") };
    const words = "Only 1 online index can be created or deleted simultaneously per table";
    for (const ms of [REALISTIC.allocateIndexMs, REALISTIC.backfillIndexMs - 1, 1]) {
      await emulated.refuses("UpdateTable", second, "LimitExceededException", words);
      emulated.advance(ms);
    }
    await emulated.ask("UpdateTable", second);
    expect(await emulated.statuses("users")).deep.equal(["UPDATING", "ACTIVE", "CREATING"]);
  });

  it("an index cannot be taken back while it is allocated, and can while it is filled", async () => {
    await emulated.table("users", onDemand);
    await emulated.update("users", addIndex("a"));
    await emulated.refuses(
      "UpdateTable",
      { TableName: "users", ...deleteIndex("by-a") },
      "ResourceInUseException",
      "Index creation is in resource allocation phase. Retry deletion during backfilling phase",
    );
    emulated.advance(REALISTIC.allocateIndexMs);
    await emulated.update("users", deleteIndex("by-a"));
    expect(await emulated.statuses("users")).deep.equal(["UPDATING", "DELETING"]);
    emulated.advance(REALISTIC.deleteIndexMs);
    expect(await emulated.statuses("users")).deep.equal(["ACTIVE"]);
    emulated.advance(REALISTIC.backfillIndexMs);
    expect(await emulated.statuses("users")).deep.equal(["ACTIVE"]);
  });

  it("a create whose answer was lost was carried out: the one that asks again finds its own table", async () => {
    emulated.db.addFaults({ operation: "CreateTable", kind: "dropped", commit: true });
    await rejects(() => emulated.dynamodb.send("CreateTable", { TableName: "lost", ...onDemand }));
    await emulated.refuses(
      "CreateTable",
      { TableName: "lost", ...onDemand },
      "ResourceInUseException",
      "Table is being created: lost",
    );
    expect(await emulated.statuses("lost")).deep.equal(["CREATING"]);

    emulated.db.addFaults({ operation: "CreateTable", kind: "dropped", commit: true });
    const table = await emulated.db.client.createTable("own", { partitionKey });
    expect(table.TableStatus).equal("CREATING");
    const created = emulated.db.requests.filter(
      ({ operation, input }) => operation === "CreateTable" && input["TableName"] === "own",
    );
    expect(created).have.length(2);
  });

  it("too many tables changing at once: the next has to wait for one of them", async () => {
    await emulated.close();
    emulated = await EmulatedTables.start({ limits: { changingTables: 2 } });
    await emulated.table("first", onDemand);
    await emulated.update("first", { TableClass: "STANDARD_INFREQUENT_ACCESS" });
    await emulated.ask("CreateTable", { TableName: "second", ...onDemand });
    const words = "Only 2 tables can be created, updated, or deleted simultaneously";
    await emulated.refuses("CreateTable", { TableName: "third", ...onDemand }, "LimitExceededException", words);
    emulated.advance(REALISTIC.createTableMs);
    await emulated.ask("CreateTable", { TableName: "third", ...onDemand });
    const change = { TableName: "second", TableClass: "STANDARD_INFREQUENT_ACCESS" };
    await emulated.refuses("UpdateTable", change, "LimitExceededException", words);
    await emulated.refuses("DeleteTable", { TableName: "second" }, "LimitExceededException", words);
    // What leaves a table ACTIVE does not count.
    await emulated.update("second", { DeletionProtectionEnabled: true });
    emulated.advance(REALISTIC.updateTableClassMs);
    await emulated.ask("UpdateTable", change);
  });

  it("more tables than the account may have: nothing helps but deleting one", async () => {
    await emulated.close();
    emulated = await EmulatedTables.start({ limits: { tables: 1 } });
    await emulated.table("only", onDemand);
    const error = await rejects(() => emulated.db.client.createTable("more", { partitionKey }));
    expect(error).instanceOf(LimitExceededException);
    await emulated.ask("DeleteTable", { TableName: "only" });
    emulated.advance(REALISTIC.deleteTableMs);
    await emulated.db.client.createTable("more", { partitionKey });
  });
});
