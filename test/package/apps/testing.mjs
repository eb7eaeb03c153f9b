import { attr, DynamoClient, DynatwinError, defineModel, getDefaultClient } from "dynatwin";
import { mockDynamoDB, syncMockDynamoDB } from "dynatwin/testing";

class User extends defineModel({
  table: "users",
  attributes: { id: attr.string().partitionKey(), name: attr.string() },
}) {}

const db = await mockDynamoDB(User);
await db.put(new User({ id: "u1", name: "Alice" }));
const isOfOneKind = [db.client instanceof DynamoClient, getDefaultClient() === db.client];
await db.close();
const error = await db.reset().catch((reason) => reason);
isOfOneKind.push(error instanceof DynatwinError);

const blocking = syncMockDynamoDB(User);
blocking.syncPut(new User({ id: "u2", name: "Bob" }));
console.log(JSON.stringify([User.syncGet({ id: "u2" })?.name, ...isOfOneKind]));
blocking.syncClose();
