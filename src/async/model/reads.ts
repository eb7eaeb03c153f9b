import type { QueryKeyOf } from "../../model/expressions/key-condition.js";
import type { AttributesOf, ItemOf, KeyOf } from "../../model/infer.js";
import type {
  CountOptions,
  GetOptions,
  PartOptions,
  QueryOptions,
  ScanOptions,
  Selected,
} from "../../model/item-options.js";

import { ModelTables } from "../generated/model-tables.js";

import { type AsyncItems, itemList } from "../item-list.js";
import * as items from "../items.js";
import { countItems, queryPages, scanPages } from "../queries-and-scans.js";
import { clientOf, instantiate, type ModelClass, partOf, readerOf } from "./model-info.js";

/** The reads of a model. */
export class ModelReads extends ModelTables {
  /**
   * Reads the item of a key.
   *
   * AWS operation and permission: GetItem, `dynamodb:GetItem`.
   *
   * @param key - The partition key, and the sort key if the table has one.
   * @param options - Whether to use a strongly consistent read (false), a signal.
   * @returns The item, or `undefined` if there is none.
   * @throws {@link ItemValidationError} if the stored item does not fit the model.
   *
   * @example
   * ```ts
   * const user = await User.get({ id: "u-1" });
   * console.log(user?.name);
   * ```
   */
  static async get<M extends ModelClass, K extends keyof AttributesOf<M> & string = never>(
    this: M,
    key: KeyOf<M>,
    options: GetOptions & PartOptions<K> = {},
  ): Promise<Selected<InstanceType<M>, K, ItemOf<M>> | undefined> {
    const { schema } = this["~model"];
    const values = await items.getItem(clientOf(this["~model"]).asyncContext, schema, key, options);
    const read = values && (options.attributes ? partOf(values, options.attributes) : instantiate(this, values));
    return read as Selected<InstanceType<M>, K, ItemOf<M>> | undefined; // `attributes` determines which of these
  }

  /**
   * Finds the items of one partition, in the order of the sort key.
   *
   * AWS operation and permission: Query, `dynamodb:Query`.
   *
   * @param key - The partition key's value, and of the sort key a value or a condition.
   * @param options - A filter, a limit, the order, a cursor, a signal.
   * @returns The items, fetched page by page during the iteration.
   *
   * @example
   * ```ts
   * for await (const order of Order.query({ customer: "c-1", number: { gt: 5 } })) console.log(order.status);
   * ```
   */
  static query<M extends ModelClass, K extends keyof AttributesOf<M> & string = never>(
    this: M,
    key: QueryKeyOf<M>,
    options: QueryOptions<AttributesOf<M>> & PartOptions<K> = {},
  ): AsyncItems<Selected<InstanceType<M>, K, ItemOf<M>>> {
    const info = this["~model"];
    const source = {
      schema: info.schema,
      index: undefined,
      read: readerOf<Selected<InstanceType<M>, K, ItemOf<M>>>(this, undefined, options),
    };
    return itemList(
      () => clientOf(info).asyncContext,
      (context) => queryPages(context, source, key, options),
    );
  }

  /**
   * Reads the whole table.
   *
   * AWS operation and permission: Scan, `dynamodb:Scan`.
   *
   * @param options - A filter, a limit, the number of segments to read concurrently, a cursor, a signal.
   * @returns The items, fetched page by page during the iteration.
   *
   * @example
   * ```ts
   * console.log((await User.scan({ segments: 4 }).toArray()).length);
   * ```
   */
  static scan<M extends ModelClass, K extends keyof AttributesOf<M> & string = never>(
    this: M,
    options: ScanOptions<AttributesOf<M>> & PartOptions<K> = {},
  ): AsyncItems<Selected<InstanceType<M>, K, ItemOf<M>>> {
    const info = this["~model"];
    const source = {
      schema: info.schema,
      index: undefined,
      read: readerOf<Selected<InstanceType<M>, K, ItemOf<M>>>(this, undefined, options),
    };
    return itemList(
      () => clientOf(info).asyncContext,
      (context) => scanPages(context, source, options),
    );
  }

  /**
   * Counts the items of one partition, or of the whole table, without reading them into memory.
   *
   * AWS operations and permissions: Query, `dynamodb:Query`; without a key Scan, `dynamodb:Scan`.
   *
   * @param key - The partition key's value, and of the sort key a value or a condition; none for the whole table.
   * @param options - A filter, whether to use strongly consistent reads (false), a signal.
   * @returns The number of items.
   *
   * @example
   * ```ts
   * console.log(await Order.count({ customer: "c-1", number: { gt: 5 } }), await User.count());
   * ```
   */
  static async count<M extends ModelClass>(
    this: M,
    key?: QueryKeyOf<M>,
    options: CountOptions<AttributesOf<M>> = {},
  ): Promise<number> {
    const info = this["~model"];
    return await countItems(clientOf(info).asyncContext, { schema: info.schema, index: undefined }, key, options);
  }
}
