import { LimitExceededException, ResourceInUseException, ResourceNotFoundException } from "@aws-sdk/client-dynamodb";
import { expect } from "chai";
import type { DynamoClient } from "../../src/index.js";
import { rejects } from "../support/both.js";
import type { Scenario } from "../support/stub-scenario.js";
import { StubServer } from "../support/stub-server.js";

const partitionKey = ["pk", "S"] as const;
const busy = {
  name: "LimitExceededException",
  message: "Subscriber limit exceeded: Only 500 tables can be created, updated, or deleted simultaneously",
};
const quota = {
  name: "LimitExceededException",
  message: "Subscriber limit exceeded: Number of tables exceeds the limit of 2500",
};
const throttled = {
  name: "ThrottlingException",
  message: "The rate of control plane requests made by this account is too high",
};

describe("createTable and deleteTable, where DynamoDB is busy or the network bad", () => {
  let stub: StubServer;
  let client: DynamoClient;

  /** Starts a scenario with a client of the SDK's usual three attempts, or of the number given. */
  function play(scenario: Scenario, maxAttempts = 1): void {
    stub.play(scenario);
    client = stub.client({ maxAttempts });
  }

  before(() => {
    stub = StubServer.start();
  });

  after(() => stub.stop());

  for (const error of [busy, throttled]) {
    it(`creates past a ${error.name} that passes by itself`, async () => {
      play({ faults: [{ operation: "CreateTable", error, times: 4 }] });
      await client.createTable("users", { partitionKey });
      expect(stub.requests("CreateTable").map(({ second }) => second))
        .to.have.lengthOf(5)
        .and.to.satisfy(isGrowing);
    });

    it(`deletes past a ${error.name} that passes by itself`, async () => {
      play({ tables: { users: {} }, faults: [{ operation: "DeleteTable", error, times: 4 }] });
      await client.deleteTable("users");
      expect(stub.requests("DeleteTable").map(({ second }) => second))
        .to.have.lengthOf(5)
        .and.to.satisfy(isGrowing);
    });
  }

  it("stops trying when the time of the call is over, with DynamoDB's own error", async () => {
    play({ faults: [{ operation: "CreateTable", error: busy, times: 1_000 }] });
    const error = await rejects(() => client.createTable("users", { partitionKey, wait: { timeoutSeconds: 20 } }));
    expect(error).to.be.instanceOf(LimitExceededException);
    expect(stub.clock.now()).to.be.within(14_000, 20_000);
  });

  it("does not try again where a quota is used up", async () => {
    play({ faults: [{ operation: "CreateTable", error: quota }] });
    const error = await rejects(() => client.createTable("users", { partitionKey }));
    expect(error).to.be.instanceOf(LimitExceededException).and.include({ message: quota.message });
    expect(stub.requests()).to.have.lengthOf(1);
  });

  it("takes the table of a create whose answer was lost for its own", async () => {
    play({ createSeconds: 2, faults: [{ operation: "CreateTable", wire: "drop", commit: true }] }, 3);
    const globalSecondaryIndexes = [{ indexName: "by-a", partitionKey: ["a", "S"] as const, projection: ["x", "b"] }];
    const table = await client.createTable("users", { partitionKey, globalSecondaryIndexes, wait: true });
    expect(table.TableStatus).to.equal("ACTIVE");
    expect(stub.requests("CreateTable")).to.have.lengthOf(2);
  });

  it("also where the first sign of it was throttling", async () => {
    play({ faults: [{ operation: "CreateTable", error: throttled, commit: true }] });
    const table = await client.createTable("users", { partitionKey });
    expect(table.TableName).to.equal("users");
  });

  it("does not take a table of another definition for its own", async () => {
    const KeySchema = [{ AttributeName: "id", KeyType: "HASH" }];
    const CreationDateTime = Date.now() / 1000;
    play(
      { tables: { users: { KeySchema, CreationDateTime } }, faults: [{ operation: "CreateTable", wire: "drop" }] },
      3,
    );
    const error = await rejects(() => client.createTable("users", { partitionKey }));
    expect(error).to.be.instanceOf(ResourceInUseException);
  });

  it("does not take a table that was there before for its own", async () => {
    const description = {
      KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
      AttributeDefinitions: [{ AttributeName: "pk", AttributeType: "S" }],
      BillingModeSummary: { BillingMode: "PAY_PER_REQUEST" },
      CreationDateTime: Date.now() / 1000 - 3600,
    };
    play({ tables: { users: description }, faults: [{ operation: "CreateTable", wire: "drop" }] }, 3);
    const error = await rejects(() => client.createTable("users", { partitionKey }));
    expect(error).to.be.instanceOf(ResourceInUseException);
  });

  it("says that a table is there when the create was sent once", async () => {
    play({});
    await client.createTable("users", { partitionKey });
    const error = await rejects(() => client.createTable("users", { partitionKey }));
    expect(error).to.be.instanceOf(ResourceInUseException);
    expect(stub.requests("DescribeTable")).to.have.lengthOf(0);
  });

  it("takes a table that is gone after a lost answer for deleted by itself", async () => {
    play({ tables: { users: {} }, faults: [{ operation: "DeleteTable", wire: "drop", commit: true }] }, 3);
    const table = await client.deleteTable("users", { wait: true });
    expect(table.TableStatus).to.equal("DELETING");
    expect(stub.requests("DeleteTable")).to.have.lengthOf(2);
  });

  it("takes a table that is on its way out after a lost answer for deleted by itself", async () => {
    play(
      { deleteSeconds: 5, tables: { users: {} }, faults: [{ operation: "DeleteTable", wire: "drop", commit: true }] },
      3,
    );
    await client.deleteTable("users", { wait: true });
    expect(stub.clock.now()).to.be.within(5_000, 6_000);
  });

  it("enables late settings once DynamoDB takes them, and takes no offence where they are on", async () => {
    const soon = { name: "ContinuousBackupsUnavailableException", message: "Backups are being enabled for the table" };
    const on = { name: "ValidationException", message: "TimeToLive is already enabled" };
    play({
      createSeconds: 2,
      faults: [
        { operation: "UpdateTimeToLive", error: on },
        { operation: "UpdateContinuousBackups", error: soon, times: 3 },
      ],
    });
    const options = { partitionKey, timeToLive: "expires", pointInTimeRecovery: true, wait: true };
    const table = await client.createTable("users", options);
    expect(table.TableStatus).to.equal("ACTIVE");
    expect(stub.requests("UpdateContinuousBackups")).to.have.lengthOf(4);
  });

  it("says which late setting failed, and that the table is there", async () => {
    const denied = { name: "AccessDeniedException", message: "not authorized to perform: dynamodb:UpdateTimeToLive" };
    play({ faults: [{ operation: "UpdateTimeToLive", error: denied }] });
    const error = await rejects(() => client.createTable("users", { partitionKey, timeToLive: "expires" }));
    expect(error.name).to.equal("AccessDeniedException");
    expect(error.message).to.match(/not authorized.*"users" was created.*time to live/);
  });
});

