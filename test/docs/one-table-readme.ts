import type { Snippet } from "./snippets.js";

/** What replaces the definition of User in the README's examples: it and two others are models of one table. */
const DEFINITIONS = {
  pk: `class User extends defineModel({
  table: shop,
  entity: "user",
  attributes: {
    pk: attr.string(),
    sk: attr.string(),
    email: attr.string(),
    status: attr.string().default("active"),
    age: attr.number().optional(),
  },
  keys: {},
}) {}`,
  userId: `class User extends defineModel({
  table: shop,
  entity: "user",
  attributes: { userId: attr.string(), name: attr.string() },
  keys: { pk: "USER#{userId}", sk: "USER" },
}) {}`,
};

const TABLE = `import { defineTable } from "dynatwin";
const shop = defineTable({
  table: "shop",
  partitionKey: ["pk", "S"],
  sortKey: ["sk", "S"],
  globalSecondaryIndexes: { emailIndex: { indexName: "email-index", partitionKey: ["email", "S"] } },
});
`;

const OTHERS = `
class Order extends defineModel({
  table: shop,
  entity: "order",
  attributes: { user: attr.string(), number: attr.number() },
  keys: { pk: "USER#{user}", sk: "ORDER#{number:8}" },
}) {}
class Stock extends defineModel({
  table: shop,
  entity: "stock",
  attributes: { product: attr.string(), email: attr.string() },
  keys: { pk: "STOCK#{product}", sk: "STOCK" },
}) {}
`;

/** Other items of the table, one of them in the index and the partition that an example reads. */
const OTHER_ITEMS = `
await new Stock({ product: "tea", email: "a@b.c" }).save();
await new Order({ user: "1", number: 1 }).save();
`;

const DEFINITION = /^class User extends defineModel\(\{[\s\S]*?^\}\) \{\}$/m;

/** An example of the README in which only the models' definitions are others, and its blocking form. */
export function withOneTable({ name, block, text }: Snippet): Snippet[] {
  const key = text.includes("userId") ? "userId" : "pk";
  // After the line that makes the table, so that the reads pass over them.
  const code = text
    .replace(DEFINITION, `${DEFINITIONS[key]}${OTHERS}`)
    .replace(/^(await User\.ensureTable.*|await using db.*)$/m, `$1${OTHER_ITEMS}`);
  return [
    { name: `${name} async`, block, text: TABLE + code },
    { name: `${name} blocking`, block, text: TABLE + blockingForm(code) },
  ];
}

/** Whether it is an example that defines the model. */
export function definesUser({ text }: Snippet): boolean {
  return DEFINITION.test(text);
}

function blockingForm(code: string): string {
  return code
    .replace(/\.(ensureTable|save|update|query|delete|deleteTable|put)\(/g, (_, method: string) => `.${twin(method)}(`)
    .replace(/\bmockDynamoDB\b/g, twin("mockDynamoDB"))
    .replace(/\bawait /g, "");
}

function twin(method: string): string {
  return `sync${method.replace(/^./, (first) => first.toUpperCase())}`;
}
