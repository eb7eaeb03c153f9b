import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { Entity } from "electrodb";
import { key, sample, TABLE } from "../sample.js";
import type { Open } from "../way.js";

const text = { type: "string", required: true } as const;
const count = { type: "number", required: true } as const;

export const open: Open = (client) => {
  const order = new Entity(
    {
      model: { entity: "order", version: "1", service: "shop" },
      attributes: {
        customer: text,
        order: text,
        status: text,
        name: text,
        email: text,
        total: count,
        quantity: count,
        paid: { type: "boolean", required: true },
        createdAt: count,
        tags: { type: "list", items: { type: "string" }, required: true },
        address: { type: "map", properties: { street: text, city: text, zip: text, country: text }, required: true },
        lines: {
          type: "list",
          items: { type: "map", properties: { product: text, count, price: count } },
          required: true,
        },
      },
      indexes: {
        primary: {
          pk: { field: "customer", composite: ["customer"], template: "${customer}", casing: "none" },
          sk: { field: "order", composite: ["order"], template: "${order}", casing: "none" },
        },
      },
    },
    { table: TABLE, client: DynamoDBDocumentClient.from(client) },
  );
  // The stub's items lack the two attributes by which ElectroDB identifies its items.
  const options = { ignoreOwnership: true };
  return {
    put: (item) => order.put(item).go(),
    get: async () => (await order.get(key).go(options)).data,
    query: async () => (await order.query.primary({ customer: sample.customer }).go(options)).data,
  };
};