describe("deleteTable", () => {
  let stub: StubServer;
  let client: DynamoClient;

  before(() => {
    stub = StubServer.start();
  });

  beforeEach(() => {
    stub.play({ deleteSeconds: 5, tables: { users: {}, safe: { DeletionProtectionEnabled: true } } });
    client = stub.client();
  });

  after(() => stub.stop());

  it("throws where there is no table, and does not with ifExists", async () => {
    const error = await rejects(() => client.deleteTable("orders"));
    expect(error).to.be.instanceOf(ResourceNotFoundException);
    expect(await client.deleteTable("orders", { ifExists: true, wait: true })).to.equal(undefined);
  });

  it("throws where the table is on its way out, and with ifExists waits for it", async () => {
    await client.deleteTable("users");
    const error = await rejects(() => client.deleteTable("users"));
    expect(error).to.be.instanceOf(ResourceInUseException);
    const table = await client.deleteTable("users", { ifExists: true, wait: true });
    expect(table?.TableStatus).to.equal("DELETING");
    expect(stub.clock.now()).to.be.within(5_000, 6_000);
  });

  it("throws with ifExists too while the table is being created", async () => {
    const error = { name: "ResourceInUseException", message: "Table is being created: users" };
    stub.play({ tables: { users: { TableStatus: "CREATING" } }, faults: [{ operation: "DeleteTable", error }] });
    client = stub.client();
    expect(await rejects(() => client.deleteTable("users", { ifExists: true }))).to.be.instanceOf(
      ResourceInUseException,
    );
  });

  it("leaves a protected table alone, and says so in DynamoDB's words", async () => {
    const error = await rejects(() => client.deleteTable("safe"));
    expect(error.message).to.include("Disable deletion protection first");
    expect(stub.requests()).to.have.lengthOf(1);
  });

  it("switches protection off where asked to, and only where it is on", async () => {
    await client.deleteTable("safe", { disableProtection: true, wait: true });
    expect(stub.requests("UpdateTable").map(({ input }) => input)).to.deep.equal([
      { TableName: "safe", DeletionProtectionEnabled: false },
    ]);
    await client.deleteTable("users", { disableProtection: true });
    expect(stub.requests("UpdateTable")).to.have.lengthOf(1);
  });
});

function isGrowing(seconds: readonly number[]): boolean {
  const gaps = seconds.slice(1).map((second, place) => second - (seconds[place] ?? 0));
  return gaps.every((gap, place) => gap >= Math.min(2.5, 0.25 * 2 ** place) && gap <= 5.01);
}
