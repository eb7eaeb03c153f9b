import { MAX_BATCH_GET_KEYS, MAX_BATCH_WRITE_ITEMS } from "../dynamodb/limits.js";
import { UnprocessedItemsError } from "../errors.js";
import {
  type BatchGetResults,
  type BatchRead,
  type BatchWrite,
  batchGetRequest,
  batchWriteRequest,
  itemOf,
  itemsIn,
  unread,
  unwritten,
} from "../model/batches.js";
import { decodeItems } from "../model/decode-items.js";
import type { BatchGetOptions, BatchWriteOptions } from "../model/item-options.js";
import { isOwn } from "../model/own-items.js";
import type { StoredItem } from "../model/schema.js";
import { retryDelay } from "../procedure/delays.js";
import type { Transport } from "../transport/transport.js";
import type { AsyncContext } from "./context.js";

/** How many requests in a row DynamoDB can leave completely unprocessed before the call fails. */
const MAX_IDLE_ROUNDS = 8;
const CONCURRENCY = 10;

/** Gets many items by key: an item, or `undefined` if there is none, for each part. */
export async function batchGet<const T extends readonly BatchRead<unknown>[]>(
  { transport }: AsyncContext,
  parts: T,
  { consistentRead, concurrency = CONCURRENCY, onMisfit, signal }: BatchGetOptions,
): Promise<BatchGetResults<T>> {
  const storedByItem = new Map<string, StoredItem>();
  const remaining = await inRounds(
    { transport, parts, maxParts: MAX_BATCH_GET_KEYS, concurrency, signal },
    async (chunks) => {
      const calls = chunks.map((chunk) => {
        return { operation: "BatchGetItem", input: batchGetRequest(chunk, consistentRead) } as const;
      });
      const results = await transport.sendAll(calls, { concurrency, signal });
      const unprocessed = chunks.flatMap((chunk, index) => {
        const result = results[index];
        if (result?.status !== "fulfilled") return [];
        for (const [item, stored] of itemsIn(chunk, result.value)) storedByItem.set(item, stored);
        return unread(chunk, result.value);
      });
      throwFirst(results);
      return unprocessed;
    },
  );
  const items = parts.map(({ schema, key, read }) => {
    const stored = storedByItem.get(itemOf(schema, key));
    if (stored === undefined || !isOwn(schema, undefined, stored)) return undefined;
    const { items: fit, failure } = decodeItems([stored], read, onMisfit);
    if (failure !== undefined) throw failure.error;
    return fit[0];
  });
  if (remaining.length > 0) {
    const keys = remaining.map(({ key }) => key);
    throw new UnprocessedItemsError(
      tableNames(remaining),
      keys,
      items.filter((item) => item !== undefined),
    );
  }
  return items as BatchGetResults<T>; // one per part, in order
}

/** Puts and deletes many items. */
export async function batchWrite(
  { transport }: AsyncContext,
  parts: readonly BatchWrite[],
  { concurrency = CONCURRENCY, signal }: BatchWriteOptions,
): Promise<void> {
  const remaining = await inRounds(
    { transport, parts, maxParts: MAX_BATCH_WRITE_ITEMS, concurrency, signal },
    async (chunks) => {
      const calls = chunks.map((chunk) => ({ operation: "BatchWriteItem", input: batchWriteRequest(chunk) }) as const);
      const results = await transport.sendAll(calls, { concurrency, signal });
      const unprocessed = chunks.flatMap((chunk, index) => {
        const result = results[index];
        if (result?.status !== "fulfilled") return [];
        const unwrittenParts = new Set(unwritten(chunk, result.value));
        for (const part of chunk) if (!unwrittenParts.has(part)) part.applyResult();
        return [...unwrittenParts];
      });
      throwFirst(results);
      return unprocessed;
    },
  );
  if (remaining.length > 0) {
    const requests = remaining.map(({ request }) => request);
    throw new UnprocessedItemsError(tableNames(remaining), requests, []);
  }
}

interface Rounds<P> {
  readonly transport: Transport;
  readonly parts: readonly P[];
  /** How many parts DynamoDB accepts in a request. */
  readonly maxParts: number;
  readonly concurrency: number;
  readonly signal: AbortSignal | undefined;
}

/**
 * Sends requests concurrently in rounds, each with the parts that the previous one left unprocessed, and returns the
 * parts that stay unprocessed.
 */
async function inRounds<P>(
  { transport, parts, maxParts, concurrency, signal }: Rounds<P>,
  send: (chunks: P[][]) => Promise<P[]>,
): Promise<P[]> {
  let remaining = [...parts];
  for (let idleRounds = 0; remaining.length > 0; ) {
    const chunks: P[][] = [];
    for (let from = 0; from < remaining.length && chunks.length < concurrency; from += maxParts)
      chunks.push(remaining.slice(from, from + maxParts));
    const unprocessed = await send(chunks);
    const sent = Math.min(remaining.length, maxParts * concurrency);
    remaining = [...unprocessed, ...remaining.slice(sent)];
    idleRounds = unprocessed.length < sent ? 0 : idleRounds + 1;
    if (idleRounds >= MAX_IDLE_ROUNDS) return remaining;
    if (unprocessed.length > 0) await transport.sleep(retryDelay(idleRounds + 1, Math.random()) / 5, { signal });
  }
  return remaining;
}

/** Throws the first failure of a round, after its successful requests were recorded. */
function throwFirst(results: readonly PromiseSettledResult<unknown>[]): void {
  for (const result of results) if (result.status === "rejected") throw result.reason;
}

function tableNames(parts: readonly { readonly schema: { readonly table: string } }[]): string[] {
  return [...new Set(parts.map(({ schema }) => schema.table))];
}
