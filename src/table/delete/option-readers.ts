import { boolean, either, objectOf, signal } from "../../validation/readers.js";
import { waitForDeletedOptions } from "../wait/option-readers.js";
import type { DeleteTableOptions } from "./options.js";

const isBoolean = (value: unknown) => typeof value === "boolean";

/** The options of `deleteTable`. */
export const deleteTableOptions = objectOf<DeleteTableOptions>({
  wait: either(isBoolean, boolean, waitForDeletedOptions),
  ifExists: boolean,
  disableProtection: boolean,
  signal,
});
