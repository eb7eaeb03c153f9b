import type { ItemValidationError } from "../errors.js";

const misfits = new WeakMap<object, ItemValidationError>();

/** Notes what of its item in the table an item could not take over, or that it has all of it. */
export function noteMisfit(item: object, misfit: ItemValidationError | undefined): void {
  if (misfit === undefined) misfits.delete(item);
  else misfits.set(item, misfit);
}

/** What of its item in the table an item could not take over. */
export function misfitOf(item: object): ItemValidationError | undefined {
  return misfits.get(item);
}
