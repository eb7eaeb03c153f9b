import { type TableResult, TablesError } from "../../errors.js";
import type { TableCall } from "../table-call.js";

/** The values of many calls, in order. Throws a {@link TablesError} with all results if one of them failed. */
export function valuesOf<T>(calls: readonly TableCall<T>[], results: readonly PromiseSettledResult<T>[]): T[] {
  const values = results.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
  if (values.length === results.length) return values;
  const named = results.map(
    (result, index): TableResult<T> => ({ tableName: calls[index]?.tableName ?? "", ...result }),
  );
  throw new TablesError(named);
}
