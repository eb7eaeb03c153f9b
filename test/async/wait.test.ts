import { ResourceNotFoundException } from "@aws-sdk/client-dynamodb";
import { expect } from "chai";
import { type DynamoClient, WaitFailedError, type WaitProgress, WaitTimeoutError } from "../../src/index.js";
import { rejects } from "../support/both.js";
import { needs } from "../support/engine/needs.js";
import { described, ScriptedDynamoDB } from "../support/scripted-dynamodb.js";

const partitionKey = ["pk", "S"] as const;
const denied = { name: "AccessDeniedException", message: "User is not authorized to perform: dynamodb:DescribeTable" };
/** A table whose indexes take longer than the table. */
const laterIndexes = (count: number, toSecond: number) =>
  described({ GlobalSecondaryIndexes: Array(count).fill({ IndexStatus: "CREATING" }) }, { toSecond });
const index = (indexName: string, attribute: string) => ({ indexName, partitionKey: [attribute, "S"] as const });

needs("clock").describe("a wait for a table", () => {
  let dynamodb: ScriptedDynamoDB;
  let client: DynamoClient;

  before(() => {
    dynamodb = ScriptedDynamoDB.start();
  });

  beforeEach(() => {
    dynamodb.startScenario();
    client = dynamodb.client();
  });

  after(() => dynamodb.stop());

  for (const createSeconds of [0, 0.2, 1, 2, 7, 20, 60]) {
    it(`ends soon after a table that takes ${createSeconds} s is usable, with few polls`, async () => {
      dynamodb.startScenario({ latency: { createTableMs: createSeconds * 1000 } });
      client = dynamodb.client();
      const table = await client.createTable("users", { partitionKey, wait: true });
      expect(table.TableStatus).to.equal("ACTIVE");
      expect(dynamodb.elapsedMs / 1000 - createSeconds).to.be.within(0, Math.max(0.25, createSeconds * 0.2));
      expect(dynamodb.requests("DescribeTable").length).to.be.at.most(createSeconds <= 20 ? 25 : 32);
    });
  }

  it("includes the indexes, which can be ready later than the table", async () => {
    dynamodb.startScenario({ latency: { createTableWithIndexesMs: 2_000 }, faults: [laterIndexes(2, 20)] });
    client = dynamodb.client();
    const table = await client.createTable("users", {
      partitionKey,
      globalSecondaryIndexes: [index("by-a", "a"), index("by-b", "b")],
      wait: true,
    });
    expect(table.GlobalSecondaryIndexes?.map(({ IndexStatus }) => IndexStatus)).to.deep.equal(["ACTIVE", "ACTIVE"]);
    expect(dynamodb.elapsedMs).to.be.within(20_000, 24_000);
    expect(dynamodb.requests("DescribeTable").length).to.be.at.most(25);
  });

  it("includes an index that is added to a table, from its creation to the end of its backfill", async () => {
    dynamodb.startScenario({ tables: { users: {} }, latency: { allocateIndexMs: 2_000, backfillIndexMs: 18_000 } });
    client = dynamodb.client();
    const Create = { IndexName: "by-a", Projection: { ProjectionType: "ALL" } } as const;
    dynamodb.update("users", {
      AttributeDefinitions: [{ AttributeName: "a", AttributeType: "S" }],
      GlobalSecondaryIndexUpdates: [{ Create: { ...Create, KeySchema: [{ AttributeName: "a", KeyType: "HASH" }] } }],
    });
    const pending = new Set<string>();
    const onProgress = (state: WaitProgress) => {
      for (const part of state.pending) pending.add(part);
    };
    await client.waitForTableActive("users", { onProgress });
    expect([...pending]).to.deep.equal(["table UPDATING", "index by-a CREATING", "index by-a CREATING (backfilling)"]);
    expect(dynamodb.elapsedMs).to.be.within(20_000, 24_000);
  });

  it("does not include the indexes with until: table", async () => {
    dynamodb.startScenario({ latency: { createTableWithIndexesMs: 2_000 }, faults: [laterIndexes(1, 20)] });
    client = dynamodb.client();
    const globalSecondaryIndexes = [index("by-a", "a")];
    await client.createTable("users", { partitionKey, globalSecondaryIndexes, wait: { until: "table" } });
    expect(dynamodb.elapsedMs).to.be.within(2_000, 2_400);
  });

  it("includes, with until: settled, changes of an ACTIVE table", async () => {
    const indexes = (Backfilling: boolean) => [{ IndexName: "by-a", IndexStatus: "ACTIVE", Backfilling }];
    const replica = (ReplicaStatus: string) => ({ RegionName: "eu-west-1", ReplicaStatus });
    dynamodb.startScenario({
      tables: { users: {} },
      latency: { updateEncryptionMs: 2_000, updateWarmThroughputMs: 4_000 },
      faults: [
        described({ GlobalSecondaryIndexes: indexes(true) }, { fromSecond: 4, toSecond: 6 }),
        described({ Replicas: [replica("CREATING")] }, { fromSecond: 6, toSecond: 8 }),
        described({ GlobalSecondaryIndexes: indexes(false), Replicas: [replica("ACTIVE")] }, { fromSecond: 8 }),
      ],
    });
    client = dynamodb.client();
    dynamodb.update("users", { SSESpecification: { Enabled: true, SSEType: "KMS" } });
    dynamodb.update("users", { WarmThroughput: { ReadUnitsPerSecond: 20_000, WriteUnitsPerSecond: 8_000 } });
    const pending = new Set<string>();
    const onProgress = (state: WaitProgress) => {
      for (const part of state.pending) pending.add(part);
    };
    await client.waitForTableActive("users", { until: "settled", onProgress });
    expect([...pending]).to.deep.equal([
      "encryption UPDATING",
      "warm throughput UPDATING",
      "index by-a backfilling",
      "replica eu-west-1 CREATING",
    ]);
    expect(dynamodb.elapsedMs).to.be.within(8_000, 9_600);
    await client.waitForTableActive("users", { until: "indexes" });
  });

  it("reports progress after every poll", async () => {
    dynamodb.startScenario({ latency: { createTableMs: 1_000 } });
    client = dynamodb.client();
    await client.createTable("users", { partitionKey });
    const states: WaitProgress[] = [];
    await client.waitForTableActive("users", { timeoutSeconds: 30, onProgress: (state) => states.push(state) });
    expect(states.map(({ polls }) => polls)).to.deep.equal(states.map((_, place) => place + 1));
    expect(states[0]).to.deep.include({ tableName: "users", tableStatus: "CREATING", pending: ["table CREATING"] });
    expect(states.at(-1)).to.deep.include({ tableStatus: "ACTIVE", pending: [] });
    for (const { elapsedSeconds, remainingSeconds } of states) {
      expect(elapsedSeconds + remainingSeconds).to.be.closeTo(30, 0.001);
    }
  });

  it("waits for a table that this client has just created to appear", async () => {
    const faults = [{ kind: "notFound", operation: "DescribeTable", forMs: 5_000 }] as const;
    dynamodb.startScenario({ latency: { createTableMs: 6_000 }, faults });
    client = dynamodb.client();
    await client.createTable("users", { partitionKey });
    await client.waitForTableActive("users");
    expect(dynamodb.elapsedMs).to.be.within(6_000, 7_200);
  });

  it("fails if such a table does not appear", async () => {
    const faults = [{ kind: "notFound", operation: "DescribeTable", forMs: 300_000 }] as const;
    dynamodb.startScenario({ latency: { createTableMs: 300_000 }, faults });
    client = dynamodb.client();
    const error = await rejects(() => client.createTable("users", { partitionKey, wait: true }));
    expect(error).to.be.instanceOf(ResourceNotFoundException);
    expect(dynamodb.elapsedMs).to.be.within(30_000, 36_000);
  });

  it("fails on the first answer for a table that does not exist", async () => {
    const error = await rejects(() => client.waitForTableActive("users"));
    expect(error).to.be.instanceOf(ResourceNotFoundException);
    expect(dynamodb.requests()).to.have.lengthOf(1);
    expect(dynamodb.elapsedMs).to.equal(0);
  });

  it("fails at once when a table disappears", async () => {
    await client.createTable("users", { partitionKey });
    await client.describeTable("users");
    await dynamodb.client().deleteTable("users");
    const error = await rejects(() => client.waitForTableActive("users"));
    expect(error).to.be.instanceOf(ResourceNotFoundException);
    expect(dynamodb.requests("DescribeTable")).to.have.lengthOf(2);
  });

  it("fails on the first answer when DynamoDB denies access", async () => {
    dynamodb.startScenario({
      tables: { users: {} },
      faults: [{ kind: "error", operation: "DescribeTable", error: denied }],
    });
    client = dynamodb.client();
    const error = await rejects(() => client.waitForTableActive("users"));
    expect(error.name).to.equal("AccessDeniedException");
    expect(error.message).to.equal(`${denied.message} (table "users")`);
    expect(dynamodb.requests()).to.have.lengthOf(1);
  });

  for (const TableStatus of [
    "DELETING",
    "ARCHIVED",
    "INACCESSIBLE_ENCRYPTION_CREDENTIALS",
    "REPLICATION_NOT_AUTHORIZED",
  ]) {
    it(`fails on the first answer when the table is ${TableStatus}`, async () => {
      dynamodb.startScenario({ tables: { users: {} }, faults: [described({ TableStatus })] });
      client = dynamodb.client();
      const error = await rejects(() => client.waitForTableActive("users"));
      expect(error).to.be.instanceOf(WaitFailedError).and.include({ lastStatus: TableStatus, polls: 1 });
      expect(error.message).to.include('"users"').and.include(TableStatus);
      expect(dynamodb.requests()).to.have.lengthOf(1);
    });
  }

  it("fails with until: settled when a replica cannot be created", async () => {
    const Replicas = [{ RegionName: "eu-west-1", ReplicaStatus: "CREATION_FAILED" }];
    dynamodb.startScenario({ tables: { users: {} }, faults: [described({ Replicas })] });
    client = dynamodb.client();
    const error = await rejects(() => client.waitForTableActive("users", { until: "settled" }));
    expect(error).to.be.instanceOf(WaitFailedError);
    expect(error.message).to.include("eu-west-1");
  });

  it("reports the last state in its timeout error", async () => {
    dynamodb.startScenario({ latency: { createTableWithIndexesMs: 2_000 }, faults: [laterIndexes(1, 500)] });
    client = dynamodb.client();
    const options = { partitionKey, globalSecondaryIndexes: [index("by-a", "a")], wait: { timeoutSeconds: 30 } };
    const error = await rejects(() => client.createTable("users", options));
    expect(error).to.be.instanceOf(WaitTimeoutError);
    const { tableName, lastStatus, indexStates, elapsedSeconds, polls } = error as WaitTimeoutError;
    expect({ tableName, lastStatus }).to.deep.equal({ tableName: "users", lastStatus: "ACTIVE" });
    expect(indexStates).to.deep.equal([{ indexName: "by-a", status: "CREATING", backfilling: false }]);
    expect(elapsedSeconds).to.be.within(30, 30.01);
    expect(polls).to.equal(dynamodb.requests("DescribeTable").length);
    expect(error.message).to.match(/"users".*30 s.*ACTIVE.*by-a CREATING.*timeoutSeconds/);
  });

  it("waits 120 s by default", async () => {
    dynamodb.startScenario({ tables: { users: {} }, latency: { updateTableClassMs: 1_000_000 } });
    client = dynamodb.client();
    dynamodb.update("users", { TableClass: "STANDARD_INFREQUENT_ACCESS" });
    await rejects(() => client.waitForTableActive("users"));
    expect(dynamodb.elapsedMs).to.be.within(120_000, 120_010);
  });

  it("continues after throttling, lost connections and a proxy's error pages", async () => {
    dynamodb.startScenario({
      latency: { createTableMs: 3_000 },
      faults: [
        { kind: "throttled", operation: "DescribeTable", times: 2 },
        { operation: "DescribeTable", kind: "dropped", skip: 2 },
        { operation: "DescribeTable", kind: "badGateway", skip: 2 },
        { kind: "serverError", operation: "DescribeTable", skip: 2 },
      ],
    });
    client = dynamodb.client();
    const faults: string[] = [];
    const onProgress = ({ error }: WaitProgress) => {
      if (error) faults.push(error.name);
    };
    await client.createTable("users", { partitionKey, wait: { onProgress } });
    expect(faults).to.have.lengthOf(5);
    expect(dynamodb.elapsedMs).to.be.within(3_000, 3_600);
  });

  it("polls once more at its end, with time for an answer", async () => {
    for (const timeoutSeconds of [0.001, 0.5, 30]) {
      // Ready just before the last poll, whose answer takes longer than the remaining time.
      const latency = { createTableMs: timeoutSeconds * 1000 - 0.5 };
      dynamodb.startScenario({
        latency,
        faults: [{ kind: "slow", operation: "DescribeTable", delayMs: 30, times: 1_000 }],
      });
      client = dynamodb.client();
      const table = await client.createTable("users", { partitionKey, wait: { timeoutSeconds } });
      expect(table.TableStatus).to.equal("ACTIVE");
    }
  });

  it("reports the last error, not the abort of the last attempt", async () => {
    client = dynamodb.client({ endpoint: "http://127.0.0.1:1", maxAttempts: 100 });
    const error = await rejects(() => client.waitForTableActive("users", { timeoutSeconds: 0.01 }));
    expect(error).to.be.instanceOf(WaitTimeoutError);
    expect(error.cause).to.include({ code: "ECONNREFUSED" });
    expect(error.message).to.include("ECONNREFUSED");
  });

  it("reports the last error if there was no answer", async () => {
    dynamodb.startScenario({
      tables: { users: {} },
      faults: [{ operation: "DescribeTable", kind: "dropped", times: 1_000 }],
    });
    client = dynamodb.client();
    const error = await rejects(() => client.waitForTableActive("users", { timeoutSeconds: 5 }));
    expect(error).to.be.instanceOf(WaitTimeoutError).and.include({ lastStatus: undefined });
    expect(error.cause).to.be.instanceOf(Error);
    expect(error.message).to.include((error.cause as Error).message);
  });
});
