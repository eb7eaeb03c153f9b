import {
  type BatchRead,
  type BatchWrite,
  batchDelete,
  batchPut,
  batchRead,
  readsOf,
  writesOf,
} from "../../model/batches.js";
import type { KeyOf } from "../../model/infer.js";
import type { BatchGetOptions, BatchWriteOptions } from "../../model/item-options.js";
import * as batches from "../batches.js";
import { clientOf, type ModelClass, readerOf } from "./model-info.js";
import { ModelWrites } from "./writes.js";

/** Puts and deletes of one batch. */
export interface BatchWrites<M extends ModelClass> {
  /** Items to put, which replace existing ones. */
  readonly put?: readonly InstanceType<M>[] | undefined;
  /** Keys of items to delete. */
  readonly delete?: readonly KeyOf<M>[] | undefined;
}

/** The batches of a model, and its parts of the client's batches. */
export class ModelBatches extends ModelWrites {
  /**
   * Reads many items by key, with 100 keys per request and several concurrent requests. Unprocessed keys are sent
   * again, with increasing delays.
   *
   * AWS operation and permission: BatchGetItem, `dynamodb:BatchGetItem`.
   *
   * @param keys - The keys, without repetition.
   * @param options - Whether to use strongly consistent reads (false), the number of concurrent requests (10), a
   * signal.
   * @returns The existing items, in the order of the keys.
   * @throws {@link UnprocessedItemsError} if DynamoDB repeatedly leaves some unprocessed; it has the items that were
   * read.
   *
   * @example
   * ```ts
   * const users = await User.batchGet([{ id: "u-1" }, { id: "u-2" }]);
   * console.log(users.length);
   * ```
   */
  static async batchGet<M extends ModelClass>(
    this: M,
    keys: readonly KeyOf<M>[],
    options: BatchGetOptions = {},
  ): Promise<InstanceType<M>[]> {
    const info = this["~model"];
    const parts = readsOf(info.schema, keys, readerOf<InstanceType<M>>(this, undefined, {}), options);
    const found: (InstanceType<M> | undefined)[] = await batches.batchGet(clientOf(info).asyncContext, parts, options);
    return found.filter((item): item is InstanceType<M> => item !== undefined);
  }

  /**
   * Puts and deletes many items, with 25 writes per request and several concurrent requests. Unprocessed writes are
   * sent again, with increasing delays. Batches have no conditions: a version is not checked, and the next one is
   * stored.
   *
   * AWS operation and permission: BatchWriteItem, `dynamodb:BatchWriteItem`.
   *
   * @param writes - Items to put and keys to delete, each key once.
   * @param options - The number of concurrent requests (10), a signal.
   * @throws {@link UnprocessedItemsError} if DynamoDB repeatedly leaves some unprocessed.
   *
   * @example
   * ```ts
   * await User.batchWrite({ put: [new User({ id: "u-1" })], delete: [{ id: "u-2" }] });
   * ```
   */
  static async batchWrite<M extends ModelClass>(
    this: M,
    writes: BatchWrites<M>,
    options: BatchWriteOptions = {},
  ): Promise<void> {
    const info = this["~model"];
    await batches.batchWrite(clientOf(info).asyncContext, writesOf(info.schema, writes, options), options);
  }

  /**
   * A part of a batch that puts an item. See {@link DynamoClient.batchWrite}.
   *
   * AWS operation: BatchWriteItem, sent by the client.
   *
   * @param item - The item. Its version is not checked, and the next one is stored.
   * @returns A part for `batchWrite` of the client.
   *
   * @example
   * ```ts
   * await client.batchWrite([User.batchPut(new User({ id: "u-1", age: 1 }))]);
   * ```
   */
  static batchPut<M extends ModelClass>(this: M, item: InstanceType<M>): BatchWrite {
    return batchPut(this["~model"].schema, item);
  }

  /**
   * A part of a batch that deletes an item. See {@link DynamoClient.batchWrite}.
   *
   * AWS operation: BatchWriteItem, sent by the client.
   *
   * @param key - The key of the item.
   * @returns A part for `batchWrite` of the client.
   *
   * @example
   * ```ts
   * await client.batchWrite([User.batchDelete({ id: "u-1" })]);
   * ```
   */
  static batchDelete<M extends ModelClass>(this: M, key: KeyOf<M>): BatchWrite {
    return batchDelete(this["~model"].schema, key);
  }

  /**
   * A part of a batch that reads an item. See {@link DynamoClient.batchGet}.
   *
   * AWS operation: BatchGetItem, sent by the client.
   *
   * @param key - The key of the item.
   * @returns A part for `batchGet` of the client.
   *
   * @example
   * ```ts
   * const [user] = await client.batchGet([User.batchRead({ id: "u-1" })]);
   * console.log(user?.age);
   * ```
   */
  static batchRead<M extends ModelClass>(this: M, key: KeyOf<M>): BatchRead<InstanceType<M>> {
    return batchRead(this["~model"].schema, key, readerOf(this, undefined, {}));
  }
}
