import { readsOf } from "../../model/batches.js";
import type { StoredItem } from "../../model/schema.js";
import { transactReadsOf } from "../../model/transactions.js";
import * as batches from "../batches.js";
import * as transactions from "../transactions.js";
import { type MixedGetOptions, type MixedItem, type MixedOptions, readGetOptions } from "./mixed-items.js";
import { clientOf, type ModelClass, type SharedTableInfo } from "./model-info.js";
import { AsyncSharedItems, type HasStoredKeys, mixedSourceOf, partsOf } from "./shared-items.js";

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
    this: T,
    keys: readonly T["~keys"]["key"][],
    options: MixedGetOptions<M> = {},
  ): Promise<MixedItem<M>[]> {
    const { info } = partsOf(this);
    const getOptions = readGetOptions(info, "mixedBatchGet", options);
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
    this: T,
    keys: readonly T["~keys"]["key"][],
    options: MixedGetOptions<M> = {},
  ): Promise<(MixedItem<M> | undefined)[]> {
    const { info } = partsOf(this);
    const getOptions = readGetOptions(info, "mixedTransactGet", options);
    const parts = transactReadsOf(info.items, keys, readerFor<M>(info, options));
    return await transactions.transactGet(clientOf(info).asyncContext, parts, getOptions);
  }
}

/** Creates the item of a stored item; `undefined` if it is of none of the models. */
function readerFor<M extends readonly ModelClass[]>(
  info: SharedTableInfo,
  options: MixedOptions,
): (stored: StoredItem) => MixedItem<M> | undefined {
  const { keeps, read } = mixedSourceOf<MixedItem<M>>(info, undefined, options);
  return (stored) => (keeps?.(stored) ? read(stored) : undefined);
}
