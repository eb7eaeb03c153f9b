import type { ItemValidationError } from "../errors.js";
import type { Attributes } from "./attribute.js";
import type { ConditionOf } from "./expressions/condition.js";

/** What every call on items may carry. */
export interface ItemCallOptions {
  /** Ends the call with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

/** How to read an item. */
export interface GetOptions extends ItemCallOptions {
  /** Read what was last written, at twice the price. @defaultValue false */
  readonly consistentRead?: boolean | undefined;
}

/** What becomes of stored items that do not fit their model. */
export interface MisfitOptions {
  /**
   * Told of each item that does not fit its model, with its key and everything that is wrong with it; the read leaves the
   * item out and goes on.
   *
   * @defaultValue the read gives the items before the misfit, and ends with the error
   */
  readonly onMisfit?: ((error: ItemValidationError) => void) | undefined;
}

/** How to read many items by key. */
export interface BatchGetOptions extends GetOptions, MisfitOptions, BatchWriteOptions {}

/** Which attributes to read: what comes back is a plain object with just these, which cannot be saved by mistake. */
export interface PartOptions<K> {
  /** The names of the attributes. @defaultValue all of them, as an item */
  readonly attributes?: readonly K[] | undefined;
}

/** What a read gives: the whole of what is there, or a plain object with the attributes that the call names. */
export type Selected<Whole, K, Values = Whole> = [K] extends [never] ? Whole : Pick<Values, K & keyof Values>;

/** How to write an item. */
export interface WriteOptions<A extends Attributes> extends ItemCallOptions {
  /** What must be true of the item that is there. @defaultValue nothing */
  readonly condition?: ConditionOf<A> | undefined;
  /**
   * Where the condition fails, the SDK's error also carries the item that is there as it is stored, in its `Item`.
   * {@link failedConditions} has it decoded, whatever is said here.
   *
   * @defaultValue false
   */
  readonly returnExisting?: boolean | undefined;
}

/** How to change an item by its key. */
export interface UpdateOptions<A extends Attributes> extends WriteOptions<A> {
  /** Whether to make the item where there is none, with its defaults. @defaultValue false */
  readonly upsert?: boolean | undefined;
}

/** What to count. */
export interface CountOptions<A extends Attributes> extends ItemCallOptions {
  /** Which of the items to count; the others are paid for too. That of a query cannot ask for the key. @defaultValue all */
  readonly filter?: ConditionOf<A> | undefined;
  /** Count what was last written, at twice the price; not on global indexes. @defaultValue false */
  readonly consistentRead?: boolean | undefined;
}

/** How to send a batch of writes. */
export interface BatchWriteOptions extends ItemCallOptions {
  /** How many requests, of up to 25 writes or 100 keys, go out side by side. @defaultValue 10 */
  readonly concurrency?: number | undefined;
}

/** How to send a transaction that writes. */
export interface TransactWriteOptions extends ItemCallOptions {
  /**
   * DynamoDB takes a transaction with the token of an earlier one, for ten minutes, for the same; 1 to 36 characters.
   *
   * @defaultValue a new token per call
   */
  readonly idempotencyToken?: string | undefined;
}

/** How to read many items. */
export interface ListOptions<A extends Attributes> extends ItemCallOptions, MisfitOptions {
  /**
   * Which of the items read to return; the others are paid for too. That of a query cannot ask for the key that is
   * queried.
   *
   * @defaultValue all
   */
  readonly filter?: ConditionOf<A> | undefined;
  /** The most items to return. @defaultValue no limit */
  readonly limit?: number | undefined;
  /** The most items that a request reads, before the filter. @defaultValue what fits into 1 MB */
  readonly pageSize?: number | undefined;
  /** Read what was last written, at twice the price; not on global indexes. @defaultValue false */
  readonly consistentRead?: boolean | undefined;
  /** Where to go on: the `cursor` of an earlier page. @defaultValue the beginning */
  readonly cursor?: string | undefined;
}

/** How to query a table or an index. */
export interface QueryOptions<A extends Attributes> extends ListOptions<A> {
  /** From the last sort key to the first. @defaultValue false */
  readonly descending?: boolean | undefined;
}

/** How to scan a table or an index: from a cursor, or in several segments, which have no cursor together. */
export type ScanOptions<A extends Attributes> = ListOptions<A> &
  (
    | {
        /** How many parts of the table to read at the same time, 1 to 1,000,000. @defaultValue 1 */
        readonly segments?: number | undefined;
        /** Not with several segments. */
        readonly cursor?: undefined;
      }
    | {
        /** One segment, with a cursor. @defaultValue 1 */
        readonly segments?: 1 | undefined;
      }
  );
