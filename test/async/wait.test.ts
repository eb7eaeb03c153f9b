import { ResourceNotFoundException } from "@aws-sdk/client-dynamodb";
import { expect } from "chai";
import { type DynamoClient, WaitFailedError, type WaitProgress, WaitTimeoutError } from "../../src/index.js";
import { rejects } from "../support/both.js";
import { StubServer } from "../support/stub-server.js";

const partitionKey = ["pk", "S"] as const;
const denied = { name: "AccessDeniedException", message: "User is not authorized to perform: dynamodb:DescribeTable" };
const throttled = { name: "ThrottlingException", message: "Rate of control plane requests is too high" };
const index = (indexName: string, attribute: string) => ({ indexName, partitionKey: [attribute, "S"] as const });

describe("a wait for a table", () => {
  let stub: StubServer;
  let client: DynamoClient;

  before(() => {
    stub = StubServer.start();
  });

  beforeEach(() => {
    stub.play();
    client = stub.client();
  });

  after(() => stub.stop());

  for (const createSeconds of [0, 0.2, 1, 2, 7, 20, 60]) {
    it(`ends soon after a table that takes ${createSeconds} s is usable, with few looks`, async () => {
      stub.play({ createSeconds });
      client = stub.client();
      const table = await client.createTable("users", { partitionKey, wait: true });
      expect(table.TableStatus).to.equal("ACTIVE");
      expect(stub.clock.now() / 1000 - createSeconds).to.be.within(0, Math.max(0.25, createSeconds * 0.2));
      expect(stub.requests("DescribeTable").length).to.be.at.most(createSeconds <= 20 ? 25 : 32);
    });
  }

  it("also covers the indexes, which may be ready later than the table", async () => {
    stub.play({ createSeconds: 2, indexSeconds: 20 });
    client = stub.client();
    const table = await client.createTable("users", {
      partitionKey,
      globalSecondaryIndexes: [index("by-a", "a"), index("by-b", "b")],
      wait: true,
    });
    expect(table.GlobalSecondaryIndexes?.map(({ IndexStatus }) => IndexStatus)).to.deep.equal(["ACTIVE", "ACTIVE"]);
    expect(stub.clock.now()).to.be.within(20_000, 24_000);
    expect(stub.requests("DescribeTable").length).to.be.at.most(25);
  });

  it("does not cover the indexes with until: table", async () => {
    stub.play({ createSeconds: 2, indexSeconds: 20 });
    client = stub.client();
    const globalSecondaryIndexes = [index("by-a", "a")];
    await client.createTable("users", { partitionKey, globalSecondaryIndexes, wait: { until: "table" } });
    expect(stub.clock.now()).to.be.within(2_000, 2_400);
  });

  it("covers, with until: settled, what changes behind an ACTIVE table", async () => {
    const indexes = (Backfilling: boolean) => [{ IndexName: "by-a", IndexStatus: "ACTIVE", Backfilling }];
    stub.play({
      tables: { users: {} },
      phases: [
        { fromSecond: 0, table: { SSEDescription: { Status: "UPDATING" } } },
        { fromSecond: 2, table: { SSEDescription: { Status: "ENABLED" }, WarmThroughput: { Status: "UPDATING" } } },
        { fromSecond: 4, table: { WarmThroughput: { Status: "ACTIVE" }, GlobalSecondaryIndexes: indexes(true) } },
        {
          fromSecond: 6,
          table: {
            GlobalSecondaryIndexes: indexes(false),
            Replicas: [{ RegionName: "eu-west-1", ReplicaStatus: "CREATING" }],
          },
        },
        { fromSecond: 8, table: { Replicas: [{ RegionName: "eu-west-1", ReplicaStatus: "ACTIVE" }] } },
      ],
    });
    client = stub.client();
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
    expect(stub.clock.now()).to.be.within(8_000, 9_600);
    await client.waitForTableActive("users", { until: "indexes" });
  });

  it("reports progress after every look", async () => {
    stub.play({ createSeconds: 1 });
    client = stub.client();
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

  it("takes a table that this client has just created for one that will appear", async () => {
    stub.play({ appearSeconds: 5, createSeconds: 6 });
    client = stub.client();
    await client.createTable("users", { partitionKey });
    await client.waitForTableActive("users");
    expect(stub.clock.now()).to.be.within(6_000, 7_200);
  });

  it("gives up on such a table when it does not appear", async () => {
    stub.play({ appearSeconds: 300, createSeconds: 300 });
    client = stub.client();
    const error = await rejects(() => client.createTable("users", { partitionKey, wait: true }));
    expect(error).to.be.instanceOf(ResourceNotFoundException);
    expect(stub.clock.now()).to.be.within(30_000, 36_000);
  });

  it("fails on the first answer for a table that is not there", async () => {
    const error = await rejects(() => client.waitForTableActive("users"));
    expect(error).to.be.instanceOf(ResourceNotFoundException);
    expect(stub.requests()).to.have.lengthOf(1);
    expect(stub.clock.now()).to.equal(0);
  });

  it("fails at once when a table that it saw disappears", async () => {
    stub.play({ createSeconds: 60 });
    client = stub.client();
    await client.createTable("users", { partitionKey });
    await client.describeTable("users");
    await stub.client().deleteTable("users");
    const error = await rejects(() => client.waitForTableActive("users"));
    expect(error).to.be.instanceOf(ResourceNotFoundException);
    expect(stub.requests("DescribeTable")).to.have.lengthOf(2);
  });

  it("fails on the first answer when DynamoDB denies the look", async () => {
    stub.play({ tables: { users: {} }, faults: [{ operation: "DescribeTable", error: denied }] });
    client = stub.client();
    const error = await rejects(() => client.waitForTableActive("users"));
    expect(error).to.include({ name: "AccessDeniedException", message: denied.message });
    expect(stub.requests()).to.have.lengthOf(1);
  });

  for (const TableStatus of [
    "DELETING",
    "ARCHIVED",
    "INACCESSIBLE_ENCRYPTION_CREDENTIALS",
    "REPLICATION_NOT_AUTHORIZED",
  ]) {
    it(`fails on the first answer when the table is ${TableStatus}`, async () => {
      stub.play({ tables: { users: { TableStatus } } });
      client = stub.client();
      const error = await rejects(() => client.waitForTableActive("users"));
      expect(error).to.be.instanceOf(WaitFailedError).and.include({ lastStatus: TableStatus, polls: 1 });
      expect(error.message).to.include('"users"').and.include(TableStatus);
      expect(stub.requests()).to.have.lengthOf(1);
    });
  }

  it("fails with until: settled when a replica cannot be made", async () => {
    const Replicas = [{ RegionName: "eu-west-1", ReplicaStatus: "CREATION_FAILED" }];
    stub.play({ tables: { users: { Replicas } } });
    client = stub.client();
    const error = await rejects(() => client.waitForTableActive("users", { until: "settled" }));
    expect(error).to.be.instanceOf(WaitFailedError);
    expect(error.message).to.include("eu-west-1");
  });

  it("says on its timeout what it last saw", async () => {
    stub.play({ createSeconds: 2, indexSeconds: 500 });
    client = stub.client();
    const options = { partitionKey, globalSecondaryIndexes: [index("by-a", "a")], wait: { timeoutSeconds: 30 } };
    const error = await rejects(() => client.createTable("users", options));
    expect(error).to.be.instanceOf(WaitTimeoutError);
    const { tableName, lastStatus, indexStates, elapsedSeconds, polls } = error as WaitTimeoutError;
    expect({ tableName, lastStatus }).to.deep.equal({ tableName: "users", lastStatus: "ACTIVE" });
    expect(indexStates).to.deep.equal([{ indexName: "by-a", status: "CREATING", backfilling: false }]);
    expect(elapsedSeconds).to.be.within(30, 30.01);
    expect(polls).to.equal(stub.requests("DescribeTable").length);
    expect(error.message).to.match(/"users".*30 s.*ACTIVE.*by-a CREATING.*timeoutSeconds/);
  });

  it("waits 120 s when no timeout is named", async () => {
    stub.play({ tables: { users: { TableStatus: "UPDATING" } } });
    client = stub.client();
    await rejects(() => client.waitForTableActive("users"));
    expect(stub.clock.now()).to.be.within(120_000, 120_010);
  });

  it("waits out throttling, lost connections and the pages of a broken proxy", async () => {
    stub.play({
      createSeconds: 3,
      faults: [
        { operation: "DescribeTable", error: throttled, times: 2 },
        { operation: "DescribeTable", wire: "drop", skip: 2 },
        { operation: "DescribeTable", wire: "html", skip: 2 },
        { operation: "DescribeTable", error: { name: "InternalServerError", status: 500 }, skip: 2 },
      ],
    });
    client = stub.client();
    const faults: string[] = [];
    const onProgress = ({ error }: WaitProgress) => {
      if (error) faults.push(error.name);
    };
    await client.createTable("users", { partitionKey, wait: { onProgress } });
    expect(faults).to.have.lengthOf(5);
    expect(stub.clock.now()).to.be.within(3_000, 3_600);
  });

  it("names the last fault when nothing else ever came", async () => {
    stub.play({ tables: { users: {} }, faults: [{ operation: "DescribeTable", wire: "drop", times: 1_000 }] });
    client = stub.client();
    const error = await rejects(() => client.waitForTableActive("users", { timeoutSeconds: 5 }));
    expect(error).to.be.instanceOf(WaitTimeoutError).and.include({ lastStatus: undefined });
    expect(error.cause).to.be.instanceOf(Error);
    expect(error.message).to.include((error.cause as Error).message);
  });
});

describe("a wait for a deletion", () => {
  let stub: StubServer;
  let client: DynamoClient;

  before(() => {
    stub = StubServer.start();
  });

  beforeEach(() => {
    stub.play({ deleteSeconds: 5, tables: { users: {} } });
    client = stub.client();
  });

  after(() => stub.stop());

  it("ends soon after the table is gone", async () => {
    const table = await client.deleteTable("users", { wait: true });
    expect(table.TableStatus).to.equal("DELETING");
    expect(stub.clock.now()).to.be.within(5_000, 6_000);
    expect(await client.tableExists("users")).to.equal(false);
  });

  it("is a call of its own too", async () => {
    await client.deleteTable("users");
    const states: (string | undefined)[] = [];
    await client.waitForTableDeleted("users", { onProgress: ({ tableStatus }) => states.push(tableStatus) });
    expect([...new Set(states)]).to.deep.equal(["DELETING", "NOT_FOUND"]);
  });

  it("is over when there is no such table", async () => {
    await client.waitForTableDeleted("orders");
    expect(stub.requests()).to.have.lengthOf(1);
  });

  it("takes a new table of the same name for another one", async () => {
    const recreated = { fromSecond: 5, table: { TableId: "another", TableStatus: "ACTIVE" } };
    stub.play({ deleteSeconds: 500, tables: { users: {} }, phases: [recreated] });
    client = stub.client();
    await client.deleteTable("users");
    await client.waitForTableDeleted("users");
    expect(stub.clock.now()).to.be.within(5_000, 6_000);
  });

  it("names the status that the table is stuck in", async () => {
    const error = await rejects(() => client.waitForTableDeleted("users", { timeoutSeconds: 10 }));
    expect(error).to.be.instanceOf(WaitTimeoutError).and.include({ lastStatus: "ACTIVE" });
    expect(error.message).to.include("deleteTable");
  });
});
