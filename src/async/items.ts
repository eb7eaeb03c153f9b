import type { Attributes } from "../model/attribute.js";
import type { ChangesOf } from "../model/expressions/update.js";
import type { GetOptions, WriteOptions } from "../model/options.js";
import {
  deleteRequest,
  type Expectation,
  getRequest,
  type Part,
  putRequest,
  updateRequest,
} from "../model/requests.js";
import type { Schema, StoredItem } from "../model/schema.js";
import type { AsyncContext } from "./context.js";

export async function getItem(
  { transport }: AsyncContext,
  schema: Schema,
  key: object,
  options: GetOptions & Part,
): Promise<Record<string, unknown> | undefined> {
  const { Item } = await transport.send("GetItem", getRequest(schema, key, options), { signal: options.signal });
  return Item && schema.decode(Item, options.attributes !== undefined);
}

export async function putItem<A extends Attributes>(
  { transport }: AsyncContext,
  schema: Schema,
  item: () => StoredItem,
  expected: Expectation,
  options: WriteOptions<A>,
): Promise<void> {
  const request = putRequest(schema, item, expected, options);
  const keyNames = { [schema.table]: schema.keyNames };
  await transport.send("PutItem", request, { signal: options.signal, keyNames });
}

export async function deleteItem<A extends Attributes>(
  { transport }: AsyncContext,
  schema: Schema,
  key: object,
  expected: Expectation,
  options: WriteOptions<A>,
): Promise<void> {
  await transport.send("DeleteItem", deleteRequest(schema, key, expected, options), { signal: options.signal });
}

/** Returns the item as it is after the update, or `undefined` when there was nothing to change. */
export async function updateItem<A extends Attributes>(
  { transport }: AsyncContext,
  schema: Schema,
  key: object,
  changes: ChangesOf<A>,
  expected: Expectation,
  options: WriteOptions<A>,
): Promise<Record<string, unknown> | undefined> {
  const request = updateRequest(schema, key, changes, expected, options);
  if (request === undefined) return undefined;
  const { Attributes: stored = {} } = await transport.send("UpdateItem", request, { signal: options.signal });
  return schema.decode(stored);
}
