import { expect } from "chai";
import type { DynamoClient } from "../../src/index.js";
import { startDynamoDB, type TestDynamoDB, tableName } from "../support/engine/start.js";

// The calls of a typical program on tables, in its order.
describe("a client in a typical program", () => {
  let dynamodb: TestDynamoDB;
  let client: DynamoClient;

  before(async () => {
    dynamodb = await startDynamoDB();
    client = dynamodb.client;
  });

  after(() => dynamodb.close());

  it("creates tables with and without a sort key, checks and deletes them", async () => {
    if (!(await client.tableExists(tableName("example_users")))) {
      await client.createTable(tableName("example_users"), { partitionKey: ["pk", "S"], wait: true });
    }
    if (!(await client.tableExists(tableName("example_orders")))) {
      await client.createTable(tableName("example_orders"), {
        partitionKey: ["pk", "S"],
        sortKey: ["sk", "S"],
        wait: true,
      });
    }
    expect(await client.tableExists(tableName("example_users"))).to.equal(true);
    expect(await client.tableExists(tableName("example_orders"))).to.equal(true);

    await client.deleteTable(tableName("example_users"), { wait: true });
    await client.deleteTable(tableName("example_orders"), { wait: true });
    expect(await client.tableExists(tableName("example_users"))).to.equal(false);
    expect(await client.tableExists(tableName("example_orders"))).to.equal(false);
  });

  it("creates a table with provisioned capacity and a table class", async () => {
    if (!(await client.tableExists(tableName("example_provisioned")))) {
      await client.createTable(tableName("example_provisioned"), {
        partitionKey: ["pk", "S"],
        billingMode: "PROVISIONED",
        readCapacity: 5,
        writeCapacity: 5,
        wait: true,
      });
    }
    if (!(await client.tableExists(tableName("example_archive")))) {
      await client.createTable(tableName("example_archive"), {
        partitionKey: ["pk", "S"],
        tableClass: "STANDARD_INFREQUENT_ACCESS",
        wait: true,
      });
    }
    expect(await client.tableExists(tableName("example_archive"))).to.equal(true);
    const { ProvisionedThroughput } = await client.describeTable(tableName("example_provisioned"));
    expect(ProvisionedThroughput).to.include({ ReadCapacityUnits: 5, WriteCapacityUnits: 5 });

    await client.deleteTable(tableName("example_provisioned"));
    await client.deleteTable(tableName("example_archive"));
  });

  it("waits in a separate call", async () => {
    await client.createTable(tableName("users"), { partitionKey: ["pk", "S"] });
    const table = await client.waitForTableActive(tableName("users"), { timeoutSeconds: 30 });
    expect(table.TableStatus).to.equal("ACTIVE");
    await client.deleteTable(tableName("users"));
  });

  it("creates a table with tags and an index", async () => {
    const table = await client.createTable(tableName("orders"), {
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
    const gone = await client.deleteTable(tableName("orders"));
    expect(gone.TableStatus).to.equal("DELETING");
  });
});
