import { explainCancellation } from "../model/conditional-writes.js";
import type { ItemCallOptions, TransactWriteOptions } from "../model/item-options.js";
import { checkTransaction, type TransactGet, type TransactWrite } from "../model/transactions.js";
import type { AsyncContext } from "./context.js";

/** The result of a transaction of reads: an item, or `undefined`, for each of its parts. */
export type TransactGetResults<T extends readonly TransactGet<unknown>[]> = {
  -readonly [I in keyof T]: T[I] extends TransactGet<infer Item> ? Item | undefined : never;
};

export async function transactWrite(
  { transport }: AsyncContext,
  parts: readonly TransactWrite[],
  options: TransactWriteOptions,
): Promise<void> {
  checkTransaction("transactWrite", parts, options);
  const { idempotencyToken, signal } = options;
  const TransactItems = parts.map(({ request }) => request);
  try {
    await transport.send("TransactWriteItems", { TransactItems, ClientRequestToken: idempotencyToken }, { signal });
  } catch (error) {
    explainCancellation(
      error,
      parts.map(({ write }) => write),
    );
    throw error;
  }
  for (const { applyResult } of parts) applyResult();
}

export async function transactGet<const T extends readonly TransactGet<unknown>[]>(
  { transport }: AsyncContext,
  parts: T,
  options: ItemCallOptions,
): Promise<TransactGetResults<T>> {
  checkTransaction("transactGet", parts, options);
  const { signal } = options;
  const TransactItems = parts.map(({ request }) => request);
  const { Responses = [] } = await transport.send("TransactGetItems", { TransactItems }, { signal });
  const items = parts.map(({ read }, place) => {
    const stored = Responses[place]?.Item;
    return stored && read(stored);
  });
  return items as TransactGetResults<T>; // one per part, in order
}
