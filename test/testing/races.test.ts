import { LimitExceededException, ResourceInUseException } from "@aws-sdk/client-dynamodb";
import { expect } from "chai";
import type { WaitProgress } from "../../src/index.js";
import { REALISTIC } from "../../src/testing/plane/durations.js";
import { rejects } from "../support/both.js";
import { addIndex, deleteIndex, onDemand, Played } from "../support/played.js";

const partitionKey = ["pk", "S"] as const;

/** Each test is one schedule, and the same one every time: the clock moves where the test says so, and nowhere else. */
describe("races, one step after the other", () => {
  let played: Played;

  beforeEach(async () => {
    played = await Played.start();
  });
  afterEach(() => played.close());

  it("a table that is made again while it is DELETING is refused until it is gone, and is another one then", async () => {
    await played.table("again", onDemand);
    const { TableArn, TableId } = await played.describe("again");
    await played.does("PutItem", { TableName: "again", Item: { pk: { S: "1" } } });
    await played.does("DeleteTable", { TableName: "again" });
    const create = { TableName: "again", ...onDemand };
    played.pass(REALISTIC.deleteTable - 1);
    await played.refuses("CreateTable", create, "ResourceInUseException", "Table already exists: again");
    played.pass(1);
    await played.does("CreateTable", create);
    const second = await played.describe("again");
    expect(second["TableArn"]).equal(TableArn);
    expect(second["TableId"]).not.equal(TableId);
    played.pass(REALISTIC.createTable);
    expect(await played.does("Scan", { TableName: "again" })).deep.include({ Count: 0 });
  });

  it("what was under way for a table does not reach the one that has its name now", async () => {
    await played.table("again", onDemand);
    await played.update("again", addIndex("a"));
    played.pass(REALISTIC.allocateIndex);
    await played.update("again", deleteIndex("by-a"));
    played.pass(REALISTIC.deleteIndex);
    await played.does("DeleteTable", { TableName: "again" });
    played.pass(REALISTIC.deleteTable);
    await played.table("again", onDemand);
    await played.update("again", addIndex("a"));
    // The end of the first index's filling comes in this time, and that of the second one later.
    played.pass(REALISTIC.backfillIndex);
    expect(await played.statuses("again")).deep.equal(["ACTIVE", "CREATING+"]);
  });

  it("of two that create a table at once, one does", async () => {
    const { client } = played.db;
    const both = await Promise.allSettled([1, 2].map(() => client.createTable("users", { partitionKey })));
    expect(both.map(({ status }) => status)).have.members(["fulfilled", "rejected"]);
    const reason = both.find((each) => each.status === "rejected")?.reason;
    expect(reason).instanceOf(ResourceInUseException);
    expect(reason.message).include("Table is being created: users");
  });

  it("an index is filled after its table is ACTIVE: one wait is over, the other is not", async () => {
    const { client } = played.db;
    await played.table("users", onDemand);
    await played.update("users", addIndex("a"));
    played.pass(REALISTIC.allocateIndex);
    const table = await client.waitForTableActive("users", { until: "table" });
    expect(table.GlobalSecondaryIndexes?.[0]?.IndexStatus).equal("CREATING");
    const seen: string[] = [];
    const onProgress = ({ tableStatus, indexes }: WaitProgress) => {
      seen.push(`${tableStatus} ${indexes.map(({ status }) => status)}`);
      played.pass(REALISTIC.backfillIndex / 2);
    };
    await client.waitForTableActive("users", { onProgress });
    expect(seen).deep.equal(["ACTIVE CREATING", "ACTIVE CREATING", "ACTIVE ACTIVE"]);
  });

  it("a second index has to wait until the first is ACTIVE, however ACTIVE the table is", async () => {
    await played.table("users", onDemand);
    await played.update("users", addIndex("a"));
    const second = { TableName: "users", ...addIndex("b") };
    const words = "Only 1 online index can be created or deleted simultaneously per table";
    for (const ms of [REALISTIC.allocateIndex, REALISTIC.backfillIndex - 1, 1]) {
      await played.refuses("UpdateTable", second, "LimitExceededException", words);
      played.pass(ms);
    }
    await played.does("UpdateTable", second);
    expect(await played.statuses("users")).deep.equal(["UPDATING", "ACTIVE", "CREATING"]);
  });

  it("an index cannot be taken back while it is allocated, and can while it is filled", async () => {
    await played.table("users", onDemand);
    await played.update("users", addIndex("a"));
    await played.refuses(
      "UpdateTable",
      { TableName: "users", ...deleteIndex("by-a") },
      "ResourceInUseException",
      "Index creation is in resource allocation phase. Retry deletion during backfilling phase",
    );
    played.pass(REALISTIC.allocateIndex);
    await played.update("users", deleteIndex("by-a"));
    expect(await played.statuses("users")).deep.equal(["UPDATING", "DELETING"]);
    played.pass(REALISTIC.deleteIndex);
    expect(await played.statuses("users")).deep.equal(["ACTIVE"]);
    played.pass(REALISTIC.backfillIndex);
    expect(await played.statuses("users")).deep.equal(["ACTIVE"]);
  });

  it("a create whose answer was lost was carried out: the one that asks again finds its own table", async () => {
    played.db.addFaults({ operation: "CreateTable", kind: "dropped", commit: true });
    await rejects(() => played.raw.send("CreateTable", { TableName: "lost", ...onDemand }));
    await played.refuses(
      "CreateTable",
      { TableName: "lost", ...onDemand },
      "ResourceInUseException",
      "Table is being created: lost",
    );
    expect(await played.statuses("lost")).deep.equal(["CREATING"]);

    played.db.addFaults({ operation: "CreateTable", kind: "dropped", commit: true });
    const table = await played.db.client.createTable("own", { partitionKey });
    expect(table.TableStatus).equal("CREATING");
    const created = played.db.requests.filter(
      ({ operation, input }) => operation === "CreateTable" && input["TableName"] === "own",
    );
    expect(created).have.length(2);
  });

  it("too many tables changing at once: the next has to wait for one of them", async () => {
    await played.close();
    played = await Played.start({ limits: { changingTables: 2 } });
    await played.table("first", onDemand);
    await played.update("first", { TableClass: "STANDARD_INFREQUENT_ACCESS" });
    await played.does("CreateTable", { TableName: "second", ...onDemand });
    const words = "Only 2 tables can be created, updated, or deleted simultaneously";
    await played.refuses("CreateTable", { TableName: "third", ...onDemand }, "LimitExceededException", words);
    played.pass(REALISTIC.createTable);
    await played.does("CreateTable", { TableName: "third", ...onDemand });
    const change = { TableName: "second", TableClass: "STANDARD_INFREQUENT_ACCESS" };
    await played.refuses("UpdateTable", change, "LimitExceededException", words);
    await played.refuses("DeleteTable", { TableName: "second" }, "LimitExceededException", words);
    // What leaves a table ACTIVE does not count.
    await played.update("second", { DeletionProtectionEnabled: true });
    played.pass(REALISTIC.updateTableClass);
    await played.does("UpdateTable", change);
  });

  it("more tables than the account may have: nothing helps but deleting one", async () => {
    await played.close();
    played = await Played.start({ limits: { tables: 1 } });
    await played.table("only", onDemand);
    const error = await rejects(() => played.db.client.createTable("more", { partitionKey }));
    expect(error).instanceOf(LimitExceededException);
    await played.does("DeleteTable", { TableName: "only" });
    played.pass(REALISTIC.deleteTable);
    await played.db.client.createTable("more", { partitionKey });
  });
});
