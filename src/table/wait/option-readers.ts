import { callback, objectOf, oneOf, positiveNumber, type Shape, signal } from "../../validation/readers.js";
import type { WaitOptions } from "./options.js";

const waitShape: Shape<WaitOptions> = {
  timeoutSeconds: positiveNumber,
  until: oneOf("table", "indexes", "settled"),
  signal,
  onProgress: callback<NonNullable<WaitOptions["onProgress"]>>(),
};
const { until: _, ...waitForDeletedShape } = waitShape;

/** The options of `waitForTableActive`. */
export const waitOptions = objectOf<WaitOptions>(waitShape);
/** The options of `waitForTableDeleted`. */
export const waitForDeletedOptions = objectOf<Omit<WaitOptions, "until">>(waitForDeletedShape);
