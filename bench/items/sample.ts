import type { AttributeValue } from "@aws-sdk/client-dynamodb";

export const TABLE = "orders";
/** The number of items that a query returns. */
export const FOUND = 25;

/** The item of every way: twelve attributes, including a map and two lists. */
export const sample = {
  customer: "customer-000042",
  order: "2026-11-20T09:15:00.000Z#0001",
  status: "open",
  name: "Ada Lovelace",
  email: "ada.lovelace@example.com",
  total: 149.95,
  quantity: 6,
  paid: false,
  createdAt: 1_795_166_100_000,
  tags: ["new", "gift", "express", "fragile"],
  address: { street: "12 St James's Square", city: "London", zip: "SW1Y 4JH", country: "GB" },
  lines: [
    { product: "product-17", count: 1, price: 99.95 },
    { product: "product-23", count: 2, price: 15 },
    { product: "product-42", count: 3, price: 6.5 },
  ],
};

export type Sample = typeof sample;
export const key = { customer: sample.customer, order: sample.order };

/** What users of the raw SDK write by hand. */
export function stored(item: Sample): Record<string, AttributeValue> {
  return {
    customer: { S: item.customer },
    order: { S: item.order },
    status: { S: item.status },
    name: { S: item.name },
    email: { S: item.email },
    total: { N: String(item.total) },
    quantity: { N: String(item.quantity) },
    paid: { BOOL: item.paid },
    createdAt: { N: String(item.createdAt) },
    tags: { L: item.tags.map((tag) => ({ S: tag })) },
    address: {
      M: {
        street: { S: item.address.street },
        city: { S: item.address.city },
        zip: { S: item.address.zip },
        country: { S: item.address.country },
      },
    },
    lines: {
      L: item.lines.map(({ product, count, price }) => ({
        M: { product: { S: product }, count: { N: String(count) }, price: { N: String(price) } },
      })),
    },
  };
}
