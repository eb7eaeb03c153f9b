import { PutItemCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { attr, type DynamoClient, defineModel, type StoredItem } from "../../src/index.js";
import type { MethodName } from "../../src/permissions/method-operations.js";
import { withIndexes } from "../support/emulated-tables.js";
import { onDemand } from "../support/table-requests.js";
import type { MethodCall } from "./method-call.js";

function userModel(client: DynamoClient) {
  return class User extends defineModel({
    table: "users",
    attributes: { pk: attr.string().partitionKey(), a: attr.string().optional(), version: attr.number().version() },
    globalSecondaryIndexes: { byA: { indexName: "by-a", partitionKey: "a" } },
    client,
  }) {};
}

/** A call of a model whose table is there. */
function items(
  method: MethodName,
  call: (User: ReturnType<typeof userModel>, client: DynamoClient) => Promise<unknown>,
): MethodCall {
  return {
    method,
    scenario: { tables: { users: withIndexes(onDemand, "a") } },
    call: (client) => call(userModel(client), client),
  };
}

function docModel(client: DynamoClient) {
  return class Doc extends defineModel({
    table: "docs",
    attributes: { pk: attr.string().partitionKey(), at: attr.vector(2).optional() },
    vectorIndexes: { near: { vector: "at", distance: "COSINE" } },
    client,
  }) {};
}

/** A search in the vector index of a model. */
function searching(
  method: MethodName,
  call: (client: DynamoClient, Doc: ReturnType<typeof docModel>) => Promise<unknown>,
): MethodCall {
  return {
    method,
    before: (client) => docModel(client).createTable({ wait: true }),
    call: (client) => call(client, docModel(client)),
  };
}

const pk = "u-1";
const putItem = (client: DynamoClient) => userModel(client).put({ pk });

const OLD_PERSON: StoredItem = { pk: { S: pk }, entity: { S: "person" }, a: { S: "old" } };

const CHANGE = { UpdateExpression: "SET a = :a", ExpressionAttributeValues: { ":a": { S: "changed" } } };

/** A model with an earlier version, of which an item is changed while it is migrated. */
function personModel(client: DynamoClient) {
  let isChanged = false;
  return class Person extends defineModel({
    table: "users",
    entity: "person",
    attributes: { pk: attr.string().partitionKey(), a: attr.string() },
    entityVersion: 2,
    upgrade: (stored) => {
      if (!isChanged) client.syncSend(new UpdateItemCommand({ TableName: "users", Key: { pk: { S: pk } }, ...CHANGE }));
      isChanged = true;
      return { ...stored, a: { S: "new" } };
    },
    client,
  }) {};
}

/** Calls of the methods on items, of models, items, indexes and clients. */
export const ITEM_CALLS: readonly MethodCall[] = [
  items("get", (User) => User.get({ pk })),
  items("query", (User) => User.query({ pk }).toArray()),
  items("query", (User) => User.byA.query({ a: "x" }).toArray()),
  items("scan", (User) => User.scan({ segments: 3 }).toArray()),
  items("scan", (User) => User.byA.scan().toArray()),
  items("count", (User) => User.count({ pk })),
  items("count", (User) => User.byA.count()),
  items("put", (User) => User.put({ pk })),
  items("save", (User) => new User({ pk }).save()),
  items("update", (User) => User.update({ pk }, { a: "x" }, { upsert: true })),
  items("delete", (User) => User.delete({ pk })),
  { ...items("update", (User) => new User({ pk, version: 1 }).update({ a: "x" })), before: putItem },
  { ...items("delete", (User) => new User({ pk, version: 1 }).delete()), before: putItem },
  items("batchWrite", (User) => User.batchWrite({ put: [new User({ pk })] })),
  items("batchWrite", (User, client) => client.batchWrite([User.batchDelete({ pk })])),
  { ...items("truncateTable", (User) => User.truncateTable()), before: putItem },
  ...[
    async (client: DynamoClient) => await client.truncateTable("users", { how: "recreate" }),
    async (client: DynamoClient) => await client.cloneTable("users", "copy"),
  ].map(
    (call, place): MethodCall => ({
      method: place === 0 ? "truncateTable" : "cloneTable",
      ...(place === 0 && { options: { how: "recreate" } }),
      before: async (client) => {
        const settings = { timeToLive: "expires", pointInTimeRecovery: true, contributorInsights: true } as const;
        await client.createTable("users", { partitionKey: ["pk", "S"], ...settings, wait: true });
        await putItem(client);
      },
      call,
    }),
  ),
  items("exportItems", async (User) => {
    for await (const _ of User.exportItems()) break;
  }),
  items("importItems", (User) => User.importItems(['{"Item":{"pk":{"S":"u-1"}}}'])),
  {
    ...items("migrateItems", (_, client) => client.migrateItems(personModel(client))),
    before: (client) => client.send(new PutItemCommand({ TableName: "users", Item: OLD_PERSON })),
  },
  items("batchGet", (User) => User.batchGet([{ pk }])),
  items("batchGet", (User, client) => client.batchGet([User.batchRead({ pk })])),
  items("transactGet", (User, client) => client.transactGet([User.transactRead({ pk })])),
  searching("search", (_, Doc) => Doc.near.search([1, 0])),
  searching("searchVectors", (client) => client.searchVectors("docs", "near", [1, 0])),
  items("transactWrite", (User, client) => client.transactWrite([User.transactPut(new User({ pk }))])),
];
