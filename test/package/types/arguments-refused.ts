// Never run: arguments of wrong types.
import { attr, DynamoClient, defineModel, Model, ModelIndex } from "dynatwin";
import { MockDynamoDB } from "dynatwin/testing";

class User extends defineModel({ table: "users", attributes: { id: attr.string().partitionKey() } }) {}
const client = new DynamoClient();

export const tables = [
  // @ts-expect-error: a name comes with its keys
  () => client.createTable("users"),
  // @ts-expect-error: so does one of a blocking call
  () => client.syncCreateTable("users"),
  // @ts-expect-error: a table is a name or a model
  () => client.deleteTable(42),
  // @ts-expect-error: a table is a name or a model
  () => client.describeTable({ TableName: "users" }),
  // @ts-expect-error: a table is a name or a model
  () => client.syncTableExists({ tableName: "users" }),
  // @ts-expect-error: a class, but not a model
  () => client.waitForTableActive(Date),
  // @ts-expect-error: the base of all models has no table
  () => client.tableExists(Model),
  // @ts-expect-error: an item is not a table
  (user: User) => client.tableExists(user),
];

export const parts = [
  // @ts-expect-error: none of them is a part
  () => client.transactWrite([1, "x", {}]),
  // @ts-expect-error: an item is not a part
  (user: User) => client.transactWrite([user]),
  // @ts-expect-error: this one reads
  () => client.transactWrite([User.transactRead({ id: "a" })]),
  // @ts-expect-error: this one writes
  () => client.transactGet([User.transactDelete({ id: "a" })]),
  // @ts-expect-error: none of them is a part
  () => client.syncTransactGet([{}]),
  // @ts-expect-error: none of them is a part
  () => client.batchWrite([1, "x", {}]),
  // @ts-expect-error: an item is not a part
  (user: User) => client.syncBatchWrite([user]),
  // @ts-expect-error: this one writes
  () => client.batchGet([User.batchDelete({ id: "a" })]),
];

export const constructors = [
  // @ts-expect-error: models have indexes
  () => new ModelIndex(),
  // @ts-expect-error: mockDynamoDB starts one
  () => new MockDynamoDB(),
  // @ts-expect-error: a model is defined
  () => new Model({}),
];
