import {
  type DynamoDB,
  type GlobalSecondaryIndexDescription,
  type TableDescription,
  waitUntilTableExists,
  waitUntilTableNotExists,
} from "@aws-sdk/client-dynamodb";
import { expect } from "chai";
import { type MockDynamoDB, mockDynamoDB } from "../../../src/testing/index.js";
import { advancingClient, pollsIn } from "./advancing-client.js";

const TableName = "orders";
const polling = { maxWaitTime: 30, minDelay: 0.001, maxDelay: 0.002 };

describe("the AWS SDK with the emulator", () => {
  let db: MockDynamoDB;
  let client: DynamoDB;

  before(async () => {
    db = await mockDynamoDB({ latency: "realistic", time: "manual" });
    client = advancingClient(db);
  });

  after(async () => {
    client.destroy();
    await db.close();
  });

  beforeEach(() => db.clearRequests());

  async function describeTable(): Promise<TableDescription> {
    return (await client.describeTable({ TableName })).Table ?? {};
  }

  async function indexes(): Promise<readonly GlobalSecondaryIndexDescription[]> {
    return (await describeTable()).GlobalSecondaryIndexes ?? [];
  }

  it("creates a table, and waits with its own waiter", async () => {
    const { TableDescription } = await client.createTable({
      TableName,
      AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
      KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
      BillingMode: "PAY_PER_REQUEST",
      Tags: [{ Key: "team", Value: "data" }],
    });
    expect(TableDescription?.TableStatus).to.equal("CREATING");
    expect(TableDescription?.CreationDateTime).to.be.an.instanceOf(Date);
    const { state } = await waitUntilTableExists({ client, ...polling }, { TableName });
    expect(state).to.equal("SUCCESS");
    expect(pollsIn(db)).to.equal(2); // CREATING, ACTIVE
  });

  it("adds an index, and queries it once it is ACTIVE", async () => {
    for (const [id, status] of Object.entries({ a: "new", b: "paid", c: "new" }))
      await client.putItem({ TableName, Item: { id: { S: id }, status: { S: status } } });
    await client.updateTable({
      TableName,
      AttributeDefinitions: [
        { AttributeName: "id", AttributeType: "S" },
        { AttributeName: "status", AttributeType: "S" },
      ],
      GlobalSecondaryIndexUpdates: [
        {
          Create: {
            IndexName: "by-status",
            KeySchema: [{ AttributeName: "status", KeyType: "HASH" }],
            Projection: { ProjectionType: "KEYS_ONLY" },
          },
        },
      ],
    });
    expect((await describeTable()).TableStatus).to.equal("UPDATING");
    // The SDK's waiter ignores indexes: it ends long before this one is ACTIVE.
    await waitUntilTableExists({ client, ...polling }, { TableName });
    expect((await indexes()).map(({ IndexStatus, Backfilling }) => [IndexStatus, Backfilling])).to.deep.equal([
      ["CREATING", true],
    ]);
    while ((await indexes())[0]?.IndexStatus !== "ACTIVE");
    const { Items } = await client.query({
      TableName,
      IndexName: "by-status",
      KeyConditionExpression: "#status = :new",
      ExpressionAttributeNames: { "#status": "status" },
      ExpressionAttributeValues: { ":new": { S: "new" } },
    });
    expect(Items?.map(({ id }) => id?.S).toSorted()).to.deep.equal(["a", "c"]);
  });

  it("switches time to live on", async () => {
    const { TimeToLiveSpecification } = await client.updateTimeToLive({
      TableName,
      TimeToLiveSpecification: { AttributeName: "expires", Enabled: true },
    });
    expect(TimeToLiveSpecification).to.deep.equal({ AttributeName: "expires", Enabled: true });
    const status = async () => (await client.describeTimeToLive({ TableName })).TimeToLiveDescription?.TimeToLiveStatus;
    expect(await status()).to.equal("ENABLING");
    db.clock.advance(3_600_000);
    expect(await status()).to.equal("ENABLED");
  });

  it("tags", async () => {
    const ResourceArn = (await describeTable()).TableArn;
    await client.tagResource({ ResourceArn, Tags: [{ Key: "stage", Value: "test" }] });
    await describeTable(); // tags are locked for a while after each change
    await client.untagResource({ ResourceArn, TagKeys: ["team"] });
    await describeTable();
    expect((await client.listTagsOfResource({ ResourceArn })).Tags).to.deep.equal([{ Key: "stage", Value: "test" }]);
  });

  it("deletes the table, and waits with its own waiter", async () => {
    await client.deleteTable({ TableName });
    expect((await describeTable()).TableStatus).to.equal("DELETING");
    const { state } = await waitUntilTableNotExists({ client, ...polling }, { TableName });
    expect(state).to.equal("SUCCESS");
    expect((await client.listTables({})).TableNames).to.deep.equal([]);
  });
});
