import { attr, DynamoClient, defineModel } from "dynatwin";

export class User extends defineModel({
  table: "users",
  attributes: { id: attr.string().partitionKey(), email: attr.string() },
  globalSecondaryIndexes: { byEmail: { partitionKey: "email" } },
  client: new DynamoClient(), // the region and the endpoint of the environment
}) {}
