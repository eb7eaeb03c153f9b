import type { ItemValidationError } from "../errors.js";

// What is known of items beside their values.

const misfits = new WeakMap<object, ItemValidationError>();
const zeros = new WeakSet<object>();

/** Notes what of its item in the table an item could not take over, or that it has all of it. */
export function noteMisfit(item: object, misfit: ItemValidationError | undefined): void {
  if (misfit === undefined) misfits.delete(item);
  else misfits.set(item, misfit);
}

/** What of its item in the table an item could not take over. */
export function misfitOf(item: object): ItemValidationError | undefined {
  return misfits.get(item);
}

/** Notes that an item was given version 0, as those are that were read without a version or with 0. */
export function noteVersionZero(item: object): void {
  zeros.add(item);
}

/** Whether an item of version 0 was given it. One that was not is new, and stands for nothing that is in the table. */
export function wasGivenZero(item: object): boolean {
  return zeros.has(item);
}
