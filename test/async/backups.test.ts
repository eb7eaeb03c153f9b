import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import { expect } from "chai";
import {
  type BackupProgress,
  type DynamoClient,
  setDefaultClient,
  TableDefinitionError,
  WaitTimeoutError,
} from "../../src/index.js";
import { rejects } from "../support/both.js";
import { needs } from "../support/engine/needs.js";
import { ScriptedDynamoDB } from "../support/scripted-dynamodb.js";

const partitionKey = ["pk", "S"] as const;

needs("clock").describe("backups", () => {
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

  /** The names of backups, sorted. */
  async function names(...list: Parameters<DynamoClient["listBackups"]>): Promise<(string | undefined)[]> {
    const found: (string | undefined)[] = [];
    for await (const { BackupName } of client.listBackups(...list)) found.push(BackupName);
    return found.toSorted();
  }

  describe("createBackup", () => {
    it("names the backup after its table and the time, and does not wait", async () => {
      start({ tables: { users: {} } });
      const { BackupName, BackupStatus, BackupArn } = await client.createBackup("users");
      expect(BackupName).to.match(/^users-\d{8}T\d{6}Z$/);
      expect(BackupArn).to.match(/:table\/users\/backup\//);
      expect(BackupStatus).to.equal("CREATING");
    });

    it("keeps the time in the name of a backup of a table with the longest name", async () => {
      const name = "t".repeat(255);
      start({ tables: { [name]: {} } });
      const { BackupName } = await client.createBackup(name);
      expect(BackupName).to.match(/^t{238}-\d{8}T\d{6}Z$/);
    });

    it("waits until the backup is AVAILABLE, and reports progress", async () => {
      start({ tables: { users: {} } });
      const states: BackupProgress[] = [];
      const wait = { onProgress: (state: BackupProgress) => states.push(state) };
      const details = await client.createBackup("users", { backupName: "nightly", wait });
      expect(details).to.include({ BackupName: "nightly", BackupStatus: "AVAILABLE" });
      expect(states[0]).to.include({ backupStatus: "CREATING", backupArn: details.BackupArn });
      expect(states.at(-1)).to.include({ backupStatus: "AVAILABLE" });
      expect(dynamodb.elapsedMs).to.be.within(32_500, 40_000);
    });

    it("waits out the first seconds of a new table", async () => {
      start();
      await client.createTable("users", { partitionKey, wait: true });
      await client.createBackup("users");
      expect(dynamodb.requests("CreateBackup").length).to.be.greaterThan(1);
      expect(await names()).to.have.lengthOf(1);
    });

    it("goes on with the wait after a fault", async () => {
      const throttled = { kind: "throttled" as const, operation: "DescribeBackup", times: 1 };
      start({ tables: { users: {} }, faults: [throttled] });
      const errors: (string | undefined)[] = [];
      const wait = { onProgress: ({ error }: BackupProgress) => errors.push(error?.name) };
      const { BackupStatus } = await client.createBackup("users", { wait });
      expect(BackupStatus).to.equal("AVAILABLE");
      expect(errors.filter(Boolean)).to.deep.equal(["ThrottlingException"]);
    });

    it("says how far the backup is when its time is over", async () => {
      start({ tables: { users: {} } });
      const error = await rejects(() => client.createBackup("users", { wait: { timeoutSeconds: 10 } }));
      expect(error).to.be.instanceOf(WaitTimeoutError);
      expect(error.message).to.match(/The backup arn:\S+ was not AVAILABLE within 10 s .*last status CREATING/);
    });

    it("reports all mistakes at once, and sends nothing", async () => {
      start();
      const error = await rejects(() => client.createBackup("x", { backupName: "a b", wait: { timeoutSeconds: 0 } }));
      expect(error).to.be.instanceOf(TableDefinitionError);
      const paths = (error as TableDefinitionError).issues.map(({ path }) => path);
      expect(paths).to.deep.equal(["tableName", "backupName", "wait.timeoutSeconds"]);
      expect(dynamodb.requests()).to.deep.equal([]);
    });
  });

  describe("listBackups", () => {
    it("lists the backups of a table or of all, page by page", async () => {
      start({ tables: { users: {}, orders: {} }, latency: "instant" });
      for (const backupName of ["one", "two", "three"]) await client.createBackup("users", { backupName });
      await client.createBackup("orders", { backupName: "other" });
      expect(await names("users", { pageSize: 2 })).to.deep.equal(["one", "three", "two"]);
      expect(dynamodb.requests("ListBackups")).to.have.lengthOf(2);
      expect(await names()).to.deep.equal(["one", "other", "three", "two"]);
      expect(await names("nowhere")).to.deep.equal([]);
    });

    it("lists the backups of deleted tables, unless it is asked for another type", async () => {
      start({ tables: { users: {} }, latency: "instant" });
      await client.updateTable("users", { pointInTimeRecovery: true });
      await client.createBackup("users", { backupName: "mine" });
      await client.deleteTable("users", { wait: true });
      expect(await names()).to.deep.equal(["mine", "users$DeletedTableBackup"]);
      expect(await names("users", { type: "USER" })).to.deep.equal(["mine"]);
      expect(await names(undefined, { type: "SYSTEM" })).to.deep.equal(["users$DeletedTableBackup"]);
    });

    it("reports wrong options", async () => {
      start();
      const error = await rejects(() => names("users", { pageSize: 101, type: "ALL" }));
      expect(error.message).to.include("pageSize: expected a whole number from 1 to 100, got 101.");
    });
  });

  describe("deleteBackup", () => {
    it("deletes a backup", async () => {
      start({ tables: { users: {} } });
      const { BackupArn = "" } = await client.createBackup("users", { wait: true });
      expect(await client.deleteBackup(BackupArn)).to.include({ BackupArn, BackupStatus: "DELETED" });
      expect(await names()).to.deep.equal([]);
      const error = await rejects(() => client.deleteBackup(BackupArn));
      expect(error.name).to.equal("BackupNotFoundException");
    });

    it("deletes a backup of another region", async () => {
      start({ tables: { users: {} } });
      const { BackupArn = "" } = await client.createBackup("users", { wait: true });
      const other = dynamodb.client({ region: "eu-west-1" });
      await other.deleteBackup(BackupArn);
      expect(await names()).to.deep.equal([]);
    });

    it("sends nothing for what is not the ARN of a backup", async () => {
      start();
      const arn = "arn:aws:dynamodb:us-east-1:000000000000:table/users";
      for (const wrong of ["nightly", arn, `${arn}/index/by-a`]) {
        const error = await rejects(() => client.deleteBackup(wrong));
        expect(error.message).to.include("is not the ARN of a backup. Fix: use the BackupArn of createBackup");
      }
      expect(dynamodb.requests()).to.deep.equal([]);
    });
  });

  it("have the items of the moment of the request", async () => {
    start({ tables: { users: {} } });
    const put = (pk: string) => new PutItemCommand({ TableName: "users", Item: { pk: { S: pk } } });
    await client.send(put("a"));
    const { BackupArn = "" } = await client.createBackup("users");
    await client.send(put("b"));
    const { ItemCount } = await client.restoreTable("copy", { backup: BackupArn });
    expect(ItemCount).to.equal(1);
  });
});
