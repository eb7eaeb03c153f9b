// Finds products by names that are written otherwise, with vectors of their letters. It uses the endpoint of the AWS environment.
import { attr, DynamoClient, defineModel, setDefaultClient } from "dynatwin";

// #region embedding
const DIMENSIONS = 256;

/** An embedding of a text: how often it has each sequence of three letters, by their hash. */
function embed(text: string): Float32Array {
  const vector = new Float32Array(DIMENSIONS);
  const letters = ` ${text.toLowerCase()} `;
  for (let start = 0; start + 3 <= letters.length; start++) {
    let hash = 0;
    for (const letter of letters.slice(start, start + 3)) hash = (hash * 31 + letter.charCodeAt(0)) % 65_521;
    const place = hash % DIMENSIONS;
    vector[place] = (vector[place] ?? 0) + 1;
  }
  return vector;
}
// #endregion embedding

setDefaultClient(new DynamoClient());

// #region model
class Product extends defineModel({
  table: "example_products",
  attributes: {
    id: attr.string().partitionKey(),
    shop: attr.string(),
    language: attr.enum(["en", "de"]),
    name: attr.string(),
    price: attr.number(),
    embedding: attr.vector(DIMENSIONS),
  },
  vectorIndexes: {
    byName: { vector: "embedding", distance: "COSINE", partitionKey: "shop", filters: ["language"] },
  },
}) {}
// #endregion model

await Product.createTable({ wait: true });

const products = [
  { id: "1", shop: "north", language: "en", name: "Warm woollen socks", price: 12 },
  { id: "2", shop: "north", language: "en", name: "Woollen blanket", price: 40 },
  { id: "3", shop: "north", language: "de", name: "Wollsocken, warm", price: 12 },
  { id: "4", shop: "south", language: "en", name: "Warm woollen socks", price: 9 },
] as const;
await Product.batchWrite({
  put: products.map((product) => new Product({ ...product, embedding: embed(product.name) })),
});

// #region search
const results = await Product.byName.search(embed("wollen sock"), { shop: "north", language: "en" }, { topK: 2 });
for (const { item, score } of results) console.log(`${item.name}: ${item.price}, distance ${score.toFixed(2)}`);
// #endregion search

// Blocking, and only with some attributes.
const [nearest] = Product.byName.syncSearch(
  embed("warme Wollsocken"),
  { shop: "north" },
  { topK: 1, attributes: ["name"] },
);
console.log(nearest?.item.name);

await Product.deleteTable({ wait: true });
