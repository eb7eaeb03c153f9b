const { attr, DynamoClient, DynatwinError, defineModel, getDefaultClient } = require("dynatwin");
const { mockDynamoDB, syncMockDynamoDB } = require("dynatwin/testing");

class User extends defineModel({
  table: "users",
  attributes: { id: attr.string().partitionKey(), name: attr.string() },
}) {}

const db = syncMockDynamoDB(User);
db.syncPut(new User({ id: "u2", name: "Bob" }));
const isOfOneKind = [db.client instanceof DynamoClient, getDefaultClient() === db.client];
const name = User.syncGet({ id: "u2" })?.name;
db.syncClose();
try {
  db.syncReset();
} catch (error) {
  isOfOneKind.push(error instanceof DynatwinError);
}

mockDynamoDB(User).then(async (later) => {
  await later.put(new User({ id: "u1", name: "Alice" }));
  console.log(JSON.stringify([name, ...isOfOneKind]));
});
