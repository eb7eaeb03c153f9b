import { expect } from "chai";
import { REALISTIC } from "../../../../src/testing/control-plane/durations.js";
import { Emulated } from "../../../support/emulated.js";
import { definition } from "../../../support/table-requests.js";

const DAY_MS = 86_400_000;

interface Backups {
  readonly ContinuousBackupsStatus: string;
  readonly PointInTimeRecoveryDescription: Readonly<Record<string, number | string>>;
}

describe("the continuous backups of an emulated table", () => {
  let emulated: Emulated;

  before(async () => {
    emulated = await Emulated.start();
  });

  after(() => emulated.close());

  const asked = (TableName: string, enabled: boolean, days?: number) => ({
    TableName,
    PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: enabled, RecoveryPeriodInDays: days },
  });
  const backupsIn = ({ ContinuousBackupsDescription }: Record<string, unknown>) =>
    ContinuousBackupsDescription as Backups;
  const update = async (...what: Parameters<typeof asked>) =>
    backupsIn(await emulated.ask("UpdateContinuousBackups", asked(...what))).PointInTimeRecoveryDescription;
  const described = async (TableName: string) =>
    backupsIn(await emulated.ask("DescribeContinuousBackups", { TableName }));

  const OFF = { PointInTimeRecoveryStatus: "DISABLED" };

  it("are unknown, then unavailable, and ready only some time after the table", async () => {
    await emulated.ask("CreateTable", definition("young"));
    const refusal = () => emulated.refusal("UpdateContinuousBackups", asked("young", true));
    expect(await refusal()).to.equal("TableNotFoundException: Table not found: young");
    expect(await emulated.refusal("DescribeContinuousBackups", { TableName: "young" })).to.equal(
      "TableNotFoundException: Table not found: young",
    );
    const unavailable =
      "ContinuousBackupsUnavailableException: Backups are being enabled for the table: young. Please retry later";
    emulated.advance(REALISTIC.createTableMs / 2);
    expect(await refusal()).to.equal(unavailable);
    emulated.advance(REALISTIC.createTableMs / 2);
    expect((await emulated.describe("young"))["TableStatus"]).to.equal("ACTIVE");
    expect(await described("young")).to.deep.equal({
      ContinuousBackupsStatus: "DISABLED",
      PointInTimeRecoveryDescription: OFF,
    });
    emulated.advance(REALISTIC.backupsCooldownMs - 1);
    expect(await refusal()).to.equal(unavailable);
    emulated.advance(1);
    expect(await described("young")).to.deep.equal({
      ContinuousBackupsStatus: "ENABLED",
      PointInTimeRecoveryDescription: OFF,
    });
    await update("young", true);
  });

  it("can be restored to any time from when they were enabled until five minutes ago", async () => {
    await emulated.create("window");
    const { EarliestRestorableDateTime: start, ...others } = await update("window", true);
    expect(start).to.be.a("number");
    expect(others).to.deep.equal({
      PointInTimeRecoveryStatus: "ENABLED",
      RecoveryPeriodInDays: 35,
      LatestRestorableDateTime: start,
    });
    const windowAfter = async (ms: number) => {
      emulated.advance(ms);
      const { PointInTimeRecoveryDescription: now } = await described("window");
      return [now["EarliestRestorableDateTime"], now["LatestRestorableDateTime"]].map(
        (at) => Number(at) - Number(start),
      );
    };
    expect(await windowAfter(DAY_MS)).to.deep.equal([0, 86_400 - 300]);
    expect(await windowAfter(39 * DAY_MS)).to.deep.equal([5 * 86_400, 40 * 86_400 - 300]);
  });

  it("are kept for as long as was asked for, until they are switched off", async () => {
    await emulated.create("period");
    expect(await update("period", true, 7)).to.include({ RecoveryPeriodInDays: 7 });
    expect(await update("period", true)).to.include({ RecoveryPeriodInDays: 7 });
    for (const days of [35, 1]) expect(await update("period", true, days)).to.include({ RecoveryPeriodInDays: days });
    expect(await update("period", false)).to.deep.equal(OFF);
    expect(await update("period", false)).to.deep.equal(OFF);
    expect((await described("period")).ContinuousBackupsStatus).to.equal("ENABLED");
    expect(await update("period", true)).to.include({ RecoveryPeriodInDays: 35 });
  });

  it("start anew when they are switched off and on, and not when they are switched on again", async () => {
    await emulated.create("flap");
    const { EarliestRestorableDateTime: first } = await update("flap", true);
    emulated.advance(1_000);
    expect(await update("flap", true)).to.include({ EarliestRestorableDateTime: first });
    await update("flap", false);
    expect(await update("flap", true)).to.include({ EarliestRestorableDateTime: Number(first) + 1 });
  });

  it("are asked for by a whole request", async () => {
    await emulated.create("whole");
    for (const [request, says] of [
      [
        asked("whole", true, 0),
        "Value '0' at 'pointInTimeRecoverySpecification.recoveryPeriodInDays' failed to satisfy",
      ],
      [asked("whole", true, 36), "Member must have value less than or equal to 35"],
      [asked("whole", false, 7), "Invalid Request: Cannot specify RecoveryPeriodInDays when disabling"],
      [
        { TableName: "whole", PointInTimeRecoverySpecification: {} },
        "Value null at 'pointInTimeRecoverySpecification.pointInTimeRecoveryEnabled'",
      ],
      [{ TableName: "whole" }, "Value null at 'pointInTimeRecoverySpecification'"],
      [{}, "The parameter 'TableName' is required"],
    ] as const) {
      expect(await emulated.refusal("UpdateContinuousBackups", request))
        .to.match(/^ValidationException: /)
        .and.to.include(says);
    }
  });

  it("are switched on and off while the table is DELETING", async () => {
    await emulated.create("deleted");
    await emulated.ask("DeleteTable", { TableName: "deleted" });
    expect(await update("deleted", true)).to.include({ PointInTimeRecoveryStatus: "ENABLED" });
    expect(await update("deleted", false)).to.deep.equal(OFF);
    expect((await described("deleted")).PointInTimeRecoveryDescription).to.deep.equal(OFF);
    emulated.advance(REALISTIC.deleteTableMs);
    const missing = "TableNotFoundException: Table not found: deleted";
    expect(await emulated.refusal("UpdateContinuousBackups", asked("deleted", true))).to.equal(missing);
  });

  it("are those of a table that is there", async () => {
    const missing = "TableNotFoundException: Table not found: missing";
    expect(await emulated.refusal("DescribeContinuousBackups", { TableName: "missing" })).to.equal(missing);
    expect(await emulated.refusal("UpdateContinuousBackups", asked("missing", true))).to.equal(missing);
  });
});
