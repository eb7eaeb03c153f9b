// A plain CommonJS script that cannot await: everything blocks, and is done when the next line runs.
// It talks to whatever the AWS environment names; to keep it on this machine, say
//   AWS_ENDPOINT_URL_DYNAMODB=http://127.0.0.1:8000 AWS_REGION=us-east-1 \
//   AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local node examples/legacy-script.cjs
const assert = require("node:assert/strict");
const { DynamoClient } = require("dynatwin");

const client = new DynamoClient();

// A table with just a partition key.
if (!client.syncTableExists("example_users")) {
  client.syncCreateTable("example_users", { partitionKey: ["pk", "S"], wait: true });
}

// A table with a sort key too.
if (!client.syncTableExists("example_orders")) {
  client.syncCreateTable("example_orders", { partitionKey: ["pk", "S"], sortKey: ["sk", "S"], wait: true });
}

// Provisioned capacity: a fixed cost, a steady performance.
if (!client.syncTableExists("example_provisioned")) {
  client.syncCreateTable("example_provisioned", {
    partitionKey: ["pk", "S"],
    billingMode: "PROVISIONED",
    readCapacity: 5,
    writeCapacity: 5,
    wait: true,
  });
}

// Infrequent access: cheaper storage, dearer reads.
if (!client.syncTableExists("example_archive")) {
  client.syncCreateTable("example_archive", {
    partitionKey: ["pk", "S"],
    tableClass: "STANDARD_INFREQUENT_ACCESS",
    wait: true,
  });
}

// Creating and waiting in two steps leaves time for other things in between.
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
