import { expect } from "chai";
import { REALISTIC } from "../../../../src/testing/control-plane/durations.js";
import type { Json } from "../../../../src/testing/control-plane/wire.js";
import {
  capacity,
  EmulatedTables,
  itRefusesTo,
  provisioned,
  type Refusal,
  updateIndex,
  withIndexes,
} from "../../../support/emulated-tables.js";
import { onDemand, P } from "../../../support/table-requests.js";

const warm = (units: number) => ({ WarmThroughput: { ReadUnitsPerSecond: units, WriteUnitsPerSecond: units } });
const caps = (MaxReadRequestUnits: number) => ({ OnDemandThroughput: { MaxReadRequestUnits } });

describe("UpdateTable: billing mode and throughput", () => {
  let emulated: EmulatedTables;

  before(async () => {
    emulated = await EmulatedTables.start();
    await emulated.table("on-demand", withIndexes(onDemand, "a"));
    await emulated.table("provisioned", withIndexes(provisioned, "a"));
  });
  after(() => emulated.close());

  const refuses = (table: string, refusals: readonly Refusal[]) => itRefusesTo(() => emulated, table, refusals);

  refuses("on-demand", [
    [
      "provisioned without capacity",
      { BillingMode: "PROVISIONED" },
      `${P}ProvisionedThroughput must be specified when BillingMode is PROVISIONED`,
    ],
    [
      "provisioned without the capacity of an index",
      { BillingMode: "PROVISIONED", ...capacity(5) },
      `${P}ProvisionedThroughput must be specified for index: by-a`,
    ],
    [
      "capacity on demand",
      capacity(5),
      `${P}Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST`,
    ],
    [
      "capacity of an index on demand",
      updateIndex("by-a", capacity(5)),
      `${P}The only Updates for index: by-a when TableThroughputMode is PAY_PER_REQUEST can be to`,
    ],
    [
      "caps of 0",
      caps(0),
      `${P}Requested MaxReadRequestUnits for OnDemandThroughput for table is outside of valid range`,
    ],
    [
      "caps of 0 of an index",
      updateIndex("by-a", caps(0)),
      `${P}Requested MaxReadRequestUnits for OnDemandThroughput for index : by-a is outside of valid range`,
    ],
    [
      "less warm throughput",
      warm(100),
      `${P}Requested ReadUnitsPerSecond for WarmThroughput for table is lower than current WarmThroughput`,
    ],
    [
      "less warm throughput of an index",
      updateIndex("by-a", warm(100)),
      "WarmThroughput for index by-a is lower than current WarmThroughput, decreasing WarmThroughput is not supported",
    ],
    ["nothing for an index", updateIndex("by-a", {}), "must be specified for index: by-a"],
  ]);

  refuses("provisioned", [
    [
      "the capacity that there is",
      capacity(5),
      "The provisioned throughput for the table will not change. The requested value equals the current value.",
    ],
    [
      "the mode and the capacity that there are",
      { BillingMode: "PROVISIONED", ...capacity(5) },
      "The provisioned throughput for the table will not change.",
    ],
    [
      "the capacity that an index has",
      updateIndex("by-a", capacity(5)),
      "The provisioned throughput for the index by-a will not change.",
    ],
    [
      "caps",
      caps(9),
      `${P}MaxReadRequestUnits for OnDemandThroughput cannot be specified when the table BillingMode is PROVISIONED`,
    ],
    [
      "caps of an index",
      updateIndex("by-a", caps(9)),
      "MaxReadRequestUnits for OnDemandThroughput for index : by-a cannot be specified",
    ],
  ]);

  it("answers with the old capacity, and has the new one when the table is ACTIVE", async () => {
    await emulated.table("capacity", provisioned);
    const answer = await emulated.update("capacity", capacity(7, 3));
    expect(answer).deep.include({
      TableStatus: "UPDATING",
      ProvisionedThroughput: { NumberOfDecreasesToday: 0, ReadCapacityUnits: 5, WriteCapacityUnits: 5 },
    });
    emulated.advance(REALISTIC.updateThroughputMs - 1);
    expect(await emulated.describe("capacity")).deep.equal(answer);
    emulated.advance(1);
    const { TableStatus, ProvisionedThroughput, WarmThroughput } = await emulated.describe("capacity");
    const at = emulated.db.clock.now() / 1_000;
    expect(TableStatus).equal("ACTIVE");
    expect(ProvisionedThroughput).deep.equal({
      NumberOfDecreasesToday: 1,
      ReadCapacityUnits: 7,
      WriteCapacityUnits: 3,
      LastIncreaseDateTime: at,
      LastDecreaseDateTime: at,
    });
    expect(WarmThroughput).deep.equal({ ReadUnitsPerSecond: 7, WriteUnitsPerSecond: 5, Status: "ACTIVE" });
  });

  it("changes the capacity of indexes, several in one request, while the table is ACTIVE", async () => {
    await emulated.table("index-capacity", withIndexes(provisioned, "a", "b"));
    const answer = await emulated.update("index-capacity", {
      GlobalSecondaryIndexUpdates: ["by-a", "by-b"].map((IndexName) => ({ Update: { IndexName, ...capacity(8) } })),
    });
    expect(answer["TableStatus"]).equal("ACTIVE");
    expect(await emulated.statuses("index-capacity")).deep.equal(["ACTIVE", "UPDATING", "UPDATING"]);
    await emulated.refuses(
      "UpdateTable",
      { TableName: "index-capacity", ...updateIndex("by-a", capacity(9)) },
      "ResourceInUseException",
      "Index is being updated. Table: index-capacity Index: by-a",
    );
    emulated.advance(REALISTIC.updateThroughputMs);
    expect(await emulated.statuses("index-capacity")).deep.equal(["ACTIVE", "ACTIVE", "ACTIVE"]);
    const { GlobalSecondaryIndexes } = await emulated.describe("index-capacity");
    expect((GlobalSecondaryIndexes as Json[])[1]).deep.nested.include({
      "ProvisionedThroughput.ReadCapacityUnits": 8,
    });
  });

  it("goes from on demand to provisioned with the capacity of every index, and loses its caps", async () => {
    await emulated.table("to-provisioned", { ...withIndexes(onDemand, "a"), ...caps(9) });
    const answer = await emulated.update("to-provisioned", {
      BillingMode: "PROVISIONED",
      ...capacity(5),
      ...updateIndex("by-a", capacity(4)),
    });
    expect(answer).deep.nested.include({
      TableStatus: "UPDATING",
      "BillingModeSummary.BillingMode": "PAY_PER_REQUEST",
      "ProvisionedThroughput.ReadCapacityUnits": 0,
    });
    emulated.advance(REALISTIC.switchToProvisionedMs - 1);
    expect((await emulated.describe("to-provisioned"))["TableStatus"]).equal("UPDATING");
    emulated.advance(1);
    const after = await emulated.describe("to-provisioned");
    expect(after).deep.nested.include({
      TableStatus: "ACTIVE",
      "BillingModeSummary.BillingMode": "PROVISIONED",
      "ProvisionedThroughput.ReadCapacityUnits": 5,
      "GlobalSecondaryIndexes[0].ProvisionedThroughput.WriteCapacityUnits": 4,
      "GlobalSecondaryIndexes[0].IndexStatus": "ACTIVE",
      "WarmThroughput.ReadUnitsPerSecond": 12_000,
    });
    expect(after).not.have.property("OnDemandThroughput");
  });

  it("goes from provisioned to on demand", async () => {
    await emulated.table("to-on-demand", withIndexes(provisioned, "a"));
    await emulated.update("to-on-demand", { BillingMode: "PAY_PER_REQUEST" });
    expect(await emulated.statuses("to-on-demand")).deep.equal(["UPDATING", "UPDATING"]);
    emulated.advance(REALISTIC.switchToOnDemandMs);
    expect(await emulated.statuses("to-on-demand")).deep.equal(["ACTIVE", "ACTIVE"]);
    expect(await emulated.describe("to-on-demand")).deep.nested.include({
      BillingModeSummary: {
        BillingMode: "PAY_PER_REQUEST",
        LastUpdateToPayPerRequestDateTime: emulated.db.clock.now() / 1_000,
      },
      "ProvisionedThroughput.ReadCapacityUnits": 0,
      "GlobalSecondaryIndexes[0].ProvisionedThroughput.ReadCapacityUnits": 0,
      "GlobalSecondaryIndexes[0].WarmThroughput.WriteUnitsPerSecond": 4_000,
    });
  });

  it("goes back to on demand faster than the first time", async () => {
    await emulated.table("back", onDemand);
    await emulated.update("back", { BillingMode: "PROVISIONED", ...capacity(5) });
    emulated.advance(REALISTIC.switchToProvisionedMs);
    await emulated.update("back", { BillingMode: "PAY_PER_REQUEST" });
    emulated.advance(REALISTIC.switchBackToOnDemandMs - 1);
    expect((await emulated.describe("back"))["TableStatus"]).equal("UPDATING");
    emulated.advance(1);
    expect(await emulated.describe("back")).deep.nested.include({
      TableStatus: "ACTIVE",
      "BillingModeSummary.BillingMode": "PAY_PER_REQUEST",
    });
  });

  it("answers UPDATING to the mode that the table has, which stays ACTIVE", async () => {
    expect((await emulated.update("on-demand", { BillingMode: "PAY_PER_REQUEST" }))["TableStatus"]).equal("UPDATING");
    expect((await emulated.describe("on-demand"))["TableStatus"]).equal("ACTIVE");
  });

  it("sets caps at once, one beside the other, and takes them away with -1", async () => {
    await emulated.table("caps", onDemand);
    const answer = await emulated.update("caps", caps(10));
    expect(answer).deep.include({ TableStatus: "ACTIVE", ...caps(10) });
    await emulated.update("caps", { OnDemandThroughput: { MaxWriteRequestUnits: 4 } });
    expect((await emulated.describe("caps"))["OnDemandThroughput"]).deep.equal({
      MaxReadRequestUnits: 10,
      MaxWriteRequestUnits: 4,
    });
    await emulated.update("caps", { OnDemandThroughput: { MaxReadRequestUnits: -1, MaxWriteRequestUnits: -1 } });
    expect(await emulated.describe("caps")).not.have.property("OnDemandThroughput");
  });

  it("sets the caps of an index, which is UPDATING for a while", async () => {
    await emulated.table("index-caps", withIndexes(onDemand, "a"));
    const answer = await emulated.update("index-caps", updateIndex("by-a", caps(10)));
    expect((answer["GlobalSecondaryIndexes"] as Json[])[0]).deep.include(caps(10));
    expect(await emulated.statuses("index-caps")).deep.equal(["ACTIVE", "UPDATING"]);
    emulated.advance(REALISTIC.updateThroughputMs);
    expect(await emulated.statuses("index-caps")).deep.equal(["ACTIVE", "ACTIVE"]);
  });

  it("warms up while the table is ACTIVE, and shows the old numbers meanwhile", async () => {
    await emulated.table("warm", withIndexes(onDemand, "a"));
    const before = { ReadUnitsPerSecond: 12_000, WriteUnitsPerSecond: 4_000, Status: "UPDATING" };
    const answer = await emulated.update("warm", warm(13_000));
    expect(answer).deep.include({ TableStatus: "ACTIVE", WarmThroughput: before });
    await emulated.update("warm", updateIndex("by-a", warm(14_000)));
    expect(await emulated.statuses("warm")).deep.equal(["ACTIVE", "ACTIVE"]);
    emulated.advance(REALISTIC.updateWarmThroughputMs - 1);
    expect((await emulated.describe("warm"))["WarmThroughput"]).deep.equal(before);
    emulated.advance(1);
    expect(await emulated.describe("warm")).deep.nested.include({
      WarmThroughput: { ReadUnitsPerSecond: 13_000, WriteUnitsPerSecond: 13_000, Status: "ACTIVE" },
      "GlobalSecondaryIndexes[0].WarmThroughput.ReadUnitsPerSecond": 14_000,
    });
  });

  it("warms up to what was asked last", async () => {
    await emulated.table("warmer", onDemand);
    await emulated.update("warmer", warm(13_000));
    emulated.advance(1_000);
    await emulated.update("warmer", warm(15_000));
    emulated.advance(REALISTIC.updateWarmThroughputMs - 1_000);
    expect((await emulated.describe("warmer"))["WarmThroughput"]).deep.include({ Status: "UPDATING" });
    emulated.advance(1_000);
    expect((await emulated.describe("warmer"))["WarmThroughput"]).deep.include({
      Status: "ACTIVE",
      ReadUnitsPerSecond: 15_000,
    });
  });
});
