import { expect } from "chai";
import { REALISTIC } from "../../../../src/testing/control-plane/durations.js";
import type { Json } from "../../../../src/testing/control-plane/wire.js";
import { BackedUp } from "../../../support/backed-up.js";
import { global, index, key, tableArn } from "../../../support/table-requests.js";

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

describe("RestoreTableToPointInTime", () => {
  let emulated: BackedUp;

  beforeEach(async () => {
    emulated = await BackedUp.start();
  });
  afterEach(() => emulated.close());

  const refused = (input: object, error: string, says: string) =>
    emulated.refuses("RestoreTableToPointInTime", { TargetTableName: "copy", ...input }, error, says);

  it("creates a table with the items at the end of a second, and the settings of now", async () => {
    await emulated.create("users");
    await emulated.put("users", "before");
    await emulated.recover("users");
    emulated.advance(1_000);
    await emulated.put("users", "good");
    const time = emulated.seconds();
    emulated.advance(1_000);
    await emulated.put("users", "bad");
    await emulated.ask("DeleteItem", { TableName: "users", Key: { pk: { S: "before" } } });
    await emulated.ask("UpdateTable", { TableName: "users", OnDemandThroughput: { MaxReadRequestUnits: 5 } });
    emulated.advance(10 * MINUTE_MS);
    const answer = await emulated.restoreTime("users", "copy", time);
    expect(answer["RestoreSummary"]).to.deep.equal({
      SourceTableArn: tableArn("users"),
      RestoreDateTime: time,
      RestoreInProgress: true,
    });
    expect(await emulated.keysIn("copy")).to.deep.equal(["before", "good"]);
    expect(await emulated.describe("copy")).to.deep.include({ OnDemandThroughput: { MaxReadRequestUnits: 5 } });
    await emulated.restoreTime("users", "first", time - 1);
    expect(await emulated.keysIn("first")).to.deep.equal(["before"]);
    expect(await emulated.keysIn("users")).to.deep.equal(["bad", "good"]);
  });

  it("restores to the latest time, five minutes ago, also by the ARN of the table", async () => {
    await emulated.create("users");
    await emulated.recover("users");
    await emulated.put("users", "early");
    emulated.advance(2 * MINUTE_MS);
    await emulated.put("users", "late");
    emulated.advance(4 * MINUTE_MS);
    const input = { SourceTableArn: tableArn("users"), TargetTableName: "copy", UseLatestRestorableTime: true };
    await emulated.restored("RestoreTableToPointInTime", input);
    expect(await emulated.keysIn("copy")).to.deep.equal(["early"]);
    await emulated.restored("RestoreTableToPointInTime", { ...input, TargetTableName: "later" });
    expect(await emulated.keysIn("later")).to.deep.equal(["early", "late"]);
  });

  it("contains indexes that were added later, and none that were deleted", async () => {
    await emulated.create("users", global());
    await emulated.recover("users");
    await emulated.put("users", "a", { a: { S: "1" }, b: { S: "1" } });
    const time = emulated.seconds();
    const change = async (members: object) => {
      await emulated.ask("UpdateTable", { TableName: "users", GlobalSecondaryIndexUpdates: [members] });
      emulated.advance(REALISTIC.allocateIndexMs + REALISTIC.backfillIndexMs);
    };
    await change({ Delete: { IndexName: "by-a" } });
    await emulated.ask("UpdateTable", {
      TableName: "users",
      AttributeDefinitions: [{ AttributeName: "b", AttributeType: "S" }],
      GlobalSecondaryIndexUpdates: [{ Create: index("by-b", key("b")) }],
    });
    emulated.advance(REALISTIC.allocateIndexMs + REALISTIC.backfillIndexMs);
    await emulated.restoreTime("users", "copy", time);
    const indexes = (await emulated.describe("copy"))["GlobalSecondaryIndexes"] as Json[];
    expect(indexes.map(({ IndexName }) => IndexName)).to.deep.equal(["by-b"]);
    expect(await emulated.keysIn("copy", "by-b")).to.deep.equal(["a"]);
  });

  it("restores a table of another region, with an override of the encryption", async () => {
    await emulated.create("users");
    await emulated.put("users", "a");
    await emulated.recover("users");
    const inEurope = (operation: string, input: object) => emulated.dynamodb.send(operation, input, "eu-west-1");
    const input = { SourceTableArn: tableArn("users"), TargetTableName: "copy", UseLatestRestorableTime: true };
    const { message } = await inEurope("RestoreTableToPointInTime", input);
    expect(message).to.include("SSESpecificationOverride is required");
    await inEurope("RestoreTableToPointInTime", { ...input, SSESpecificationOverride: { Enabled: false } });
    emulated.advance(REALISTIC.restoreTableMs);
    expect((await inEurope("Scan", { TableName: "copy" })).body["Items"]).to.deep.equal([{ pk: { S: "a" } }]);
  });

  it("is refused for a time that cannot be restored", async () => {
    await emulated.create("users");
    const since = emulated.seconds();
    await emulated.recover("users", true, { RecoveryPeriodInDays: 1 });
    const at = (RestoreDateTime: number) => ({ SourceTableName: "users", RestoreDateTime });
    await refused(at(Math.floor(since) - 1), "InvalidRestoreTimeException", "RestoreDateTime must be between");
    await refused(at(since + 1), "InvalidRestoreTimeException", "");
    emulated.advance(2 * DAY_MS);
    await refused(at(since + 60), "InvalidRestoreTimeException", "");
    await refused(at(emulated.seconds() - 200), "InvalidRestoreTimeException", "");
    await emulated.restoreTime("users", "copy", emulated.seconds() - 300);
  });

  it("is refused without point-in-time recovery, for a table that is not there, and for an incomplete request", async () => {
    const latest = { UseLatestRestorableTime: true };
    await refused({ SourceTableName: "users", ...latest }, "TableNotFoundException", "Table not found: users");
    await emulated.create("users");
    const unavailable = "PointInTimeRecoveryUnavailableException";
    await refused({ SourceTableName: "users", ...latest }, unavailable, "Point in time recovery is not enabled");
    await emulated.recover("users");
    await emulated.recover("users", false);
    await refused({ SourceTableName: "users", ...latest }, unavailable, "'users'");
    await emulated.recover("users");
    await refused(latest, "ValidationException", "Exactly one of SourceTableName and SourceTableArn");
    await refused({ SourceTableName: "users" }, "ValidationException", "Exactly one of RestoreDateTime and");
    const both = { SourceTableName: "users", RestoreDateTime: emulated.seconds(), ...latest };
    await refused(both, "ValidationException", "Exactly one of RestoreDateTime and");
    const arn = { SourceTableArn: `${tableArn("users")}/index/x`, ...latest };
    await refused(arn, "ValidationException", "Invalid SourceTableArn");
    const warm = [index("by-a", key("a"), { WarmThroughput: { ReadUnitsPerSecond: 12_000 } })];
    const indexes = { SourceTableName: "users", ...latest, GlobalSecondaryIndexOverride: warm };
    await refused(indexes, "ValidationException", "WarmThroughput is not supported");
  });

  it("forgets what was before, when point-in-time recovery is disabled and enabled again", async () => {
    await emulated.create("users");
    await emulated.recover("users");
    await emulated.put("users", "a");
    const time = emulated.seconds();
    emulated.advance(10 * MINUTE_MS);
    await emulated.recover("users", false);
    await emulated.recover("users");
    await refused({ SourceTableName: "users", RestoreDateTime: time }, "InvalidRestoreTimeException", "");
  });
});
