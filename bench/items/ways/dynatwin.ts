import { DynamoClient, defineModel } from "dynatwin";
import { attributes } from "../dynatwin-attributes.js";
import { key, sample, TABLE } from "../sample.js";
import type { Open } from "../way.js";

export const open: Open = (client) => {
  class Order extends defineModel({ table: TABLE, attributes, client: new DynamoClient({ client }) }) {}
  return {
    put: (item) => new Order(item).save(),
    get: () => Order.get(key),
    query: () => Order.query({ customer: sample.customer }).toArray(),
  };
};
