import { expect } from "chai";
import type { DynamoClient } from "../../src/index.js";
import { type MockDynamoDB, mockDynamoDB } from "../../src/testing/index.js";

// The calls of a typical program on tables, in its order.
describe("a client in a typical program", () => {
  let dynamodb: MockDynamoDB;
  let client: DynamoClient;

  before(async () => {
    dynamodb = await mockDynamoDB();
    client = dynamodb.client;
  });

  after(() => dynamodb.close());

  it("creates tables with and without a sort key, checks and deletes them", async () => {
    if (!(await client.tableExists("example_users"))) {
      await client.createTable("example_users", { partitionKey: ["pk", "S"], wait: true });
    }
    if (!(await client.tableExists("example_orders"))) {
      await client.createTable("example_orders", { partitionKey: ["pk", "S"], sortKey: ["sk", "S"], wait: true });
    }
    expect(await client.tableExists("example_users")).to.equal(true);
    expect(await client.tableExists("example_orders")).to.equal(true);

    await client.deleteTable("example_users", { wait: true });
    await client.deleteTable("example_orders", { wait: true });
    expect(await client.tableExists("example_users")).to.equal(false);
    expect(await client.tableExists("example_orders")).to.equal(false);
  });

  it("creates a table with provisioned capacity and a table class", async () => {
    if (!(await client.tableExists("example_provisioned"))) {
      await client.createTable("example_provisioned", {
        partitionKey: ["pk", "S"],
        billingMode: "PROVISIONED",
        readCapacity: 5,
        writeCapacity: 5,
        wait: true,
      });
    }
    if (!(await client.tableExists("example_archive"))) {
      await client.createTable("example_archive", {
        partitionKey: ["pk", "S"],
        tableClass: "STANDARD_INFREQUENT_ACCESS",
        wait: true,
      });
    }
    expect(await client.tableExists("example_archive")).to.equal(true);
    const { ProvisionedThroughput } = await client.describeTable("example_provisioned");
    expect(ProvisionedThroughput).to.include({ ReadCapacityUnits: 5, WriteCapacityUnits: 5 });

    await client.deleteTable("example_provisioned");
    await client.deleteTable("example_archive");
  });

  it("waits in a separate call", async () => {
    await client.createTable("users", { partitionKey: ["pk", "S"] });
    const table = await client.waitForTableActive("users", { timeoutSeconds: 30 });
    expect(table.TableStatus).to.equal("ACTIVE");
    await client.deleteTable("users");
  });

  it("creates a table with tags and an index", async () => {
    const table = await client.createTable("orders", {
      partitionKey: ["order_id", "S"],
      sortKey: ["created", "N"],
      billingMode: "PROVISIONED",
      readCapacity: 5,
      writeCapacity: 5,
      tags: { env: "production" },
      tableClass: "STANDARD_INFREQUENT_ACCESS",
      globalSecondaryIndexes: [{ indexName: "by-customer", partitionKey: ["customer", "B"] }],
      localSecondaryIndexes: [{ indexName: "by-total", sortKey: ["total", "N"] }],
      wait: true,
    });
    expect(table.GlobalSecondaryIndexes?.[0]?.IndexStatus).to.equal("ACTIVE");
    expect(table.LocalSecondaryIndexes).to.have.lengthOf(1);
    const gone = await client.deleteTable("orders");
    expect(gone.TableStatus).to.equal("DELETING");
  });
});
