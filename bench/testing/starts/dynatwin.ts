import { attr, defineModel } from "dynatwin";
import { mockDynamoDB } from "dynatwin/testing";
import { ITEMS, type Way } from "./way.js";

class User extends defineModel({
  table: "users",
  attributes: { id: attr.string().partitionKey(), name: attr.string() },
  globalSecondaryIndexes: { byName: { partitionKey: "name" } },
}) {}

class Order extends defineModel({
  table: "orders",
  attributes: { id: attr.string().partitionKey(), name: attr.string() },
}) {}

const keys = Array.from({ length: ITEMS }, (_, n) => ({ id: `id ${n}`, name: `name ${n}` }));

/** `mockDynamoDB` with two models, and its `reset`. */
export const way: Way = {
  async start() {
    const db = await mockDynamoDB(User, Order);
    return {
      fill: async () => {
        await User.batchWrite({ put: keys.map((key) => new User(key)) });
        await Order.batchWrite({ put: keys.map((key) => new Order(key)) });
      },
      reset: () => db.reset(),
      close: () => db.close(),
    };
  },
};
