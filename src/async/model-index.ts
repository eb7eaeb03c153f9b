import type { Attributes } from "../model/attribute.js";
import type { KeyConditionOf } from "../model/expressions/key-condition.js";
import type { QueryOptions, ScanOptions } from "../model/options.js";
import type { IndexSchema, StoredItem } from "../model/schema.js";
import { type AsyncItems, itemList } from "./item-list.js";
import { type ListSource, queryPages, scanPages } from "./lists.js";
import { clientOf, instantiate, type ModelClass } from "./model-info.js";

/**
 * An index of a model: what the model's property of its name holds.
 *
 * An index that holds all attributes gives items of the model. One that holds a part of them gives plain objects with
 * just these, which cannot be saved by mistake.
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
   * @returns The items, fetched page after page as they are asked for.
   */
  query(key: KeyConditionOf<A, P, S>, options: QueryOptions<A> = {}): AsyncItems<T> {
    return itemList(() => queryPages(clientOf(this.model["~model"]).asyncContext, this.source, key, options));
  }

  /**
   * Reads the whole index.
   *
   * AWS operation and permission: Scan, `dynamodb:Scan` on the index.
   *
   * @param options - A filter, a limit, the number of segments to read side by side, a cursor, a signal.
   * @returns The items, fetched page after page as they are asked for.
   */
  scan(options: ScanOptions<A> = {}): AsyncItems<T> {
    return itemList(() => scanPages(clientOf(this.model["~model"]).asyncContext, this.source, options));
  }

  /** @internal */
  protected get source(): ListSource<T> {
    const { schema } = this.model["~model"];
    const isWhole = this.index.projection === "ALL";
    const read = (stored: StoredItem) =>
      isWhole ? instantiate(this.model, schema.decode(stored)) : schema.decode(stored, true);
    // What an index gives is in its type, which defineModel derives from the same projection.
    return { schema, index: this.index, read: read as (stored: StoredItem) => T };
  }
}
