import { readsOf } from "../../model/batches.js";
import type { StoredItem } from "../../model/schema.js";
import type { IndexSchema } from "../../model/table-keys.js";
import { transactReadsOf } from "../../model/transactions.js";
import * as batches from "../batches.js";
import { type AsyncItems, itemList } from "../item-list.js";
import { type ListSource, queryPages, scanPages } from "../queries-and-scans.js";
import * as transactions from "../transactions.js";
import {
  type MixedGetOptions,
  type MixedItem,
  MixedModels,
  type MixedOptions,
  type MixedQueryOptions,
  type MixedScanOptions,
  readGetOptions,
} from "./mixed-items.js";
import { clientOf, type ModelClass, type SharedTableInfo } from "./model-info.js";

/** The types of the keys of a table, or of one of its indexes, as they are stored. */
export interface StoredKeys {
  /** The key argument of a query. */
  readonly condition: object;
  /** The key of an item. */
  readonly key: object;
}

/** A type with stored keys. */
export interface HasStoredKeys {
  /** Types only: the keys. It does not exist at run time. */
  readonly "~keys": StoredKeys;
}

/** What the reads of a table need of it. */
interface SharedSource {
  /** @internal */
  readonly "~model": SharedTableInfo;
  /** @internal */
  readonly index: IndexSchema | undefined;
}

/**
 * The items of a table that several models share, or of one of its indexes: items of all of these models.
 */
export class AsyncSharedItems implements HasStoredKeys {
  /**
   * Types only: the keys. It does not exist at run time.
   *
   * @hidden
   */
  declare readonly "~keys": StoredKeys;
  /** @internal */
  readonly "~model": SharedTableInfo;
  /** @internal */
  readonly index: IndexSchema | undefined;

  /** @internal */
  constructor(info: SharedTableInfo, index?: IndexSchema) {
    this["~model"] = info;
    this.index = index;
  }

  /**
   * Finds the items of one partition, of any of the table's models, in the order of the sort key.
   *
   * AWS operation: Query. Permission: `dynamodb:Query`.
   *
   * @param key - The partition key's stored value, and of the sort key a value or a range.
   * @param options - The models, what to do with items of no model, a limit, the order, a cursor, a signal.
   * @returns The items, each of the class of its model, fetched page by page during the iteration.
   * @throws {@link ExpressionError} or {@link ItemValidationError} with all issues of the key and the options.
   *
   * @example
   * ```ts
   * for await (const item of shop.query({ pk: "CUSTOMER#c1" }, { models: [Customer, Purchase] })) {
   *   if (item instanceof Purchase) console.log(item.total);
   * }
   * ```
   */
  query<T extends HasStoredKeys, const M extends readonly ModelClass[] = readonly []>(
    this: T & SharedSource,
    key: T["~keys"]["condition"],
    options: MixedQueryOptions<M> = {},
  ): AsyncItems<MixedItem<M>> {
    const info = this["~model"];
    const { models, onUnknown, ...listOptions } = options;
    const source = sourceOf<MixedItem<M>>(info, this.index, { models, onUnknown });
    return itemList(
      () => clientOf(info).asyncContext,
      (context) => queryPages(context, source, key, listOptions),
    );
  }

  /**
   * Reads all items, of any of the table's models.
   *
   * AWS operation: Scan. Permission: `dynamodb:Scan`.
   *
   * @param options - The models, what to do with items of no model, a limit, the number of segments to read concurrently, a
   * cursor, a signal.
   * @returns The items, each of the class of its model, fetched page by page during the iteration.
   * @throws {@link ExpressionError} with all issues of the options.
   *
   * @example
   * ```ts
   * for await (const item of shop.scan({ models: [Customer, Purchase] })) console.log(item.toJSON());
   * ```
   */
  scan<const M extends readonly ModelClass[] = readonly []>(
    options: MixedScanOptions<M> = {},
  ): AsyncItems<MixedItem<M>> {
    const info = this["~model"];
    const { models, onUnknown, ...listOptions } = options;
    const source = sourceOf<MixedItem<M>>(info, this.index, { models, onUnknown });
    return itemList(
      () => clientOf(info).asyncContext,
      (context) => scanPages(context, source, listOptions),
    );
  }
}

