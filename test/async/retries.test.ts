import { LimitExceededException, ResourceInUseException, ResourceNotFoundException } from "@aws-sdk/client-dynamodb";
import { expect } from "chai";
import { type DynamoClient, type WaitProgress, WaitTimeoutError } from "../../src/index.js";
import { rejects } from "../support/both.js";
import { needs } from "../support/engine/needs.js";
import { described, type Scenario, ScriptedDynamoDB, unanswered } from "../support/scripted-dynamodb.js";

const partitionKey = ["pk", "S"] as const;
const QUOTA = "Subscriber limit exceeded: Number of tables exceeds the limit of 2500";

needs("clock").describe("createTable and deleteTable, if DynamoDB is busy or the network fails", () => {
  let dynamodb: ScriptedDynamoDB;
  let client: DynamoClient;

  /** Starts a scenario with a client of the SDK's default of three attempts, or the given number. */
  function start(scenario: Scenario, maxAttempts = 1): void {
    dynamodb.startScenario(scenario);
    client = dynamodb.client({ maxAttempts });
  }

  before(() => {
    dynamodb = ScriptedDynamoDB.start();
  });

  after(() => dynamodb.stop());

  const passing = { limitExceeded: "LimitExceededException", throttled: "ThrottlingException" } as const;
  for (const kind of ["limitExceeded", "throttled"] as const) {
    it(`creates after a temporary ${passing[kind]}`, async () => {
      start({ faults: [{ kind, operation: "CreateTable", times: 4 }] });
      await client.createTable("users", { partitionKey });
      expect(dynamodb.requests("CreateTable").map(({ second }) => second))
        .to.have.lengthOf(5)
        .and.to.satisfy(isGrowing);
    });

    it(`deletes after a temporary ${passing[kind]}`, async () => {
      start({ tables: { users: {} }, faults: [{ kind, operation: "DeleteTable", times: 4 }] });
      await client.deleteTable("users");
      expect(dynamodb.requests("DeleteTable").map(({ second }) => second))
        .to.have.lengthOf(5)
        .and.to.satisfy(isGrowing);
    });
  }

  it("stops at the timeout of the call, with DynamoDB's own error", async () => {
    start({ faults: [{ kind: "limitExceeded", operation: "CreateTable", times: 1_000 }] });
    const error = await rejects(() => client.createTable("users", { partitionKey, wait: { timeoutSeconds: 20 } }));
    expect(error).to.be.instanceOf(LimitExceededException);
    expect(dynamodb.elapsedMs).to.be.within(14_000, 20_000);
  });

  it("does not retry if a quota is reached", async () => {
    start({ faults: [{ kind: "quotaExceeded", operation: "CreateTable" }] });
    const error = await rejects(() => client.createTable("users", { partitionKey }));
    expect(error).to.be.instanceOf(LimitExceededException).with.property("message").that.includes(QUOTA);
    expect(dynamodb.requests()).to.have.lengthOf(1);
  });

  it("recognises its own table if the answer of the create was lost", async () => {
    start(
      { latency: { createTableMs: 2_000 }, faults: [{ operation: "CreateTable", kind: "dropped", commit: true }] },
      3,
    );
    const globalSecondaryIndexes = [{ indexName: "by-a", partitionKey: ["a", "S"] as const, projection: ["x", "b"] }];
    const table = await client.createTable("users", { partitionKey, globalSecondaryIndexes, wait: true });
    expect(table.TableStatus).to.equal("ACTIVE");
    expect(dynamodb.requests("CreateTable")).to.have.lengthOf(2);
  });

  it("also if the first error was throttling", async () => {
    start({ faults: [{ kind: "throttled", operation: "CreateTable", commit: true }] });
    const table = await client.createTable("users", { partitionKey });
    expect(table.TableName).to.equal("users");
  });

  it("does not treat a table with another definition as its own", async () => {
    const KeySchema = [{ AttributeName: "id", KeyType: "HASH" }];
    const AttributeDefinitions = [{ AttributeName: "id", AttributeType: "S" }];
    start(
      {
        tables: { users: { KeySchema, AttributeDefinitions } },
        faults: [{ operation: "CreateTable", kind: "dropped" }],
      },
      3,
    );
    const error = await rejects(() => client.createTable("users", { partitionKey }));
    expect(error).to.be.instanceOf(ResourceInUseException);
  });

  it("does not treat an older table as its own", async () => {
    const old = described({ CreationDateTime: Date.now() / 1000 - 3600 });
    start({ tables: { users: {} }, faults: [old, { operation: "CreateTable", kind: "dropped" }] }, 3);
    const error = await rejects(() => client.createTable("users", { partitionKey }));
    expect(error).to.be.instanceOf(ResourceInUseException);
  });

  it("says that the table exists if the create was sent once", async () => {
    start({});
    await client.createTable("users", { partitionKey });
    const error = await rejects(() => client.createTable("users", { partitionKey }));
    expect(error).to.be.instanceOf(ResourceInUseException);
    expect(dynamodb.requests("DescribeTable")).to.have.lengthOf(0);
  });

  it("treats a table that is missing after a lost answer as deleted by itself", async () => {
    start({ tables: { users: {} }, faults: [{ operation: "DeleteTable", kind: "dropped", commit: true }] }, 3);
    const table = await client.deleteTable("users", { wait: true });
    expect(table.TableStatus).to.equal("DELETING");
    expect(dynamodb.requests("DeleteTable")).to.have.lengthOf(2);
  });

  it("treats a table that is DELETING after a lost answer as deleted by itself", async () => {
    start(
      {
        latency: { deleteTableMs: 5_000 },
        tables: { users: {} },
        faults: [{ operation: "DeleteTable", kind: "dropped", commit: true }],
      },
      3,
    );
    await client.deleteTable("users", { wait: true });
    expect(dynamodb.elapsedMs).to.be.within(5_000, 6_000);
  });

  for (const maxAttempts of [1, 3]) {
    it(`has the correct result if every answer to a change was lost (${maxAttempts} attempts of the SDK)`, async () => {
      const lost = (operation: string) => ({ operation, kind: "dropped", commit: true, times: 1_000 }) as const;
      start({ faults: [lost("CreateTable"), lost("UpdateTimeToLive"), lost("DeleteTable")] }, maxAttempts);
      expect(await client.createTable("users", { partitionKey })).to.include({ TableName: "users" });
      expect(await client.deleteTable("users")).to.include({ TableName: "users", TableStatus: "DELETING" });
      expect(await client.deleteTable("users", { ifExists: true, wait: true })).to.equal(undefined);
      expect(dynamodb.elapsedMs).to.equal(0);
    });
  }

  it("enables settings after creation despite lost answers, and says so if there is never an answer", async () => {
    const lost = { kind: "dropped", commit: true } as const;
    start({ faults: [{ ...lost, operation: "UpdateTimeToLive", times: 2 }] });
    await client.createTable("users", { partitionKey, timeToLive: "expires" });
    start({ faults: [{ kind: "dropped", operation: "UpdateTimeToLive", times: 1_000 }] });
    const options = { partitionKey, timeToLive: "expires", wait: { timeoutSeconds: 20 } };
    const error = await rejects(() => client.createTable("users", options));
    expect(error.message).to.match(/"users" was created.*time to live/);
    expect(dynamodb.elapsedMs).to.be.within(20_000, 20_010);
  });

  it("ends after a minute if it does not wait, with the last error", async () => {
    start({ faults: [{ kind: "serverError", times: 1_000 }] });
    const error = await rejects(() => client.createTable("users", { partitionKey }));
    expect(error.name).to.equal("InternalServerError");
    expect(dynamodb.elapsedMs).to.be.within(60_000, 60_010);
    const other = await rejects(() => client.deleteTable("users"));
    expect(other.name).to.equal("InternalServerError");
    expect(dynamodb.elapsedMs).to.be.within(120_000, 120_020);
  });

  it("limits every request to the time of the call if the endpoint does not answer", async () => {
    for (const operation of ["CreateTable", "DeleteTable", "UpdateTimeToLive"]) {
      start({ tables: operation === "DeleteTable" ? { users: {} } : {}, faults: [unanswered(operation)] });
      const wait = { timeoutSeconds: 0.2 };
      const error = await rejects(() =>
        operation === "DeleteTable"
          ? client.deleteTable("users", { wait })
          : client.createTable("users", { partitionKey, timeToLive: "expires", wait }),
      );
      expect(error.name, operation).to.be.oneOf(["WaitTimeoutError", "RequestTimeoutError"]);
      expect(error.message).to.include("no answer within").and.include(operation).and.include("users");
    }
  });

  it("enables settings after creation when DynamoDB accepts them, and accepts that they are enabled already", async () => {
    const soon = { name: "ContinuousBackupsUnavailableException", message: "Backups are being enabled for the table" };
    const on = { name: "ValidationException", message: "TimeToLive is already enabled" };
    start({
      latency: { createTableMs: 2_000 },
      faults: [
        { kind: "error", operation: "UpdateTimeToLive", error: on },
        { kind: "error", operation: "UpdateContinuousBackups", error: soon, times: 3 },
      ],
    });
    const options = { partitionKey, timeToLive: "expires", pointInTimeRecovery: true, wait: true };
    const table = await client.createTable("users", options);
    expect(table.TableStatus).to.equal("ACTIVE");
    expect(dynamodb.requests("UpdateContinuousBackups")).to.have.lengthOf(4);
  });

  it("names the setting that failed, and says that the table exists", async () => {
    const denied = { name: "AccessDeniedException", message: "not authorized to perform: dynamodb:UpdateTimeToLive" };
    start({ faults: [{ kind: "error", operation: "UpdateTimeToLive", error: denied }] });
    const error = await rejects(() => client.createTable("users", { partitionKey, timeToLive: "expires" }));
    expect(error.name).to.equal("AccessDeniedException");
    expect(error.message).to.match(/not authorized.*"users" was created.*time to live/);
  });
});

