import { attr, DynamoClient, defineModel, defineTable } from "dynatwin";
import { customer, day, type Open, order, orders } from "../shop.js";

export const open: Open = (table, _client, config) => {
  const shop = defineTable({
    table,
    partitionKey: ["pk", "S"],
    sortKey: ["sk", "S"],
    globalSecondaryIndexes: { gsi1: { partitionKey: ["gsi1pk", "S"], sortKey: ["gsi1sk", "S"] } },
    client: new DynamoClient(config),
  });
  class Customer extends defineModel({
    table: shop,
    entity: "customer",
    attributes: {
      customer: attr.string(),
      email: attr.string(),
      name: attr.string(),
      country: attr.string(),
      vip: attr.boolean(),
    },
    keys: { pk: "CUSTOMER#{customer}", sk: "PROFILE", gsi1pk: "EMAIL#{email}", gsi1sk: "CUSTOMER" },
  }) {}
  class Order extends defineModel({
    table: shop,
    entity: "order",
    attributes: {
      customer: attr.string(),
      placedAt: attr.date(),
      number: attr.number(),
      status: attr.enum(["open", "paid", "sent"]),
      total: attr.number(),
      currency: attr.string(),
      gift: attr.boolean(),
      shipTo: attr.map({ street: attr.string(), city: attr.string(), zip: attr.string(), country: attr.string() }),
    },
    keys: {
      pk: "CUSTOMER#{customer}",
      sk: "ORDER#{placedAt}#{number:8}",
      gsi1pk: "STATUS#{status}",
      gsi1sk: "{placedAt}#{number:8}",
    },
  }) {}
  class Line extends defineModel({
    table: shop,
    entity: "line",
    attributes: {
      order: attr.number(),
      line: attr.number(),
      product: attr.string(),
      count: attr.number(),
      price: attr.number(),
    },
    keys: { pk: "ORDER#{order}", sk: "LINE#{line:4}" },
  }) {}
  const keyOf = ({ customer, placedAt, number }: typeof order) => ({ customer, placedAt, number });
  return {
    putCustomer: (item) => new Customer(item).save(),
    putOrder: (item) => new Order(item).save(),
    putLine: (item) => new Line(item).save(),
    getOrder: () => Order.get(keyOf(order)),
    updateStatus: (status) => Order.update(keyOf(order), { status }),
    deleteLine: ({ order, line }) => Line.delete({ order, line }),
    batchGet: () => Order.batchGet(orders.map(keyOf)),
    ordersOfCustomer: () => Order.query({ customer: customer.customer }).toArray(),
    ordersOfDay: () =>
      Order.query({ customer: customer.customer, placedAt: { between: [day.from, day.to] } }).toArray(),
    openOrders: () => Order.gsi1.query({ status: "open" }).toArray(),
    linesOfOrder: () => Line.query({ order: order.number }).toArray(),
    customerWithOrders: async () => {
      const found = { customers: [] as Customer[], orders: [] as Order[] };
      const items = shop.query({ pk: `CUSTOMER#${customer.customer}` }, { models: [Customer, Order] });
      for (const item of await items.toArray()) {
        if (item instanceof Order) found.orders.push(item);
        else found.customers.push(item);
      }
      return found;
    },
  };
};
