import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { Entity } from "dynamodb-toolbox/entity";
import { BatchGetRequest } from "dynamodb-toolbox/entity/actions/batchGet";
import { DeleteItemCommand } from "dynamodb-toolbox/entity/actions/delete";
import { GetItemCommand } from "dynamodb-toolbox/entity/actions/get";
import { PutItemCommand } from "dynamodb-toolbox/entity/actions/put";
import { UpdateItemCommand } from "dynamodb-toolbox/entity/actions/update";
import { boolean } from "dynamodb-toolbox/schema/boolean";
import { item } from "dynamodb-toolbox/schema/item";
import { map } from "dynamodb-toolbox/schema/map";
import { number } from "dynamodb-toolbox/schema/number";
import { string } from "dynamodb-toolbox/schema/string";
import { Table } from "dynamodb-toolbox/table";
import { BatchGetCommand, execute } from "dynamodb-toolbox/table/actions/batchGet";
import { QueryCommand } from "dynamodb-toolbox/table/actions/query";
import { customer, day, type Open, order as one, orders } from "../shop.js";

const padded = (value: number, length: number) => String(value).padStart(length, "0");

const customerSchema = item({
  customer: string().key(),
  email: string(),
  name: string(),
  country: string(),
  vip: boolean(),
}).and((own) => ({
  gsi1pk: string()
    .hidden()
    .optional()
    .link<typeof own>(({ email }) => `EMAIL#${email}`),
  gsi1sk: string()
    .hidden()
    .optional()
    .link(() => "CUSTOMER"),
}));

const orderSchema = item({
  customer: string().key(),
  placedAt: string().key(),
  number: number().key(),
  status: string().enum("open", "paid", "sent"),
  total: number(),
  currency: string(),
  gift: boolean(),
  shipTo: map({ street: string(), city: string(), zip: string(), country: string() }),
}).and((own) => ({
  gsi1pk: string()
    .hidden()
    .optional()
    .link<typeof own>(({ status }) => `STATUS#${status}`)
    .updateLink<typeof own>(({ status }) => (typeof status === "string" ? `STATUS#${status}` : undefined)),
  gsi1sk: string()
    .hidden()
    .optional()
    .link<typeof own>(({ placedAt, number }) => `${placedAt}#${padded(number, 8)}`),
}));

const lineSchema = item({
  order: number().key(),
  line: number().key(),
  product: string(),
  count: number(),
  price: number(),
});

export const open: Open = (name, client) => {
  const table = new Table({
    name,
    documentClient: DynamoDBDocumentClient.from(client),
    partitionKey: { name: "pk", type: "string" },
    sortKey: { name: "sk", type: "string" },
    indexes: {
      gsi1: {
        type: "global",
        partitionKey: { name: "gsi1pk", type: "string" },
        sortKey: { name: "gsi1sk", type: "string" },
      },
    },
  });
  // Without the times of creation and change, which the others do not write.
  const settings = { table, timestamps: false } as const;
  const Customer = new Entity({
    ...settings,
    name: "customer",
    schema: customerSchema,
    computeKey: ({ customer }) => ({ pk: `CUSTOMER#${customer}`, sk: "PROFILE" }),
  });
  const Order = new Entity({
    ...settings,
    name: "order",
    schema: orderSchema,
    computeKey: ({ customer, placedAt, number }) => ({
      pk: `CUSTOMER#${customer}`,
      sk: `ORDER#${placedAt}#${padded(number, 8)}`,
    }),
  });
  const Line = new Entity({
    ...settings,
    name: "line",
    schema: lineSchema,
    computeKey: ({ order, line }) => ({ pk: `ORDER#${order}`, sk: `LINE#${padded(line, 4)}` }),
  });
  const keyOf = ({ customer, placedAt, number }: typeof one) => ({
    customer,
    placedAt: placedAt.toISOString(),
    number,
  });
  return {
    putCustomer: (values) => Customer.build(PutItemCommand).item(values).send(),
    putOrder: (values) =>
      Order.build(PutItemCommand)
        .item({ ...values, placedAt: values.placedAt.toISOString() })
        .send(),
    putLine: (values) => Line.build(PutItemCommand).item(values).send(),
    getOrder: async () => (await Order.build(GetItemCommand).key(keyOf(one)).send()).Item,
    updateStatus: async (status) => {
      const update = Order.build(UpdateItemCommand).item({ ...keyOf(one), status });
      const options = { returnValues: "ALL_NEW", condition: { attr: "customer", exists: true } } as const;
      return (await update.options(options).send()).Attributes;
    },
    deleteLine: ({ order, line }) => Line.build(DeleteItemCommand).key({ order, line }).send(),
    batchGet: async () => {
      const requests = orders.map((each) => Order.build(BatchGetRequest).key(keyOf(each)));
      const { Responses } = await execute(table.build(BatchGetCommand).requests(...requests));
      return Responses?.[0] ?? [];
    },
    ordersOfCustomer: async () => {
      const query = { partition: `CUSTOMER#${customer.customer}`, range: { beginsWith: "ORDER#" } };
      return (
        (await table.build(QueryCommand).query(query).entities(Order).options({ maxPages: Infinity }).send()).Items ??
        []
      );
    },
    ordersOfDay: async () => {
      const between: [string, string] = [`ORDER#${day.from.toISOString()}`, `ORDER#${day.to.toISOString()}~`];
      const query = { partition: `CUSTOMER#${customer.customer}`, range: { between } };
      return (
        (await table.build(QueryCommand).query(query).entities(Order).options({ maxPages: Infinity }).send()).Items ??
        []
      );
    },
    openOrders: async () => {
      const query = { index: "gsi1", partition: "STATUS#open" } as const;
      return (
        (await table.build(QueryCommand).query(query).entities(Order).options({ maxPages: Infinity }).send()).Items ??
        []
      );
    },
    linesOfOrder: async () => {
      const query = { partition: `ORDER#${one.number}`, range: { beginsWith: "LINE#" } };
      return (
        (await table.build(QueryCommand).query(query).entities(Line).options({ maxPages: Infinity }).send()).Items ?? []
      );
    },
    customerWithOrders: async () => {
      const query = table.build(QueryCommand).query({ partition: `CUSTOMER#${customer.customer}` });
      const { Items = [] } = await query
        .entities(Customer, Order)
        .options({ maxPages: Infinity, showEntityAttr: true })
        .send();
      const found = { customers: [] as object[], orders: [] as object[] };
      for (const each of Items) {
        if (each.entity === "order") found.orders.push(each);
        else found.customers.push(each);
      }
      return found;
    },
  };
};