needs("clock").describe("deleteTable", () => {
  let dynamodb: ScriptedDynamoDB;
  let client: DynamoClient;

  before(() => {
    dynamodb = ScriptedDynamoDB.start();
  });

  beforeEach(() => {
    dynamodb.startScenario({
      latency: { deleteTableMs: 5_000 },
      tables: { users: {}, safe: { DeletionProtectionEnabled: true } },
    });
    client = dynamodb.client();
  });

  after(() => dynamodb.stop());

  it("throws if there is no table, but not with ifExists", async () => {
    const error = await rejects(() => client.deleteTable("orders"));
    expect(error).to.be.instanceOf(ResourceNotFoundException);
    expect(await client.deleteTable("orders", { ifExists: true, wait: true })).to.equal(undefined);
  });

  it("throws if the table is DELETING, and with ifExists waits for it", async () => {
    await client.deleteTable("users");
    const error = await rejects(() => client.deleteTable("users"));
    expect(error).to.be.instanceOf(ResourceInUseException);
    const table = await client.deleteTable("users", { ifExists: true, wait: true });
    expect(table?.TableStatus).to.equal("DELETING");
    expect(dynamodb.elapsedMs).to.be.within(5_000, 6_000);
  });

  it("waits, if that is allowed, until a table that is being created or changed can be deleted", async () => {
    dynamodb.startScenario({ latency: { createTableMs: 10_000, deleteTableMs: 2_000, updateTableClassMs: 10_000 } });
    client = dynamodb.client();
    await client.createTable("users", { partitionKey, deletionProtection: true });
    const states: (string | undefined)[] = [];
    const onProgress = ({ tableStatus }: WaitProgress) => states.push(tableStatus);
    await client.deleteTable("users", { wait: { onProgress }, disableProtection: true });
    expect([...new Set(states)]).to.deep.equal(["CREATING", "DELETING", "NOT_FOUND"]);
    expect(dynamodb.elapsedMs).to.be.within(12_000, 20_000);
    expect(dynamodb.requests().length).to.be.at.most(30);
    await client.createTable("users", { partitionKey, wait: true });
    const startedAt = dynamodb.elapsedMs;
    dynamodb.update("users", { TableClass: "STANDARD_INFREQUENT_ACCESS" });
    await client.deleteTable("users", { wait: true });
    expect(await client.tableExists("users")).to.equal(false);
    expect(dynamodb.elapsedMs - startedAt).to.be.within(12_000, 20_000);
  });

  it("says why a table cannot be deleted in time", async () => {
    dynamodb.startScenario({ latency: { createTableMs: 60_000 } });
    client = dynamodb.client();
    await client.createTable("users", { partitionKey });
    const error = await rejects(() => client.deleteTable("users", { wait: { timeoutSeconds: 10 } }));
    expect(error).to.be.instanceOf(WaitTimeoutError).and.include({ lastStatus: "CREATING" });
    expect(dynamodb.elapsedMs).to.be.within(10_000, 10_010);
  });

  it("throws at once if another client is deleting the table, also with wait", async () => {
    await dynamodb.client().deleteTable("users");
    const error = await rejects(() => client.deleteTable("users", { wait: true }));
    expect(error).to.be.instanceOf(ResourceInUseException);
    expect(dynamodb.elapsedMs).to.equal(0);
  });

  it("throws with ifExists too while the table is being created", async () => {
    dynamodb.startScenario({ latency: { createTableMs: 60_000 } });
    client = dynamodb.client();
    await client.createTable("users", { partitionKey });
    expect(await rejects(() => client.deleteTable("users", { ifExists: true }))).to.be.instanceOf(
      ResourceInUseException,
    );
  });

  it("does not delete a protected table, and throws DynamoDB's error", async () => {
    const error = await rejects(() => client.deleteTable("safe"));
    expect(error.message).to.include("Disable deletion protection first");
    expect(dynamodb.requests()).to.have.lengthOf(1);
  });

  it("disables protection on request, and only if it is enabled", async () => {
    await client.deleteTable("safe", { disableProtection: true, wait: true });
    expect(dynamodb.requests("UpdateTable").map(({ input }) => input)).to.deep.equal([
      { TableName: "safe", DeletionProtectionEnabled: false },
    ]);
    await client.deleteTable("users", { disableProtection: true });
    expect(dynamodb.requests("UpdateTable")).to.have.lengthOf(1);
  });
});

function isGrowing(seconds: readonly number[]): boolean {
  const gaps = seconds.slice(1).map((second, place) => second - (seconds[place] ?? 0));
  return gaps.every((gap, place) => gap >= Math.min(2.5, 0.25 * 2 ** place) && gap <= 5.01);
}
