import { attr } from "dynatwin";

/** The sample's attributes, for its model and for its schema. */
export const attributes = {
  customer: attr.string().partitionKey(),
  order: attr.string().sortKey(),
  status: attr.string(),
  name: attr.string(),
  email: attr.string(),
  total: attr.number(),
  quantity: attr.number(),
  paid: attr.boolean(),
  createdAt: attr.number(),
  tags: attr.list(attr.string()),
  address: attr.map({ street: attr.string(), city: attr.string(), zip: attr.string(), country: attr.string() }),
  lines: attr.list(attr.map({ product: attr.string(), count: attr.number(), price: attr.number() })),
};
