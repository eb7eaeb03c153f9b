import { objectOf } from "../../validation/object-readers.js";
import { boolean, booleanOr, signal, string } from "../../validation/readers.js";
import { waitForDeletedOptions } from "../wait/option-readers.js";
import type { DeleteTableOptions } from "./options.js";

/** Reads the options of `deleteTable`. */
export const deleteTableOptions = objectOf<DeleteTableOptions>({
  wait: booleanOr(waitForDeletedOptions),
  ifExists: boolean,
  disableProtection: boolean,
  expectTableId: string,
  keepFinalBackup: boolean,
  signal,
});
