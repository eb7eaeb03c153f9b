import { type BatchGetResults, type BatchRead, type BatchWrite, checkBatch } from "../../model/batches.js";
import type {
  BatchGetOptions,
  BatchWriteOptions,
  ItemCallOptions,
  TransactWriteOptions,
} from "../../model/item-options.js";
import type { SearchValue, SearchVectorsOptions } from "../../model/plain-search.js";
import type { StoredItem } from "../../model/schema.js";
import type { SearchResult } from "../../model/search.js";
import type { TransactGet, TransactWrite } from "../../model/transactions.js";
import type { Vector } from "../../model/vectors.js";
import * as batches from "../batches.js";
import * as searches from "../search.js";
import type { TransactGetResults } from "../transactions.js";
import * as transactions from "../transactions.js";
import { ClientBulkItems } from "./bulk-items.js";

/** The batches and transactions of a client, of items of any models. */
export class ClientItems extends ClientBulkItems {
  /**
   * Writes items of any models, all of them or none.
   *
   * AWS operation and permissions: TransactWriteItems, `dynamodb:PutItem`, `UpdateItem`, `DeleteItem`,
   * `ConditionCheckItem`, as far as the parts need them.
   *
   * @param parts - Up to 100, created by the models' `transactPut`, `transactUpdate`, `transactDelete`,
   * `transactCheck`.
   * @param options - A token to repeat the same transaction safely, a signal.
   * @throws `TransactionCanceledException` of the SDK, with the reason of each part.
   *
   * @example
   * ```ts
   * await Stock.batchWrite({ put: [new Stock({ product: "a", count: 5 }), new Stock({ product: "b", count: 0 })] });
   * await client.transactWrite([
   *   Stock.transactUpdate({ product: "a" }, (stock) => [stock.count.add(-1)], { condition: (stock) => stock.count.gt(0) }),
   *   Stock.transactUpdate({ product: "b" }, (stock) => [stock.count.add(1)]),
   * ]);
   * ```
   */
  async transactWrite(parts: readonly TransactWrite[], options: TransactWriteOptions = {}): Promise<void> {
    await transactions.transactWrite(this.asyncContext, parts, options);
  }

  /**
   * Reads items of any models at one moment.
   *
   * AWS operation and permission: TransactGetItems, `dynamodb:GetItem`.
   *
   * @param parts - Up to 100, created by the models' `transactRead`.
   * @param options - A signal.
   * @returns An item, or `undefined` if there is none, for each part.
   *
   * @example
   * ```ts
   * const [a, b] = await client.transactGet([
   *   Stock.transactRead({ product: "a" }),
   *   Stock.transactRead({ product: "b" }),
   * ]);
   * console.log(a?.count, b?.count);
   * ```
   */
  async transactGet<const T extends readonly TransactGet<unknown>[]>(
    parts: T,
    options: ItemCallOptions = {},
  ): Promise<TransactGetResults<T>> {
    return await transactions.transactGet(this.asyncContext, parts, options);
  }

  /**
   * Finds the items whose vectors are nearest to a vector, in a vector index of a table without a model. A model has the `search` of
   * its own index.
   *
   * AWS operation and permission: SearchVectors, `dynamodb:SearchVectors` on the index.
   *
   * @param table - The name or ARN of the table.
   * @param indexName - The name of the vector index.
   * @param vector - An array or a Float32Array with the dimensions of the index.
   * @param equals - The values of the index's partition key, which is required if the index has one, and of its filters. None by
   * default.
   * @param options - How many items to return (`topK`, 10), which attributes, a signal.
   * @returns The items in stored form with their scores, the nearest first, as DynamoDB returns them.
   * @throws {@link ExpressionError} for wrong arguments.
   *
   * @example
   * ```ts
   * await new Article({ id: "a-1", language: "en", title: "Snow", embedding: [0.1, 0.9, 0.2] }).save();
   * const [nearest] = await client.searchVectors("articles", "byMeaning", [0.1, 0.9, 0.2], { language: "en" }, { topK: 1 });
   * console.log(nearest?.item["title"]?.S); // Snow
   * ```
   */
  // client only: a model has the search of its index
  async searchVectors(
    table: string,
    indexName: string,
    vector: Vector,
    equals: Readonly<Record<string, SearchValue | undefined>> = {},
    options: SearchVectorsOptions = {},
  ): Promise<SearchResult<StoredItem>[]> {
    return await searches.searchVectors(this.asyncContext, table, indexName, vector, equals, options);
  }

  /**
   * Puts and deletes items of any models, with 25 writes per request and several concurrent requests. Unprocessed
   * writes are sent again, with increasing delays. Conditions and versions are not checked: batches have none.
   *
   * AWS operation and permission: BatchWriteItem, `dynamodb:BatchWriteItem`.
   *
   * @param parts - Any number, created by the models' `batchPut` and `batchDelete`; each item once.
   * @param options - The number of concurrent requests (10), a signal.
   * @throws {@link UnprocessedItemsError} if DynamoDB repeatedly leaves some unprocessed.
   *
   * @example
   * ```ts
   * await client.batchWrite([User.batchPut(new User({ id: "u-1" })), Order.batchDelete({ customer: "c-1", number: 1 })]);
   * ```
   */
  async batchWrite(parts: readonly BatchWrite[], options: BatchWriteOptions = {}): Promise<void> {
    checkBatch("batchWrite", parts, options);
    await batches.batchWrite(this.asyncContext, parts, options);
  }

  /**
   * Reads items of any models by key, with 100 keys per request and several concurrent requests. Unprocessed keys are
   * sent again, with increasing delays.
   *
   * AWS operation and permission: BatchGetItem, `dynamodb:BatchGetItem`.
   *
   * @param parts - Any number, created by the models' `batchRead`; each item once.
   * @param options - Whether to use strongly consistent reads (false), the number of concurrent requests (10), a
   * signal.
   * @returns An item, or `undefined` if there is none, for each part.
   * @throws {@link UnprocessedItemsError} if DynamoDB repeatedly leaves some unprocessed; it has the items that were
   * read.
   *
   * @example
   * ```ts
   * const [user, stock] = await client.batchGet([User.batchRead({ id: "u-1" }), Stock.batchRead({ product: "a" })]);
   * console.log(user?.name, stock?.count);
   * ```
   */
  async batchGet<const T extends readonly BatchRead<unknown>[]>(
    parts: T,
    options: BatchGetOptions = {},
  ): Promise<BatchGetResults<T>> {
    checkBatch("batchGet", parts, options);
    return await batches.batchGet(this.asyncContext, parts, options);
  }
}
