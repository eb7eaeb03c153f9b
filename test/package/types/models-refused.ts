// Compiled, never run: code that must not compile, each with the line of the error.
import { attr, defineModel } from "dynatwin";

const attributes = {
  pk: attr.string().partitionKey(),
  sk: attr.number().sortKey(),
  email: attr.string(),
  flag: attr.boolean(),
  age: attr.number().optional(),
};

class Person extends defineModel({
  table: "people",
  attributes,
  globalSecondaryIndexes: { byEmail: { partitionKey: "email", sortKey: "age", projection: ["flag"] } },
}) {}

export const definitions = [
  () =>
    defineModel({
      table: "key of a wrong type",
      attributes: {
        // @ts-expect-error: a boolean cannot be a key
        pk: attr.boolean().partitionKey(),
      },
    }),
  () =>
    defineModel({
      table: "nullable key",
      attributes: {
        // @ts-expect-error: a key is never null
        pk: attr.string().nullable().partitionKey(),
      },
    }),
  () =>
    defineModel({
      table: "no partition key",
      // @ts-expect-error: none of them is the partition key
      attributes: { sk: attr.string().sortKey() },
    }),
  () =>
    defineModel({
      table: "two partition keys",
      // @ts-expect-error: one is enough
      attributes: { a: attr.string().partitionKey(), b: attr.string().partitionKey() },
    }),
  () =>
    defineModel({
      table: "two sort keys",
      // @ts-expect-error: one is enough
      attributes: { pk: attr.string().partitionKey(), a: attr.string().sortKey(), b: attr.string().sortKey() },
    }),
  () =>
    defineModel({
      table: "optional key",
      // @ts-expect-error: a key is always there
      attributes: { pk: attr.string().partitionKey().optional() },
    }),
  () =>
    defineModel({
      table: "key that can be null",
      // @ts-expect-error: a key is always there
      attributes: { pk: attr.string().partitionKey(), sk: attr.number().sortKey().nullable() },
    }),
  () =>
    defineModel({
      table: "index on an unknown attribute",
      attributes,
      // @ts-expect-error: there is no emial
      globalSecondaryIndexes: { byEmail: { partitionKey: "emial" } },
    }),
  () =>
    defineModel({
      table: "index on an attribute that cannot be a key",
      attributes,
      // @ts-expect-error: flag is a boolean
      globalSecondaryIndexes: { byFlag: { partitionKey: "email", sortKey: "flag" } },
    }),
  () =>
    defineModel({
      table: "projection of an unknown attribute",
      attributes,
      // @ts-expect-error: there is no agee
      globalSecondaryIndexes: { byEmail: { partitionKey: "email", projection: ["flag", "agee"] } },
    }),
  () =>
    defineModel({
      table: "five partition key attributes",
      attributes,
      // @ts-expect-error: four at most
      globalSecondaryIndexes: { many: { partitionKey: ["pk", "sk", "email", "age", "pk"] } },
    }),
  () =>
    defineModel({
      table: "local index without sort key",
      attributes,
      // @ts-expect-error: a local index needs a sort key
      localSecondaryIndexes: { none: { indexName: "none" } },
    }),
  () =>
    defineModel({
      table: "default of a wrong type",
      attributes: {
        pk: attr.string().partitionKey(),
        // @ts-expect-error: a number
        age: attr.number().default("5"),
      },
    }),
  () =>
    defineModel({
      table: "unknown member",
      attributes,
      // @ts-expect-error: it is tableOptions
      tableOption: {},
    }),
  () =>
    defineModel({
      table: "keys in the settings",
      attributes,
      // @ts-expect-error: the attributes say it
      tableOptions: { partitionKey: ["pk", "S"] },
    }),
  // @ts-expect-error: only numbers count
  () => attr.string().version(),
  () =>
    defineModel({
      table: "no attribute type",
      attributes: {
        pk: attr.string().partitionKey(),
        // @ts-expect-error: the type is attr.number()
        age: "number",
      },
    }),
];

export const calls = [
  // @ts-expect-error: email and flag are required
  () => new Person({ pk: "a", sk: 1 }),
  // @ts-expect-error: sk is a number
  () => new Person({ pk: "a", sk: "1", email: "a", flag: true }),
  // @ts-expect-error: there is no emial
  () => new Person({ pk: "a", sk: 1, email: "a", flag: true, emial: "a" }),
  // @ts-expect-error: the sort key is missing
  () => Person.get({ pk: "a" }),
  // @ts-expect-error: an attribute outside the key
  () => Person.get({ pk: "a", sk: 1, email: "a" }),
  // @ts-expect-error: sk is a number
  () => Person.syncGet({ pk: "a", sk: "1" }),
  // @ts-expect-error: the partition key has no ranges
  () => Person.query({ pk: { beginsWith: "a" } }),
  // @ts-expect-error: a number has no prefixes
  () => Person.query({ pk: "a", sk: { beginsWith: "1" } }),
  // @ts-expect-error: the index has another key
  () => Person.byEmail.query({ pk: "a" }),
  // @ts-expect-error: there is no such index
  () => Person.byAge.query({ age: 5 }),
  // @ts-expect-error: the attribute is not projected into the index
  async () => (await Person.byEmail.query({ email: "a" }).first())?.name,
  // @ts-expect-error: a partial item cannot be saved
  async () => (await Person.byEmail.query({ email: "a" }).first())?.save(),
  // @ts-expect-error: a key does not change
  (person: Person) => person.update({ pk: "b" }),
  // @ts-expect-error: age is a number
  (person: Person) => person.syncUpdate({ age: "5" }),
  // @ts-expect-error: there is no such attribute
  (person: Person) => person.save({ condition: (item) => item.emial.exists() }),
  // @ts-expect-error: a condition, not a value
  (person: Person) => person.delete({ condition: true }),
  // @ts-expect-error: email is always there
  (person: Person) => person.update((item) => [item.email.remove()]),
  // @ts-expect-error: it is limit
  () => Person.scan({ limits: 5 }),
  // @ts-expect-error: segments have no cursor
  () => Person.scan({ segments: 2, cursor: "a" }),
  // @ts-expect-error: segments have no cursor
  () => Person.byEmail.syncScan({ segments: 2, cursor: "a", attributes: ["pk"] }),
  // @ts-expect-error: keys come from the model
  () => Person.createTable({ partitionKey: ["pk", "S"] }),
  // @ts-expect-error: an item of a model, not an object
  () => Person.batchWrite({ put: [{ pk: "a", sk: 1, email: "a", flag: true }] }),
];
