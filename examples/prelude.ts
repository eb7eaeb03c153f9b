// The names that examples of doc comments use without declaring them: a client, three models and an error.
// `npm run check:docs` and the tests prepend the names that an example needs.
import { attr, DynamoClient, defineModel, setDefaultClient } from "dynatwin";

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

const error: unknown = new Error("the error of a call");

export { client, error, Order, Stock, User };
