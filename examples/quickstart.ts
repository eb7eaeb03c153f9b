// Starts an embedded DynamoDB, sets its endpoint in the AWS environment, and prints the time of each call below.
import "./support/quickstart-timing.js";

// #region quickstart
import { DynamoClient } from "dynatwin";

const client = new DynamoClient(); // region, credentials, endpoint: the usual AWS chain

// Two global indexes and a local one, and a wait until all are usable.
await client.createTable("orders", {
  partitionKey: ["customerId", "S"],
  sortKey: ["orderId", "S"],
  globalSecondaryIndexes: [
    { indexName: "by-status", partitionKey: ["status", "S"], sortKey: ["placedAt", "N"] },
    { indexName: "by-warehouse", partitionKey: ["warehouse", "S"], projection: "KEYS_ONLY" },
  ],
  localSecondaryIndexes: [{ indexName: "by-date", sortKey: ["placedAt", "N"], projection: ["total"] }],
  wait: {
    onProgress: ({ elapsedSeconds, pending }) =>
      console.log(`${elapsedSeconds.toFixed(1)} s: ${pending.join(", ") || "usable"}`),
  },
});

const { GlobalSecondaryIndexes = [], LocalSecondaryIndexes = [] } = await client.describeTable("orders");
for (const { IndexName, IndexStatus } of GlobalSecondaryIndexes) console.log(IndexName, IndexStatus);
for (const { IndexName } of LocalSecondaryIndexes) console.log(IndexName);

console.log("orders:", await client.tableExists("orders"), "customers:", await client.tableExists("customers"));

await client.deleteTable("orders", { wait: true });
console.log("orders:", await client.tableExists("orders"));

// Every method has a blocking twin, for scripts, fixtures and other code that cannot await.
client.syncCreateTable("customers", { partitionKey: ["id", "S"], wait: true });
console.log("customers:", client.syncTableExists("customers"));
client.syncDeleteTable("customers", { wait: true });

client.destroy();
// #endregion quickstart
