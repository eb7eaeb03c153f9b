import { expect } from "chai";
import { REALISTIC } from "../../../../src/testing/control-plane/durations.js";
import type { Json } from "../../../../src/testing/control-plane/wire.js";
import { addIndex, deleteIndex, EmulatedTables, provisioned, withIndexes } from "../../../support/emulated-tables.js";
import { key, local, onDemand } from "../../../support/table-requests.js";

describe("DeleteTable on the wire", () => {
  let emulated: EmulatedTables;

  before(async () => {
    emulated = await EmulatedTables.start();
  });
  after(() => emulated.close());

  const refuses = (TableName: string, words: string, error = "ResourceInUseException") =>
    emulated.refuses("DeleteTable", { TableName }, error, words);

  it("refuses a request without a table, and a table that is not there", async () => {
    const words = "The parameter 'TableName' is required but was not present in the request";
    await emulated.refuses("DeleteTable", {}, "ValidationException", words);
    await refuses("nowhere", "Requested resource not found: Table: nowhere not found", "ResourceNotFoundException");
  });

  it("lets a table be DELETING, without its indexes, until it is gone", async () => {
    await emulated.table("going", withIndexes(onDemand, "a"));
    const { TableDescription } = await emulated.ask("DeleteTable", { TableName: "going" });
    expect(TableDescription).deep.include({ TableStatus: "DELETING" });
    expect(await emulated.describe("going")).deep.equal(TableDescription);
    expect(await emulated.statuses("going")).deep.equal(["DELETING"]);
    emulated.advance(REALISTIC.deleteTableMs - 1);
    expect(await emulated.statuses("going")).deep.equal(["DELETING"]);
    expect(emulated.db.tables).include("going");
    emulated.advance(1);
    const words = "Requested resource not found: Table: going not found";
    await emulated.refuses("DescribeTable", { TableName: "going" }, "ResourceNotFoundException", words);
    expect(emulated.db.tables).not.include("going");
  });

  it("removes the local indexes from the description, too", async () => {
    await emulated.table("local", { ...onDemand, ...local(key("pk", "/", "a")) });
    await emulated.ask("DeleteTable", { TableName: "local" });
    expect(await emulated.describe("local")).not.have.property("LocalSecondaryIndexes");
  });

  it("refuses a table that is DELETING already, and then one that is gone", async () => {
    await emulated.table("twice", onDemand);
    await emulated.ask("DeleteTable", { TableName: "twice" });
    await refuses("twice", "Attempt to change a resource which is still in use: Table is being deleted: twice");
    await emulated.refuses(
      "UpdateTable",
      { TableName: "twice", DeletionProtectionEnabled: true },
      "ResourceInUseException",
      "Table is being deleted: twice",
    );
    emulated.advance(REALISTIC.deleteTableMs);
    await refuses("twice", "Table: twice not found", "ResourceNotFoundException");
  });

  it("has no items any more while the table is DELETING", async () => {
    await emulated.table("empty", onDemand);
    await emulated.ask("PutItem", { TableName: "empty", Item: { pk: { S: "1" } } });
    await emulated.ask("DeleteTable", { TableName: "empty" });
    await emulated.refuses("Scan", { TableName: "empty" }, "ResourceNotFoundException", "Requested resource not found");
  });

  it("refuses a protected table", async () => {
    await emulated.table("protected", { ...onDemand, DeletionProtectionEnabled: true });
    const words =
      "Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.";
    await refuses("protected", words, "ValidationException");
    await emulated.update("protected", { DeletionProtectionEnabled: false });
    await emulated.ask("DeleteTable", { TableName: "protected" });
  });

  describe("refuses a table that is changing:", () => {
    const updated = (table: string) => `Table: ${table} is in the process of being updated.`;
    const indexes = "Cannot delete table while indexes are being created, updated, or deleted.";
    const changes: readonly (readonly [what: string, change: Json, words: (table: string) => string, ms: number])[] = [
      [
        "its capacity",
        { ProvisionedThroughput: { ReadCapacityUnits: 6, WriteCapacityUnits: 6 } },
        updated,
        REALISTIC.updateThroughputMs,
      ],
      ["its mode", { BillingMode: "PAY_PER_REQUEST" }, () => indexes, REALISTIC.switchToOnDemandMs],
      ["its class", { TableClass: "STANDARD_INFREQUENT_ACCESS" }, updated, REALISTIC.updateTableClassMs],
      ["its encryption", { SSESpecification: { Enabled: true } }, updated, REALISTIC.updateEncryptionMs],
      [
        "its warm throughput",
        { WarmThroughput: { ReadUnitsPerSecond: 50 } },
        updated,
        REALISTIC.updateWarmThroughputMs,
      ],
      ["an index that goes", deleteIndex("by-a"), () => indexes, REALISTIC.deleteIndexMs],
      [
        "an index that is updated",
        {
          GlobalSecondaryIndexUpdates: [
            { Update: { IndexName: "by-a", ProvisionedThroughput: { ReadCapacityUnits: 6, WriteCapacityUnits: 6 } } },
          ],
        },
        () => indexes,
        REALISTIC.updateThroughputMs,
      ],
    ];
    for (const [place, [what, change, words, ms]] of changes.entries()) {
      it(what, async () => {
        const name = `changing-${place}`;
        await emulated.table(name, withIndexes(provisioned, "a"));
        await emulated.update(name, change);
        await refuses(name, words(name));
        emulated.advance(ms - 1);
        await refuses(name, words(name));
        emulated.advance(1);
        await emulated.ask("DeleteTable", { TableName: name });
      });
    }

    it("an index that is allocated, and one that is filled, however ACTIVE the table is", async () => {
      await emulated.table("filled", onDemand);
      await emulated.update("filled", addIndex("a"));
      await refuses("filled", indexes);
      emulated.advance(REALISTIC.allocateIndexMs);
      expect(await emulated.statuses("filled")).deep.equal(["ACTIVE", "CREATING+"]);
      await refuses("filled", indexes);
      emulated.advance(REALISTIC.backfillIndexMs);
      await emulated.ask("DeleteTable", { TableName: "filled" });
    });
  });
});
