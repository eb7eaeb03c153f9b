import { attr } from "../../../src/model/attr.js";
import { Placeholders } from "../../../src/model/expressions/placeholders.js";
import { type ChangesOf, compileChanges, makeChanges, writeClauses } from "../../../src/model/expressions/update.js";
import { Schema } from "../../../src/model/schema.js";

/** Attributes of every type that expressions treat differently. */
export const attributes = {
  customer: attr.string().partitionKey(),
  placedAt: attr.date().sortKey(),
  status: attr.enum(["open", "paid", "sent"]).default("open"),
  email: attr.string().optional(),
  count: attr.number(),
  total: attr.bigint().optional(),
  paidAt: attr.timestamp("s").optional(),
  token: attr.binary().optional(),
  gift: attr.boolean().optional(),
  note: attr.string().nullable().optional(),
  extra: attr.json<{ a: number }>().optional(),
  price: attr
    .custom<number>({ storage: "N", encode: (euros) => euros * 100, decode: (cents) => Number(cents) / 100 })
    .optional(),
  tags: attr.stringSet().optional(),
  sizes: attr.numberSet().optional(),
  parts: attr.binarySet().optional(),
  address: attr.map({
    street: attr.string(),
    city: attr.string().optional(),
    since: attr.date().optional(),
    floors: attr.number().optional(),
  }),
  limits: attr.record(attr.number()).optional(),
  lines: attr.list(attr.map({ product: attr.string(), amount: attr.number() })).optional(),
  dates: attr.list(attr.date()).optional(),
  country: attr.string().optional(),
  region: attr.string().optional(),
  level: attr.number().optional(),
};
export type Attributes = typeof attributes;

export const schema = new Schema(
  {
    table: "orders",
    attributes,
    globalSecondaryIndexes: {
      byEmail: { indexName: "by-email", partitionKey: "email" },
      byPlace: { partitionKey: ["country", "region"], sortKey: ["level", "count", "placedAt"] },
      byToken: { partitionKey: "email", sortKey: "token" },
      byCustomer: { partitionKey: "email", sortKey: "customer" },
    },
    localSecondaryIndexes: { byTotal: { sortKey: "total" } },
  },
  { members: new Set(), statics: new Set() },
);

/** The parts of a request that an expression produces. */
export function compiled(compile: (placeholders: Placeholders) => string) {
  const placeholders = new Placeholders();
  const text = compile(placeholders);
  return { text, names: placeholders.names, values: placeholders.values };
}

/** The UpdateExpression of changes; empty if nothing changes. */
export function updateText(changes: ChangesOf<Attributes>, placeholders: Placeholders): string {
  return writeClauses(compileChanges(schema, makeChanges(schema, changes), placeholders)) ?? "";
}
