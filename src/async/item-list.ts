import type { Page } from "../model/page.js";
import type { AsyncContext } from "./context.js";

/** Items that are fetched page by page during the iteration. Every use starts from the beginning. */
export interface AsyncItems<T> extends AsyncIterable<T> {
  /** All items, in an array. */
  toArray(): Promise<T[]>;
  /** The first item, or `undefined`. */
  first(): Promise<T | undefined>;
  /** The pages of the items, each with the cursor to the next one. */
  pages(): AsyncIterable<Page<T>>;
}

/**
 * Creates the list of the items of a source of pages.
 *
 * @param start - Returns the context of a call, for each use of the list.
 */
export function itemList<T>(
  start: () => AsyncContext,
  pagesOf: (context: AsyncContext) => AsyncGenerator<Page<T>, void, undefined>,
): AsyncItems<T> {
  async function* pages(): AsyncGenerator<Page<T>, void, undefined> {
    const context = start();
    for await (const page of pagesOf(context)) {
      yield page;
      // Each page is a separate call: its time limit does not include the caller's work between two pages.
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
      // Page by page, because resuming a generator for every item would cost more than the item.
      for await (const page of pagesOf(start())) for (const item of page.items) all.push(item);
      return all;
    },
    first: async () => {
      for await (const page of pagesOf(start())) for (const item of page.items) return item;
      return undefined;
    },
  };
}
