import type { Attributes } from "../model/attribute.js";
import { settle } from "../model/conditional-writes.js";
import type { ChangesOf } from "../model/expressions/update.js";
import { wasPut, wasUpdated } from "../model/failure-reasons.js";
import type { GetOptions, UpdateOptions, WriteOptions } from "../model/item-options.js";
import { isOwn } from "../model/own-items.js";
import { deleteRequest, getRequest, type Part, putRequest, updateRequest } from "../model/requests.js";
import type { PartialValues, Schema, StoredItem } from "../model/schema.js";
import { nextItem, versionOf } from "../model/versions.js";
import { NO_EXPECTATION, updateExpectation } from "../model/write-expectation.js";
import type { AsyncContext } from "./context.js";
import { type ModelClass, writtenModel } from "./model/model-info.js";

export async function getItem(
  { transport }: AsyncContext,
  schema: Schema,
  key: object,
  options: GetOptions & Part,
): Promise<Record<string, unknown> | undefined> {
  const { Item } = await transport.send("GetItem", getRequest(schema, key, options), { signal: options.signal });
  if (Item === undefined || !isOwn(schema, undefined, Item)) return undefined;
  return schema.decode(Item, options.attributes !== undefined && !schema.readsWhole(undefined));
}

/** Puts an item, and increases its version. */
export async function putItem<A extends Attributes>(
  { transport }: AsyncContext,
  model: ModelClass,
  item: object,
  options: WriteOptions<A>,
): Promise<void> {
  const { schema } = model["~model"];
  const { request, next } = putRequest(schema, () => nextItem(schema, item), options);
  const keyNames = { [schema.table]: schema.keyNames };
  try {
    await transport.send("PutItem", request, { signal: options.signal, keyNames });
  } catch (error) {
    const { expected, stored } = next;
    const write = { model: writtenModel(model), expected, returnExisting: options.returnExisting };
    settle(error, write, (existing) => existing !== undefined && wasPut(schema, expected, stored, existing));
  }
  Object.assign(item, next.counted);
}

/** @param item - The item object, if there is one: it has the expected version. */
export async function deleteItem<A extends Attributes>(
  { transport }: AsyncContext,
  model: ModelClass,
  key: object,
  item: object | undefined,
  options: WriteOptions<A>,
): Promise<void> {
  const { schema } = model["~model"];
  const expected = item === undefined ? NO_EXPECTATION : { version: versionOf(schema, item) };
  const request = deleteRequest(schema, key, expected, options);
  try {
    await transport.send("DeleteItem", request, { signal: options.signal });
  } catch (error) {
    const write = { model: writtenModel(model), expected, returnExisting: options.returnExisting };
    settle(error, write, (existing) => existing === undefined && expected.version !== undefined);
  }
}

/**
 * Changes an item, and returns the result.
 *
 * @param item - The item object, if there is one: it has the expected version.
 */
export async function updateItem<A extends Attributes>(
  { transport }: AsyncContext,
  model: ModelClass,
  key: object,
  item: object | undefined,
  changes: ChangesOf<A>,
  options: UpdateOptions<A>,
): Promise<PartialValues> {
  const { schema } = model["~model"];
  const expected = updateExpectation(schema, item && versionOf(schema, item));
  const { request, made } = updateRequest(schema, { key, changes, expected }, options);
  try {
    const { Attributes: stored = {} } = await transport.send("UpdateItem", request, { signal: options.signal });
    return schema.decodeWritten(stored);
  } catch (error) {
    const write = { model: writtenModel(model), expected, returnExisting: options.returnExisting };
    const changed = item && { item, changes: made };
    const isOwn = (existing: StoredItem | undefined) =>
      existing !== undefined && changed !== undefined && wasUpdated(schema, expected, changed, existing);
    return schema.decodeWritten(settle(error, write, isOwn));
  }
}
