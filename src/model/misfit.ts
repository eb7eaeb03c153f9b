import { ItemValidationError } from "../errors.js";
import type { StoredItem } from "./schema.js";

/** What a look at stored items gave. */
export interface Fitting<T> {
  /** Those that fit their model. */
  readonly items: T[];
  /** How many were looked at and done with. */
  readonly looked: number;
  /** What ended the look, where not all is well. */
  readonly failure: { readonly error: unknown } | undefined;
}

/**
 * Reads stored items up to a number of them that fit. One that does not is told to `onMisfit` and left out; without that, it
 * ends the look, behind the items before it.
 */
export function fitting<T>(
  stored: readonly StoredItem[],
  read: (item: StoredItem) => T,
  onMisfit: ((error: ItemValidationError) => void) | undefined,
  most = Number.POSITIVE_INFINITY,
): Fitting<T> {
  const items: T[] = [];
  let looked = 0;
  try {
    for (; looked < stored.length && items.length < most; looked++) {
      try {
        items.push(read(stored[looked] as StoredItem)); // one of its own places
      } catch (error) {
        if (onMisfit === undefined || !(error instanceof ItemValidationError)) throw error;
        onMisfit(error);
      }
    }
    return { items, looked, failure: undefined };
  } catch (error) {
    return { items, looked, failure: { error } };
  }
}
