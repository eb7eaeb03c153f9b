// Compiled, never run: the results of calls by key and of batches.
import { attr, DynamoClient, defineModel } from "dynatwin";

class User extends defineModel({
  table: "users",
  attributes: { id: attr.string().partitionKey(), age: attr.number().optional() },
}) {}
const client = new DynamoClient();

export async function byKey(): Promise<unknown> {
  const put: User = await User.put({ id: "a" });
  const blocking: User = User.syncPut({ id: "a", age: 3 });
  const users: number = await User.count();
  await User.update({ id: "a" }, { age: 3 }, { upsert: true });
  await User.delete({ id: "a" });
  // @ts-expect-error: the key is a string
  await User.delete({ id: 1 });
  // @ts-expect-error: there is no such attribute
  await User.update({ id: "a" }, { agee: 3 });
  return [put.age, blocking.id, users];
}

export async function batches(): Promise<unknown> {
  await client.batchWrite([User.batchPut(new User({ id: "a" })), User.batchDelete({ id: "b" })]);
  const [found] = await client.batchGet([User.batchRead({ id: "a" })]);
  const [same] = client.syncBatchGet([User.batchRead({ id: "a" })]);
  const age: number | undefined = found?.age;
  const id: string | undefined = same?.id;
  return [age, id];
}
