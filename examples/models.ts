// Models: one definition of the table, its indexes, the types and the operations on items. It uses the endpoint of the
// AWS environment; see legacy-script.cjs for an emulator on this machine.
import assert from "node:assert/strict";
import { attr, DynamoClient, defineModel, setDefaultClient } from "dynatwin";

const client = new DynamoClient();
setDefaultClient(client);

class User extends defineModel({
  table: "example_model_users_async",
  attributes: {
    pk: attr.string().partitionKey(),
    sk: attr.string().sortKey(),
    email: attr.string(),
    status: attr.string(),
    age: attr.number(),
  },
  // For queries by e-mail address.
  globalSecondaryIndexes: { emailIndex: { indexName: "email-index", partitionKey: "email" } },
}) {}

// The model defines the table, with its keys and its index.
if (!(await User.tableExists())) await User.createTable({ wait: true });
assert.ok(await User.tableExists());

const user = new User({ pk: "USER#1", sk: "PROFILE", email: "test@example.com", status: "active", age: 30 });
await user.save();

const results: User[] = [];
for await (const each of User.emailIndex.query({ email: "test@example.com" })) results.push(each);
assert.equal(results.length, 1);
assert.equal(results[0]?.pk, "USER#1");

await User.deleteTable({ wait: true });
assert.ok(!(await User.tableExists()));

// With the client, and settings of the table in the call. Date keys are stored as text, number keys as numbers.
class Order extends defineModel({
  table: "example_model_orders",
  attributes: {
    orderId: attr.string().partitionKey(),
    createdAt: attr.date().sortKey(),
    total: attr.number(),
    paidAt: attr.timestamp("ms").optional(),
  },
  globalSecondaryIndexes: { byTotal: { partitionKey: "total" } },
  localSecondaryIndexes: { byPayment: { sortKey: "paidAt" } },
}) {}

const table = await client.createTable(Order, {
  billingMode: "PROVISIONED",
  readCapacity: 5,
  writeCapacity: 5,
  tags: { env: "production" },
  tableClass: "STANDARD_INFREQUENT_ACCESS",
  wait: true,
});
const types = table.AttributeDefinitions?.map(
  ({ AttributeName, AttributeType }) => `${AttributeName} ${AttributeType}`,
);
assert.deepEqual(types?.toSorted(), ["createdAt S", "orderId S", "paidAt N", "total N"]);
await client.deleteTable(Order, { wait: true });

client.destroy();
console.log(`Found ${results[0]?.email}, and created a table keyed by ${types?.join(", ")}.`);
