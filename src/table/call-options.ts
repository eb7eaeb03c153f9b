import { MAX_TABLES_PER_PAGE } from "../dynamodb/limits.js";
import { objectOf } from "../validation/object-readers.js";
import { type Reader, signal, wholeNumber } from "../validation/readers.js";

/** The options of `listTables`. */
export interface ListTablesOptions {
  /** Names per request, 1 to 100. @defaultValue 100 */
  readonly pageSize?: number | undefined;
  /** Ends the listing with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

/** The options of a call that has no others. */
export interface CallOptions {
  /** Ends the call with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

/** Reads the options of calls that have only a signal. */
export const callOptions = objectOf<CallOptions>({ signal });
const pageSize: Reader<number> = (value, path, report) => {
  const size = wholeNumber(value, path, report);
  if (size !== undefined && (size < 1 || size > MAX_TABLES_PER_PAGE))
    report(path, `a page of ${size} names is not possible.`, `use 1 to ${MAX_TABLES_PER_PAGE}.`);
  return size;
};

/** Reads the options of `listTables`. */
export const listTablesOptions = objectOf<ListTablesOptions>({ pageSize, signal });
