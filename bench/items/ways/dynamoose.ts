import dynamoose from "dynamoose";
import { key, sample, TABLE } from "../sample.js";
import type { Open } from "../way.js";

const text = { type: String, required: true };
const count = { type: Number, required: true };

export const open: Open = (client) => {
  dynamoose.aws.ddb.set(client);
  const schema = new dynamoose.Schema({
    customer: { ...text, hashKey: true },
    order: { ...text, rangeKey: true },
    status: text,
    name: text,
    email: text,
    total: count,
    quantity: count,
    paid: { type: Boolean, required: true },
    createdAt: count,
    tags: { type: Array, schema: [String], required: true },
    address: { type: Object, schema: { street: text, city: text, zip: text, country: text }, required: true },
    lines: { type: Array, schema: [{ type: Object, schema: { product: text, count, price: count } }], required: true },
  });
  const Order = dynamoose.model("Order", schema, { tableName: TABLE, create: false, waitForActive: false });
  return {
    put: (item) => new Order(item).save(),
    get: () => Order.get(key),
    query: () => Order.query("customer").eq(sample.customer).exec(),
  };
};
