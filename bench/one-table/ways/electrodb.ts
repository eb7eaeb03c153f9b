import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { Entity, Service } from "electrodb";
import { customer, day, type Open, order as one, orders } from "../shop.js";

const text = { type: "string", required: true } as const;
const count = { type: "number", required: true } as const;
const flag = { type: "boolean", required: true } as const;
/** A number in a key, with leading zeros. */
const padded = (length: number) => ({ ...count, padding: { length, char: "0" } }) as const;

export const open: Open = (table, sdk) => {
  const client = DynamoDBDocumentClient.from(sdk);
  const Customer = new Entity({
    model: { entity: "customer", version: "1", service: "shop" },
    attributes: { customer: text, email: text, name: text, country: text, vip: flag },
    indexes: {
      primary: {
        collection: "account",
        pk: { field: "pk", composite: ["customer"], template: "CUSTOMER#${customer}", casing: "none" },
        sk: { field: "sk", composite: [], template: "PROFILE", casing: "none" },
      },
      byEmail: {
        index: "gsi1",
        pk: { field: "gsi1pk", composite: ["email"], template: "EMAIL#${email}", casing: "none" },
        sk: { field: "gsi1sk", composite: [], template: "CUSTOMER", casing: "none" },
      },
    },
  });
  const Order = new Entity({
    model: { entity: "order", version: "1", service: "shop" },
    attributes: {
      customer: text,
      placedAt: text,
      number: padded(8),
      status: { type: ["open", "paid", "sent"] as const, required: true },
      total: count,
      currency: text,
      gift: flag,
      shipTo: { type: "map", properties: { street: text, city: text, zip: text, country: text }, required: true },
    },
    indexes: {
      primary: {
        collection: "account",
        pk: { field: "pk", composite: ["customer"], template: "CUSTOMER#${customer}", casing: "none" },
        sk: {
          field: "sk",
          composite: ["placedAt", "number"],
          template: "ORDER#${placedAt}#${number}",
          casing: "none",
        },
      },
      byStatus: {
        index: "gsi1",
        pk: { field: "gsi1pk", composite: ["status"], template: "STATUS#${status}", casing: "none" },
        sk: { field: "gsi1sk", composite: ["placedAt", "number"], template: "${placedAt}#${number}", casing: "none" },
      },
    },
  });
  const Line = new Entity({
    model: { entity: "line", version: "1", service: "shop" },
    attributes: { order: count, line: padded(4), product: text, count, price: count },
    indexes: {
      primary: {
        pk: { field: "pk", composite: ["order"], template: "ORDER#${order}", casing: "none" },
        sk: { field: "sk", composite: ["line"], template: "LINE#${line}", casing: "none" },
      },
    },
  });
  const shop = new Service({ customer: Customer, order: Order, line: Line }, { table, client });
  const { customer: customerOf, order: orderOf, line: lineOf } = shop.entities;
  const keyOf = ({ customer, placedAt, number }: typeof one) => ({
    customer,
    placedAt: placedAt.toISOString(),
    number,
  });
  return {
    putCustomer: (item) => customerOf.put(item).go(),
    putOrder: (item) => orderOf.put({ ...item, placedAt: item.placedAt.toISOString() }).go(),
    putLine: (item) => lineOf.put(item).go(),
    getOrder: async () => (await orderOf.get(keyOf(one)).go()).data,
    updateStatus: async (status) => (await orderOf.patch(keyOf(one)).set({ status }).go({ response: "all_new" })).data,
    deleteLine: ({ order, line }) => lineOf.delete({ order, line }).go(),
    batchGet: async () => (await orderOf.get(orders.map(keyOf)).go({ preserveBatchOrder: true })).data,
    ordersOfCustomer: async () =>
      (await orderOf.query.primary({ customer: customer.customer }).go({ pages: "all" })).data,
    ordersOfDay: async () => {
      const from = { placedAt: day.from.toISOString() };
      const query = orderOf.query.primary({ customer: customer.customer });
      return (await query.between(from, { placedAt: day.to.toISOString() }).go({ pages: "all" })).data;
    },
    openOrders: async () => (await orderOf.query.byStatus({ status: "open" }).go({ pages: "all" })).data,
    linesOfOrder: async () => (await lineOf.query.primary({ order: one.number }).go({ pages: "all" })).data,
    customerWithOrders: async () => {
      const query = shop.collections.account({ customer: customer.customer });
      const { data } = await query.go({ pages: "all" });
      return { customers: data.customer, orders: data.order };
    },
  };
};
