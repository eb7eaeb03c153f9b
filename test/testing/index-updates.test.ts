import { expect } from "chai";
import { REALISTIC } from "../../src/testing/plane/durations.js";
import { addIndex, deleteIndex, indexOn, onDemand, Played, provisioned, withIndexes } from "../support/played.js";

type Json = Record<string, unknown>;

const P = "One or more parameter values were invalid: ";
const ONE_AT_A_TIME =
  "Subscriber limit exceeded: Only 1 online index can be created or deleted simultaneously per table";

const actions = (...each: readonly Json[]) => ({ GlobalSecondaryIndexUpdates: each });
const create = (attribute: string, index: Json = {}) => ({ Create: { ...indexOn(attribute), ...index } });
const drop = (IndexName: string) => ({ Delete: { IndexName } });
const capacity = { ProvisionedThroughput: { ReadCapacityUnits: 5, WriteCapacityUnits: 5 } };
const keys = (types: string) => ({
  KeySchema: [...types].map((type, place) => ({
    AttributeName: `k${place}`,
    KeyType: type === "H" ? "HASH" : "RANGE",
  })),
});
const definitions = (...names: readonly string[]) => ({
  AttributeDefinitions: names.map((AttributeName) => ({ AttributeName, AttributeType: "S" })),
});
const everyKey = definitions(...Array.from({ length: 9 }, (_, place) => `k${place}`));

