import { expect } from "chai";
import { REALISTIC } from "../../../../src/testing/control-plane/durations.js";
import type { Json } from "../../../../src/testing/control-plane/wire.js";
import { BackedUp } from "../../../support/backed-up.js";
import { global, key } from "../../../support/table-requests.js";

describe("CreateBackup", () => {
  let emulated: BackedUp;

  beforeEach(async () => {
    emulated = await BackedUp.start();
  });
  afterEach(() => emulated.close());

  it("makes a backup of type USER, which is AVAILABLE after its duration", async () => {
    await emulated.create("users", { StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_IMAGE" } });
    await emulated.put("users", "a");
    const { BackupDetails: details } = await emulated.ask("CreateBackup", {
      TableName: "users",
      BackupName: "nightly",
    });
    const { BackupArn, ...others } = details as Json;
    expect(BackupArn).to.match(/^arn:aws:dynamodb:us-east-1:000000000000:table\/users\/backup\/\d{14}-[0-9a-f]{8}$/);
    expect(others).to.deep.equal({
      BackupName: "nightly",
      BackupSizeBytes: 3,
      BackupStatus: "CREATING",
      BackupType: "USER",
      BackupCreationDateTime: emulated.seconds(),
    });
    emulated.advance(REALISTIC.createBackupMs);
    const { BackupDescription } = await emulated.ask("DescribeBackup", { BackupArn });
    const { BackupDetails, SourceTableDetails, SourceTableFeatureDetails } = BackupDescription as Record<string, Json>;
    expect(BackupDetails).to.deep.equal({ ...(details as Json), BackupStatus: "AVAILABLE" });
    expect(SourceTableDetails).to.include({ TableName: "users", ItemCount: 1, TableSizeBytes: 3 });
    expect(SourceTableFeatureDetails).to.deep.equal({
      StreamDescription: { StreamEnabled: true, StreamViewType: "NEW_IMAGE" },
    });
    const { BackupSummaries } = await emulated.ask("ListBackups", { TableName: "users" });
    expect(BackupSummaries).to.have.lengthOf(1);
  });

  it("is refused for a table that is not there, is new, or is being deleted, and for an invalid name", async () => {
    const refused = (TableName: string, error: string, says: string, BackupName = "nightly") =>
      emulated.refuses("CreateBackup", { TableName, BackupName }, error, says);
    await refused("nowhere", "TableNotFoundException", "Table not found: nowhere");
    await emulated.create("users");
    await refused("users", "ValidationException", "'backupName' failed to satisfy constraint", "no");
    await refused("users", "ValidationException", "'backupName' failed to satisfy constraint", "two words");
    await emulated.ask("DeleteTable", { TableName: "users" });
    await refused("users", "TableInUseException", "Table is being deleted: users");
    emulated.advance(REALISTIC.deleteTableMs);
    await emulated.ask("CreateTable", {
      TableName: "users",
      ...global(),
      KeySchema: key("pk"),
      BillingMode: "PAY_PER_REQUEST",
    });
    emulated.advance(REALISTIC.createTableWithIndexesMs);
    await refused("users", "ContinuousBackupsUnavailableException", "Backups are being enabled for the table: users");
  });
});

describe("DeleteBackup", () => {
  let emulated: BackedUp;

  beforeEach(async () => {
    emulated = await BackedUp.start();
  });
  afterEach(() => emulated.close());

  it("deletes a backup, and answers with its last description", async () => {
    await emulated.create("users");
    const [first, second] = [await emulated.backUp("users"), await emulated.backUp("users")];
    const { BackupDescription } = await emulated.ask("DeleteBackup", { BackupArn: first });
    expect((BackupDescription as Record<string, Json>)["BackupDetails"]).to.include({ BackupStatus: "DELETED" });
    const missing = `BackupNotFoundException: Backup not found: ${first}`;
    for (const operation of ["DeleteBackup", "DescribeBackup"])
      expect(await emulated.refusal(operation, { BackupArn: first })).to.equal(missing);
    const { BackupSummaries } = await emulated.ask("ListBackups", { ExclusiveStartBackupArn: first });
    expect((BackupSummaries as Json[]).map(({ BackupArn }) => BackupArn)).to.deep.equal([second]);
  });

  it("is refused while the backup is created or restored, for the backup of a deleted table, and in another account", async () => {
    const refused = (BackupArn: unknown, error: string, says: string) =>
      emulated.refuses("DeleteBackup", { BackupArn }, error, says);
    await emulated.create("users");
    await emulated.recover("users");
    const { BackupDetails } = await emulated.ask("CreateBackup", { TableName: "users", BackupName: "nightly" });
    const { BackupArn } = BackupDetails as Json;
    await refused(BackupArn, "BackupInUseException", "Backup is being created");
    emulated.advance(REALISTIC.createBackupMs);
    await emulated.ask("RestoreTableFromBackup", { BackupArn, TargetTableName: "copy" });
    await refused(BackupArn, "BackupInUseException", "Backup is being restored to a table");
    emulated.advance(REALISTIC.restoreTableMs);
    await emulated.ask("DeleteBackup", { BackupArn });
    await emulated.ask("DeleteTable", { TableName: "users" });
    emulated.advance(REALISTIC.deleteTableMs);
    const { BackupSummaries } = await emulated.ask("ListBackups", { BackupType: "SYSTEM" });
    const [{ BackupArn: final } = {}] = BackupSummaries as Json[];
    await refused(final, "ValidationException", "Backups of type SYSTEM cannot be deleted");
    const foreign = String(BackupArn).replace("000000000000", "111122223333");
    await refused(foreign, "AccessDeniedException", "Access is denied");
  });
});
