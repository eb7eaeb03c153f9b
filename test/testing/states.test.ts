import { expect } from "chai";
import { REALISTIC } from "../../src/testing/plane/durations.js";
import { addIndex, deleteIndex, onDemand, Played, provisioned, withIndexes } from "../support/played.js";

type Json = Record<string, unknown>;

const capacity = { ProvisionedThroughput: { ReadCapacityUnits: 9, WriteCapacityUnits: 9 } };
const infrequent = { TableClass: "STANDARD_INFREQUENT_ACCESS" };

describe("the states of a table", () => {
  let played: Played;

  before(async () => {
    played = await Played.start();
  });
  after(() => played.close());

  it("CREATING ends after the time that AWS takes, later with indexes, and the indexes with it", async () => {
    await played.does("CreateTable", { TableName: "plain", ...onDemand });
    await played.does("CreateTable", { TableName: "indexed", ...withIndexes(onDemand, "a") });
    played.pass(REALISTIC.createTable - 1);
    expect(await played.statuses("plain")).deep.equal(["CREATING"]);
    played.pass(1);
    expect(await played.statuses("plain")).deep.equal(["ACTIVE"]);
    played.pass(REALISTIC.createTableWithIndexes - REALISTIC.createTable - 1);
    expect(await played.statuses("indexed")).deep.equal(["CREATING", "CREATING"]);
    played.pass(1);
    expect(await played.statuses("indexed")).deep.equal(["ACTIVE", "ACTIVE"]);
  });

  describe("say what can be done:", () => {
    const inState: Readonly<Record<string, (name: string) => Promise<unknown>>> = {
      CREATING: (TableName) => played.does("CreateTable", { TableName, ...onDemand }),
      UPDATING: async (name) => played.update(await played.table(name, onDemand), infrequent),
      DELETING: async (name) => played.does("DeleteTable", { TableName: await played.table(name, onDemand) }),
    };
    const inUse = "Attempt to change a resource which is still in use: ";
    const refused: Readonly<Record<string, Readonly<Record<string, readonly [error: string, words: string]>>>> = {
      CREATING: {
        CreateTable: ["ResourceInUseException", `${inUse}Table is being created: `],
        UpdateTable: ["ResourceInUseException", `${inUse}Table is being created: `],
        DeleteTable: ["ResourceInUseException", `${inUse}Table is being created: `],
        Scan: ["ResourceNotFoundException", "Requested resource not found"],
      },
      UPDATING: {
        CreateTable: ["ResourceInUseException", "Table already exists: "],
        UpdateTable: ["ResourceInUseException", `${inUse}Table is being updated: `],
        DeleteTable: ["ResourceInUseException", "is in the process of being updated."],
      },
      DELETING: {
        CreateTable: ["ResourceInUseException", "Table already exists: "],
        UpdateTable: ["ResourceInUseException", `${inUse}Table is being deleted: `],
        DeleteTable: ["ResourceInUseException", `${inUse}Table is being deleted: `],
        Scan: ["ResourceNotFoundException", "Requested resource not found"],
      },
    };
    const inputs: Readonly<Record<string, Json>> = {
      CreateTable: onDemand,
      UpdateTable: { DeletionProtectionEnabled: true },
    };
    for (const [state, operations] of Object.entries(refused)) {
      for (const [operation, [error, words]] of Object.entries(operations)) {
        it(`${state}: not ${operation}`, async () => {
          const TableName = `${state}-${operation}`;
          await inState[state]?.(TableName);
          expect(await played.statuses(TableName)).deep.equal([state]);
          await played.refuses(operation, { TableName, ...inputs[operation] }, error, words);
          expect(await played.statuses(TableName)).deep.equal([state]);
        });
      }
    }

    it("UPDATING: items, and DescribeTable", async () => {
      await inState["UPDATING"]?.("busy");
      await played.does("PutItem", { TableName: "busy", Item: { pk: { S: "1" } } });
      expect(await played.does("Scan", { TableName: "busy" })).deep.include({ Count: 1 });
    });
  });

  describe("while it changes:", () => {
    const changes: readonly (readonly [what: string, change: Json, statuses: readonly string[], ms: number])[] = [
      ["capacity", capacity, ["UPDATING", "ACTIVE"], REALISTIC.updateThroughput],
      ["mode", { BillingMode: "PAY_PER_REQUEST" }, ["UPDATING", "UPDATING"], REALISTIC.toOnDemand],
      ["class", infrequent, ["UPDATING", "ACTIVE"], REALISTIC.updateTableClass],
      [
        "stream",
        { StreamSpecification: { StreamEnabled: true, StreamViewType: "KEYS_ONLY" } },
        ["UPDATING", "ACTIVE"],
        REALISTIC.updateStream,
      ],
      ["a new index", addIndex("b", "S", capacity), ["UPDATING", "ACTIVE", "CREATING"], REALISTIC.allocateIndex],
      ["an index that goes", deleteIndex("by-a"), ["UPDATING", "DELETING"], REALISTIC.deleteIndex],
      [
        "the capacity of an index",
        { GlobalSecondaryIndexUpdates: [{ Update: { IndexName: "by-a", ...capacity } }] },
        ["ACTIVE", "UPDATING"],
        REALISTIC.updateThroughput,
      ],
      ["encryption", { SSESpecification: { Enabled: true } }, ["ACTIVE", "ACTIVE"], 0],
      ["warm throughput", { WarmThroughput: { ReadUnitsPerSecond: 99 } }, ["ACTIVE", "ACTIVE"], 0],
      ["deletion protection", { DeletionProtectionEnabled: true }, ["ACTIVE", "ACTIVE"], 0],
    ];
    for (const [place, [what, change, statuses, ms]] of changes.entries()) {
      it(`${what}: ${statuses.join(", ")}`, async () => {
        const name = await played.table(`change-${place}`, withIndexes(provisioned, "a"));
        const answer = await played.update(name, change);
        expect(answer["TableStatus"]).equal(statuses[0]);
        played.pass(Math.max(0, ms - 1));
        expect(await played.statuses(name)).deep.equal(statuses);
        played.pass(1);
        expect((await played.statuses(name)).filter((status) => !/^(ACTIVE|CREATING\+)$/.test(status))).deep.equal([]);
      });
    }

    it("another index is filled, and the table can be changed in other ways", async () => {
      await played.table("filled", withIndexes(provisioned, "a"));
      await played.update("filled", addIndex("b", "S", capacity));
      await played.refuses(
        "UpdateTable",
        { TableName: "filled", ...capacity },
        "ResourceInUseException",
        "Table is being updated: filled",
      );
      played.pass(REALISTIC.allocateIndex);
      await played.update("filled", capacity);
      expect(await played.statuses("filled")).deep.equal(["UPDATING", "ACTIVE", "CREATING+"]);
      played.pass(REALISTIC.updateThroughput);
      expect(await played.statuses("filled")).deep.equal(["ACTIVE", "ACTIVE", "CREATING+"]);
    });
  });

  describe("with other times:", () => {
    it("none, and every change is done by the next request", async () => {
      const instant = await Played.start({ latency: "instant" });
      await instant.table("instant", onDemand);
      await instant.update("instant", addIndex("a"));
      expect(await instant.statuses("instant")).deep.equal(["ACTIVE", "ACTIVE"]);
      await instant.update("instant", { DeletionProtectionEnabled: true });
      await instant.update("instant", { DeletionProtectionEnabled: false });
      await instant.does("DeleteTable", { TableName: "instant" });
      expect(await instant.does("ListTables", {})).deep.equal({ TableNames: [] });
      await instant.close();
    });

    it("a hundredth", async () => {
      const quick = await Played.start({ latency: 0.01 });
      await quick.table("quick", onDemand);
      await quick.update("quick", addIndex("a"));
      quick.pass(REALISTIC.allocateIndex / 100);
      expect(await quick.statuses("quick")).deep.equal(["ACTIVE", "CREATING+"]);
      quick.pass(REALISTIC.backfillIndex / 100);
      expect(await quick.statuses("quick")).deep.equal(["ACTIVE", "ACTIVE"]);
      await quick.close();
    });

    it("those that are named", async () => {
      const named = await Played.start({ latency: { deleteTable: 7 } });
      await named.table("named", onDemand);
      await named.does("DeleteTable", { TableName: "named" });
      named.pass(6);
      expect(await named.statuses("named")).deep.equal(["DELETING"]);
      named.pass(1);
      expect(named.db.tables).deep.equal([]);
      await named.close();
    });
  });
});
