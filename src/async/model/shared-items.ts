import type { IndexSchema } from "../../model/table-keys.js";
import { type AsyncItems, itemList } from "../item-list.js";
import { type ListSource, queryPages, scanPages } from "../queries-and-scans.js";
import {
  type MixedItem,
  MixedModels,
  type MixedOptions,
  type MixedQueryOptions,
  type MixedScanOptions,
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
    this: T,
    key: T["~keys"]["condition"],
    options: MixedQueryOptions<M> = {},
  ): AsyncItems<MixedItem<M>> {
    const { info, index } = partsOf(this);
    const source = mixedSourceOf<MixedItem<M>>(info, index, options);
    return itemList(
      () => clientOf(info).asyncContext,
      (context) => queryPages(context, source, key, options),
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
    const { info, index } = partsOf(this);
    const source = mixedSourceOf<MixedItem<M>>(info, index, options);
    return itemList(
      () => clientOf(info).asyncContext,
      (context) => scanPages(context, source, options),
    );
  }
}

/** The internal data of a table, or of one of its indexes. */
export function partsOf(source: HasStoredKeys): {
  readonly info: SharedTableInfo;
  readonly index: IndexSchema | undefined;
} {
  const { "~model": info, index } = source as AsyncSharedItems; // no other class has stored keys
  return { info, index };
}

/** The source of a list of items of several models. */
export function mixedSourceOf<T>(
  info: SharedTableInfo,
  index: IndexSchema | undefined,
  options: MixedOptions,
): ListSource<T> {
  const models = new MixedModels(info.schema, options);
  return {
    schema: info.items,
    index,
    isMixed: true,
    keeps: (stored) => models.know(index, stored),
    read: (stored) => models.read(index, stored) as T, // of one of the models, which the type has
  };
}
