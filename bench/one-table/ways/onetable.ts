import { Table } from "dynamodb-onetable";
import { customer, day, type Open, order, orders } from "../shop.js";

const text = { type: String, required: true } as const;
const count = { type: Number, required: true } as const;
const flag = { type: Boolean, required: true } as const;

export const open: Open = (name, client) => {
  const table = new Table({
    client,
    name,
    partial: false,
    schema: {
      format: "onetable:1.1.0",
      version: "0.0.1",
      indexes: { primary: { hash: "pk", sort: "sk" }, gsi1: { hash: "gsi1pk", sort: "gsi1sk", project: "all" } },
      models: {
        Customer: {
          pk: { type: String, value: "CUSTOMER#${customer}" },
          sk: { type: String, value: "PROFILE" },
          gsi1pk: { type: String, value: "EMAIL#${email}" },
          gsi1sk: { type: String, value: "CUSTOMER" },
          customer: text,
          email: text,
          name: text,
          country: text,
          vip: flag,
        },
        Order: {
          pk: { type: String, value: "CUSTOMER#${customer}" },
          sk: { type: String, value: "ORDER#${placedAt}#${number:8:0}" },
          gsi1pk: { type: String, value: "STATUS#${status}" },
          gsi1sk: { type: String, value: "${placedAt}#${number:8:0}" },
          customer: text,
          placedAt: { type: Date, required: true },
          number: count,
          status: { ...text, enum: ["open", "paid", "sent"] },
          total: count,
          currency: text,
          gift: flag,
          shipTo: { type: Object, schema: { street: text, city: text, zip: text, country: text }, required: true },
        },
        Line: {
          pk: { type: String, value: "ORDER#${order}" },
          sk: { type: String, value: "LINE#${line:4:0}" },
          order: count,
          line: count,
          product: text,
          count,
          price: count,
        },
      } as const,
      params: { isoDates: true, timestamps: false },
    },
  });
  const [Customer, Order, Line] = [table.getModel("Customer"), table.getModel("Order"), table.getModel("Line")];
  const keyOf = ({ customer, placedAt, number }: typeof order) => ({ customer, placedAt, number });
  return {
    // `exists: null` is a put that replaces, as with the others; the default refuses that.
    putCustomer: (item) => Customer.create({ ...item }, { exists: null }),
    putOrder: (item) => Order.create({ ...item }, { exists: null }),
    putLine: (item) => Line.create({ ...item }, { exists: null }),
    getOrder: () => Order.get(keyOf(order)),
    updateStatus: (status) => Order.update({ ...keyOf(order), status }),
    deleteLine: ({ order, line }) => Line.remove({ order, line }),
    batchGet: async () => {
      const batch = {};
      for (const each of orders) await Order.get(keyOf(each), { batch });
      return (await table.batchGet(batch, { parse: true, hidden: false })) as unknown[];
    },
    ordersOfCustomer: () => Order.find({ customer: customer.customer }),
    ordersOfDay: () =>
      Order.find({
        pk: `CUSTOMER#${customer.customer}`,
        sk: { between: [`ORDER#${day.from.toISOString()}`, `ORDER#${day.to.toISOString()}~`] },
      }),
    openOrders: () => Order.find({ status: "open" }, { index: "gsi1" }),
    linesOfOrder: () => Line.find({ order: order.number }),
    customerWithOrders: async () => {
      const found = await table.fetch(["Customer", "Order"], { pk: `CUSTOMER#${customer.customer}` });
      const { Customer: customers = [], Order: orders = [] } = found as unknown as Record<string, object[]>;
      return { customers, orders };
    },
  };
};
