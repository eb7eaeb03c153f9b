import { expect } from "chai";
import { MAX_RESTORES } from "../../../../src/dynamodb/limits.js";
import { REALISTIC } from "../../../../src/testing/control-plane/durations.js";
import type { Json } from "../../../../src/testing/control-plane/wire.js";
import { BackedUp } from "../../../support/backed-up.js";
import { global, index, key, local, on, searchSchema, tableArn, vectorIndex } from "../../../support/table-requests.js";

const KEY_ARN = "arn:aws:kms:us-east-1:000000000000:key/";
const PROVISIONED = {
  BillingMode: "PROVISIONED",
  ProvisionedThroughput: { ReadCapacityUnits: 3, WriteCapacityUnits: 2 },
};

describe("RestoreTableFromBackup", () => {
  let emulated: BackedUp;

  beforeEach(async () => {
    emulated = await BackedUp.start();
  });
  afterEach(() => emulated.close());

  it("creates a table with the items of the moment of the backup", async () => {
    await emulated.create("users", global());
    await emulated.put("users", "kept", { a: { S: "1" } });
    const arn = await emulated.backUp("users");
    const created = emulated.seconds() - REALISTIC.createBackupMs / 1_000;
    await emulated.put("users", "late", { a: { S: "1" } });
    const { TableDescription } = await emulated.ask("RestoreTableFromBackup", {
      BackupArn: arn,
      TargetTableName: "copy",
    });
    const summary = { SourceBackupArn: arn, SourceTableArn: tableArn("users"), RestoreDateTime: created };
    expect(TableDescription).to.include({ TableName: "copy", TableStatus: "CREATING", TableArn: tableArn("copy") });
    expect((TableDescription as Json)["RestoreSummary"]).to.deep.equal({ ...summary, RestoreInProgress: true });
    await emulated.refuses("Scan", { TableName: "copy" }, "ResourceNotFoundException", "");
    await emulated.refuses("DeleteTable", { TableName: "copy" }, "ResourceInUseException", "is being created");
    emulated.advance(REALISTIC.restoreTableMs - 1);
    expect(await emulated.describe("copy")).to.include({ TableStatus: "CREATING" });
    emulated.advance(1);
    const copy = await emulated.describe("copy");
    expect(copy).to.include({ TableStatus: "ACTIVE", ItemCount: 1 });
    expect(copy["RestoreSummary"]).to.deep.equal({ ...summary, RestoreInProgress: false });
    expect([await emulated.keysIn("copy"), await emulated.keysIn("copy", "by-a")]).to.deep.equal([["kept"], ["kept"]]);
    await emulated.put("copy", "own");
    expect([await emulated.keysIn("copy"), await emulated.keysIn("users")]).to.deep.equal([
      ["kept", "own"],
      ["kept", "late"],
    ]);
  });

  it("keeps keys, indexes, billing, throughput and encryption, and drops all other settings", async () => {
    await emulated.create("users", {
      ...PROVISIONED,
      ...global({ ProvisionedThroughput: { ReadCapacityUnits: 9, WriteCapacityUnits: 8 } }),
      SSESpecification: { Enabled: true, SSEType: "KMS" },
      StreamSpecification: { StreamEnabled: true, StreamViewType: "KEYS_ONLY" },
      TableClass: "STANDARD_INFREQUENT_ACCESS",
      DeletionProtectionEnabled: true,
      Tags: [{ Key: "team", Value: "a" }],
      ResourcePolicy: '{"Version":"2012-10-17"}',
    });
    await emulated.ask("UpdateTimeToLive", {
      TableName: "users",
      TimeToLiveSpecification: { Enabled: true, AttributeName: "ttl" },
    });
    await emulated.recover("users");
    await emulated.restoreBackup(await emulated.backUp("users"), "copy");
    const [users, copy] = [await emulated.describe("users"), await emulated.describe("copy")];
    for (const kept of ["KeySchema", "AttributeDefinitions", "ProvisionedThroughput", "SSEDescription"])
      expect(copy[kept], kept).to.deep.equal(users[kept]);
    const [byA] = copy["GlobalSecondaryIndexes"] as Json[];
    expect(byA).to.deep.include({ IndexName: "by-a", IndexStatus: "ACTIVE" });
    expect(byA?.["ProvisionedThroughput"]).to.include({ ReadCapacityUnits: 9, WriteCapacityUnits: 8 });
    expect(copy).not.to.have.any.keys("StreamSpecification", "TableClassSummary", "BillingModeSummary");
    expect(copy["DeletionProtectionEnabled"]).to.equal(false);
    expect(await emulated.ask("ListTagsOfResource", { ResourceArn: tableArn("copy") })).to.deep.equal({ Tags: [] });
    expect(await emulated.refusal("GetResourcePolicy", { ResourceArn: tableArn("copy") })).to.match(/^PolicyNotFound/);
    const { TimeToLiveDescription } = await emulated.ask("DescribeTimeToLive", { TableName: "copy" });
    expect(TimeToLiveDescription).to.deep.equal({ TimeToLiveStatus: "DISABLED" });
    const { ContinuousBackupsDescription } = await emulated.ask("DescribeContinuousBackups", { TableName: "copy" });
    expect(ContinuousBackupsDescription).to.deep.nested.include({
      "PointInTimeRecoveryDescription.PointInTimeRecoveryStatus": "DISABLED",
    });
  });

  it("keeps the maximum throughput on demand", async () => {
    const bounds = { MaxReadRequestUnits: 7, MaxWriteRequestUnits: 6 };
    await emulated.create("users", { OnDemandThroughput: bounds });
    await emulated.restoreBackup(await emulated.backUp("users"), "copy");
    expect(await emulated.describe("copy")).to.deep.include({ OnDemandThroughput: bounds });
  });

  it("overrides billing, throughput, encryption and indexes", async () => {
    await emulated.create("users", { ...global(), OnDemandThroughput: { MaxReadRequestUnits: 7 } });
    await emulated.put("users", "a", { a: { S: "1" } });
    const arn = await emulated.backUp("users");
    const capacity = PROVISIONED.ProvisionedThroughput;
    await emulated.restoreBackup(arn, "provisioned", {
      BillingModeOverride: "PROVISIONED",
      ProvisionedThroughputOverride: capacity,
      GlobalSecondaryIndexOverride: [index("by-a", key("a"), { ProvisionedThroughput: capacity })],
      SSESpecificationOverride: { Enabled: true, SSEType: "KMS", KMSMasterKeyId: "my-key" },
    });
    const provisioned = await emulated.describe("provisioned");
    expect(provisioned["ProvisionedThroughput"]).to.include(capacity);
    expect(provisioned["SSEDescription"]).to.include({ KMSMasterKeyArn: `${KEY_ARN}my-key` });
    expect(provisioned).not.to.have.any.keys("BillingModeSummary", "OnDemandThroughput");
    await emulated.restoreBackup(await emulated.backUp("provisioned"), "on-demand", {
      BillingModeOverride: "PAY_PER_REQUEST",
      OnDemandThroughputOverride: { MaxWriteRequestUnits: 5 },
      GlobalSecondaryIndexOverride: [],
    });
    const onDemand = await emulated.describe("on-demand");
    expect(onDemand["OnDemandThroughput"]).to.deep.equal({ MaxWriteRequestUnits: 5 });
    expect(onDemand).not.to.have.property("GlobalSecondaryIndexes");
    expect(onDemand["AttributeDefinitions"]).to.deep.equal([{ AttributeName: "pk", AttributeType: "S" }]);
    expect(await emulated.keysIn("on-demand")).to.deep.equal(["a"]);
  });

  it("leaves local secondary indexes out, with the sizes of their partitions", async () => {
    await emulated.create("users", local(key("pk", "/", "a"), key("pk", "/", "a")));
    await emulated.put("users", "a", { sk: { S: "1" }, a: { S: "2" } });
    const arn = await emulated.backUp("users");
    await emulated.restoreBackup(arn, "one", { LocalSecondaryIndexOverride: [index("local-1", key("pk", "/", "a"))] });
    await emulated.restoreBackup(arn, "none", { LocalSecondaryIndexOverride: [] });
    expect((await emulated.describe("one"))["LocalSecondaryIndexes"]).to.have.lengthOf(1);
    expect(await emulated.describe("none")).not.to.have.property("LocalSecondaryIndexes");
    expect([
      await emulated.keysIn("one"),
      await emulated.keysIn("one", "local-1"),
      await emulated.keysIn("none"),
    ]).to.deep.equal([["a"], ["a"], ["a"]]);
  });

  it("is refused for invalid overrides", async () => {
    await emulated.create("users", global());
    const BackupArn = await emulated.backUp("users");
    for (const [overrides, says] of [
      [{ BillingModeOverride: "PROVISIONED" }, "ReadCapacityUnits and WriteCapacityUnits must both be specified"],
      [
        { BillingModeOverride: "PROVISIONED", ProvisionedThroughputOverride: PROVISIONED.ProvisionedThroughput },
        "ProvisionedThroughput is not specified for index: by-a",
      ],
      [{ ProvisionedThroughputOverride: PROVISIONED.ProvisionedThroughput }, "Neither ReadCapacityUnits nor"],
      [
        { GlobalSecondaryIndexOverride: [index("by-b", key("a"))] },
        "does not match an index of the source table: by-b",
      ],
      [{ GlobalSecondaryIndexOverride: [index("by-a", key("pk"))] }, "does not match an index of the source table"],
      [{ LocalSecondaryIndexOverride: [index("by-c", key("pk", "/", "c"))] }, "does not match an index"],
      [{ OnDemandThroughputOverride: {} }, "OnDemandThroughputOverride requires"],
      [{ SSESpecificationOverride: { Enabled: true, KMSMasterKeyId: "k" } }, "SSEType KMS is required"],
      [{ VectorIndexOverride: [vectorIndex("by-v")] }, "does not match an index of the source table: by-v"],
    ] as const) {
      const input = { BackupArn, TargetTableName: "copy", ...overrides };
      await emulated.refuses("RestoreTableFromBackup", input, "ValidationException", says);
    }
  });

  it("restores the vector indexes of the backup, or those that the request has", async () => {
    const indexes = [vectorIndex("by-v", searchSchema("shop", "lang")), vectorIndex("by-v2")];
    await emulated.create("users", { ...on("pk", "shop", "lang"), VectorIndexes: indexes });
    const BackupArn = await emulated.backUp("users");
    const { BackupDescription } = await emulated.ask("DescribeBackup", { BackupArn });
    expect(BackupDescription).to.deep.nested.include({ "SourceTableFeatureDetails.VectorIndexes": indexes });
    const restored = async (TargetTableName: string, overrides: object = {}) => {
      await emulated.ask("RestoreTableFromBackup", { BackupArn, TargetTableName, ...overrides });
      emulated.advance(REALISTIC.restoreTableMs);
      const { VectorIndexes = [], AttributeDefinitions } = await emulated.describe(TargetTableName);
      const states = (VectorIndexes as Json[]).map(({ IndexName, IndexStatus }) => `${IndexName} ${IndexStatus}`);
      return [...states, ...(AttributeDefinitions as Json[]).map(({ AttributeName }) => AttributeName)];
    };
    expect(await restored("all")).to.deep.equal(["by-v ACTIVE", "by-v2 ACTIVE", "lang", "pk", "shop"]);
    expect(await restored("one", { VectorIndexOverride: [indexes[1]] })).to.deep.equal(["by-v2 ACTIVE", "pk"]);
    expect(await restored("none", { VectorIndexOverride: [] })).to.deep.equal(["pk"]);
    const changed = { VectorIndexOverride: [vectorIndex("by-v2", { DistanceFunction: "EUCLIDEAN" })] };
    const input = { BackupArn, TargetTableName: "copy", ...changed };
    await emulated.refuses("RestoreTableFromBackup", input, "ValidationException", "does not match an index");
  });

  it("is refused for a backup that is not there, and for a table that is", async () => {
    await emulated.create("users");
    const arn = await emulated.backUp("users");
    const refused = (BackupArn: string, TargetTableName: string, error: string, says: string) =>
      emulated.refuses("RestoreTableFromBackup", { BackupArn, TargetTableName }, error, says);
    await refused(`${arn.slice(0, -1)}x`, "copy", "BackupNotFoundException", "Backup not found: ");
    await refused(arn, "users", "TableAlreadyExistsException", "Table already exists: users");
    await emulated.ask("RestoreTableFromBackup", { BackupArn: arn, TargetTableName: "copy" });
    await refused(arn, "copy", "TableInUseException", "Table is being created: copy");
    await emulated.ask("DeleteTable", { TableName: "users" });
    await refused(arn, "users", "TableInUseException", "Table is being deleted: users");
    await refused(arn.replace("us-east-1", "eu-west-1"), "copy", "BackupNotFoundException", "Backup not found: ");
  });

  it(`is refused while ${MAX_RESTORES} tables are restored`, async () => {
    await emulated.create("users");
    const BackupArn = await emulated.backUp("users");
    for (let n = 0; n < MAX_RESTORES; n++)
      await emulated.ask("RestoreTableFromBackup", { BackupArn, TargetTableName: `copy-${n}` });
    const input = { BackupArn, TargetTableName: "more" };
    await emulated.refuses("RestoreTableFromBackup", input, "LimitExceededException", `Only ${MAX_RESTORES} tables`);
    emulated.advance(REALISTIC.restoreTableMs);
    await emulated.ask("RestoreTableFromBackup", input);
  });

  it("restores a deleted table from its last backup", async () => {
    await emulated.create("users", global());
    await emulated.recover("users");
    await emulated.put("users", "a", { a: { S: "1" } });
    await emulated.ask("DeleteTable", { TableName: "users" });
    emulated.advance(REALISTIC.deleteTableMs);
    const { BackupSummaries } = await emulated.ask("ListBackups", { BackupType: "SYSTEM" });
    const [{ BackupArn } = {}] = BackupSummaries as Json[];
    await emulated.restoreBackup(String(BackupArn), "users");
    expect([await emulated.keysIn("users"), await emulated.keysIn("users", "by-a")]).to.deep.equal([["a"], ["a"]]);
  });

  it("restores to another region, with an override of the encryption", async () => {
    await emulated.create("users");
    await emulated.put("users", "a");
    const BackupArn = await emulated.backUp("users");
    const inEurope = (operation: string, input: object) => emulated.dynamodb.send(operation, input, "eu-west-1");
    const input = { BackupArn, TargetTableName: "users" };
    expect((await inEurope("RestoreTableFromBackup", input)).message).to.include(
      "SSESpecificationOverride is required",
    );
    const override = { SSESpecificationOverride: { Enabled: false } };
    const { error, body } = await inEurope("RestoreTableFromBackup", { ...input, ...override });
    expect(error).to.equal(undefined);
    expect(body["TableDescription"]).to.include({ TableArn: tableArn("users").replace("us-east-1", "eu-west-1") });
    emulated.advance(REALISTIC.restoreTableMs);
    expect((await inEurope("Scan", { TableName: "users" })).body["Items"]).to.deep.equal([{ pk: { S: "a" } }]);
  });
});
