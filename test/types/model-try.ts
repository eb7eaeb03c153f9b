import { attr, type DynamoClient, defineModel } from "../../src/index.js";

declare const client: DynamoClient;
class User extends defineModel({
  table: "users",
  attributes: {
    pk: attr.string().partitionKey(),
    sk: attr.string().sortKey(),
    email: attr.string(),
    status: attr.string().default("active"),
    age: attr.number().optional(),
    tags: attr.stringSet().optional(),
  },
  globalSecondaryIndexes: {
    emailIndex: { indexName: "email-index", partitionKey: "email" },
    statusIndex: { partitionKey: "status", sortKey: "age", projection: ["email"] },
  },
  localSecondaryIndexes: { byAge: { sortKey: "age" } },
  tableOptions: { billingMode: "PAY_PER_REQUEST" },
  client,
}) {
  get label(): string {
    return this.email.toUpperCase();
  }
}

const u = new User({ pk: "a", sk: "b", email: "c" });
const age: number | undefined = u.age;
const status: string = u.status;
const saved: User = await u.save();
const got: User | undefined = await User.get({ pk: "a", sk: "b" });
const gotSync: User | undefined = User.syncGet({ pk: "a", sk: "b" });
for await (const each of User.emailIndex.query({ email: "x" })) each.pk.length;
for (const each of User.emailIndex.syncQuery({ email: "x" })) each.pk.length;
for await (const each of User.query({ pk: "x", sk: { beginsWith: "y" } })) each.label.length;
const all: User[] = await User.query({ pk: "x" }).toArray();
const part = await User.statusIndex.query({ status: "x" }).first();
const email: string | undefined = part?.email;
await u.update({ age: 31 });
u.syncUpdate({ age: 3 }).label;
await User.createTable({ wait: true });
await client.createTable(User, { billingMode: "PROVISIONED", readCapacity: 10, writeCapacity: 5 });
await client.tableExists(User);
console.log(age, status, saved, got, gotSync, all, email);
// @ts-expect-error: no such attribute
new User({ pk: "a", sk: "b", email: "c", nope: 1 });
// @ts-expect-error: required
new User({ pk: "a", sk: "b" });
// @ts-expect-error: wrong key
await User.get({ pk: "a" });
// @ts-expect-error: not held
part?.tags;
defineModel({
  table: "x",
  attributes: { id: attr.string().partitionKey(), tags: attr.stringSet() },
  globalSecondaryIndexes: {
    // @ts-expect-error: no such attribute
    a: { partitionKey: "nope" },
    // @ts-expect-error: not a key type
    b: { partitionKey: "tags" },
    // @ts-expect-error: no such projection
    c: { partitionKey: "id", projection: ["nope"] },
  },
});
// @ts-expect-error: not a key type
attr.boolean().partitionKey();
