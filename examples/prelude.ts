// The names that examples of doc comments use without declaring them: a client, four models, a table with two models and an error.
// `npm run check:docs` and the tests prepend the names that an example needs.
import { attr, DynamoClient, defineModel, defineTable, setDefaultClient } from "dynatwin";

const client = new DynamoClient({ region: "eu-west-1" });
setDefaultClient(client); // for the models

class User extends defineModel({
  table: "users",
  attributes: {
    id: attr.string().partitionKey(),
    name: attr.string().optional(),
    email: attr.string().optional(),
    age: attr.number().optional(),
  },
  globalSecondaryIndexes: { byEmail: { partitionKey: "email" } },
}) {}

class Order extends defineModel({
  table: "orders",
  attributes: {
    customer: attr.string().partitionKey(),
    number: attr.number().sortKey(),
    status: attr.enum(["open", "paid", "sent"]).default("open"),
  },
}) {}

class Stock extends defineModel({
  table: "stock",
  attributes: { product: attr.string().partitionKey(), count: attr.number() },
}) {}

class Article extends defineModel({
  table: "articles",
  attributes: {
    id: attr.string().partitionKey(),
    language: attr.string(),
    title: attr.string(),
    embedding: attr.vector(3).optional(),
  },
  vectorIndexes: { byMeaning: { vector: "embedding", distance: "COSINE", partitionKey: "language" } },
}) {}

const shop = defineTable({
  table: "shop",
  partitionKey: ["pk", "S"],
  sortKey: ["sk", "S"],
  globalSecondaryIndexes: { gsi1: { partitionKey: ["gsi1pk", "S"], sortKey: ["gsi1sk", "S"] } },
});

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
