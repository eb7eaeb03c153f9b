// Models of one table: what compiles, and what does not.
import { attr, defineModel, defineTable, type ItemOf, type KeyOf } from "dynatwin";

const shop = defineTable({
  table: "shop",
  partitionKey: ["pk", "S"],
  sortKey: ["sk", "S"],
  globalSecondaryIndexes: {
    gsi1: { partitionKey: ["gsi1pk", "S"], sortKey: ["gsi1sk", "S"] },
    keys: { partitionKey: ["gsi1sk", "S"], projection: "KEYS_ONLY" },
  },
});
class Customer extends defineModel({
  table: shop,
  entity: "customer",
  attributes: { id: attr.string(), email: attr.string().optional() },
  keys: { pk: "CUSTOMER#{id}", sk: "PROFILE", gsi1pk: "EMAIL#{email}", gsi1sk: "CUSTOMER" },
}) {}
class Order extends defineModel({
  table: shop,
  entity: "order",
  attributes: { customer: attr.string(), at: attr.date(), number: attr.number(), total: attr.number() },
  keys: { pk: "CUSTOMER#{customer}", sk: "ORDER#{at}#{number:8}" },
}) {}

export const key: KeyOf<typeof Order> = { customer: "c", at: new Date(), number: 1 };
export const item: ItemOf<typeof Order> = { ...key, total: 1 };
export const query = Order.query({ customer: "c", at: { gte: new Date() } });
export const byEmail = Customer.gsi1.query({ email: "a" });
export const ids = Customer.keys
  .query({})
  .toArray()
  .then((parts) => parts.map(({ id }): string => id));
export const table = shop.createTable({ wait: true, billingMode: "PAY_PER_REQUEST" });
export const twin = shop.syncDescribeTable().TableStatus;

export async function mixed(): Promise<unknown> {
  const read: unknown[] = [];
  for await (const each of shop.query({ pk: "a", sk: { beginsWith: "b" } }, { models: [Customer, Order] })) {
    const known: Customer | Order = each;
    if (each instanceof Order) each.total.toFixed();
    else read.push(known, each.email);
  }
  const [first] = await shop.batchGet([{ pk: "a", sk: "b" }], { models: [Customer] });
  const [any] = await shop.gsi1.query({ gsi1pk: "a" }).toArray();
  return [...read, first?.email, any?.toJSON()];
}

// @ts-expect-error The order has no keys of gsi1.
export const noIndex = Order.gsi1;
// @ts-expect-error The key is not complete.
export const partKey = Order.get({ customer: "c", at: new Date() });
// @ts-expect-error total is not in the key.
export const notKey = Order.query({ customer: "c", total: 1 });
// @ts-expect-error The key never changes.
export const changed = Order.update(key, { number: 2 });
// @ts-expect-error The sort key of the table is required.
export const noSortKey = shop.batchGet([{ pk: "a" }]);
// @ts-expect-error The partition key of the index is gsi1pk.
export const wrongIndexKey = shop.gsi1.query({ pk: "a" });
// @ts-expect-error An index has no keys of items.
export const noBatch = shop.gsi1.batchGet;

defineModel({
  table: shop,
  entity: "a",
  attributes: { id: attr.string(), maybe: attr.string().optional() },
  keys: {
    // @ts-expect-error There is no attribute idd.
    pk: "A#{idd}",
    // @ts-expect-error Every item has this key.
    sk: "{maybe}",
    // @ts-expect-error There is no such key.
    gsi2pk: "A",
  },
});
// @ts-expect-error A model of a shared table has an entity.
defineModel({ table: shop, attributes: { id: attr.string() }, keys: { pk: "{id}", sk: "A" } });
defineModel({
  table: shop,
  entity: "b",
  attributes: { id: attr.string() },
  // @ts-expect-error The key sk is missing.
  keys: { pk: "{id}" },
});

class Own extends defineModel({
  table: "own",
  attributes: { pk: attr.string().partitionKey(), sk: attr.string().sortKey(), id: attr.string(), at: attr.date() },
  keys: { pk: "OWN#{id}", sk: "{at}" },
}) {}
export const own: string = new Own({ id: "a", at: new Date() }).pk;
export const ownKey: KeyOf<typeof Own> = { id: "a", at: new Date() };
// @ts-expect-error The template makes the key.
export const givenKey = new Own({ pk: "a", sk: "b", id: "a", at: new Date() });
