import { MAX_BATCH_GET_KEYS, MAX_BATCH_WRITE_ITEMS } from "../dynamodb/limits.js";
import { UnprocessedItemsError } from "../errors.js";
import {
  type BatchGetResults,
  type BatchRead,
  type BatchWrite,
  batchGetRequest,
  batchWriteRequest,
  foundIn,
  itemOf,
  unread,
  unwritten,
} from "../model/batches.js";
import { fitting } from "../model/misfit.js";
import type { BatchGetOptions, BatchWriteOptions } from "../model/options.js";
import type { StoredItem } from "../model/schema.js";
import { retryDelay } from "../procedure/delays.js";
import type { Transport } from "../transport/transport.js";
import type { AsyncContext } from "./context.js";

/** How often in a row DynamoDB may process nothing of what was sent before we give up on it. */
const MAX_IDLE_ROUNDS = 8;
const CONCURRENCY = 10;

/** Gets many items by key: an item, or `undefined` where there is none, for each part. */
export async function batchGet<const T extends readonly BatchRead<unknown>[]>(
  { transport }: AsyncContext,
  parts: T,
  { consistentRead, concurrency = CONCURRENCY, onMisfit, signal }: BatchGetOptions,
): Promise<BatchGetResults<T>> {
  const found = new Map<string, StoredItem>();
  const left = await inRounds(
    { transport, parts, maxParts: MAX_BATCH_GET_KEYS, concurrency, signal },
    async (chunks) => {
      const calls = chunks.map((chunk) => {
        return { operation: "BatchGetItem", input: batchGetRequest(chunk, consistentRead) } as const;
      });
      const results = await transport.sendAll(calls, { concurrency, signal });
      const missed = chunks.flatMap((chunk, place) => {
        const result = results[place];
        if (result?.status !== "fulfilled") return [];
        for (const [item, stored] of foundIn(chunk, result.value)) found.set(item, stored);
        return unread(chunk, result.value);
      });
      throwFirst(results);
      return missed;
    },
  );
  const items = parts.map(({ schema, key, read }) => {
    const stored = found.get(itemOf(schema, key));
    if (stored === undefined) return undefined;
    const { items: fit, failure } = fitting([stored], read, onMisfit);
    if (failure !== undefined) throw failure.error;
    return fit[0];
  });
  if (left.length > 0) {
    const keys = left.map(({ key }) => key);
    throw new UnprocessedItemsError(
      tableNames(left),
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
  const left = await inRounds(
    { transport, parts, maxParts: MAX_BATCH_WRITE_ITEMS, concurrency, signal },
    async (chunks) => {
      const calls = chunks.map((chunk) => ({ operation: "BatchWriteItem", input: batchWriteRequest(chunk) }) as const);
      const results = await transport.sendAll(calls, { concurrency, signal });
      const missed = chunks.flatMap((chunk, place) => {
        const result = results[place];
        if (result?.status !== "fulfilled") return [];
        const some = new Set(unwritten(chunk, result.value));
        for (const part of chunk) if (!some.has(part)) part.done();
        return [...some];
      });
      throwFirst(results);
      return missed;
    },
  );
  if (left.length > 0) {
    const requests = left.map(({ request }) => request);
    throw new UnprocessedItemsError(tableNames(left), requests, []);
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

/** Sends some requests side by side, then the next ones with what was left, and returns what is left in the end. */
async function inRounds<P>(
  { transport, parts, maxParts, concurrency, signal }: Rounds<P>,
  send: (chunks: P[][]) => Promise<P[]>,
): Promise<P[]> {
  let left = [...parts];
  for (let idleRounds = 0; left.length > 0; ) {
    const chunks: P[][] = [];
    for (let from = 0; from < left.length && chunks.length < concurrency; from += maxParts)
      chunks.push(left.slice(from, from + maxParts));
    const missed = await send(chunks);
    const sent = Math.min(left.length, maxParts * concurrency);
    left = [...missed, ...left.slice(sent)];
    idleRounds = missed.length < sent ? 0 : idleRounds + 1;
    if (idleRounds >= MAX_IDLE_ROUNDS) return left;
    if (missed.length > 0) await transport.sleep(retryDelay(idleRounds + 1, Math.random()) / 5, { signal });
  }
  return left;
}

/** What was done of a round is noted before its failure is thrown. */
function throwFirst(results: readonly PromiseSettledResult<unknown>[]): void {
  for (const result of results) if (result.status === "rejected") throw result.reason;
}

function tableNames(parts: readonly { readonly schema: { readonly table: string } }[]): string[] {
  return [...new Set(parts.map(({ schema }) => schema.table))];
}
