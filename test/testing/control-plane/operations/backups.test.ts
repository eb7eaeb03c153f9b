import { expect } from "chai";
import { REALISTIC } from "../../../../src/testing/control-plane/durations.js";
import type { Json } from "../../../../src/testing/control-plane/wire.js";
import { Emulated } from "../../../support/emulated.js";
import { tableArn } from "../../../support/table-requests.js";

const DAY_MS = 86_400_000;
const ALL = { BackupType: "ALL" };

describe("the backup of a deleted table", () => {
  let emulated: Emulated;

  beforeEach(async () => {
    emulated = await Emulated.start();
  });
  afterEach(() => emulated.close());

  const list = async (input: Json = ALL) => (await emulated.ask("ListBackups", input))["BackupSummaries"] as Json[];
  const recover = (TableName: string, PointInTimeRecoveryEnabled: boolean) =>
    emulated.ask("UpdateContinuousBackups", {
      TableName,
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled },
    });
  /** Deletes a table with point-in-time recovery, and returns its last description. */
  const remove = async (name: string) => {
    await emulated.create(name);
    await recover(name, true);
    const table = await emulated.describe(name);
    await emulated.ask("DeleteTable", { TableName: name });
    emulated.advance(REALISTIC.deleteTableMs);
    return table;
  };

  it("exists if the table had point-in-time recovery, as a SYSTEM backup of the table", async () => {
    const { TableId, KeySchema, CreationDateTime } = await remove("users");
    const now = emulated.db.clock.now() / 1_000;
    const [summary] = await list();
    const details = {
      BackupArn: summary?.["BackupArn"],
      BackupName: "users$DeletedTableBackup",
      BackupSizeBytes: 0,
      BackupStatus: "AVAILABLE",
      BackupType: "SYSTEM",
      BackupCreationDateTime: now,
      BackupExpiryDateTime: now + (35 * DAY_MS) / 1_000,
    };
    const table = { TableName: "users", TableId, TableArn: tableArn("users") };
    expect(details.BackupArn).match(
      /^arn:aws:dynamodb:us-east-1:000000000000:table\/users\/backup\/\d{14}-[0-9a-f]{8}$/,
    );
    expect(summary).deep.equal({ ...table, ...details });
    expect(await emulated.ask("DescribeBackup", { BackupArn: details.BackupArn })).deep.equal({
      BackupDescription: {
        BackupDetails: details,
        SourceTableDetails: {
          ...table,
          KeySchema,
          TableSizeBytes: 0,
          TableCreationDateTime: CreationDateTime,
          ProvisionedThroughput: { ReadCapacityUnits: 0, WriteCapacityUnits: 0 },
          ItemCount: 0,
          BillingMode: "PAY_PER_REQUEST",
        },
        SourceTableFeatureDetails: {},
      },
    });
  });

  it("does not exist before the table is gone, and expires after 35 days, also beside a new table of that name", async () => {
    await emulated.create("users");
    await recover("users", true);
    await emulated.ask("DeleteTable", { TableName: "users" });
    emulated.advance(REALISTIC.deleteTableMs - 1);
    expect(await list()).deep.equal([]);
    emulated.advance(1);
    const [{ BackupArn } = {}] = await list();
    await emulated.create("users");
    emulated.advance(35 * DAY_MS - REALISTIC.createTableWithIndexesMs - REALISTIC.backupsCooldownMs - 1);
    await emulated.ask("DescribeBackup", { BackupArn });
    emulated.advance(1);
    expect(await list()).deep.equal([]);
    const refusal = await emulated.refusal("DescribeBackup", { BackupArn });
    expect(refusal).equal(`BackupNotFoundException: Backup not found: ${BackupArn}`);
  });

  it("does not exist without point-in-time recovery, or if it is disabled before or during the deletion", async () => {
    for (const name of ["never", "before", "during"]) await emulated.create(name);
    for (const name of ["before", "during"]) await recover(name, true);
    await recover("before", false);
    for (const TableName of ["never", "before", "during"]) await emulated.ask("DeleteTable", { TableName });
    await recover("during", false);
    emulated.advance(REALISTIC.deleteTableMs);
    expect(await list()).deep.equal([]);
  });

  it("is listed by its type, its table and its time, page by page", async () => {
    for (const name of ["first", "second", "third"]) await remove(name);
    const namesOf = (summaries: readonly Json[]) => summaries.map(({ TableName }) => TableName);
    const [first, second] = await list();
    const created = second?.["BackupCreationDateTime"];
    expect(namesOf(await list())).deep.equal(["first", "second", "third"]);
    expect(namesOf(await list({ BackupType: "SYSTEM" }))).deep.equal(["first", "second", "third"]);
    for (const input of [{}, { BackupType: "USER" }, { BackupType: "AWS_BACKUP" }])
      expect(await list(input)).deep.equal([]);
    expect(namesOf(await list({ ...ALL, TableName: "second" }))).deep.equal(["second"]);
    expect(namesOf(await list({ ...ALL, TableName: tableArn("second") }))).deep.equal(["second"]);
    expect(namesOf(await list({ ...ALL, TimeRangeLowerBound: created }))).deep.equal(["second", "third"]);
    expect(namesOf(await list({ ...ALL, TimeRangeUpperBound: created }))).deep.equal(["first"]);
    const page = await emulated.ask("ListBackups", { ...ALL, Limit: 2 });
    expect(page["LastEvaluatedBackupArn"]).equal(second?.["BackupArn"]);
    const rest = await emulated.ask("ListBackups", {
      ...ALL,
      Limit: 2,
      ExclusiveStartBackupArn: second?.["BackupArn"],
    });
    expect(namesOf(rest["BackupSummaries"] as Json[])).deep.equal(["third"]);
    expect(rest).not.have.property("LastEvaluatedBackupArn");
    expect(await list({ ...ALL, TableName: "nowhere" })).deep.equal([]);
    expect(first?.["BackupArn"]).not.equal(second?.["BackupArn"]);
  });

  it("is asked for by a valid request", async () => {
    for (const [operation, input, says] of [
      ["ListBackups", { BackupType: "BOGUS" }, "Value 'BOGUS' at 'backupType' failed to satisfy constraint"],
      ["ListBackups", { Limit: 101 }, "Member must have value less than or equal to 100"],
      [
        "ListBackups",
        { TimeRangeLowerBound: 2, TimeRangeUpperBound: 1 },
        "Time range lower bound must be less than or equal to upper bound",
      ],
      ["DescribeBackup", {}, "Value null at 'backupArn'"],
    ] as const)
      await emulated.refuses(operation, input, "ValidationException", says);
  });
});
