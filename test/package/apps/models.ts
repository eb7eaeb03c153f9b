// Models that other projects import: their compiler writes the types to declarations, and needs a name for each.
import { attr, defineModel } from "dynatwin";
import { syncMockDynamoDB } from "dynatwin/testing";

export class User extends defineModel({
  table: "users",
  attributes: {
    id: attr.string().partitionKey(),
    age: attr.number().default(1),
    tags: attr.stringSet().optional(),
    places: attr.list(attr.map({ name: attr.string(), since: attr.date().optional() })).optional(),
    revision: attr.number().version(),
  },
  globalSecondaryIndexes: { byAge: { partitionKey: "age", projection: ["tags"] } },
}) {}

export const attributes = { id: attr.string().partitionKey(), paidAt: attr.timestamp("ms").nullable().optional() };
export const OrderBase = defineModel({ table: "orders", attributes });
export class Order extends OrderBase {}

export const byAge = (age: number) => User.byAge.query({ age });
export const find = (id: string) => User.get({ id });
export const writes = () => User.batchWrite({ put: [] });
export const start = () => syncMockDynamoDB(User, Order);
