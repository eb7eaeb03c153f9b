import type { DynamoDB, DynamoDBClientConfig } from "@aws-sdk/client-dynamodb";

/** The items of a customer's query, with the customer; and of the other lists. */
const ORDERS = 25;
const LINES = 10;
/** The orders of one day, which a range of the sort key finds. */
export const ORDERS_OF_DAY = 5;

const FIRST_DAY = Date.UTC(2030, 4, 1, 9);
const HOUR = 3_600_000;

export const customer = {
  customer: "c-000042",
  email: "ada.lovelace@example.com",
  name: "Ada Lovelace",
  country: "GB",
  vip: true,
};

/** Five orders a day, all open. */
export const orders = Array.from({ length: ORDERS }, (_, place) => ({
  customer: customer.customer,
  placedAt: new Date(FIRST_DAY + (Math.floor(place / ORDERS_OF_DAY) * 24 + (place % ORDERS_OF_DAY)) * HOUR),
  number: 1700 + place,
  status: "open" as Status,
  total: 149.95 + place,
  currency: "GBP",
  gift: false,
  shipTo: { street: "12 St James's Square", city: "London", zip: "SW1Y 4JH", country: "GB" },
}));
export const [order] = orders as [Order]; // there are some
export type Order = (typeof orders)[number];
export type Status = "open" | "paid" | "sent";

export const lines = Array.from({ length: LINES }, (_, place) => ({
  order: order.number,
  line: place + 1,
  product: `product-${place}`,
  count: 1 + (place % 3),
  price: 9.95,
}));
export const [line] = lines as [Line]; // there are some
export type Line = (typeof lines)[number];

/** The day of the third five orders: its first and last moment. */
export const day = { from: new Date(Date.UTC(2030, 4, 3)), to: new Date(Date.UTC(2030, 4, 3, 23, 59, 59, 999)) };

/** What a program does with the shop's items, with the name of each in the report. */
export const ACCESSES = {
  putCustomer: "put of a customer",
  putOrder: "put of an order",
  putLine: "put of a line",
  getOrder: "get of an order",
  updateStatus: "update that renews a key of an index",
  deleteLine: "delete of a line",
  batchGet: `batch get of ${ORDERS} orders`,
  ordersOfCustomer: `query of ${ORDERS} orders of a customer`,
  ordersOfDay: `query of ${ORDERS_OF_DAY} orders of a day`,
  openOrders: `query of ${ORDERS} orders by status, in an index`,
  linesOfOrder: `query of ${LINES} lines of an order`,
  customerWithOrders: `query of a customer with ${ORDERS} orders`,
} as const;
export type Access = keyof typeof ACCESSES;
export const accesses = Object.keys(ACCESSES) as Access[];

/** The items of a customer's partition, by entity. */
export interface CustomerWithOrders {
  readonly customers: readonly object[];
  readonly orders: readonly object[];
}

/** The shop with one library. What a method reads, it returns as the library's items. */
export interface Shop {
  putCustomer(item: typeof customer): Promise<unknown>;
  putOrder(item: Order): Promise<unknown>;
  putLine(item: Line): Promise<unknown>;
  getOrder(): Promise<unknown>;
  /** Sets the status of the existing order, and returns the order. */
  updateStatus(status: Status): Promise<unknown>;
  deleteLine(item: Line): Promise<unknown>;
  batchGet(): Promise<readonly unknown[]>;
  ordersOfCustomer(): Promise<readonly unknown[]>;
  ordersOfDay(): Promise<readonly unknown[]>;
  openOrders(): Promise<readonly unknown[]>;
  linesOfOrder(): Promise<readonly unknown[]>;
  customerWithOrders(): Promise<CustomerWithOrders>;
}

/** Opens the shop in a table, with a client of the SDK, or with its settings if the library creates its own. */
export type Open = (table: string, client: DynamoDB, config: DynamoDBClientConfig) => Shop;

/** Ours first: the others are compared with it. */
export const WAYS = [
  { name: "dynatwin", title: "dynatwin" },
  { name: "onetable", title: "dynamodb-onetable 2" },
  { name: "electrodb", title: "ElectroDB 3" },
  { name: "dynamodb-toolbox", title: "dynamodb-toolbox 2" },
] as const;
export type WayName = (typeof WAYS)[number]["name"];
