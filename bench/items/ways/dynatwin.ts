import { DynamoClient, defineModel } from "dynatwin";
import { attributes } from "../dynatwin-attributes.js";
import { key, sample, TABLE } from "../sample.js";
import type { Open, Way } from "../way.js";

export const open: Open = (_client, config) => orders(new DynamoClient(config));

/** The operations of a model. */
export function orders(client: DynamoClient): Way {
  class Order extends defineModel({ table: TABLE, attributes, client }) {}
  return {
    put: (item) => new Order(item).save(),
    get: () => Order.get(key),
    query: () => Order.query({ customer: sample.customer }).toArray(),
  };
}
