import type { ItemValidationError } from "../errors.js";

// Data about items that is not stored in their properties.

const misfits = new WeakMap<object, ItemValidationError>();
const zeros = new WeakSet<object>();

/** Sets or removes the error about stored values that an item could not decode. */
export function setMisfit(item: object, misfit: ItemValidationError | undefined): void {
  if (misfit === undefined) misfits.delete(item);
  else misfits.set(item, misfit);
}

/** The error about stored values that an item could not decode. */
export function misfitOf(item: object): ItemValidationError | undefined {
  return misfits.get(item);
}

/** Marks an item whose version was set to 0, as for items that were read without a version or with 0. */
export function setVersionZero(item: object): void {
  zeros.add(item);
}

/** Whether the version of an item was set to 0. If not, the item is new, and not in the table. */
export function hasVersionZero(item: object): boolean {
  return zeros.has(item);
}
