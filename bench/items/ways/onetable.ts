import { Table } from "dynamodb-onetable";
import { key, sample, TABLE } from "../sample.js";
import type { Open } from "../way.js";

const text = { type: String, required: true } as const;
const count = { type: Number, required: true } as const;

export const open: Open = (client) => {
  const table = new Table({
    client,
    name: TABLE,
    partial: false,
    schema: {
      format: "onetable:1.1.0",
      version: "0.0.1",
      indexes: { primary: { hash: "customer", sort: "order" } },
      models: {
        Order: {
          customer: text,
          order: text,
          status: text,
          name: text,
          email: text,
          total: count,
          quantity: count,
          paid: { type: Boolean, required: true },
          createdAt: count,
          tags: { type: Array, items: { type: String }, required: true },
          address: { type: Object, schema: { street: text, city: text, zip: text, country: text }, required: true },
          lines: {
            type: Array,
            items: { type: Object, schema: { product: text, count, price: count } },
            required: true,
          },
        },
      } as const,
      params: { isoDates: true, timestamps: false },
    },
  });
  const order = table.getModel("Order");
  return {
    // `exists: null` is a put without a condition, as with the others; the default adds one.
    put: (item) => order.create({ ...item }, { exists: null }),
    get: () => order.get(key),
    query: () => order.find({ customer: sample.customer }),
  };
};
