/** One module of a library's project: a model, and a put, a get and a query that use their results. */
type Module = (index: number) => string;

const dynatwin: Module = (index) => `
import { attr, defineModel } from "dynatwin";

export class Order${index} extends defineModel({
  table: "orders",
  attributes: {
    customer: attr.string().partitionKey(),
    order: attr.string().sortKey(),
    status${index}: attr.string(),
    name: attr.string(),
    email: attr.string(),
    total: attr.number(),
    quantity: attr.number().optional(),
    paid: attr.boolean(),
    createdAt: attr.number(),
    tags: attr.list(attr.string()),
    address: attr.map({ street: attr.string(), city: attr.string(), zip: attr.string(), country: attr.string() }),
    lines: attr.list(attr.map({ product: attr.string(), count: attr.number(), price: attr.number() })),
  },
}) {}

${uses(index)}
export const put = () => new Order${index}(values).save();
export const city = async () => (await Order${index}.get({ customer: "c", order: "o" }))?.address.city;
export const prices = async () =>
  (await Order${index}.query({ customer: "c" }).toArray()).map((order) => order.lines[0]?.price.toFixed());
`;

const toolbox: Module = (index) => `
import { boolean, Entity, GetItemCommand, item, list, map, number, PutItemCommand, QueryCommand, string, Table } from "dynamodb-toolbox";

const table = new Table({
  name: "orders",
  partitionKey: { name: "customer", type: "string" },
  sortKey: { name: "order", type: "string" },
});
export const Order${index} = new Entity({
  name: "order${index}",
  table,
  timestamps: false,
  schema: item({
    customer: string().key(),
    order: string().key(),
    status${index}: string(),
    name: string(),
    email: string(),
    total: number(),
    quantity: number().optional(),
    paid: boolean(),
    createdAt: number(),
    tags: list(string()),
    address: map({ street: string(), city: string(), zip: string(), country: string() }),
    lines: list(map({ product: string(), count: number(), price: number() })),
  }),
});

${uses(index)}
export const put = () => Order${index}.build(PutItemCommand).item(values).send();
export const city = async () =>
  (await Order${index}.build(GetItemCommand).key({ customer: "c", order: "o" }).send()).Item?.address.city;
export const prices = async () =>
  (await table.build(QueryCommand).query({ partition: "c" }).entities(Order${index}).send()).Items?.map((order) =>
    order.lines[0]?.price.toFixed(),
  );
`;

const electrodb: Module = (index) => `
import { Entity } from "electrodb";

export const Order${index} = new Entity({
  model: { entity: "order${index}", version: "1", service: "shop" },
  attributes: {
    customer: { type: "string", required: true },
    order: { type: "string", required: true },
    status${index}: { type: "string", required: true },
    name: { type: "string", required: true },
    email: { type: "string", required: true },
    total: { type: "number", required: true },
    quantity: { type: "number" },
    paid: { type: "boolean", required: true },
    createdAt: { type: "number", required: true },
    tags: { type: "list", items: { type: "string" }, required: true },
    address: {
      type: "map",
      properties: {
        street: { type: "string", required: true },
        city: { type: "string", required: true },
        zip: { type: "string", required: true },
        country: { type: "string", required: true },
      },
      required: true,
    },
    lines: {
      type: "list",
      items: {
        type: "map",
        properties: {
          product: { type: "string", required: true },
          count: { type: "number", required: true },
          price: { type: "number", required: true },
        },
      },
      required: true,
    },
  },
  indexes: { primary: { pk: { field: "pk", composite: ["customer"] }, sk: { field: "sk", composite: ["order"] } } },
});

${uses(index)}
export const put = () => Order${index}.put(values).go();
export const city = async () => (await Order${index}.get({ customer: "c", order: "o" }).go()).data?.address.city;
export const prices = async () =>
  (await Order${index}.query.primary({ customer: "c" }).go()).data.map((order) => order.lines[0]?.price.toFixed());
`;

function uses(index: number): string {
  return `const values = {
  customer: "c", order: "o", status${index}: "open", name: "n", email: "e", total: 1, paid: true, createdAt: 1, tags: ["t"],
  address: { street: "s", city: "c", zip: "z", country: "GB" }, lines: [{ product: "p", count: 1, price: 1 }],
};`;
}

/** The project's modules, by the name of the library. */
export const projects: Readonly<Record<string, Module>> = {
  dynatwin,
  "dynamodb-toolbox": toolbox,
  electrodb,
};
