import type { Page } from "../model/page.js";
import type { AsyncContext } from "./context.js";

/** Items that are fetched page after page, as they are asked for. Every use starts from the beginning. */
export interface AsyncItems<T> extends AsyncIterable<T> {
  /** All of them, in an array. */
  toArray(): Promise<T[]>;
  /** The first one, or `undefined`. */
  first(): Promise<T | undefined>;
  /** The pages that they come in, each with the cursor to the next. */
  pages(): AsyncIterable<Page<T>>;
}

/**
 * Makes the list of what a source of pages brings.
 *
 * @param start - The context of a call, for each use of the list.
 */
export function itemList<T>(
  start: () => AsyncContext,
  pagesOf: (context: AsyncContext) => AsyncGenerator<Page<T>, void, undefined>,
): AsyncItems<T> {
  async function* pages(): AsyncGenerator<Page<T>, void, undefined> {
    const context = start();
    for await (const page of pagesOf(context)) {
      yield page;
      // Whoever asks for the next page makes a call of its own: what happened between the two is the caller's.
      context.transport.renew();
    }
  }
  async function* items(): AsyncGenerator<T, void, undefined> {
    for await (const page of pages()) yield* page.items;
  }
  return {
    [Symbol.asyncIterator]: items,
    pages,
    toArray: async () => {
      const all: T[] = [];
      // Page by page: a generator's turn for every item would cost more than the item.
      for await (const page of pagesOf(start())) for (const item of page.items) all.push(item);
      return all;
    },
    first: async () => {
      for await (const page of pagesOf(start())) for (const item of page.items) return item;
      return undefined;
    },
  };
}
