import { ItemValidationError } from "../errors.js";
import type { StoredItem } from "./schema.js";

/** The result of decoding stored items. */
export interface DecodedItems<T> {
  /** The items that fit their model. */
  readonly items: T[];
  /** The number of stored items that were processed. */
  readonly readCount: number;
  /** The error that ended the decoding, if there was one. */
  readonly failure: { readonly error: unknown } | undefined;
}

/**
 * Decodes stored items up to a number of items that fit. An item that does not fit is passed to `onMisfit` and left
 * out; without that callback, its error ends the decoding after the items before it.
 */
export function decodeItems<T, S = StoredItem>(
  stored: readonly S[],
  read: (item: S) => T,
  onMisfit: ((error: ItemValidationError) => void) | undefined,
  maxItems = Number.POSITIVE_INFINITY,
): DecodedItems<T> {
  const items: T[] = [];
  let readCount = 0;
  try {
    for (; readCount < stored.length && items.length < maxItems; readCount++) {
      try {
        items.push(read(stored[readCount] as S)); // an index of the array
      } catch (error) {
        if (onMisfit === undefined || !(error instanceof ItemValidationError)) throw error;
        onMisfit(error);
      }
    }
    return { items, readCount, failure: undefined };
  } catch (error) {
    return { items, readCount, failure: { error } };
  }
}
