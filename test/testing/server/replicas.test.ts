import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { REALISTIC } from "../../../src/testing/control-plane/durations.js";
import type { Json } from "../../../src/testing/control-plane/wire.js";
import { StateFile } from "../../../src/testing/server/state/state-file.js";
import { addIndex, deleteIndex } from "../../support/emulated-tables.js";
import { indexed } from "../../support/item-tables.js";
import { Regions } from "../../support/regions.js";
import { tableArn } from "../../support/table-requests.js";

const [A, B, C] = ["us-east-1", "eu-west-1", "ap-south-1"] as const;
const item = { pk: { S: "p" }, sk: { N: "1" }, gpk: { S: "g" } };

describe("the tables of replicas", () => {
  let regions: Regions;

  beforeEach(() => {
    regions = new Regions({ latency: "realistic" });
    regions.ask(A, "CreateTable", indexed);
    regions.now += REALISTIC.createTableWithIndexesMs;
  });

  const update = (region: string, change: object) =>
    regions.ask(region, "UpdateTable", { TableName: "indexed", ...change })["TableDescription"] as Json;
  const act = (region: string, action: "Create" | "Update" | "Delete", RegionName: string, settings: object = {}) =>
    update(region, { ReplicaUpdates: [{ [action]: { RegionName, ...settings } }] });

  function add(from: string, region: string, settings: object = {}): void {
    act(from, "Create", region, settings);
    regions.now += REALISTIC.createReplicaMs;
  }

  const table = (region: string): Json => {
    const found = regions.describe(region, "indexed");
    if (!found) throw new Error(`no table in ${region}`);
    return found;
  };
  /** The status of the table in a region, and of the others as it describes them. */
  const status = (region: string) => {
    const found = regions.describe(region, "indexed");
    const replicas = found?.["Replicas"] as Json[] | undefined;
    return [
      found?.["TableStatus"],
      ...(replicas ?? []).map(({ RegionName, ReplicaStatus }) => `${RegionName} ${ReplicaStatus}`),
    ];
  };

  it("have every state of their creation and of their deletion", () => {
    regions.ask(A, "PutItem", { TableName: "indexed", Item: item });
    act(A, "Create", B);
    expect(status(A)).to.deep.equal(["UPDATING", `${B} CREATING`]);
    expect(status(B)).to.deep.equal(["CREATING", `${A} ACTIVE`]);
    expect(regions.refusal(B, "Scan", { TableName: "indexed" })).to.match(/^ResourceNotFoundException/);
    expect(regions.refusal(B, "DeleteTable", { TableName: "indexed" })).to.match(/^ResourceInUseException/);
    regions.now += REALISTIC.createReplicaMs - 1;
    expect(status(B)).to.deep.equal(["CREATING", `${A} ACTIVE`]);
    regions.now += 1;
    expect(status(A)).to.deep.equal(["ACTIVE", `${B} ACTIVE`]);
    expect(status(B)).to.deep.equal(["ACTIVE", `${A} ACTIVE`]);
    expect(regions.items(B, "indexed")).to.deep.equal([item]);
    act(A, "Delete", B);
    expect(status(A)).to.deep.equal(["UPDATING", `${B} DELETING`]);
    expect(status(B)).to.deep.equal(["DELETING", `${A} ACTIVE`]);
    expect(regions.refusal(B, "Scan", { TableName: "indexed" })).to.match(/^ResourceNotFoundException/);
    regions.now += REALISTIC.startReplicaDeletionMs;
    expect(status(A)).to.deep.equal(["ACTIVE", `${B} DELETING`]);
    regions.now += REALISTIC.deleteReplicaMs - REALISTIC.startReplicaDeletionMs;
    expect(status(A)).to.deep.equal(["ACTIVE"]);
    expect(table(A)).not.to.have.any.keys("Replicas", "GlobalTableVersion");
    expect(regions.describe(B, "indexed")).to.equal(undefined);
    expect(regions.items(A, "indexed")).to.deep.equal([item]);
  });

  it("have the schema of the first one, and their own identity and stream", () => {
    add(A, B);
    const [first, second] = [table(A), table(B)];
    for (const member of ["KeySchema", "AttributeDefinitions", "StreamSpecification", "GlobalTableVersion"])
      expect(second[member]).to.deep.equal(first[member]);
    expect(second["TableArn"]).to.equal(tableArn("indexed").replace(A, B));
    for (const member of ["TableId", "TableArn", "LatestStreamArn", "CreationDateTime"])
      expect(second[member]).not.to.equal(first[member]);
    const arns = [...(second["GlobalSecondaryIndexes"] as Json[]), ...(second["LocalSecondaryIndexes"] as Json[])];
    for (const { IndexArn, IndexName } of arns) expect(IndexArn).to.equal(`${second["TableArn"]}/index/${IndexName}`);
    expect(second["StreamSpecification"]).to.deep.equal({ StreamEnabled: true, StreamViewType: "NEW_AND_OLD_IMAGES" });
  });

  it("are added from any region, and described in each of them", () => {
    add(A, B);
    add(B, C);
    expect(status(A)).to.deep.equal(["ACTIVE", `${B} ACTIVE`, `${C} ACTIVE`]);
    expect(status(B)).to.deep.equal(["ACTIVE", `${A} ACTIVE`, `${C} ACTIVE`]);
    expect(status(C)).to.have.members(["ACTIVE", `${A} ACTIVE`, `${B} ACTIVE`]);
    const source = "it has acted as a source region for new replica(s)";
    const deletion = (RegionName: string) => ({ TableName: "indexed", ReplicaUpdates: [{ Delete: { RegionName } }] });
    expect(regions.refusal(A, "UpdateTable", deletion(B))).to.include(source);
    expect(regions.refusal(B, "DeleteTable", { TableName: "indexed" })).to.include(source);
    act(A, "Delete", C);
    regions.now += REALISTIC.deleteReplicaMs;
    act(A, "Delete", B);
    regions.now += REALISTIC.deleteReplicaMs;
    expect(status(A)).to.deep.equal(["ACTIVE"]);
  });

  it("are not added where a table has the name, also while it is being deleted", () => {
    regions.ask(B, "CreateTable", indexed);
    const creation = { TableName: "indexed", ReplicaUpdates: [{ Create: { RegionName: B } }] };
    const words = "because one or more replicas already existed as tables.";
    expect(regions.refusal(A, "UpdateTable", creation)).to.include(words);
    regions.now += REALISTIC.createTableWithIndexesMs;
    regions.ask(B, "DeleteTable", { TableName: "indexed" });
    expect(regions.refusal(A, "UpdateTable", creation)).to.include(words);
    regions.now += REALISTIC.deleteTableMs;
    add(A, B);
    expect(regions.refusal(A, "UpdateTable", creation)).to.include(words);
  });

  it("leave the global table when they are deleted in their region", () => {
    add(A, B);
    regions.ask(B, "DeleteTable", { TableName: "indexed" });
    expect(status(A)).to.deep.equal(["ACTIVE", `${B} DELETING`]);
    regions.now += REALISTIC.deleteReplicaMs;
    expect(status(A)).to.deep.equal(["ACTIVE"]);
    expect(regions.describe(B, "indexed")).to.equal(undefined);
  });

  it("remain when the first table is deleted, a day later", () => {
    add(A, B);
    add(A, C);
    regions.now += REALISTIC.replicaSourceCooldownMs;
    regions.ask(A, "DeleteTable", { TableName: "indexed" });
    regions.now += REALISTIC.deleteReplicaMs;
    expect(status(B)).to.deep.equal(["ACTIVE", `${C} ACTIVE`]);
    expect(status(C)).to.deep.equal(["ACTIVE", `${B} ACTIVE`]);
  });

  it("are protected in their region", () => {
    add(A, B);
    update(B, { DeletionProtectionEnabled: true });
    expect(table(A)["DeletionProtectionEnabled"]).to.equal(false);
    const deletion = { TableName: "indexed", ReplicaUpdates: [{ Delete: { RegionName: B } }] };
    expect(regions.refusal(A, "UpdateTable", deletion)).to.equal(
      `ValidationException: Cannot delete table indexed in region ${B} because it has deletion protection enabled. ` +
        "Disable deletion protection first.",
    );
  });

  it("get and lose indexes together, from any region", () => {
    add(A, B);
    update(B, addIndex("other"));
    expect([status(A)[0], status(B)[0]]).to.deep.equal(["UPDATING", "UPDATING"]);
    regions.now += REALISTIC.allocateIndexMs + REALISTIC.backfillIndexWithReplicasMs;
    const indexes = (region: string) =>
      (table(region)["GlobalSecondaryIndexes"] as Json[]).map(({ IndexName, IndexStatus }) => [IndexName, IndexStatus]);
    for (const region of [A, B]) expect(indexes(region)).to.deep.include(["by-other", "ACTIVE"]);
    regions.ask(A, "PutItem", { TableName: "indexed", Item: { ...item, other: { S: "o" } } });
    regions.now += 1_000;
    const read = { TableName: "indexed", IndexName: "by-other" };
    expect(regions.ask(B, "Scan", read)["Count"]).to.equal(1);
    update(A, deleteIndex("by-other"));
    regions.now += REALISTIC.deleteIndexMs;
    for (const region of [A, B]) expect(indexes(region)).to.have.lengthOf(1);
    expect(regions.refusal(B, "Scan", read)).to.include("does not have the specified index");
  });

  it("have one billing mode, kind of encryption and table class, unless the class is their own", () => {
    add(A, B);
    add(A, C, { TableClassOverride: "STANDARD_INFREQUENT_ACCESS" });
    update(C, { SSESpecification: { Enabled: true, SSEType: "KMS" } });
    regions.now += REALISTIC.updateEncryptionMs;
    for (const region of [A, B, C]) {
      const { KMSMasterKeyArn } = table(region)["SSEDescription"] as Json;
      expect(KMSMasterKeyArn).to.include(`arn:aws:kms:${region}:`);
    }
    expect((table(A)["Replicas"] as Json[])[0]?.["KMSMasterKeyId"]).to.include(`arn:aws:kms:${B}:`);
    const units = { ReadCapacityUnits: 5, WriteCapacityUnits: 6 };
    update(A, {
      BillingMode: "PROVISIONED",
      ProvisionedThroughput: units,
      GlobalSecondaryIndexUpdates: [{ Update: { IndexName: "global", ProvisionedThroughput: units } }],
    });
    regions.now += REALISTIC.switchToProvisionedMs;
    for (const region of [A, B, C]) expect(table(region)["ProvisionedThroughput"]).to.include(units);
    update(A, { TableClass: "STANDARD_INFREQUENT_ACCESS" });
    regions.now += REALISTIC.updateTableClassMs;
    update(A, { TableClass: "STANDARD" });
    regions.now += REALISTIC.updateTableClassMs;
    const classes = [A, B, C].map((region) => (table(region)["TableClassSummary"] as Json)["TableClass"]);
    expect(classes).to.deep.equal(["STANDARD", "STANDARD", "STANDARD_INFREQUENT_ACCESS"]);
    const refusal = regions.refusal(A, "UpdateTable", { TableName: "indexed", TableClass: "STANDARD" });
    expect(refusal).to.match(/^LimitExceededException/);
  });

  it("have one time to live, and their own tags, backups, policy and insights", () => {
    const ttl = { TableName: "indexed", TimeToLiveSpecification: { Enabled: true, AttributeName: "ttl" } };
    regions.now += REALISTIC.backupsCooldownMs;
    regions.ask(A, "UpdateTimeToLive", ttl);
    const recovery = { TableName: "indexed", PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true } };
    regions.ask(A, "UpdateContinuousBackups", recovery);
    regions.ask(A, "TagResource", { ResourceArn: tableArn("indexed"), Tags: [{ Key: "k", Value: "v" }] });
    regions.now += REALISTIC.updateTimeToLiveMs + REALISTIC.timeToLiveCooldownMs;
    add(A, B);
    const described = (region: string) =>
      (regions.ask(region, "DescribeTimeToLive", { TableName: "indexed" })["TimeToLiveDescription"] as Json)[
        "TimeToLiveStatus"
      ];
    expect(described(B)).to.equal("ENABLED");
    const ResourceArn = tableArn("indexed").replace(A, B);
    expect(regions.ask(B, "ListTagsOfResource", { ResourceArn })["Tags"]).to.deep.equal([]);
    regions.now += REALISTIC.backupsCooldownMs;
    const { ContinuousBackupsDescription: backups } = regions.ask(B, "DescribeContinuousBackups", {
      TableName: "indexed",
    });
    expect((backups as Json)["PointInTimeRecoveryDescription"]).to.deep.equal({
      PointInTimeRecoveryStatus: "DISABLED",
    });
    regions.ask(B, "UpdateTimeToLive", {
      ...ttl,
      TimeToLiveSpecification: { ...ttl.TimeToLiveSpecification, Enabled: false },
    });
    expect([described(A), described(B)]).to.deep.equal(["DISABLING", "DISABLING"]);
    regions.now += REALISTIC.updateTimeToLiveMs;
    expect([described(A), described(B)]).to.deep.equal(["DISABLED", "DISABLED"]);
  });

  it("have a key of their region, of the kind that the first one has", () => {
    const creation = (KMSMasterKeyId?: string) => ({
      TableName: "indexed",
      ReplicaUpdates: [{ Create: { RegionName: B, KMSMasterKeyId } }],
    });
    const needed = "KMSMasterKeyId must be specified for each replica.";
    const mixed = "All replica keys must either be Customer Managed CMK or AWS Managed CMK.";
    expect(regions.refusal(A, "UpdateTable", creation("alias/mine"))).to.include(needed);
    update(A, { SSESpecification: { Enabled: true, SSEType: "KMS", KMSMasterKeyId: "alias/mine" } });
    regions.now += REALISTIC.updateEncryptionMs;
    expect(regions.refusal(A, "UpdateTable", creation())).to.include(needed);
    expect(regions.refusal(A, "UpdateTable", creation("alias/aws/dynamodb"))).to.include(mixed);
    add(A, B, { KMSMasterKeyId: "4f3c" });
    expect((table(B)["SSEDescription"] as Json)["KMSMasterKeyArn"]).to.match(/^arn:aws:kms:eu-west-1:.*4f3c$/);
    const change = { TableName: "indexed", ReplicaUpdates: [{ Update: { RegionName: B, KMSMasterKeyId: "5" } }] };
    expect(regions.refusal(A, "UpdateTable", change)).to.include(needed);
  });

  describe("in a saved state", () => {
    let folder: string;
    let path: string;

    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), "dynatwin-replicas-"));
      path = join(folder, "state");
    });
    afterEach(() => rmSync(folder, { recursive: true }));

    async function reload(change = (text: string) => text): Promise<void> {
      const file = await StateFile.load(path, regions.another().loader());
      await file.save(regions.emulator.state());
      writeFileSync(path, change(readFileSync(path, "utf8")));
      regions.emulator = regions.another();
      await StateFile.load(path, regions.emulator.loader());
    }

    it("are as after their changes, with all items", async () => {
      add(A, B);
      act(B, "Create", C);
      regions.ask(A, "PutItem", { TableName: "indexed", Item: item });
      await reload();
      expect(status(C)).to.have.members(["ACTIVE", `${A} ACTIVE`, `${B} ACTIVE`]);
      expect(status(A)).to.deep.equal(["ACTIVE", `${B} ACTIVE`, `${C} ACTIVE`]);
      for (const region of [A, B, C]) expect(regions.items(region, "indexed")).to.deep.equal([item]);
      const other = { ...item, sk: { N: "2" } };
      regions.ask(C, "PutItem", { TableName: "indexed", Item: other });
      regions.now += 1_000;
      for (const region of [A, B, C]) expect(regions.items(region, "indexed")).to.deep.equal([item, other]);
      act(A, "Delete", C);
      await reload();
      expect(status(A)).to.deep.equal(["ACTIVE", `${B} ACTIVE`]);
      expect(regions.describe(C, "indexed")).to.equal(undefined);
    });

    it("are created with the items of a file of version 1, which only describes them", async () => {
      add(A, B);
      regions.ask(A, "PutItem", { TableName: "indexed", Item: item });
      await reload((text) => {
        const lines = text.split("\n");
        const parts = lines.slice(2, lines.indexOf(`{"region":"${B}"}`));
        const old = [`{"format":"dynatwin emulator state","formatVersion":1,"region":"${A}"}`, ...parts, ""].join("\n");
        return `${old}{"end":"${createHash("sha256").update(old).digest("hex")}"}\n`;
      });
      expect(status(A)).to.deep.equal(["ACTIVE", `${B} ACTIVE`]);
      expect(status(B)).to.deep.equal(["ACTIVE", `${A} ACTIVE`]);
      expect(regions.items(B, "indexed")).to.deep.equal([item]);
    });
  });
});
