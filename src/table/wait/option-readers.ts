import { type OptionReaders, objectOf } from "../../validation/object-readers.js";
import { callback, oneOf, positiveNumber, signal } from "../../validation/readers.js";
import type { WaitOptions } from "./options.js";

const waitReaders: OptionReaders<WaitOptions> = {
  timeoutSeconds: positiveNumber,
  until: oneOf("table", "indexes", "settled"),
  signal,
  onProgress: callback<NonNullable<WaitOptions["onProgress"]>>(),
};
const { until: _, ...waitForDeletedReaders } = waitReaders;

/** Reads the options of `waitForTableActive`. */
export const waitOptions = objectOf<WaitOptions>(waitReaders);
/** Reads the options of `waitForTableDeleted`. */
export const waitForDeletedOptions = objectOf<Omit<WaitOptions, "until">>(waitForDeletedReaders);
