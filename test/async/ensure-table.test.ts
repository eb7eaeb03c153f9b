import { expect } from "chai";
import { DestructiveChangeError, type DynamoClient, TableMismatchError } from "../../src/index.js";
import { rejects } from "../support/both.js";
import { needs } from "../support/engine/needs.js";
import { ScriptedDynamoDB } from "../support/scripted-dynamodb.js";

const partitionKey = ["pk", "S"] as const;
const byStatus = { indexName: "by-status", partitionKey: ["status", "S"] } as const;
const latency = "realistic" as const;
const writes = /^(Create|Update|Delete|Tag|Untag|Put)/;

needs("clock").describe("ensureTable", () => {
  let dynamodb: ScriptedDynamoDB;
  let client: DynamoClient;

  before(() => {
    dynamodb = ScriptedDynamoDB.start();
  });

  after(() => dynamodb.stop());

  function start(scenario: Parameters<ScriptedDynamoDB["startScenario"]>[0] = {}): void {
    dynamodb.startScenario({ latency, ...scenario });
    client = dynamodb.client();
  }

  function sent(): string[] {
    return dynamodb.requests().flatMap(({ operation }) => (writes.test(operation) ? [operation] : []));
  }

  it("creates a table that is not there, with the settings after creation, and returns once it is usable", async () => {
    start();
    const { outcome, table, steps } = await client.ensureTable("users", {
      partitionKey,
      globalSecondaryIndexes: [byStatus],
      timeToLive: "expires",
      pointInTimeRecovery: true,
    });
    expect([outcome, table.TableStatus, table.GlobalSecondaryIndexes?.[0]?.IndexStatus]).to.deep.equal([
      "created",
      "ACTIVE",
      "ACTIVE",
    ]);
    expect(steps.map(({ action }) => action)).to.deep.equal(["createTable", "enableTimeToLive", "enableBackups"]);
    // Once or more: DynamoDB refuses backups in the first seconds of a table.
    expect([...new Set(sent())]).to.deep.equal(["CreateTable", "UpdateTimeToLive", "UpdateContinuousBackups"]);
  });

  it("sends nothing that changes a table which is as defined", async () => {
    start({ tables: { users: {} } });
    const { outcome, steps } = await client.ensureTable("users", { partitionKey });
    expect([outcome, steps, sent()]).to.deep.equal(["existed", [], []]);
    expect(dynamodb.requests().map(({ operation }) => operation)).to.deep.equal(["DescribeTable"]);
  });

  it("enables the settings that an earlier call did not come to", async () => {
    start({ tables: { users: {} } });
    const definition = { partitionKey, timeToLive: "expires", pointInTimeRecovery: true, contributorInsights: true };
    const { outcome } = await client.ensureTable("users", definition);
    expect([outcome, sent()]).to.deep.equal([
      "updated",
      ["UpdateTimeToLive", "UpdateContinuousBackups", "UpdateContributorInsights"],
    ]);
    expect((await client.ensureTable("users", definition)).outcome).to.equal("existed");
    expect(sent()).to.have.length(3);
  });

  it("waits for a table that another program is creating", async () => {
    start();
    await client.createTable("users", { partitionKey, globalSecondaryIndexes: [byStatus] });
    const { outcome, table } = await client.ensureTable("users", { partitionKey, globalSecondaryIndexes: [byStatus] });
    expect([outcome, table.TableStatus]).to.deep.equal(["existed", "ACTIVE"]);
    expect(sent()).to.deep.equal(["CreateTable"]);
  });

  it("waits for a table that another program is changing", async () => {
    start({ tables: { users: {} } });
    dynamodb.update("users", { TableClass: "STANDARD_INFREQUENT_ACCESS" });
    const { outcome, table } = await client.ensureTable("users", { partitionKey });
    expect([outcome, table.TableStatus]).to.deep.equal(["existed", "ACTIVE"]);
  });

  it("waits until a table that is being deleted is gone, and creates it", async () => {
    start({ tables: { users: {} } });
    await client.deleteTable("users");
    const { outcome, table } = await client.ensureTable("users", { partitionKey });
    expect([outcome, table.TableStatus, sent()]).to.deep.equal(["created", "ACTIVE", ["DeleteTable", "CreateTable"]]);
  });

  it("finds the table of another program that was faster", async () => {
    const missing = {
      name: "ResourceNotFoundException",
      message: "Requested resource not found: Table: users not found",
    };
    start({
      tables: { users: {} },
      faults: [{ kind: "error", operation: "DescribeTable", times: 1, error: missing }],
    });
    const { outcome } = await client.ensureTable("users", { partitionKey });
    expect([outcome, sent()]).to.deep.equal(["existed", ["CreateTable"]]);
  });

  it("names every difference of a table that is another one, and changes nothing", async () => {
    start({ tables: { users: {} } });
    const error = await rejects(() =>
      client.ensureTable("users", {
        partitionKey,
        billingMode: "PROVISIONED",
        stream: "NEW_IMAGE",
        globalSecondaryIndexes: [byStatus],
      }),
    );
    expect(error).to.be.instanceOf(TableMismatchError);
    const paths = (error as TableMismatchError).differences.map(({ path }) => path);
    expect(paths).to.deep.equal(["billingMode", "stream", "globalSecondaryIndexes.by-status"]);
    expect(error.message).to.include('billingMode: expected "PROVISIONED", the table has "PAY_PER_REQUEST".');
    expect(error.message).to.include('ifDifferent: "update"');
    expect(sent()).to.deep.equal([]);
  });

  it("changes a table that differs, where it is told to", async () => {
    start({ tables: { users: {} } });
    const definition = { partitionKey, stream: "NEW_IMAGE", globalSecondaryIndexes: [byStatus] } as const;
    const { outcome, table } = await client.ensureTable("users", { ...definition, ifDifferent: "update" });
    expect([outcome, table.GlobalSecondaryIndexes?.[0]?.IndexStatus]).to.deep.equal(["updated", "ACTIVE"]);
    expect(sent()).to.deep.equal(["UpdateTable", "UpdateTable"]);
    expect((await client.ensureTable("users", definition)).outcome).to.equal("existed");
  });

  it("deletes and creates a table that differs, where it is told to", async () => {
    start({ tables: { users: {} } });
    const definition = { partitionKey: ["id", "N"], ifDifferent: "recreate" } as const;
    const { outcome, table } = await client.ensureTable("users", definition);
    expect([outcome, table.KeySchema?.[0]?.AttributeName]).to.deep.equal(["recreated", "id"]);
    expect(sent()).to.deep.equal(["DeleteTable", "CreateTable"]);
    expect((await client.ensureTable("users", definition)).outcome).to.equal("existed");
  });

  it("never deletes a protected table", async () => {
    start({ tables: { users: { DeletionProtectionEnabled: true } } });
    const error = await rejects(() =>
      client.ensureTable("users", { partitionKey: ["id", "N"], ifDifferent: "recreate" }),
    );
    expect(error).to.be.instanceOf(TableMismatchError);
    expect(error.message).to.include("deletion protection is on");
    expect(sent()).to.deep.equal([]);
  });

  it("destroys nothing that it is not allowed to", async () => {
    start({ tables: { users: { StreamSpecification: { StreamEnabled: true, StreamViewType: "KEYS_ONLY" } } } });
    const definition = { partitionKey, stream: false, tags: { team: "a" }, ifDifferent: "update" } as const;
    const error = await rejects(() => client.ensureTable("users", definition));
    expect(error).to.be.instanceOf(DestructiveChangeError);
    expect((error as DestructiveChangeError).targets).to.deep.equal(["stream"]);
    expect(error.message).to.include('allowDestroy: ["stream"]');
    expect(sent()).to.deep.equal([]);
    const { outcome } = await client.ensureTable("users", { ...definition, allowDestroy: ["stream"] });
    expect([outcome, sent()]).to.deep.equal(["updated", ["TagResource", "UpdateTable"]]);
  });

  it("goes on where an earlier call was cut off by its signal", async () => {
    start();
    const definition = { partitionKey, timeToLive: "expires" } as const;
    const error = await rejects(() => client.ensureTable("users", { ...definition, wait: { timeoutSeconds: 1 } }));
    expect(error.name).to.equal("WaitTimeoutError");
    const { outcome } = await client.ensureTable("users", definition);
    expect([outcome, sent()]).to.deep.equal(["updated", ["CreateTable", "UpdateTimeToLive"]]);
  });
});
