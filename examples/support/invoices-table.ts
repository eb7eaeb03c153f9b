import { DynamoClient } from "dynatwin";

/** The table that the example of a plan changes. */
const client = new DynamoClient();
await client.createTable("invoices", {
  partitionKey: ["id", "S"],
  globalSecondaryIndexes: [
    { indexName: "by-customer", partitionKey: ["customer", "S"] },
    { indexName: "by-month", partitionKey: ["month", "S"] },
  ],
  stream: "NEW_IMAGE",
  tags: { team: "billing" },
  wait: true,
});
client.destroy();
