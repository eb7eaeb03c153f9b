import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import { expect } from "chai";
import {
  attr,
  type DynamoClient,
  defineModel,
  setDefaultClient,
  TableDefinitionError,
  TableMismatchError,
  WaitTimeoutError,
} from "../../src/index.js";
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

class User extends defineModel({
  table: "users",
  attributes: { pk: attr.string().partitionKey(), status: attr.string() },
  globalSecondaryIndexes: { byStatus: { indexName: "by-status", partitionKey: "status" } },
  tableOptions: { tags: { team: "model" } },
}) {}

needs("clock").describe("restoreTable", function () {
  this.timeout(60_000);
  let dynamodb: ScriptedDynamoDB;
  let client: DynamoClient;

  before(() => {
    dynamodb = ScriptedDynamoDB.start();
  });

  after(() => {
    setDefaultClient(undefined);
    dynamodb.stop();
  });

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

  describe("of a model", () => {
    it("has the model's own settings and indexes", async () => {
      start();
      setDefaultClient(client);
      const backup = await backedUp({ globalSecondaryIndexes: [byStatus, byEmail], tags: { team: "source" } });
      await User.deleteTable({ wait: true });
      const table = await User.restoreTable({ backup });
      expect(table).to.include({ TableName: "users", ItemCount: 1 });
      expect(table.GlobalSecondaryIndexes?.map(({ IndexName }) => IndexName)).to.deep.equal(["by-status"]);
      await User.verifyTable({ prune: true });
      const found: (string | undefined)[] = [];
      for await (const { BackupArn } of User.listBackups()) found.push(BackupArn);
      expect(found).to.deep.equal([backup]);
    });

    it("can be the source of another table", async () => {
      start();
      await client.createTable("users", { partitionKey, pointInTimeRecovery: true, wait: true });
      const { RestoreSummary } = await client.restoreTable("copy", { from: User, at: "latest" });
      expect(RestoreSummary?.SourceTableArn).to.equal(tableArn("users"));
    });

    it("is refused for a source with other keys or local indexes, and nothing is restored", async () => {
      start();
      await client.createTable("users", { partitionKey: ["id", "S"], sortKey: ["sk", "S"], wait: true });
      dynamodb.advance(10);
      const { BackupArn: backup = "" } = await client.createBackup("users", { wait: true });
      await client.deleteTable("users", { wait: true });
      setDefaultClient(client);
      const error = await rejects(() => User.restoreTable({ backup }));
      expect(error).to.be.instanceOf(TableMismatchError);
      const paths = (error as TableMismatchError).differences.map(({ path }) => path);
      expect(paths).to.deep.equal(["partitionKey", "sortKey"]);
      const local = { localSecondaryIndexes: [{ indexName: "by-date", sortKey: ["date", "S"] }] } as const;
      const other = await rejects(() => client.restoreTable("copy", { backup }, local));
      expect(other.message).to.include("localSecondaryIndexes.by-date: expected");
      expect(restoreRequests()).to.deep.equal([]);
    });
  });

  describe("safe to repeat", () => {
    it("completes what an interrupted call has started, wherever it was interrupted", async () => {
      for (let requests = 1, isDone = false; !isDone; requests += 15) {
        start();
        const backup = await backedUp({ ...DROPPED, globalSecondaryIndexes: [byStatus] });
        const abort = new AbortController();
        let sent = 0;
        const interrupted = dynamodb.client({}, () => {
          sent += 1;
          if (sent === requests) abort.abort(new Error("interrupted"));
        });
        try {
          await interrupted.restoreTable("copy", { backup }, { signal: abort.signal });
          isDone = true;
        } catch (error) {
          expect((error as Error).message).to.equal("interrupted");
        }
        await client.restoreTable("copy", { backup });
        await client.verifyTable("copy", { partitionKey, ...DROPPED });
        expect(restoreRequests()).to.have.lengthOf(1);
      }
    });

    it("completes a restored table also when its backup is gone", async () => {
      start();
      const backup = await backedUp();
      await client.restoreTable("copy", { backup });
      await client.deleteBackup(backup);
      await client.restoreTable("copy", { backup }, { tags: { team: "b" } });
      await client.verifyTable("copy", { partitionKey, tags: { team: "b" } });
    });

    it("recognises its table when an answer is lost", async () => {
      start({ faults: [{ kind: "dropped", operation: "RestoreTableFromBackup", times: 1, commit: true }] });
      const backup = await backedUp();
      const { TableStatus } = await client.restoreTable("copy", { backup });
      expect([TableStatus, restoreRequests().length]).to.deep.equal(["ACTIVE", 2]);
    });

    it("does not take another table for the restored one", async () => {
      start();
      const backup = await backedUp();
      for (const at of [{ backup }, { from: "users", at: "latest" }] as const) {
        const error = await rejects(() => client.restoreTable("users", at));
        expect(error.name).to.be.oneOf(["TableAlreadyExistsException", "PointInTimeRecoveryUnavailableException"]);
      }
    });

    it("says that the same call continues when its time is over", async () => {
      start();
      const backup = await backedUp();
      const wait = { timeoutSeconds: 60 };
      const error = await rejects(() => client.restoreTable("copy", { backup }, { wait }));
      expect(error).to.be.instanceOf(WaitTimeoutError);
      expect(error.message).to.include('Table "copy" was not usable within 60 s');
      expect((await client.restoreTable("copy", { backup })).TableStatus).to.equal("ACTIVE");
      expect(restoreRequests()).to.have.lengthOf(1);
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
