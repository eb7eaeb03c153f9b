// A CommonJS script without `await`: every call blocks until it is done. It uses the endpoint of the AWS environment;
// to use an emulator on this machine, set AWS_ENDPOINT_URL_DYNAMODB=http://127.0.0.1:8000 AWS_REGION=us-east-1 \
// AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local node examples/legacy-script.cjs
const assert = require("node:assert/strict");
const { DynamoClient } = require("dynatwin");

const client = new DynamoClient();

// A table with only a partition key.
if (!client.syncTableExists("example_users")) {
  client.syncCreateTable("example_users", { partitionKey: ["pk", "S"], wait: true });
}

// A table with a sort key too.
if (!client.syncTableExists("example_orders")) {
  client.syncCreateTable("example_orders", { partitionKey: ["pk", "S"], sortKey: ["sk", "S"], wait: true });
}

// Provisioned capacity: fixed cost and performance.
if (!client.syncTableExists("example_provisioned")) {
  client.syncCreateTable("example_provisioned", {
    partitionKey: ["pk", "S"],
    billingMode: "PROVISIONED",
    readCapacity: 5,
    writeCapacity: 5,
    wait: true,
  });
}

// Infrequent access: cheaper storage, more expensive reads.
if (!client.syncTableExists("example_archive")) {
  client.syncCreateTable("example_archive", {
    partitionKey: ["pk", "S"],
    tableClass: "STANDARD_INFREQUENT_ACCESS",
    wait: true,
  });
}

// Creating and waiting can be separate calls, with other work in between.
client.syncCreateTable("example_later", { partitionKey: ["pk", "S"] });
client.syncWaitForTableActive("example_later", { timeoutSeconds: 30 });

const tables = [...client.syncListTables()].filter((name) => name.startsWith("example_"));
assert.equal(tables.length, 5);
for (const name of tables) {
  assert.ok(client.syncTableExists(name));
  client.syncDeleteTable(name, { wait: true });
  assert.ok(!client.syncTableExists(name));
}
console.log(`Created and deleted ${tables.join(", ")}.`);
