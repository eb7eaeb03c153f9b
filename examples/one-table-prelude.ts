// The prelude of doc comments with all of its models in tables of `defineTable`: only the definitions differ from examples/prelude.ts.
import { attr, DynamoClient, defineModel, defineTable, setDefaultClient } from "dynatwin";

const client = new DynamoClient({ region: "eu-west-1" });
setDefaultClient(client); // for the models

const shop = defineTable({
  table: "shop",
  partitionKey: ["pk", "S"],
  sortKey: ["sk", "S"],
  globalSecondaryIndexes: {
    gsi1: { partitionKey: ["gsi1pk", "S"], sortKey: ["gsi1sk", "S"] },
    byEmail: { partitionKey: ["email", "S"] },
  },
});

class User extends defineModel({
  table: shop,
  entity: "user",
  attributes: {
    id: attr.string(),
    name: attr.string().optional(),
    email: attr.string().optional(),
    age: attr.number().optional(),
  },
  keys: { pk: "USER#{id}", sk: "USER" },
}) {}

class Order extends defineModel({
  table: shop,
  entity: "order",
  attributes: {
    customer: attr.string(),
    number: attr.number(),
    status: attr.enum(["open", "paid", "sent"]).default("open"),
  },
  keys: { pk: "CUSTOMER#{customer}", sk: "ORDER#{number:8}" },
}) {}

class Stock extends defineModel({
  table: shop,
  entity: "stock",
  attributes: { product: attr.string(), count: attr.number() },
  keys: { pk: "STOCK#{product}", sk: "STOCK" },
}) {}

const magazine = defineTable({
  table: "articles",
  partitionKey: ["pk", "S"],
  vectorIndexes: {
    byMeaning: { vector: "embedding", dimensions: 3, distance: "COSINE", partitionKey: ["language", "S"] },
  },
});

class Article extends defineModel({
  table: magazine,
  entity: "article",
  attributes: {
    id: attr.string(),
    language: attr.string(),
    title: attr.string(),
    embedding: attr.vector(3).optional(),
  },
  keys: { pk: "ARTICLE#{id}" },
}) {}

class Customer extends defineModel({
  table: shop,
  entity: "customer",
  attributes: { id: attr.string(), email: attr.string() },
  keys: { pk: "CUSTOMER#{id}", sk: "PROFILE", gsi1pk: "EMAIL#{email}", gsi1sk: "CUSTOMER" },
}) {}

class Purchase extends defineModel({
  table: shop,
  entity: "purchase",
  attributes: { customer: attr.string(), at: attr.date(), total: attr.number() },
  keys: { pk: "CUSTOMER#{customer}", sk: "PURCHASE#{at}" },
}) {}

const error: unknown = new Error("the error of a call");

export { Article, Customer, client, error, Order, Purchase, Stock, shop, User };
