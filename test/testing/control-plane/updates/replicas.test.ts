import { expect } from "chai";
import { REALISTIC } from "../../../../src/testing/control-plane/durations.js";
import type { Json } from "../../../../src/testing/control-plane/wire.js";
import { addIndex, EmulatedTables, protection, provisioned } from "../../../support/emulated-tables.js";
import { onDemand } from "../../../support/table-requests.js";

const replica = (action: "Create" | "Update" | "Delete", RegionName: string, settings: Json = {}) => ({
  ReplicaUpdates: [{ [action]: { RegionName, ...settings } }],
});
const infrequent = { TableClassOverride: "STANDARD_INFREQUENT_ACCESS" };

describe("replicas on the wire", () => {
  let emulated: EmulatedTables;

  before(async () => {
    emulated = await EmulatedTables.start();
    await emulated.table("local", onDemand);
    await emulated.table("provisioned", provisioned);
    await emulated.table("global", onDemand);
    await emulated.update("global", replica("Create", "eu-west-1"));
    emulated.advance(REALISTIC.createReplicaMs);
  });
  after(() => emulated.close());

  describe("refuse", () => {
    const refusals: readonly (readonly [what: string, table: string, change: Json, words: string])[] = [
      [
        "two actions in one request",
        "local",
        { ReplicaUpdates: ["eu-west-1", "eu-west-2"].map((RegionName) => ({ Create: { RegionName } })) },
        "Update table operation with more than one create or delete replica actions not allowed",
      ],
      [
        "two actions in one",
        "local",
        { ReplicaUpdates: [{ Create: { RegionName: "eu-west-1" }, Delete: { RegionName: "eu-west-1" } }] },
        "Update table operation with more than one type of replica actions not allowed.",
      ],
      [
        "no action",
        "local",
        { ReplicaUpdates: [{}] },
        "There are no actions specified in the Replica Update Action of the request.",
      ],
      [
        "an update of nothing",
        "global",
        replica("Update", "eu-west-1"),
        "There are no actions specified in the Replica Update Action of the request.",
      ],
      [
        "no replica at all",
        "local",
        { ReplicaUpdates: [] },
        "at 'replicaUpdates' failed to satisfy constraint: Member must have length greater than or equal to 1",
      ],
      [
        "the table's own region",
        "local",
        replica("Create", "us-east-1"),
        "Cannot add or delete the local region through ReplicaUpdates.",
      ],
      [
        "to delete the table's own region",
        "global",
        replica("Delete", "us-east-1"),
        "Cannot add or delete the local region through ReplicaUpdates.",
      ],
      ["what is no region", "local", replica("Create", "EU-WEST-1"), "Region EU-WEST-1 is not supported."],
      [
        "a region that has one",
        "global",
        replica("Create", "eu-west-1"),
        "because one or more replicas already existed as tables",
      ],
      [
        "to delete what is not there",
        "local",
        replica("Delete", "eu-west-1"),
        "one or more replicas were not part of the global table. Please retry the request without these replicas: [eu-west-1].",
      ],
      [
        "to change what is not there",
        "local",
        replica("Update", "eu-west-1", infrequent),
        "Please retry the request without these replicas: [eu-west-1].",
      ],
      [
        "capacity that does not scale by itself",
        "provisioned",
        replica("Create", "eu-west-1"),
        "Table write capacity should either be Pay-Per-Request or AutoScaled.",
      ],
      [
        "to stop the stream that they need",
        "global",
        { StreamSpecification: { StreamEnabled: false } },
        "Disabling Stream is not allowed for a Global Table replica.",
      ],
    ];
    for (const [what, TableName, change, words] of refusals)
      it(what, () => emulated.refuses("UpdateTable", { TableName, ...change }, "ValidationException", words));

    it("the deletion of the table that they came from", () =>
      emulated.refuses(
        "DeleteTable",
        { TableName: "global" },
        "ValidationException",
        "Replica cannot be deleted because it has acted as a source region for new replica(s)",
      ));
  });

  it("are CREATING while the table is UPDATING, and bring a stream", async () => {
    await emulated.table("created", onDemand);
    const answer = await emulated.update("created", replica("Create", "eu-west-1", infrequent));
    const created = {
      RegionName: "eu-west-1",
      ReplicaStatus: "CREATING",
      ReplicaTableClassSummary: { TableClass: "STANDARD_INFREQUENT_ACCESS" },
    };
    expect(answer).deep.include({
      TableStatus: "UPDATING",
      GlobalTableVersion: "2019.11.21",
      StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_AND_OLD_IMAGES" },
      Replicas: [created],
    });
    await emulated.refuses(
      "UpdateTable",
      { TableName: "created", ...replica("Create", "eu-west-2") },
      "ResourceInUseException",
      "The resource which you are attempting to change is in use.",
    );
    emulated.advance(REALISTIC.createReplicaMs - 1);
    expect((await emulated.describe("created"))["Replicas"]).deep.equal([created]);
    emulated.advance(1);
    expect(await emulated.describe("created")).deep.include({
      TableStatus: "ACTIVE",
      Replicas: [{ ...created, ReplicaStatus: "ACTIVE" }],
    });
  });

  it("leave a stream that is there as it is", async () => {
    const stream = { StreamSpecification: { StreamEnabled: true, StreamViewType: "KEYS_ONLY" } };
    await emulated.table("streamed", { ...onDemand, ...stream });
    expect(await emulated.update("streamed", replica("Create", "eu-west-1"))).deep.include(stream);
  });

  it("are UPDATING with the table", async () => {
    await emulated.table("updated", onDemand);
    await emulated.update("updated", replica("Create", "eu-west-1"));
    emulated.advance(REALISTIC.createReplicaMs);
    expect(await emulated.update("updated", replica("Update", "eu-west-1", infrequent))).deep.include({
      TableStatus: "UPDATING",
      Replicas: [{ RegionName: "eu-west-1", ReplicaStatus: "UPDATING" }],
    });
    emulated.advance(REALISTIC.createReplicaMs);
    expect((await emulated.describe("updated"))["Replicas"]).deep.equal([
      {
        RegionName: "eu-west-1",
        ReplicaStatus: "ACTIVE",
        ReplicaTableClassSummary: { TableClass: "STANDARD_INFREQUENT_ACCESS" },
      },
    ]);
  });

  it("go one by one", async () => {
    await emulated.table("several", onDemand);
    for (const region of ["eu-west-1", "eu-west-2"]) {
      await emulated.update("several", replica("Create", region));
      emulated.advance(REALISTIC.createReplicaMs);
    }
    await emulated.update("several", replica("Delete", "eu-west-1"));
    emulated.advance(REALISTIC.deleteReplicaMs);
    expect(await emulated.describe("several")).deep.include({
      GlobalTableVersion: "2019.11.21",
      Replicas: [{ RegionName: "eu-west-2", ReplicaStatus: "ACTIVE" }],
    });
  });

  it("make the backfill of an index faster", async () => {
    await emulated.table("indexed", onDemand);
    await emulated.update("indexed", replica("Create", "eu-west-1"));
    emulated.advance(REALISTIC.createReplicaMs);
    await emulated.update("indexed", addIndex("a"));
    emulated.advance(REALISTIC.allocateIndexMs + REALISTIC.backfillIndexWithReplicasMs - 1);
    expect(await emulated.statuses("indexed")).deep.equal(["ACTIVE", "CREATING+"]);
    emulated.advance(1);
    expect(await emulated.statuses("indexed")).deep.equal(["ACTIVE", "ACTIVE"]);
  });

  it("are DELETING while the table is UPDATING, and for longer, and neither can be changed or deleted", async () => {
    await emulated.table("deleted", onDemand);
    await emulated.update("deleted", replica("Create", "eu-west-1"));
    emulated.advance(REALISTIC.createReplicaMs);
    const Replicas = [{ RegionName: "eu-west-1", ReplicaStatus: "DELETING" }];
    const updating = { TableStatus: "UPDATING", Replicas };
    expect(await emulated.update("deleted", replica("Delete", "eu-west-1"))).deep.include(updating);
    const change = { TableName: "deleted", TableClass: "STANDARD" };
    const refuses = async () => {
      const words = "The resource which you are attempting to change is in use.";
      await emulated.refuses("UpdateTable", change, "ResourceInUseException", words);
      await emulated.refuses(
        "UpdateTable",
        { TableName: "deleted", ...protection(true) },
        "ResourceInUseException",
        words,
      );
      await emulated.refuses("DeleteTable", { TableName: "deleted" }, "ResourceInUseException", "still in use: Table");
    };
    emulated.advance(REALISTIC.startReplicaDeletionMs - 1);
    expect(await emulated.describe("deleted")).deep.include(updating);
    await refuses();
    emulated.advance(1);
    expect(await emulated.describe("deleted")).deep.include({ TableStatus: "ACTIVE", Replicas });
    emulated.advance(REALISTIC.deleteReplicaMs - REALISTIC.startReplicaDeletionMs - 1);
    await refuses();
    emulated.advance(1);
    expect(await emulated.describe("deleted")).not.have.any.keys("Replicas", "GlobalTableVersion");
    await emulated.ask("UpdateTable", change);
  });

  // It lets a day pass, after which the table of the other tests could be deleted.
  describe("for a day", () => {
    let dayLater: EmulatedTables;

    before(async () => {
      dayLater = await EmulatedTables.start();
    });
    after(() => dayLater.close());

    it("keep the table that they came from, unless they are deleted", async () => {
      const words = "it has acted as a source region for new replica(s) being added to the table in the last 24 hours.";
      const refuses = (TableName: string) =>
        dayLater.refuses("DeleteTable", { TableName }, "ValidationException", words);
      for (const table of ["source", "former-source"]) {
        await dayLater.table(table, onDemand);
        await dayLater.update(table, replica("Create", "eu-west-1"));
        dayLater.advance(REALISTIC.createReplicaMs);
        await refuses(table);
      }
      await dayLater.update("former-source", replica("Delete", "eu-west-1"));
      dayLater.advance(REALISTIC.deleteReplicaMs);
      await dayLater.ask("DeleteTable", { TableName: "former-source" });
      dayLater.advance(86_400_000 - 2 * REALISTIC.createReplicaMs - REALISTIC.deleteReplicaMs - 60_000);
      await refuses("source");
      dayLater.advance(60_000 + REALISTIC.createReplicaMs);
      await dayLater.ask("DeleteTable", { TableName: "source" });
    });
  });
});
