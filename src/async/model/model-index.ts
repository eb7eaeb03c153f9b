import type { Attributes } from "../../model/attribute.js";
import type { KeyConditionOf } from "../../model/expressions/key-condition.js";
import type { CountOptions, PartOptions, QueryOptions, ScanOptions, Selected } from "../../model/item-options.js";
import type { Part } from "../../model/requests.js";
import type { IndexSchema } from "../../model/table-keys.js";
import { type AsyncItems, itemList } from "../item-list.js";
import { countItems, type ListSource, queryPages, scanPages } from "../queries-and-scans.js";
import { clientOf, type ModelClass, readerOf } from "./model-info.js";

/**
 * An index of a model: the value of the model's property with its name.
 *
 * An index that projects all attributes returns items of the model. Another index returns plain objects with the
 * projected attributes, without the methods of an item.
 */
export class AsyncModelIndex<A extends Attributes, P extends keyof A, S extends keyof A, T> {
  /** @internal */
  readonly model: ModelClass;
  /** @internal */
  readonly index: IndexSchema;

  /** @internal */
  constructor(model: ModelClass, index: IndexSchema) {
    this.model = model;
    this.index = index;
  }

  /**
   * Finds the items of one partition of the index, in the order of its sort key.
   *
   * AWS operation and permission: Query, `dynamodb:Query` on the index.
   *
   * @param key - The partition key's value, and of the sort key a value or a condition.
   * @param options - A filter, a limit, the order, a cursor, a signal.
   * @returns The items, fetched page by page during the iteration.
   *
   * @example
   * ```ts
   * for await (const user of User.byEmail.query({ email: "a@b.c" })) console.log(user.id);
   * ```
   */
  query<K extends keyof T & string = never>(
    key: KeyConditionOf<A, P, S>,
    options: QueryOptions<A> & PartOptions<K> = {},
  ): AsyncItems<Selected<T, K>> {
    const client = clientOf(this.model["~model"]);
    return itemList<Selected<T, K>>(
      () => client.asyncContext,
      (context) => queryPages(context, sourceOf(this.model, this.index, options), key, options),
    );
  }

  /**
   * Reads the whole index.
   *
   * AWS operation and permission: Scan, `dynamodb:Scan` on the index.
   *
   * @param options - A filter, a limit, the number of segments to read concurrently, a cursor, a signal.
   * @returns The items, fetched page by page during the iteration.
   *
   * @example
   * ```ts
   * console.log((await User.byEmail.scan({ limit: 10 }).toArray()).length);
   * ```
   */
  scan<K extends keyof T & string = never>(options: ScanOptions<A> & PartOptions<K> = {}): AsyncItems<Selected<T, K>> {
    const client = clientOf(this.model["~model"]);
    return itemList<Selected<T, K>>(
      () => client.asyncContext,
      (context) => scanPages(context, sourceOf(this.model, this.index, options), options),
    );
  }

  /**
   * Counts the items of one partition of the index, or of the whole index, without reading them into memory.
   *
   * AWS operations and permissions: Query, `dynamodb:Query`; without a key Scan, `dynamodb:Scan`; on the index.
   *
   * @param key - The partition key's value, and of the sort key a value or a condition; none for the whole index.
   * @param options - A filter, a signal.
   * @returns The number of items.
   *
   * @example
   * ```ts
   * console.log(await User.byEmail.count({ email: "a@b.c" }));
   * ```
   */
  async count(key?: KeyConditionOf<A, P, S>, options: CountOptions<A> = {}): Promise<number> {
    const { asyncContext } = clientOf(this.model["~model"]);
    return await countItems(asyncContext, { schema: this.model["~model"].schema, index: this.index }, key, options);
  }
}

/** The source of a list of the index. */
function sourceOf(model: ModelClass, index: IndexSchema, options: Part): ListSource<never> {
  return { schema: model["~model"].schema, index, read: readerOf<never>(model, index, options) };
}
