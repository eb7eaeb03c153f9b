import type { ItemValidationError } from "../errors.js";
import type { Attributes } from "./attribute.js";
import type { ConditionOf } from "./expressions/compile-condition.js";

/** The options of every call on items. */
export interface ItemCallOptions {
  /** Aborts the call with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

/** How to read an item. */
export interface GetOptions extends ItemCallOptions {
  /** Strongly consistent read; uses twice the read capacity. @defaultValue false */
  readonly consistentRead?: boolean | undefined;
}

/** How to treat stored items that do not fit their model. */
export interface MisfitOptions {
  /**
   * Called for each item that does not fit its model, with an error that has its key and all issues; the read omits the
   * item and continues.
   *
   * @defaultValue the read returns the items before it, and ends with the error
   */
  readonly onMisfit?: ((error: ItemValidationError) => void) | undefined;
}

/** How to read many items by key. */
export interface BatchGetOptions extends GetOptions, MisfitOptions, BatchWriteOptions {}

/** Which attributes to read. The result is a plain object with these attributes, without the methods of an item. */
export interface PartOptions<K> {
  /** The names of the attributes. @defaultValue all of them, as an item */
  readonly attributes?: readonly K[] | undefined;
}

/** The result of a read: an item, or a plain object with the attributes that the call names. */
export type Selected<Whole, K, Values = Whole> = [K] extends [never] ? Whole : Pick<Values, K & keyof Values>;

/** How to write an item. */
export interface WriteOptions<A extends Attributes> extends ItemCallOptions {
  /** A condition on the existing item. @defaultValue none */
  readonly condition?: ConditionOf<A> | undefined;
  /**
   * If the condition fails, the SDK's error also has the existing item in stored form, in its `Item`.
   * {@link failedConditions} returns it decoded, independent of this option.
   *
   * @defaultValue false
   */
  readonly returnExisting?: boolean | undefined;
}

/** How to change an item by its key. */
export interface UpdateOptions<A extends Attributes> extends WriteOptions<A> {
  /** Whether to create the item, with its defaults, if it does not exist. @defaultValue false */
  readonly upsert?: boolean | undefined;
}

/** How to count items. */
export interface CountOptions<A extends Attributes> extends ItemCallOptions {
  /**
   * Which of the items to count; all items use read capacity. The filter of a query cannot use the key. @defaultValue
   * all
   */
  readonly filter?: ConditionOf<A> | undefined;
  /**
   * Strongly consistent read; uses twice the read capacity. Not available on global secondary indexes. @defaultValue
   * false
   */
  readonly consistentRead?: boolean | undefined;
}

/** How to send a batch of writes. */
export interface BatchWriteOptions extends ItemCallOptions {
  /** The number of concurrent requests, each of up to 25 writes or 100 keys. @defaultValue 10 */
  readonly concurrency?: number | undefined;
}

/** How to send a transaction of writes. */
export interface TransactWriteOptions extends ItemCallOptions {
  /**
   * For ten minutes, DynamoDB treats a transaction with the same token as a repetition of the earlier one; 1 to 36
   * characters.
   *
   * @defaultValue a new token per call
   */
  readonly idempotencyToken?: string | undefined;
}

/** How to read many items. */
export interface ListOptions<A extends Attributes> extends ItemCallOptions, MisfitOptions {
  /**
   * Which of the items to return; all items use read capacity. The filter of a query cannot use the key that is
   * queried.
   *
   * @defaultValue all
   */
  readonly filter?: ConditionOf<A> | undefined;
  /** The maximum number of items to return. @defaultValue no limit */
  readonly limit?: number | undefined;
  /** The maximum number of items that a request reads, before the filter. @defaultValue 1 MB of items */
  readonly pageSize?: number | undefined;
  /**
   * Strongly consistent read; uses twice the read capacity. Not available on global secondary indexes. @defaultValue
   * false
   */
  readonly consistentRead?: boolean | undefined;
  /** Where to continue: the `cursor` of an earlier page. @defaultValue the beginning */
  readonly cursor?: string | undefined;
}

/** How to search in a vector index. */
export interface SearchOptions extends ItemCallOptions {
  /** How many of the nearest items to return, 1 to 100. @defaultValue 10 */
  readonly topK?: number | undefined;
}

/** How to search in a vector index of a model. */
export interface ModelSearchOptions extends SearchOptions, MisfitOptions {}

/** How to query a table or an index. */
export interface QueryOptions<A extends Attributes> extends ListOptions<A> {
  /** Descending order of the sort key. @defaultValue false */
  readonly descending?: boolean | undefined;
}

/** How to scan a table or an index: from a cursor, or in several segments, which do not support a cursor. */
export type ScanOptions<A extends Attributes> = ListOptions<A> &
  (
    | {
        /** The number of segments of the table, which are read concurrently, 1 to 1,000,000. @defaultValue 1 */
        readonly segments?: number | undefined;
        /** Not supported with several segments. */
        readonly cursor?: undefined;
      }
    | {
        /** One segment, with a cursor. @defaultValue 1 */
        readonly segments?: 1 | undefined;
      }
  );
