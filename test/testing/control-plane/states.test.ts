import { expect } from "chai";
import { REALISTIC } from "../../../src/testing/control-plane/durations.js";
import type { Json } from "../../../src/testing/control-plane/wire.js";
import {
  addIndex,
  capacity,
  deleteIndex,
  EmulatedTables,
  infrequent,
  provisioned,
  withIndexes,
} from "../../support/emulated-tables.js";
import { onDemand } from "../../support/table-requests.js";

describe("the states of a table", () => {
  let emulated: EmulatedTables;

  before(async () => {
    emulated = await EmulatedTables.start();
  });
  after(() => emulated.close());

  it("CREATING ends after the time that AWS takes, later with indexes, and the indexes with it", async () => {
    await emulated.ask("CreateTable", { TableName: "plain", ...onDemand });
    await emulated.ask("CreateTable", { TableName: "indexed", ...withIndexes(onDemand, "a") });
    emulated.advance(REALISTIC.createTableMs - 1);
    expect(await emulated.statuses("plain")).deep.equal(["CREATING"]);
    emulated.advance(1);
    expect(await emulated.statuses("plain")).deep.equal(["ACTIVE"]);
    emulated.advance(REALISTIC.createTableWithIndexesMs - REALISTIC.createTableMs - 1);
    expect(await emulated.statuses("indexed")).deep.equal(["CREATING", "CREATING"]);
    emulated.advance(1);
    expect(await emulated.statuses("indexed")).deep.equal(["ACTIVE", "ACTIVE"]);
  });

  describe("say what can be done:", () => {
    const inState: Readonly<Record<string, (name: string) => Promise<unknown>>> = {
      CREATING: (TableName) => emulated.ask("CreateTable", { TableName, ...onDemand }),
      UPDATING: async (name) => emulated.update(await emulated.table(name, onDemand), infrequent),
      DELETING: async (name) => emulated.ask("DeleteTable", { TableName: await emulated.table(name, onDemand) }),
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
      UpdateTable: { TableClass: "STANDARD" },
    };
    for (const [state, operations] of Object.entries(refused)) {
      for (const [operation, [error, words]] of Object.entries(operations)) {
        it(`${state}: not ${operation}`, async () => {
          const TableName = `${state}-${operation}`;
          await inState[state]?.(TableName);
          expect(await emulated.statuses(TableName)).deep.equal([state]);
          await emulated.refuses(operation, { TableName, ...inputs[operation] }, error, words);
          expect(await emulated.statuses(TableName)).deep.equal([state]);
        });
      }
    }

    it("UPDATING: items, and DescribeTable", async () => {
      await inState["UPDATING"]?.("busy");
      await emulated.ask("PutItem", { TableName: "busy", Item: { pk: { S: "1" } } });
      expect(await emulated.ask("Scan", { TableName: "busy" })).deep.include({ Count: 1 });
    });
  });

  describe("while it changes:", () => {
    const changes: readonly (readonly [what: string, change: Json, statuses: readonly string[], ms: number])[] = [
      ["capacity", capacity(9), ["UPDATING", "ACTIVE"], REALISTIC.updateThroughputMs],
      ["mode", { BillingMode: "PAY_PER_REQUEST" }, ["UPDATING", "UPDATING"], REALISTIC.switchToOnDemandMs],
      ["class", infrequent, ["UPDATING", "ACTIVE"], REALISTIC.updateTableClassMs],
      [
        "stream",
        { StreamSpecification: { StreamEnabled: true, StreamViewType: "KEYS_ONLY" } },
        ["UPDATING", "ACTIVE"],
        REALISTIC.updateStreamMs,
      ],
      ["a new index", addIndex("b", "S", capacity(9)), ["UPDATING", "ACTIVE", "CREATING"], REALISTIC.allocateIndexMs],
      ["an index that goes", deleteIndex("by-a"), ["UPDATING", "DELETING"], REALISTIC.deleteIndexMs],
      [
        "the capacity of an index",
        { GlobalSecondaryIndexUpdates: [{ Update: { IndexName: "by-a", ...capacity(9) } }] },
        ["ACTIVE", "UPDATING"],
        REALISTIC.updateThroughputMs,
      ],
      ["encryption", { SSESpecification: { Enabled: true } }, ["ACTIVE", "ACTIVE"], 0],
      ["warm throughput", { WarmThroughput: { ReadUnitsPerSecond: 99 } }, ["ACTIVE", "ACTIVE"], 0],
      ["deletion protection", { DeletionProtectionEnabled: true }, ["ACTIVE", "ACTIVE"], 0],
    ];
    for (const [place, [what, change, statuses, ms]] of changes.entries()) {
      it(`${what}: ${statuses.join(", ")}`, async () => {
        const name = await emulated.table(`change-${place}`, withIndexes(provisioned, "a"));
        const answer = await emulated.update(name, change);
        expect(answer["TableStatus"]).equal(statuses[0]);
        emulated.advance(Math.max(0, ms - 1));
        expect(await emulated.statuses(name)).deep.equal(statuses);
        emulated.advance(1);
        expect((await emulated.statuses(name)).filter((status) => !/^(ACTIVE|CREATING\+)$/.test(status))).deep.equal(
          [],
        );
      });
    }

    it("another index is filled, and the table can be changed in other ways", async () => {
      await emulated.table("filled", withIndexes(provisioned, "a"));
      await emulated.update("filled", addIndex("b", "S", capacity(9)));
      await emulated.refuses(
        "UpdateTable",
        { TableName: "filled", ...capacity(9) },
        "ResourceInUseException",
        "Table is being updated: filled",
      );
      emulated.advance(REALISTIC.allocateIndexMs);
      await emulated.update("filled", capacity(9));
      expect(await emulated.statuses("filled")).deep.equal(["UPDATING", "ACTIVE", "CREATING+"]);
      emulated.advance(REALISTIC.updateThroughputMs);
      expect(await emulated.statuses("filled")).deep.equal(["ACTIVE", "ACTIVE", "CREATING+"]);
    });
  });

  it("each have the warm throughput of the table and of its indexes", async () => {
    const statuses = async (table: string) => {
      const { WarmThroughput, GlobalSecondaryIndexes = [] } = await emulated.describe(table);
      const all = [WarmThroughput, ...(GlobalSecondaryIndexes as Json[]).map((index) => index["WarmThroughput"])];
      return all.map((warm) => Object(warm).Status);
    };
    for (const [table, input] of [
      ["warm", onDemand],
      ["warm-provisioned", provisioned],
    ] as const) {
      await emulated.ask("CreateTable", { TableName: table, ...withIndexes(input, "a") });
      expect(await statuses(table)).deep.equal(["ACTIVE", "ACTIVE"]);
      emulated.advance(REALISTIC.createTableWithIndexesMs);
      expect(await statuses(table)).deep.equal(["ACTIVE", "ACTIVE"]);
      await emulated.update(table, addIndex("b", "S", input === provisioned ? capacity(5) : {}));
      expect(await statuses(table)).deep.equal(["ACTIVE", "ACTIVE", "ACTIVE"]);
      emulated.advance(REALISTIC.allocateIndexMs + REALISTIC.backfillIndexMs);
      await emulated.update(table, { WarmThroughput: { ReadUnitsPerSecond: 20_000 } });
      expect(await statuses(table)).deep.equal(["UPDATING", "ACTIVE", "ACTIVE"]);
      emulated.advance(REALISTIC.updateWarmThroughputMs);
      expect(await statuses(table)).deep.equal(["ACTIVE", "ACTIVE", "ACTIVE"]);
      await emulated.ask("DeleteTable", { TableName: table });
      expect(await statuses(table)).deep.equal(["ACTIVE"]);
    }
  });

  describe("with other times:", () => {
    it("none, and every change is done by the next request", async () => {
      const instant = await EmulatedTables.start({ latency: "instant" });
      await instant.table("instant", onDemand);
      await instant.update("instant", addIndex("a"));
      expect(await instant.statuses("instant")).deep.equal(["ACTIVE", "ACTIVE"]);
      await instant.update("instant", { DeletionProtectionEnabled: true });
      await instant.update("instant", { DeletionProtectionEnabled: false });
      await instant.ask("DeleteTable", { TableName: "instant" });
      expect(await instant.ask("ListTables", {})).deep.equal({ TableNames: [] });
      await instant.close();
    });

    it("a hundredth", async () => {
      const quick = await EmulatedTables.start({ latency: 0.01 });
      await quick.table("quick", onDemand);
      await quick.update("quick", addIndex("a"));
      quick.advance(REALISTIC.allocateIndexMs / 100);
      expect(await quick.statuses("quick")).deep.equal(["ACTIVE", "CREATING+"]);
      quick.advance(REALISTIC.backfillIndexMs / 100);
      expect(await quick.statuses("quick")).deep.equal(["ACTIVE", "ACTIVE"]);
      await quick.close();
    });

    it("those that are named", async () => {
      const named = await EmulatedTables.start({ latency: { deleteTableMs: 7 } });
      await named.table("named", onDemand);
      await named.ask("DeleteTable", { TableName: "named" });
      named.advance(6);
      expect(await named.statuses("named")).deep.equal(["DELETING"]);
      named.advance(1);
      expect(named.db.tables).deep.equal([]);
      await named.close();
    });
  });
});
