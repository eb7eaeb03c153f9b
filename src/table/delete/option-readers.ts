import { type OptionReaders, objectOf } from "../../validation/object-readers.js";
import { boolean, booleanOr, signal, string } from "../../validation/readers.js";
import { waitForDeletedOptions } from "../wait/option-readers.js";
import type { DeleteTableOptions } from "./options.js";

/** The readers of the options of `deleteTable`. */
export const deleteTableReaders: OptionReaders<DeleteTableOptions> = {
  wait: booleanOr(waitForDeletedOptions),
  ifExists: boolean,
  disableProtection: boolean,
  expectTableId: string,
  keepFinalBackup: boolean,
  signal,
};
/** Reads the options of `deleteTable`. */
export const deleteTableOptions = objectOf<DeleteTableOptions>(deleteTableReaders);
