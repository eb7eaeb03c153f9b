import { expect } from "chai";
import { attr, type DynamoClient, defineModel, Model } from "../../src/index.js";
import { type MockDynamoDB, mockDynamoDB } from "../../src/testing/index.js";

class User extends defineModel({
  table: "example_model_users",
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
  table: "orders",
  attributes: { order_id: attr.string().partitionKey(), created: attr.date().sortKey(), total: attr.number() },
  globalSecondaryIndexes: { byTotal: { partitionKey: "total" } },
  localSecondaryIndexes: { totals: { sortKey: "total" } },
}) {}

// Every example that the two documents of ../shared/seeds give for a model, in TypeScript.
describe("the seed documents' model examples", () => {
  let dynamodb: MockDynamoDB;
  let client: DynamoClient;

  before(async () => {
    dynamodb = await mockDynamoDB();
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

  it("take the settings of the table from the call", async () => {
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

  it("wait in a call of its own", async () => {
    await User.createTable();
    expect((await User.waitForTableActive({ timeoutSeconds: 30 })).TableStatus).to.equal("ACTIVE");
    await User.deleteTable();
    await User.waitForTableDeleted();
  });

  it("create a table through the client, with its keys, all indexes and just the attributes that these need", async () => {
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
    expect((await client.describeTable(Order)).TableName).to.equal("orders");
    await client.deleteTable(Order, { wait: true });
  });
});
