import { expect } from "chai";
import { REALISTIC } from "../../../../src/testing/control-plane/durations.js";
import type { Json } from "../../../../src/testing/control-plane/wire.js";
import { addIndex, deleteIndex, EmulatedTables, indexOn, withIndexes } from "../../../support/emulated-tables.js";
import { index, key, on, onDemand } from "../../../support/table-requests.js";

describe("an index that is added to a table", () => {
  let emulated: EmulatedTables;

  before(async () => {
    emulated = await EmulatedTables.start();
  });
  after(() => emulated.close());

  it("is allocated while the table is UPDATING, and filled while it is ACTIVE", async () => {
    await emulated.table("phases", onDemand);
    const answer = await emulated.update("phases", addIndex("a"));
    expect(answer).deep.nested.include({
      TableStatus: "UPDATING",
      "GlobalSecondaryIndexes[0].IndexStatus": "CREATING",
      "GlobalSecondaryIndexes[0].Backfilling": false,
      "GlobalSecondaryIndexes[0].ProvisionedThroughput.ReadCapacityUnits": 0,
    });
    expect(answer["AttributeDefinitions"]).deep.equal([
      { AttributeName: "a", AttributeType: "S" },
      { AttributeName: "pk", AttributeType: "S" },
    ]);
    emulated.advance(REALISTIC.allocateIndexMs - 1);
    expect(await emulated.statuses("phases")).deep.equal(["UPDATING", "CREATING"]);
    emulated.advance(1);
    expect(await emulated.statuses("phases")).deep.equal(["ACTIVE", "CREATING+"]);
    emulated.advance(REALISTIC.backfillIndexMs - 1);
    expect(await emulated.statuses("phases")).deep.equal(["ACTIVE", "CREATING+"]);
    emulated.advance(1);
    expect(await emulated.statuses("phases")).deep.equal(["ACTIVE", "ACTIVE"]);
    const { GlobalSecondaryIndexes } = await emulated.describe("phases");
    expect((GlobalSecondaryIndexes as Json[])[0]).not.have.property("Backfilling");
  });

  it("is filled with items that are more than one request can hold, and so are they restored", async () => {
    await emulated.table("large", onDemand);
    const text = { S: "€".repeat(130_000) }; // three bytes each
    for (let n = 0; n < 45; n++)
      await emulated.ask("PutItem", { TableName: "large", Item: { pk: { S: `${n}` }, a: { S: "x" }, text } });
    await emulated.update("large", addIndex("a"));
    await emulated.db.restore(await emulated.db.snapshot());
    emulated.advance(REALISTIC.allocateIndexMs + REALISTIC.backfillIndexMs);
    const counted = { TableName: "large", IndexName: "by-a", Select: "COUNT" };
    let Count = 0;
    for (let ExclusiveStartKey: unknown, page: Json = { LastEvaluatedKey: null }; "LastEvaluatedKey" in page; ) {
      page = await emulated.ask("Scan", { ...counted, ExclusiveStartKey });
      ExclusiveStartKey = page["LastEvaluatedKey"];
      Count += Number(page["Count"]);
    }
    expect(Count).equal(45);
  });

  it("is not said to be backfilling when it comes with its table", async () => {
    const { TableDescription } = await emulated.ask("CreateTable", {
      TableName: "at-once",
      ...withIndexes(onDemand, "a"),
    });
    expect(TableDescription).deep.nested.include({ "GlobalSecondaryIndexes[0].IndexStatus": "CREATING" });
    expect(TableDescription).not.have.nested.property("GlobalSecondaryIndexes[0].Backfilling");
  });

  it("goes while the table is UPDATING, with what only it had in its key", async () => {
    await emulated.table("dropped", withIndexes(onDemand, "a", "b"));
    const answer = await emulated.update("dropped", deleteIndex("by-a"));
    expect(answer).deep.nested.include({
      TableStatus: "UPDATING",
      "GlobalSecondaryIndexes[0].IndexStatus": "DELETING",
    });
    expect(answer["AttributeDefinitions"]).have.length(3);
    emulated.advance(REALISTIC.deleteIndexMs);
    expect(await emulated.statuses("dropped")).deep.equal(["ACTIVE", "ACTIVE"]);
    expect((await emulated.describe("dropped"))["AttributeDefinitions"]).deep.equal([
      { AttributeName: "b", AttributeType: "S" },
      { AttributeName: "pk", AttributeType: "S" },
    ]);
    await emulated.update("dropped", deleteIndex("by-b"));
    emulated.advance(REALISTIC.deleteIndexMs);
    expect(await emulated.describe("dropped")).not.have.property("GlobalSecondaryIndexes");
  });

  it("can be made again under its name when it is gone, with another key", async () => {
    await emulated.table("again", withIndexes(onDemand, "a"));
    await emulated.update("again", deleteIndex("by-a"));
    await emulated.refuses(
      "UpdateTable",
      { TableName: "again", ...addIndex("a") },
      "ResourceInUseException",
      "Index is being deleted. Table: again Index: by-a",
    );
    emulated.advance(REALISTIC.deleteIndexMs);
    await emulated.update("again", addIndex("a", "N"));
    expect((await emulated.describe("again"))["AttributeDefinitions"]).deep.include({
      AttributeName: "a",
      AttributeType: "N",
    });
  });

  describe("and the items", () => {
    const put = (TableName: string, Item: Json) => emulated.ask("PutItem", { TableName, Item });
    const query = (a: string) => ({
      IndexName: "by-a",
      KeyConditionExpression: "a = :a",
      ExpressionAttributeValues: { ":a": { S: a } },
    });

    it("are all in it when it is ACTIVE, and cannot be read before", async () => {
      await emulated.table("items", onDemand);
      await put("items", { pk: { S: "old" }, a: { S: "1" } });
      await put("items", { pk: { S: "other" } });
      await emulated.update("items", addIndex("a"));
      await put("items", { pk: { S: "new" }, a: { S: "1" } });
      const read = { TableName: "items", ...query("1") };
      for (const ms of [REALISTIC.allocateIndexMs, REALISTIC.backfillIndexMs - 1, 1]) {
        const scan = { TableName: "items", IndexName: "by-a" };
        const words = "Cannot read from backfilling global secondary index: by-a";
        await emulated.refuses("Query", read, "ValidationException", words);
        await emulated.refuses("Scan", scan, "ValidationException", words);
        emulated.advance(ms);
      }
      const { Items } = await emulated.ask("Query", read);
      expect((Items as Json[]).map(({ pk }) => pk)).have.deep.members([{ S: "old" }, { S: "new" }]);
      expect(await emulated.ask("Scan", { TableName: "items" })).deep.include({ Count: 3 });
    });

    it("are held to its key from the moment that it is asked for", async () => {
      await emulated.table("held", onDemand);
      await emulated.update("held", addIndex("a", "N"));
      await emulated.refuses(
        "PutItem",
        { TableName: "held", Item: { pk: { S: "1" }, a: { S: "text" } } },
        "ValidationException",
        "Type mismatch for Index Key a",
      );
    });

    it("are left out if they do not fit it, and cannot be changed until they do", async () => {
      await emulated.table("unfit", onDemand);
      await put("unfit", { pk: { S: "1" }, a: { S: "text" } });
      await put("unfit", { pk: { S: "2" }, a: { N: "7" } });
      await emulated.update("unfit", addIndex("a", "N"));
      emulated.advance(REALISTIC.allocateIndexMs + REALISTIC.backfillIndexMs);
      const scan = { TableName: "unfit", IndexName: "by-a" };
      expect((await emulated.ask("Scan", scan))["Items"]).deep.equal([{ pk: { S: "2" }, a: { N: "7" } }]);
      expect(await emulated.ask("Scan", { TableName: "unfit" })).deep.include({ Count: 2 });
      const update = (UpdateExpression: string, value: object) => ({
        TableName: "unfit",
        Key: { pk: { S: "1" } },
        UpdateExpression,
        ExpressionAttributeValues: { ":v": value },
      });
      await emulated.refuses(
        "UpdateItem",
        update("SET b = :v", { S: "x" }),
        "ValidationException",
        "Type mismatch for Index Key a Expected: N Actual: S IndexName: by-a",
      );
      await emulated.ask("UpdateItem", update("SET a = :v", { N: "1" }));
      expect(await emulated.ask("Scan", scan)).deep.include({ Count: 2 });
    });

    it("keep the type of an attribute that another index has in its key", async () => {
      await emulated.table("typed", withIndexes(onDemand, "a"));
      const change = { TableName: "typed", ...addIndex("b") };
      const AttributeDefinitions = [
        { AttributeName: "a", AttributeType: "N" },
        { AttributeName: "b", AttributeType: "S" },
      ];
      await emulated.refuses(
        "UpdateTable",
        { ...change, AttributeDefinitions },
        "ValidationException",
        "Attributes cannot be redefined. Please check that your attribute has the same type as previously defined.",
      );
    });

    it("are read through it no more from the moment of its deletion", async () => {
      await emulated.table("unread", withIndexes(onDemand, "a"));
      await put("unread", { pk: { S: "1" }, a: { S: "1" } });
      await emulated.update("unread", deleteIndex("by-a"));
      const read = { TableName: "unread", ...query("1") };
      const words = "The table does not have the specified index: by-a";
      await emulated.refuses("Query", read, "ValidationException", words);
      emulated.advance(REALISTIC.deleteIndexMs);
      await emulated.refuses("Query", read, "ValidationException", words);
      await put("unread", { pk: { S: "2" }, a: { N: "1" } });
      expect(await emulated.ask("Scan", { TableName: "unread" })).deep.include({ Count: 2 });
    });

    it("stay out of a reset that empties tables, and the index stays in it", async () => {
      await emulated.table("emptied", onDemand);
      await emulated.update("emptied", addIndex("a"));
      emulated.advance(REALISTIC.allocateIndexMs + REALISTIC.backfillIndexMs);
      await put("emptied", { pk: { S: "1" }, a: { S: "1" } });
      await emulated.db.reset();
      expect(await emulated.ask("Query", { TableName: "emptied", ...query("1") })).deep.include({ Count: 0 });
    });
  });

  describe("with several attributes on one side", () => {
    const names = ["k0", "k1", "k2", "k3"];
    const KeySchema = key("k0", "k1", "/", "k2", "k3");
    const wide = index("wide", KeySchema);

    it("is described, filled and deleted like any other", async () => {
      await emulated.table("wide", onDemand);
      await emulated.update("wide", { ...on(...names), GlobalSecondaryIndexUpdates: [{ Create: wide }] });
      emulated.advance(REALISTIC.allocateIndexMs + REALISTIC.backfillIndexMs);
      const { GlobalSecondaryIndexes, AttributeDefinitions } = await emulated.describe("wide");
      expect((GlobalSecondaryIndexes as Json[])[0]).deep.include({ IndexStatus: "ACTIVE", KeySchema });
      expect(AttributeDefinitions).have.length(5);
      const item = Object.fromEntries(["pk", ...names].map((name) => [name, { S: name }]));
      await emulated.ask("PutItem", { TableName: "wide", Item: item });
      await emulated.ask("PutItem", { TableName: "wide", Item: { pk: { S: "1" }, k0: { S: "x" } } });
      expect(await emulated.ask("Scan", { TableName: "wide", IndexName: "wide" })).deep.include({ Items: [item] });
      await emulated.update("wide", deleteIndex("wide"));
      emulated.advance(REALISTIC.deleteIndexMs);
      expect((await emulated.describe("wide"))["AttributeDefinitions"]).have.length(1);
    });

    it("may come with its table, alone or beside another index", async () => {
      for (const [name, others] of Object.entries({ alone: [], beside: [indexOn("k0")] })) {
        await emulated.table(`wide-${name}`, {
          ...onDemand,
          ...on("pk", ...names),
          GlobalSecondaryIndexes: [wide, ...others],
        });
        expect(await emulated.statuses(`wide-${name}`)).deep.equal(["ACTIVE", "ACTIVE", ...others.map(() => "ACTIVE")]);
      }
      expect(await emulated.ask("Scan", { TableName: "wide-beside", IndexName: "by-k0" })).deep.include({ Count: 0 });
    });
  });
});