/**
 * A table that several models share: the value of `defineTable`. It has the methods of a model on its table too.
 */
export class AsyncSharedTable extends AsyncSharedItems {
  /**
   * Gets many items by their stored keys, of any of the table's models.
   *
   * AWS operation: BatchGetItem, as often as needed. Permission: `dynamodb:BatchGetItem`.
   *
   * @param keys - The keys, with the stored values of the key attributes. None twice.
   * @param options - The models, what to do with items of no model, consistent reads, a signal.
   * @returns The items that exist, each of the class of its model, in the order of the keys.
   * @throws {@link ItemValidationError} with all issues of the keys.
   * @throws {@link UnprocessedItemsError} if DynamoDB left keys unprocessed again and again.
   *
   * @example
   * ```ts
   * const items = await shop.batchGet([{ pk: "CUSTOMER#c1", sk: "PROFILE" }], { models: [Customer] });
   * console.log(items[0]?.email);
   * ```
   */
  async batchGet<T extends HasStoredKeys, const M extends readonly ModelClass[] = readonly []>(
    this: T & SharedSource,
    keys: readonly T["~keys"]["key"][],
    options: MixedGetOptions<M> = {},
  ): Promise<MixedItem<M>[]> {
    const info = this["~model"];
    const getOptions = readGetOptions(info, "batchGet", options);
    const parts = readsOf(info.items, keys, readerFor<M>(info, options), getOptions);
    const found: (MixedItem<M> | undefined)[] = await batches.batchGet(clientOf(info).asyncContext, parts, getOptions);
    return found.filter((item): item is MixedItem<M> => item !== undefined);
  }

  /**
   * Gets up to 100 items by their stored keys in one transaction, of any of the table's models.
   *
   * AWS operation: TransactGetItems. Permission: `dynamodb:GetItem`.
   *
   * @param keys - The keys, with the stored values of the key attributes. None twice.
   * @param options - The models, what to do with items of no model, a signal.
   * @returns An item of the class of its model, or `undefined`, for each key.
   * @throws {@link ItemValidationError} with all issues of the keys.
   * @throws `TransactionCanceledException` of the SDK if an item is being written at the same time.
   *
   * @example
   * ```ts
   * const [customer] = await shop.transactGet([{ pk: "CUSTOMER#c1", sk: "PROFILE" }], { models: [Customer] });
   * console.log(customer?.email);
   * ```
   */
  async transactGet<T extends HasStoredKeys, const M extends readonly ModelClass[] = readonly []>(
    this: T & SharedSource,
    keys: readonly T["~keys"]["key"][],
    options: MixedGetOptions<M> = {},
  ): Promise<(MixedItem<M> | undefined)[]> {
    const info = this["~model"];
    const getOptions = readGetOptions(info, "transactGet", options);
    const parts = transactReadsOf(info.items, keys, readerFor<M>(info, options));
    return await transactions.transactGet(clientOf(info).asyncContext, parts, getOptions);
  }
}

/** Creates the item of a stored item; `undefined` if it is of none of the models. */
function readerFor<M extends readonly ModelClass[]>(
  info: SharedTableInfo,
  options: MixedOptions,
): (stored: StoredItem) => MixedItem<M> | undefined {
  const { keeps, read } = sourceOf<MixedItem<M>>(info, undefined, options);
  return (stored) => (keeps?.(stored) ? read(stored) : undefined);
}

/** The source of a list of items of several models. */
function sourceOf<T>(info: SharedTableInfo, index: IndexSchema | undefined, options: MixedOptions): ListSource<T> {
  const models = new MixedModels(info.schema, options);
  return {
    schema: info.items,
    index,
    keeps: (stored) => models.know(index, stored),
    read: (stored) => models.read(index, stored) as T, // of one of the models, which the type has
  };
}
