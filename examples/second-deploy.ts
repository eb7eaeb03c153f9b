// A table whose definition changes from one deploy to the next. It uses the endpoint of the AWS environment; see
// legacy-script.cjs for an emulator on this machine.
// #region second-deploy
import { DynamoClient, formatPlan } from "dynatwin";

const client = new DynamoClient();

// The first deploy. Any number of processes may run this at the same time: one of them creates the table.
await client.ensureTable("accounts", { partitionKey: ["pk", "S"] });

// The second deploy. The plan lists the changes, and changes nothing.
const definition = {
  partitionKey: ["pk", "S"],
  globalSecondaryIndexes: [{ indexName: "by-email", partitionKey: ["email", "S"], projection: "KEYS_ONLY" }],
  tableClass: "STANDARD_INFREQUENT_ACCESS",
  timeToLive: "expiresAt",
} as const;
console.log(formatPlan(await client.planTable("accounts", definition)));

// One call makes the changes, in an order that DynamoDB accepts. The same call again sends nothing that writes.
const { steps } = await client.updateTable("accounts", { ...definition, wait: true });
console.log(`${steps.length} changes were made.`);
const { outcome } = await client.updateTable("accounts", { ...definition, wait: true });
console.log(outcome); // existed
// #endregion second-deploy

await client.deleteTable("accounts", { wait: true });
client.destroy();
