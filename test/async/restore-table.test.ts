import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import { expect } from "chai";
import { type DynamoClient, TableDefinitionError } from "../../src/index.js";
import { rejects } from "../support/both.js";
import { needs } from "../support/engine/needs.js";
import { ScriptedDynamoDB } from "../support/scripted-dynamodb.js";
import { tableArn } from "../support/table-requests.js";

const partitionKey = ["pk", "S"] as const;
const byStatus = { indexName: "by-status", partitionKey: ["status", "S"] } as const;
const byEmail = { indexName: "by-email", partitionKey: ["email", "S"] } as const;
const policyOf = (table: string) => ({
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Allow",
      Principal: "*",
      Action: ["dynamodb:GetItem"],
      Resource: [tableArn(table), `${tableArn(table)}/index/by-status`],
    },
  ],
});
/** Settings that a restore drops. */
const DROPPED = {
  stream: "NEW_IMAGE",
  timeToLive: "expires",
  pointInTimeRecovery: { recoveryPeriodInDays: 7 },
  contributorInsights: true,
  deletionProtection: true,
  tableClass: "STANDARD_INFREQUENT_ACCESS",
  tags: { team: "a" },
} as const;
const restores = /^RestoreTable/;

needs("clock").describe("restoreTable", function () {
  this.timeout(60_000);
  let dynamodb: ScriptedDynamoDB;
  let client: DynamoClient;

  before(() => {
    dynamodb = ScriptedDynamoDB.start();
  });

  after(() => dynamodb.stop());

  function start(scenario: Parameters<ScriptedDynamoDB["startScenario"]>[0] = {}): void {
    dynamodb.startScenario({ latency: "realistic", ...scenario });
    client = dynamodb.client();
  }

  const put = (TableName: string, pk: string) =>
    client.send(new PutItemCommand({ TableName, Item: { pk: { S: pk }, status: { S: "new" } } }));
  const restoreRequests = () => dynamodb.requests().filter(({ operation }) => restores.test(operation));

  /** Creates a table and a backup of it. */
  async function backedUp(options: object = {}): Promise<string> {
    await client.createTable("users", { partitionKey, ...options, wait: true });
    await put("users", "kept");
    const { BackupArn = "" } = await client.createBackup("users", { wait: true });
    await put("users", "late");
    return BackupArn;
  }

  describe("from a backup", () => {
    it("returns a usable table with the items of the backup and all settings of the source", async () => {
      start();
      const options = { ...DROPPED, resourcePolicy: policyOf("users"), globalSecondaryIndexes: [byStatus] };
      const backup = await backedUp(options);
      const table = await client.restoreTable("copy", { backup });
      expect(table).to.include({ TableName: "copy", TableStatus: "ACTIVE", ItemCount: 1 });
      expect(table.RestoreSummary).to.include({ SourceBackupArn: backup, RestoreInProgress: false });
      await client.verifyTable("copy", { partitionKey, ...options, resourcePolicy: policyOf("copy") });
    });

    it("applies only the settings that are given", async () => {
      start();
      const backup = await backedUp(DROPPED);
      const table = await client.restoreTable("copy", { backup }, { tags: { team: "b" } });
      expect(table.StreamSpecification).to.equal(undefined);
      const expected = { timeToLive: false, pointInTimeRecovery: false, deletionProtection: false } as const;
      await client.verifyTable("copy", { partitionKey, ...expected, tags: { team: "b" }, prune: true });
    });

    it("takes a wait alone for no setting", async () => {
      start();
      const backup = await backedUp({ tags: { team: "a" } });
      const pending: (readonly string[])[] = [];
      const wait = { onProgress: (state: { readonly pending: readonly string[] }) => pending.push(state.pending) };
      await client.restoreTable("copy", { backup }, { wait });
      expect(pending[0]).to.deep.equal(["table CREATING"]);
      await client.verifyTable("copy", { partitionKey, tags: { team: "a" } });
    });

    it("restores a deleted table under its name, without the settings that nobody knows any more", async () => {
      start();
      const backup = await backedUp({ tags: { team: "a" } });
      await client.deleteTable("users");
      const table = await client.restoreTable("users", { backup });
      expect(table).to.include({ TableStatus: "ACTIVE", ItemCount: 1 });
      await client.verifyTable("users", { partitionKey, tags: {}, prune: true });
    });

    it("does not take a later table of the same name for the source", async () => {
      start();
      const backup = await backedUp();
      await client.deleteTable("users", { wait: true });
      await client.createTable("users", { partitionKey, tags: { team: "later" }, wait: true });
      await client.restoreTable("copy", { backup });
      await client.verifyTable("copy", { partitionKey, tags: {}, prune: true });
    });

    it("waits for a backup that is being created", async () => {
      start({ tables: { users: {} } });
      const { BackupArn: backup = "" } = await client.createBackup("users");
      const table = await client.restoreTable("copy", { backup });
      expect(table.TableStatus).to.equal("ACTIVE");
      expect(restoreRequests()).to.have.lengthOf(1);
    });

    it("overrides what a restore can override, and changes only the rest afterwards", async () => {
      start();
      const backup = await backedUp({ globalSecondaryIndexes: [byStatus, byEmail] });
      await client.restoreTable(
        "copy",
        { backup },
        {
          billingMode: "PROVISIONED",
          readCapacity: 3,
          encryption: "CUSTOMER_MANAGED",
          kmsKeyId: "my-key",
          globalSecondaryIndexes: [{ ...byStatus, writeCapacity: 9 }],
        },
      );
      const capacity = { ReadCapacityUnits: 3, WriteCapacityUnits: 5 };
      const { GlobalSecondaryIndexOverride: indexes, ...others } = restoreRequests()[0]?.input ?? {};
      expect(others).to.deep.equal({
        TargetTableName: "copy",
        BackupArn: backup,
        BillingModeOverride: "PROVISIONED",
        ProvisionedThroughputOverride: capacity,
        SSESpecificationOverride: { Enabled: true, SSEType: "KMS", KMSMasterKeyId: "my-key" },
      });
      expect(indexes).to.have.lengthOf(1);
      expect(indexes[0]).to.deep.include({
        IndexName: "by-status",
        ProvisionedThroughput: { ...capacity, WriteCapacityUnits: 9 },
      });
      expect(dynamodb.requests("UpdateTable")).to.deep.equal([]);
    });

    it("adds an index that the source does not have", async () => {
      start();
      const backup = await backedUp();
      const { GlobalSecondaryIndexes } = await client.restoreTable(
        "copy",
        { backup },
        { globalSecondaryIndexes: [byStatus] },
      );
      expect(GlobalSecondaryIndexes?.map(({ IndexStatus }) => IndexStatus)).to.deep.equal(["ACTIVE"]);
      expect(restoreRequests()[0]?.input).to.deep.equal({ TargetTableName: "copy", BackupArn: backup });
    });

    it("restores into another region", async () => {
      start();
      const backup = await backedUp({ tags: { team: "a" } });
      const other = dynamodb.client({ region: "eu-west-1" });
      const table = await other.restoreTable("users", { backup }, { encryption: "AWS_OWNED" });
      expect(table).to.include({ TableArn: tableArn("users").replace("us-east-1", "eu-west-1"), ItemCount: 1 });
    });
  });

  describe("to a time", () => {
    const recovered = { pointInTimeRecovery: true } as const;

    it("restores the items of that second, and the settings of the source", async () => {
      start();
      await client.createTable("users", { partitionKey, ...recovered, tags: { team: "a" }, wait: true });
      const { CreationDateTime } = await client.describeTable("users");
      await put("users", "good");
      const at = new Date((CreationDateTime?.getTime() ?? 0) + dynamodb.elapsedMs);
      dynamodb.advance(1);
      await put("users", "bad");
      dynamodb.advance(600);
      const table = await client.restoreTable("copy", { from: "users", at });
      expect(table.ItemCount).to.equal(1);
      await client.verifyTable("copy", { partitionKey, ...recovered, tags: { team: "a" } });
      const latest = await client.restoreTable("latest", { from: tableArn("users"), at: "latest" });
      expect(latest.ItemCount).to.equal(2);
    });

    it("names the times that are possible for another one, and sends no restore", async () => {
      start();
      await client.createTable("users", { partitionKey, ...recovered, wait: true });
      dynamodb.advance(600);
      const iso = "\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z";
      for (const at of [new Date(0), new Date("2999-01-01")]) {
        const error = await rejects(() => client.restoreTable("copy", { from: "users", at }));
        expect(error).to.be.instanceOf(TableDefinitionError);
        expect(error.message).to.match(
          new RegExp(
            `at: the table "users" cannot be restored to ${iso}. Fix: use a time from ${iso} to ${iso}, or "latest"`,
          ),
        );
      }
      expect(restoreRequests()).to.deep.equal([]);
    });

    it("throws DynamoDB's error for a table without point-in-time recovery, and for none", async () => {
      start({ tables: { users: {} } });
      const without = await rejects(() => client.restoreTable("copy", { from: "users", at: new Date() }));
      expect(without.name).to.equal("PointInTimeRecoveryUnavailableException");
      const missing = await rejects(() => client.restoreTable("copy", { from: "nowhere", at: "latest" }));
      expect(missing.name).to.equal("TableNotFoundException");
    });
  });

  it("reports all mistakes of the arguments at once, and sends nothing", async () => {
    start();
    const at = new Date(Number.NaN);
    const settings = { readCapacity: 1.5, timeToLive: 3, nonsense: true } as object;
    const error = await rejects(() => client.restoreTable("x", { from: "y", at }, settings));
    expect(error).to.be.instanceOf(TableDefinitionError);
    const paths = (error as TableDefinitionError).issues.map(({ path }) => path);
    expect(paths).to.have.members(["from", "at", "tableName", "readCapacity", "timeToLive", "nonsense"]);
    for (const source of [undefined, {}, { backup: "b" }, { backup: "b", from: "users" }, { table: "users" }]) {
      const wrong = await rejects(() => client.restoreTable("copy", source as { readonly backup: string }));
      expect(wrong).to.be.instanceOf(TableDefinitionError);
    }
    expect(dynamodb.requests()).to.deep.equal([]);
  });

  it("refuses throughput of the other billing mode before the restore", async () => {
    start({ tables: { users: {} } });
    const { BackupArn: backup = "" } = await client.createBackup("users", { wait: true });
    const error = await rejects(() => client.restoreTable("copy", { backup }, { readCapacity: 5 }));
    expect(error.message).to.include("readCapacity: gives capacity units, and the table is PAY_PER_REQUEST.");
    expect(restoreRequests()).to.deep.equal([]);
  });
});
