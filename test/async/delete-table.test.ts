import { ListBackupsCommand } from "@aws-sdk/client-dynamodb";
import { expect } from "chai";
import { type DynamoClient, TableMismatchError } from "../../src/index.js";
import { rejects } from "../support/both.js";
import { needs } from "../support/engine/needs.js";
import { ScriptedDynamoDB } from "../support/scripted-dynamodb.js";

const partitionKey = ["pk", "S"] as const;

needs("clock").describe("deleteTable", () => {
  let dynamodb: ScriptedDynamoDB;
  let client: DynamoClient;

  before(() => {
    dynamodb = ScriptedDynamoDB.start();
  });

  beforeEach(() => {
    dynamodb.startScenario({ latency: "realistic" });
    client = dynamodb.client();
  });

  after(() => dynamodb.stop());

  const deletions = () => dynamodb.requests("DeleteTable").length;

  it("deletes the table with the expected id, and no other one of the same name", async () => {
    const first = await client.createTable("users", { partitionKey, wait: true });
    await client.deleteTable("users", { wait: true, expectTableId: first.TableId });
    const second = await client.createTable("users", { partitionKey, wait: true });
    const error = await rejects(() => client.deleteTable("users", { expectTableId: first.TableId, ifExists: true }));
    expect(error).to.be.instanceOf(TableMismatchError);
    expect((error as TableMismatchError).differences).to.deep.equal([
      { path: "tableId", expected: first.TableId, actual: second.TableId },
    ]);
    expect([deletions(), await client.tableExists("users")]).to.deep.equal([1, true]);
  });

  it("has no table with the expected id to delete, when there is none", async () => {
    expect(await client.deleteTable("users", { expectTableId: "id", ifExists: true })).to.equal(undefined);
    const error = await rejects(() => client.deleteTable("users", { expectTableId: "id" }));
    expect([error.name, deletions()]).to.deep.equal(["ResourceNotFoundException", 0]);
  });

  async function backupsAfter(options: { readonly keepFinalBackup?: boolean }): Promise<number> {
    const settings = { partitionKey, pointInTimeRecovery: true, wait: true } as const;
    await client.createTable("users", settings);
    await client.deleteTable("users", { wait: true, ...options });
    const { BackupSummaries = [] } = await client.send(new ListBackupsCommand({ BackupType: "SYSTEM" }));
    return BackupSummaries.length;
  }

  it("leaves the final backup of a table with continuous backups", async () => {
    expect(await backupsAfter({})).to.equal(1);
  });

  it("leaves no backup when it is told to keep none", async () => {
    expect(await backupsAfter({ keepFinalBackup: false })).to.equal(0);
    expect(
      dynamodb.requests("UpdateContinuousBackups").at(-1)?.input["PointInTimeRecoverySpecification"],
    ).to.deep.equal({
      PointInTimeRecoveryEnabled: false,
    });
  });

  it("needs no table to keep no backup of", async () => {
    expect(await client.deleteTable("users", { ifExists: true, keepFinalBackup: false })).to.equal(undefined);
    expect(await client.deleteTable("users", { ifExists: true, keepFinalBackup: false, wait: true })).to.equal(
      undefined,
    );
  });

  describe("that keeps no final backup", () => {
    const protectedTable = {
      partitionKey,
      pointInTimeRecovery: true,
      deletionProtection: true,
      wait: true,
    } as const;
    const writes = () => dynamodb.requests().filter(({ operation }) => /^(Update|Delete)/.test(operation));

    it("leaves a protected table its backups", async () => {
      await client.createTable("users", protectedTable);
      const error = await rejects(() => client.deleteTable("users", { keepFinalBackup: false }));
      expect(error.message).to.match(/protected against deletion/);
      await client.verifyTable("users", { pointInTimeRecovery: true });
    });

    it("disables the protection before the backups, where it may", async () => {
      await client.createTable("users", protectedTable);
      dynamodb.advance(60);
      await client.deleteTable("users", { keepFinalBackup: false, disableProtection: true });
      const last = writes().slice(-3);
      expect(last.map(({ operation }) => operation)).to.deep.equal([
        "UpdateTable",
        "UpdateContinuousBackups",
        "DeleteTable",
      ]);
    });

    it("leaves a table its backups that DynamoDB does not delete now", async () => {
      await client.createTable("users", { partitionKey, pointInTimeRecovery: true, wait: true });
      dynamodb.update("users", { TableClass: "STANDARD_INFREQUENT_ACCESS" });
      const error = await rejects(() => client.deleteTable("users", { keepFinalBackup: false }));
      expect(error.name).to.equal("ResourceInUseException");
      await client.verifyTable("users", { pointInTimeRecovery: true });
    });

    it("deletes a table of an endpoint that has no backups", async () => {
      const error = { name: "UnknownOperationException" };
      dynamodb.startScenario({
        tables: { users: {} },
        faults: [{ kind: "error", operation: "UpdateContinuousBackups", error }],
      });
      client = dynamodb.client();
      await client.deleteTable("users", { keepFinalBackup: false, wait: true });
      expect(await client.tableExists("users")).to.equal(false);
    });
  });
});
