import { MAX_TABLES_PER_PAGE } from "../dynamodb/limits.js";
import { objectOf } from "../validation/object-readers.js";
import { type Reader, signal, wholeNumber } from "../validation/readers.js";

/** What `listTables` takes. */
export interface ListTablesOptions {
  /** Names per request, 1 to 100. @defaultValue 100 */
  readonly pageSize?: number | undefined;
  /** Ends the listing with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

/** What a call takes that has no options of its own. */
export interface CallOptions {
  /** Ends the call with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

/** The options of the calls that take nothing but a signal. */
export const callOptions = objectOf<CallOptions>({ signal });
const pageSize: Reader<number> = (value, path, report) => {
  const size = wholeNumber(value, path, report);
  if (size !== undefined && (size < 1 || size > MAX_TABLES_PER_PAGE))
    report(path, `a page of ${size} names is not possible.`, `use 1 to ${MAX_TABLES_PER_PAGE}.`);
  return size;
};

/** The options of `listTables`. */
export const listTablesOptions = objectOf<ListTablesOptions>({ pageSize, signal });
