// Projects of many models in one table, each with ten attributes, two indexes, and typed calls that use their results.
import { modelFiles, type ProjectFiles } from "../items/type-check.js";

const shopTable = `
import { DynamoClient, defineTable } from "dynatwin";

export const shop = defineTable({
  table: "shop",
  partitionKey: ["pk", "S"],
  sortKey: ["sk", "S"],
  globalSecondaryIndexes: {
    gsi1: { partitionKey: ["gsi1pk", "S"], sortKey: ["gsi1sk", "S"] },
    gsi2: { partitionKey: ["gsi2pk", "S"], sortKey: ["gsi2sk", "S"] },
  },
  client: new DynamoClient({ region: "eu-west-1" }),
});
`;

/** ElectroDB sends with a client of the SDK. */
const sdkClient = `
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";

export const client = new DynamoDBClient({ region: "eu-west-1" });
`;

function dynatwin(index: number): string {
  return `
import { attr, defineModel } from "dynatwin";
import { shop } from "./shop.js";

export class Order${index} extends defineModel({
  table: shop,
  entity: "order${index}",
  attributes: {
    customer: attr.string(),
    placedAt: attr.string(),
    number: attr.number(),
    status: attr.enum(["open", "paid", "sent${index}"]),
    email: attr.string(),
    total: attr.number(),
    note${index}: attr.string().optional(),
    gift: attr.boolean(),
    tags: attr.list(attr.string()),
    shipTo: attr.map({ street: attr.string(), city: attr.string(), zip: attr.string(), country: attr.string() }),
  },
  keys: {
    pk: "CUSTOMER#{customer}",
    sk: "ORDER${index}#{placedAt}#{number:8}",
    gsi1pk: "STATUS${index}#{status}",
    gsi1sk: "{placedAt}#{number:8}",
    gsi2pk: "EMAIL${index}#{email}",
    gsi2sk: "{placedAt}",
  },
}) {}

${uses(index)}
export const put = () => new Order${index}(values).save();
export const city = async () => (await Order${index}.get(key))?.shipTo.city;
export const paid = async () => (await Order${index}.update(key, { status: "paid" })).note${index}?.length;
export const totals = async () =>
  (await Order${index}.query({ customer: "c", placedAt: { gte: "2030" } }).toArray()).map((order) => order.total.toFixed());
export const open = async () =>
  (await Order${index}.gsi1.query({ status: "open" }).toArray()).map((order) => order.tags[0]?.length);
export const mine = async () =>
  (await Order${index}.gsi2.query({ email: "e" }).toArray()).map((order) => order.note${index}?.length);
`;
}

function electrodb(index: number): string {
  return `
import { Entity } from "electrodb";
import { client } from "./client.js";

export const Order${index} = new Entity({
  model: { entity: "order${index}", version: "1", service: "shop" },
  attributes: {
    customer: { type: "string", required: true },
    placedAt: { type: "string", required: true },
    number: { type: "number", required: true, padding: { length: 8, char: "0" } },
    status: { type: ["open", "paid", "sent${index}"] as const, required: true },
    email: { type: "string", required: true },
    total: { type: "number", required: true },
    note${index}: { type: "string" },
    gift: { type: "boolean", required: true },
    tags: { type: "list", items: { type: "string" }, required: true },
    shipTo: {
      type: "map",
      properties: {
        street: { type: "string", required: true },
        city: { type: "string", required: true },
        zip: { type: "string", required: true },
        country: { type: "string", required: true },
      },
      required: true,
    },
  },
  indexes: {
    primary: {
      pk: { field: "pk", composite: ["customer"], template: "CUSTOMER#\${customer}" },
      sk: { field: "sk", composite: ["placedAt", "number"], template: "ORDER${index}#\${placedAt}#\${number}" },
    },
    byStatus: {
      index: "gsi1",
      pk: { field: "gsi1pk", composite: ["status"], template: "STATUS${index}#\${status}" },
      sk: { field: "gsi1sk", composite: ["placedAt", "number"], template: "\${placedAt}#\${number}" },
    },
    byEmail: {
      index: "gsi2",
      pk: { field: "gsi2pk", composite: ["email"], template: "EMAIL${index}#\${email}" },
      sk: { field: "gsi2sk", composite: ["placedAt"], template: "\${placedAt}" },
    },
  },
}, { table: "shop", client });

${uses(index)}
export const put = () => Order${index}.put(values).go();
export const city = async () => (await Order${index}.get(key).go()).data?.shipTo.city;
export const paid = async () =>
  (await Order${index}.patch(key).set({ status: "paid" }).go({ response: "all_new" })).data.note${index}?.length;
export const totals = async () =>
  (await Order${index}.query.primary({ customer: "c" }).gte({ placedAt: "2030" }).go()).data.map((order) => order.total.toFixed());
export const open = async () =>
  (await Order${index}.query.byStatus({ status: "open" }).go()).data.map((order) => order.tags[0]?.length);
export const mine = async () =>
  (await Order${index}.query.byEmail({ email: "e" }).go()).data.map((order) => order.note${index}?.length);
`;
}

function uses(index: number): string {
  return `
const key = { customer: "c", placedAt: "2030-05-01", number: 1 };
const values = {
  ...key, status: "open" as const, email: "e", total: 1, note${index}: "n", gift: false, tags: ["t"],
  shipTo: { street: "s", city: "c", zip: "z", country: "GB" },
};`;
}

/** The files of each library's project. */
export function projects(models: number): Readonly<Record<string, ProjectFiles>> {
  return {
    dynatwin: { "shop.ts": shopTable, ...modelFiles(models, dynatwin) },
    electrodb: { "client.ts": sdkClient, ...modelFiles(models, electrodb) },
  };
}
