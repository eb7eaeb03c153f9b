import { expect } from "chai";
import { REALISTIC } from "../../../../src/testing/control-plane/durations.js";
import { Emulated } from "../../../support/emulated.js";
import { definition, tableArn } from "../../../support/table-requests.js";

const FIXED_INTERVAL = "ValidationException: Time to live has been modified multiple times within a fixed interval";

describe("the time to live of an emulated table", () => {
  let emulated: Emulated;

  before(async () => {
    emulated = await Emulated.start();
  });

  after(() => emulated.close());

  const asked = (TableName: string, Enabled: boolean, AttributeName = "ttl") => ({
    TableName,
    TimeToLiveSpecification: { Enabled, AttributeName },
  });
  const update = (...what: Parameters<typeof asked>) => emulated.ask("UpdateTimeToLive", asked(...what));
  const refusal = (...what: Parameters<typeof asked>) => emulated.refusal("UpdateTimeToLive", asked(...what));
  const described = async (TableName: string) => {
    const { TimeToLiveDescription } = await emulated.ask("DescribeTimeToLive", { TableName });
    return TimeToLiveDescription;
  };

  it("goes through ENABLING and DISABLING, and forgets its attribute", async () => {
    await emulated.create("lifecycle");
    expect(await described("lifecycle")).to.deep.equal({ TimeToLiveStatus: "DISABLED" });
    expect(await update("lifecycle", true)).to.deep.equal({
      TimeToLiveSpecification: { Enabled: true, AttributeName: "ttl" },
    });
    expect(await described("lifecycle")).to.deep.equal({ TimeToLiveStatus: "ENABLING", AttributeName: "ttl" });
    emulated.advance(REALISTIC.updateTimeToLiveMs);
    expect(await described("lifecycle")).to.deep.equal({ TimeToLiveStatus: "ENABLED", AttributeName: "ttl" });
    emulated.advance(REALISTIC.timeToLiveCooldownMs);
    await update("lifecycle", false);
    expect(await described("lifecycle")).to.deep.equal({ TimeToLiveStatus: "DISABLING", AttributeName: "ttl" });
    emulated.advance(REALISTIC.updateTimeToLiveMs);
    expect(await described("lifecycle")).to.deep.equal({ TimeToLiveStatus: "DISABLED" });
  });

  it("is locked for half an hour after a change", async () => {
    await emulated.create("interval");
    await update("interval", true);
    emulated.advance(REALISTIC.timeToLiveCooldownMs - 1);
    expect(await refusal("interval", false)).to.equal(FIXED_INTERVAL);
    emulated.advance(1);
    await update("interval", false);
    expect(await refusal("interval", true)).to.equal(FIXED_INTERVAL);
  });

  it("is not made what it is, whenever that is asked for", async () => {
    await emulated.create("same");
    expect(await refusal("same", false)).to.equal("ValidationException: TimeToLive is already disabled");
    await update("same", true);
    for (let time = 0; time < 2; time++) {
      expect(await refusal("same", true)).to.equal("ValidationException: TimeToLive is already enabled");
      for (const enabled of [true, false]) {
        expect(await refusal("same", enabled, "other")).to.equal(
          "ValidationException: TimeToLive is active on a different AttributeName: current AttributeName is ttl",
        );
      }
      emulated.advance(REALISTIC.timeToLiveCooldownMs);
    }
    await update("same", false);
    expect(await refusal("same", false)).to.include("TimeToLive is already disabled");
  });

  it("is not known of a table at first, and then not to be changed, while the table is created", async () => {
    await emulated.ask("CreateTable", definition("young"));
    const creating =
      "ValidationException: Cannot describe time to live while table is in CREATING state: Current table state is CREATING";
    expect(await refusal("young", true)).to.equal(
      "ResourceNotFoundException: Requested resource not found: Table: young not found",
    );
    expect(await emulated.refusal("DescribeTimeToLive", { TableName: "young" })).to.equal(creating);
    emulated.advance(REALISTIC.createTableMs / 2);
    expect(await refusal("young", true)).to.equal(
      "ResourceInUseException: Attempt to change a resource which is still in use: Table young is being created",
    );
    expect(await emulated.refusal("DescribeTimeToLive", { TableName: "young" })).to.equal(creating);
    emulated.advance(REALISTIC.createTableMs / 2);
    await update("young", true);
  });

  it("is gone with the table, and a new one of the name has none", async () => {
    await emulated.create("old");
    await update("old", true);
    await emulated.ask("DeleteTable", { TableName: "old" });
    expect(await emulated.refusal("DescribeTimeToLive", { TableName: "old" })).to.include(
      "Cannot describe time to live while table is in DELETING state",
    );
    expect(await refusal("old", false)).to.include("ResourceNotFoundException");
    emulated.advance(REALISTIC.deleteTableMs);
    expect(await emulated.refusal("DescribeTimeToLive", { TableName: "old" })).to.equal(
      "ResourceNotFoundException: Requested resource not found: Table: old not found",
    );
    await emulated.create("old");
    emulated.advance(REALISTIC.updateTimeToLiveMs);
    expect(await described("old")).to.deep.equal({ TimeToLiveStatus: "DISABLED" });
  });

  it("can be changed at once in a new table of the same name", async () => {
    await emulated.create("again");
    await update("again", true);
    await emulated.ask("DeleteTable", { TableName: "again" });
    emulated.advance(REALISTIC.deleteTableMs);
    await emulated.create("again");
    await update("again", true);
  });

  it("cannot be changed while a replica is CREATING", async () => {
    await emulated.create("replicated");
    const ReplicaUpdates = [{ Create: { RegionName: "eu-west-1" } }];
    await emulated.ask("UpdateTable", { TableName: "replicated", ReplicaUpdates });
    expect(await refusal("replicated", true)).to.include("not allowed while the replica is being added");
    emulated.advance(REALISTIC.createReplicaMs);
    await update("replicated", true);
  });

  it("is asked for by a whole request, with the table's name or ARN", async () => {
    await emulated.create("named");
    await update(tableArn("named"), true);
    expect(await described(tableArn("named"))).to.include({ TimeToLiveStatus: "ENABLING" });
    for (const [specification, says] of [
      [{ Enabled: true }, "Value null at 'timeToLiveSpecification.attributeName'"],
      [{ AttributeName: "ttl" }, "Value null at 'timeToLiveSpecification.enabled'"],
      [{ Enabled: true, AttributeName: "" }, "Member must have length greater than or equal to 1"],
      [{ Enabled: true, AttributeName: "t".repeat(256) }, "Member must have length less than or equal to 255"],
      [undefined, "Value null at 'timeToLiveSpecification' failed to satisfy constraint: Member must not be null"],
    ] as const) {
      const request = { TableName: "named", TimeToLiveSpecification: specification };
      expect(await emulated.refusal("UpdateTimeToLive", request)).to.include(says);
    }
    expect(await emulated.refusal("DescribeTimeToLive")).to.include("The parameter 'TableName' is required");
  });
});