describe("an index that is added to a table", () => {
  let played: Played;

  before(async () => {
    played = await Played.start();
    await played.table("on-demand", withIndexes(onDemand, "a", "b"));
    await played.table("provisioned", withIndexes(provisioned, "a"));
    await played.table("local", {
      ...onDemand,
      AttributeDefinitions: ["pk", "sk", "other"].map((AttributeName) => ({ AttributeName, AttributeType: "S" })),
      KeySchema: [...onDemand.KeySchema, { AttributeName: "sk", KeyType: "RANGE" }],
      LocalSecondaryIndexes: [
        {
          IndexName: "by-other",
          KeySchema: [...onDemand.KeySchema, { AttributeName: "other", KeyType: "RANGE" }],
          Projection: { ProjectionType: "KEYS_ONLY" },
        },
      ],
    });
    await played.table("full", withIndexes(onDemand, ...Array.from({ length: 20 }, (_, place) => `k${place}`)));
  });
  after(() => played.close());

  describe("is refused for", () => {
    const refusals: readonly (readonly [what: string, table: string, change: Json, error: string, words: string])[] = [
      ["an empty action", "on-demand", actions({}), "Validation", `${P}One of GlobalSecondaryIndexUpdate.Update, `],
      [
        "two actions in one",
        "on-demand",
        actions({ ...create("c"), ...drop("by-a") }),
        "Validation",
        `${P}Only one global secondary index action is allowed per GlobalSecondaryIndexUpdate object`,
      ],
      [
        "two actions on one index",
        "on-demand",
        actions(drop("by-a"), create("a")),
        "Validation",
        `${P}Only one global secondary index update per index is allowed simultaneously. Index: by-a`,
      ],
      ["two at a time", "on-demand", actions(create("c"), create("d")), "LimitExceeded", ONE_AT_A_TIME],
      ["one more while another goes", "on-demand", actions(create("c"), drop("by-a")), "LimitExceeded", ONE_AT_A_TIME],
      ["two deletions", "on-demand", actions(drop("by-a"), drop("by-b")), "LimitExceeded", ONE_AT_A_TIME],
      [
        "a name that is taken",
        "on-demand",
        addIndex("a"),
        "Validation",
        "Attempting to create an index which already exists",
      ],
      [
        "the name of a local index",
        "local",
        addIndex("other"),
        "Validation",
        "Attempting to create an index which already exists",
      ],
      [
        "the 21st index",
        "full",
        addIndex("one-more"),
        "LimitExceeded",
        "Subscriber limit exceeded: Number of global secondary indexes exceeds per-table limit of 20",
      ],
      [
        "no definitions",
        "on-demand",
        actions(create("c")),
        "Validation",
        `${P}AttributeDefinitions is not specified for index: by-c`,
      ],
      [
        "a key that is not defined",
        "on-demand",
        { ...definitions("d"), ...actions(create("c")) },
        "Validation",
        `${P}Some index key attributes are not defined in AttributeDefinitions. Keys: [c], AttributeDefinitions: [d]`,
      ],
      [
        "an attribute defined twice",
        "on-demand",
        { ...definitions("c", "c"), ...actions(create("c")) },
        "Validation",
        "Attribute Name is duplicated: c",
      ],
      [
        "a short name",
        "on-demand",
        addIndex("c", "S", { IndexName: "i" }),
        "Validation",
        "Value 'i' at 'globalSecondaryIndexUpdates.1.member.create.indexName' failed to satisfy constraint: " +
          "Member must have length greater than or equal to 3",
      ],
      [
        "no projection",
        "on-demand",
        addIndex("c", "S", { Projection: null }),
        "Validation",
        "Value null at 'globalSecondaryIndexUpdates.1.member.create.projection' failed to satisfy constraint",
      ],
      [
        "an empty projection",
        "on-demand",
        addIndex("c", "S", { Projection: {} }),
        "Validation",
        "Unknown ProjectionType: null",
      ],
      [
        "INCLUDE of nothing",
        "on-demand",
        addIndex("c", "S", { Projection: { ProjectionType: "INCLUDE" } }),
        "Validation",
        `${P}ProjectionType is INCLUDE, but NonKeyAttributes is not specified`,
      ],
      [
        "a sort key first",
        "on-demand",
        { ...everyKey, ...actions(create("c", keys("R"))) },
        "Validation",
        "Invalid KeySchema: The first KeySchemaElement is not a HASH key type",
      ],
      [
        "five partition attributes",
        "on-demand",
        { ...everyKey, ...actions(create("c", keys("HHHHH"))) },
        "Validation",
        `${P}The KeySchema exceeds the maximum allowed number of HASH key attributes`,
      ],
      [
        "a partition attribute behind a sort attribute",
        "on-demand",
        { ...everyKey, ...actions(create("c", keys("HRH"))) },
        "Validation",
        `${P}All HASH key attributes must precede RANGE key attributes in the KeySchema`,
      ],
      [
        "capacity on demand",
        "on-demand",
        addIndex("c", "S", capacity),
        "Validation",
        `${P}Neither ReadCapacityUnits nor WriteCapacityUnits can be specified for index: by-c when BillingMode is PAY_PER_REQUEST`,
      ],
      [
        "no capacity when provisioned",
        "provisioned",
        addIndex("c"),
        "Validation",
        `${P}Both ReadCapacityUnits and WriteCapacityUnits must be specified for index: by-c`,
      ],
      [
        "little warm throughput",
        "on-demand",
        addIndex("c", "S", { WarmThroughput: { ReadUnitsPerSecond: 1 } }),
        "Validation",
        "Requested ReadUnitsPerSecond for WarmThroughput for index by-c is lower than initial throughput for OnDemand",
      ],
      [
        "the deletion of an index that is not there",
        "on-demand",
        deleteIndex("ghost"),
        "ResourceNotFound",
        "Requested resource not found: Index ghost for table on-demand",
      ],
      [
        "an update of an index that is not there",
        "provisioned",
        actions({ Update: { IndexName: "ghost", ...capacity } }),
        "ResourceNotFound",
        "Requested resource not found: Index ghost for table provisioned",
      ],
      [
        "the deletion of a local index",
        "local",
        deleteIndex("by-other"),
        "Validation",
        "Cannot delete an index that is not a GlobalSecondaryIndex: by-other",
      ],
    ];
    for (const [what, TableName, change, error, words] of refusals)
      it(what, () => played.refuses("UpdateTable", { TableName, ...change }, `${error}Exception`, words));

    it("and nothing is changed then", async () => {
      expect(await played.statuses("on-demand")).deep.equal(["ACTIVE", "ACTIVE", "ACTIVE"]);
      expect((await played.describe("on-demand"))["AttributeDefinitions"]).have.length(3);
    });
  });

  it("is allocated while the table is UPDATING, and filled while it is ACTIVE", async () => {
    await played.table("phases", onDemand);
    const answer = await played.update("phases", addIndex("a"));
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
    played.pass(REALISTIC.allocateIndex - 1);
    expect(await played.statuses("phases")).deep.equal(["UPDATING", "CREATING"]);
    played.pass(1);
    expect(await played.statuses("phases")).deep.equal(["ACTIVE", "CREATING+"]);
    played.pass(REALISTIC.backfillIndex - 1);
    expect(await played.statuses("phases")).deep.equal(["ACTIVE", "CREATING+"]);
    played.pass(1);
    expect(await played.statuses("phases")).deep.equal(["ACTIVE", "ACTIVE"]);
    const { GlobalSecondaryIndexes } = await played.describe("phases");
    expect((GlobalSecondaryIndexes as Json[])[0]).not.have.property("Backfilling");
  });

  it("is not said to be backfilling when it comes with its table", async () => {
    const { TableDescription } = await played.does("CreateTable", {
      TableName: "at-once",
      ...withIndexes(onDemand, "a"),
    });
    expect(TableDescription).deep.nested.include({ "GlobalSecondaryIndexes[0].IndexStatus": "CREATING" });
    expect(TableDescription).not.have.nested.property("GlobalSecondaryIndexes[0].Backfilling");
  });

  it("goes while the table is UPDATING, with what only it had in its key", async () => {
    await played.table("dropped", withIndexes(onDemand, "a", "b"));
    const answer = await played.update("dropped", deleteIndex("by-a"));
    expect(answer).deep.nested.include({
      TableStatus: "UPDATING",
      "GlobalSecondaryIndexes[0].IndexStatus": "DELETING",
    });
    expect(answer["AttributeDefinitions"]).have.length(3);
    played.pass(REALISTIC.deleteIndex);
    expect(await played.statuses("dropped")).deep.equal(["ACTIVE", "ACTIVE"]);
    expect((await played.describe("dropped"))["AttributeDefinitions"]).deep.equal([
      { AttributeName: "b", AttributeType: "S" },
      { AttributeName: "pk", AttributeType: "S" },
    ]);
    await played.update("dropped", deleteIndex("by-b"));
    played.pass(REALISTIC.deleteIndex);
    expect(await played.describe("dropped")).not.have.property("GlobalSecondaryIndexes");
  });

  it("can be made again under its name when it is gone, with another key", async () => {
    await played.table("again", withIndexes(onDemand, "a"));
    await played.update("again", deleteIndex("by-a"));
    await played.refuses(
      "UpdateTable",
      { TableName: "again", ...addIndex("a") },
      "ResourceInUseException",
      "Index is being deleted. Table: again Index: by-a",
    );
    played.pass(REALISTIC.deleteIndex);
    await played.update("again", addIndex("a", "N"));
    expect((await played.describe("again"))["AttributeDefinitions"]).deep.include({
      AttributeName: "a",
      AttributeType: "N",
    });
  });

  describe("and the items", () => {
    const put = (TableName: string, Item: Json) => played.does("PutItem", { TableName, Item });
    const query = (a: string) => ({
      IndexName: "by-a",
      KeyConditionExpression: "a = :a",
      ExpressionAttributeValues: { ":a": { S: a } },
    });

    it("are all in it when it is ACTIVE, and cannot be read before", async () => {
      await played.table("items", onDemand);
      await put("items", { pk: { S: "old" }, a: { S: "1" } });
      await put("items", { pk: { S: "other" } });
      await played.update("items", addIndex("a"));
      await put("items", { pk: { S: "new" }, a: { S: "1" } });
      const read = { TableName: "items", ...query("1") };
      for (const ms of [REALISTIC.allocateIndex, REALISTIC.backfillIndex - 1, 1]) {
        const scan = { TableName: "items", IndexName: "by-a" };
        const words = "Cannot read from backfilling global secondary index: by-a";
        await played.refuses("Query", read, "ValidationException", words);
        await played.refuses("Scan", scan, "ValidationException", words);
        played.pass(ms);
      }
      const { Items } = await played.does("Query", read);
      expect((Items as Json[]).map(({ pk }) => pk)).have.deep.members([{ S: "old" }, { S: "new" }]);
      expect(await played.does("Scan", { TableName: "items" })).deep.include({ Count: 3 });
    });

    it("are held to its key from the moment that it is asked for", async () => {
      await played.table("held", onDemand);
      await played.update("held", addIndex("a", "N"));
      await played.refuses(
        "PutItem",
        { TableName: "held", Item: { pk: { S: "1" }, a: { S: "text" } } },
        "ValidationException",
        "Type mismatch for Index Key a",
      );
    });

    it("refuse an index that they do not fit, which says what and why, and stay", async () => {
      await played.table("unfit", onDemand);
      await put("unfit", { pk: { S: "1" }, a: { S: "text" } });
      const change = { TableName: "unfit", ...addIndex("a", "N") };
      await played.refuses("UpdateTable", change, "ValidationException", "dynatwin's emulator cannot add this index");
      await played.refuses("UpdateTable", change, "ValidationException", "Index Key a");
      expect(await played.statuses("unfit")).deep.equal(["ACTIVE"]);
      await put("unfit", { pk: { S: "2" }, a: { S: "text" } });
      expect(await played.does("Scan", { TableName: "unfit" })).deep.include({ Count: 2 });
    });

    it("are read through it no more from the moment of its deletion", async () => {
      await played.table("unread", withIndexes(onDemand, "a"));
      await put("unread", { pk: { S: "1" }, a: { S: "1" } });
      await played.update("unread", deleteIndex("by-a"));
      const read = { TableName: "unread", ...query("1") };
      const words = "The table does not have the specified index: by-a";
      await played.refuses("Query", read, "ValidationException", words);
      played.pass(REALISTIC.deleteIndex);
      await played.refuses("Query", read, "ValidationException", words);
      await put("unread", { pk: { S: "2" }, a: { N: "1" } });
      expect(await played.does("Scan", { TableName: "unread" })).deep.include({ Count: 2 });
    });

    it("stay out of a reset that empties tables, and the index stays in it", async () => {
      await played.table("emptied", onDemand);
      await played.update("emptied", addIndex("a"));
      played.pass(REALISTIC.allocateIndex + REALISTIC.backfillIndex);
      await put("emptied", { pk: { S: "1" }, a: { S: "1" } });
      await played.db.reset();
      expect(await played.does("Query", { TableName: "emptied", ...query("1") })).deep.include({ Count: 0 });
    });
  });

  describe("with several attributes on one side", () => {
    const wide = { IndexName: "wide", Projection: { ProjectionType: "ALL" }, ...keys("HHRR") };

    it("is described, and says why nobody can read through it", async () => {
      await played.table("wide", onDemand);
      await played.update("wide", { ...everyKey, ...actions({ Create: wide }) });
      played.pass(REALISTIC.allocateIndex + REALISTIC.backfillIndex);
      const { GlobalSecondaryIndexes, AttributeDefinitions } = await played.describe("wide");
      expect((GlobalSecondaryIndexes as Json[])[0]).deep.include({ IndexStatus: "ACTIVE", ...keys("HHRR") });
      expect(AttributeDefinitions).have.length(5);
      const words = "dynatwin's emulator describes the index wide, whose key has several";
      await played.refuses("Scan", { TableName: "wide", IndexName: "wide" }, "ValidationException", words);
      await played.does("PutItem", { TableName: "wide", Item: { pk: { S: "1" }, k0: { S: "x" } } });
      await played.update("wide", deleteIndex("wide"));
      played.pass(REALISTIC.deleteIndex);
      expect((await played.describe("wide"))["AttributeDefinitions"]).have.length(1);
    });

    it("may come with its table, alone or beside another index", async () => {
      for (const [name, others] of Object.entries({ alone: [], beside: [indexOn("k0")] })) {
        const { AttributeDefinitions } = definitions("pk", "k0", "k1", "k2", "k3");
        await played.table(`wide-${name}`, {
          ...onDemand,
          AttributeDefinitions,
          GlobalSecondaryIndexes: [wide, ...others],
        });
        expect(await played.statuses(`wide-${name}`)).deep.equal(["ACTIVE", "ACTIVE", ...others.map(() => "ACTIVE")]);
      }
      expect(await played.does("Scan", { TableName: "wide-beside", IndexName: "by-k0" })).deep.include({ Count: 0 });
    });
  });
});
