// Models in a CommonJS script without `await`: every call blocks until it is done. It uses the endpoint of the AWS
// environment, like legacy-script.cjs.
const assert = require("node:assert/strict");
const { attr, defineModel, DynamoClient, setDefaultClient } = require("dynatwin");

const client = new DynamoClient();
setDefaultClient(client);

class User extends defineModel({
  table: "example_model_users",
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
if (!User.syncTableExists()) User.syncCreateTable({ wait: true });
assert.ok(User.syncTableExists());

const user = new User({ pk: "USER#1", sk: "PROFILE", email: "test@example.com", status: "active", age: 30 });
user.syncSave();

const results = [...User.emailIndex.syncQuery({ email: "test@example.com" })];
assert.equal(results.length, 1);
assert.equal(results[0].pk, "USER#1");

User.syncDeleteTable({ wait: true });
assert.ok(!User.syncTableExists());

// Settings of the table in the call.
User.syncCreateTable({ billingMode: "PROVISIONED", readCapacity: 10, writeCapacity: 5, wait: true });
assert.equal(User.syncDescribeTable().ProvisionedThroughput.ReadCapacityUnits, 10);
User.syncDeleteTable({ wait: true });

// Creating and waiting in separate calls of the client, which accept a model instead of a name.
client.syncCreateTable(User);
client.syncWaitForTableActive(User, { timeoutSeconds: 30 });
client.syncDeleteTable(User, { wait: true });

client.destroy();
console.log(`Found ${results[0].email}, and created ${User.name}'s table three times.`);
