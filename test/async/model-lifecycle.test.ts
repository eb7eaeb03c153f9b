import { expect } from "chai";
import { attr, type DynamoClient, defineModel, Model } from "../../src/index.js";
import { startDynamoDB, type TestDynamoDB, tableName } from "../support/engine/start.js";

class User extends defineModel({
  table: tableName("example_model_users"),
  attributes: {
    pk: attr.string().partitionKey(),
    sk: attr.string().sortKey(),
    email: attr.string(),
    status: attr.string(),
    age: attr.number(),
  },
  globalSecondaryIndexes: { emailIndex: { indexName: "email-index", partitionKey: "email" } },
}) {}

class Order extends defineModel({
  table: tableName("orders"),
  attributes: { order_id: attr.string().partitionKey(), created: attr.date().sortKey(), total: attr.number() },
  globalSecondaryIndexes: { byTotal: { partitionKey: "total" } },
  localSecondaryIndexes: { totals: { sortKey: "total" } },
}) {}

class Event extends defineModel({
  table: tableName("events"),
  attributes: { id: attr.string().partitionKey(), day: attr.string() },
  globalSecondaryIndexes: { byDay: { partitionKey: "day", readCapacity: 3, writeCapacity: 2 } },
  tableOptions: { billingMode: "PROVISIONED" },
}) {}

// The calls of a typical program on models and their tables, in its order.
describe("models in a typical program", () => {
  let dynamodb: TestDynamoDB;
  let client: DynamoClient;

  before(async () => {
    dynamodb = await startDynamoDB();
    client = dynamodb.client;
  });

  after(() => dynamodb.close());

  it("create the table from the model, save, and query by an index", async () => {
    if (!(await User.tableExists())) await User.createTable({ wait: true });
    expect(await User.tableExists()).to.equal(true);

    const user = new User({ pk: "USER#1", sk: "PROFILE", email: "test@example.com", status: "active", age: 30 });
    await user.save();

    const results = await User.emailIndex.query({ email: "test@example.com" }).toArray();
    expect(results).to.have.lengthOf(1);
    expect(results[0]?.pk).to.equal("USER#1");
    expect(results[0]).to.be.instanceOf(User).and.to.be.instanceOf(Model);

    await User.deleteTable({ wait: true });
    expect(await User.tableExists()).to.equal(false);
  });

  it("accept settings of the table in the call", async () => {
    const table = await User.createTable({
      billingMode: "PROVISIONED",
      readCapacity: 10,
      writeCapacity: 5,
      wait: true,
    });
    expect(table.ProvisionedThroughput).to.include({ ReadCapacityUnits: 10, WriteCapacityUnits: 5 });
    expect(table.GlobalSecondaryIndexes?.[0]?.ProvisionedThroughput).to.include({ ReadCapacityUnits: 10 });
    await User.deleteTable({ wait: true });
  });

  it("create indexes with the capacity of the model", async () => {
    const { GlobalSecondaryIndexes, ProvisionedThroughput } = await Event.createTable({ wait: true });
    expect(ProvisionedThroughput).to.include({ ReadCapacityUnits: 5, WriteCapacityUnits: 5 });
    const [index] = GlobalSecondaryIndexes ?? [];
    expect(index?.ProvisionedThroughput).to.include({ ReadCapacityUnits: 3, WriteCapacityUnits: 2 });
    expect((await Event.planTable()).steps).to.deep.equal([]);
    await Event.deleteTable({ wait: true });
  });

  it("wait in a separate call", async () => {
    await User.createTable();
    expect((await User.waitForTableActive({ timeoutSeconds: 30 })).TableStatus).to.equal("ACTIVE");
    await User.deleteTable();
    await User.waitForTableDeleted();
  });

  it("are tables for the client's createTable, with keys, all indexes and only the attributes of these", async () => {
    const table = await client.createTable(Order, {
      billingMode: "PROVISIONED",
      readCapacity: 5,
      writeCapacity: 5,
      tags: { env: "production" },
      tableClass: "STANDARD_INFREQUENT_ACCESS",
      wait: true,
    });
    expect(table.AttributeDefinitions).to.have.deep.members([
      { AttributeName: "order_id", AttributeType: "S" },
      { AttributeName: "created", AttributeType: "S" },
      { AttributeName: "total", AttributeType: "N" },
    ]);
    expect(table.GlobalSecondaryIndexes?.map(({ IndexName }) => IndexName)).to.deep.equal(["byTotal"]);
    expect(table.LocalSecondaryIndexes?.map(({ IndexName }) => IndexName)).to.deep.equal(["totals"]);
    expect(await client.tableExists(Order)).to.equal(true);
    expect((await client.describeTable(Order)).TableName).to.equal(tableName("orders"));
    await client.deleteTable(Order, { wait: true });
  });
});
