import type { KeysAndAttributes, WriteRequest } from "@aws-sdk/client-dynamodb";
import { UnprocessedItemsError } from "../errors.js";
import type { GetOptions, ItemCallOptions } from "../model/options.js";
import type { Schema, StoredItem } from "../model/schema.js";
import { retryDelay } from "../procedure/delays.js";
import type { AsyncContext } from "./context.js";

const MOST_GETS = 100;
const MOST_WRITES = 25;
/** How often in a row DynamoDB may process nothing of a request before we give up on it. */
const MOST_IDLE_ROUNDS = 8;

/** Gets many items by key; those that are not there are missing from the result. */
export async function batchGet(
  context: AsyncContext,
  { table }: Schema,
  keys: readonly StoredItem[],
  { consistentRead, signal }: GetOptions,
): Promise<StoredItem[]> {
  const found: StoredItem[] = [];
  const send = async (some: StoredItem[]): Promise<StoredItem[]> => {
    const asked: KeysAndAttributes = { Keys: some, ConsistentRead: consistentRead };
    const answer = await context.transport.send("BatchGetItem", { RequestItems: { [table]: asked } }, { signal });
    found.push(...(answer.Responses?.[table] ?? []));
    return answer.UnprocessedKeys?.[table]?.Keys ?? [];
  };
  await sendAll(context, table, keys, MOST_GETS, send, signal);
  return found;
}

/** Puts and deletes many items. */
export async function batchWrite(
  context: AsyncContext,
  { table }: Schema,
  requests: readonly WriteRequest[],
  { signal }: ItemCallOptions,
): Promise<void> {
  const send = async (some: WriteRequest[]): Promise<WriteRequest[]> => {
    const answer = await context.transport.send("BatchWriteItem", { RequestItems: { [table]: some } }, { signal });
    return answer.UnprocessedItems?.[table] ?? [];
  };
  await sendAll(context, table, requests, MOST_WRITES, send, signal);
}

/** Sends as many at a time as DynamoDB takes, and again what it leaves; says what is left when it takes none any more. */
async function sendAll<T>(
  { transport }: AsyncContext,
  table: string,
  all: readonly T[],
  most: number,
  send: (some: T[]) => Promise<T[]>,
  signal: AbortSignal | undefined,
): Promise<void> {
  let left = [...all];
  for (let idleRounds = 0; left.length > 0; ) {
    const some = left.slice(0, most);
    const unprocessed = await send(some);
    left = [...unprocessed, ...left.slice(most)];
    idleRounds = unprocessed.length < some.length ? 0 : idleRounds + 1;
    if (idleRounds >= MOST_IDLE_ROUNDS) throw new UnprocessedItemsError(table, left);
    if (unprocessed.length > 0) await transport.sleep(retryDelay(idleRounds + 1, Math.random()) / 5, { signal });
  }
}
