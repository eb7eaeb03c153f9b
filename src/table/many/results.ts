import { type TableResult, TablesError } from "../../errors.js";
import type { TableCall } from "../table-call.js";

/** The values of many calls, in order. Throws a {@link TablesError} with all results if one of them failed. */
export function valuesOf<T>(calls: readonly TableCall<T>[], results: readonly PromiseSettledResult<T>[]): T[] {
  const values = results.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
  if (values.length === results.length) return values;
  // Models that share a table have one call.
  const byCall = new Map(calls.map((call, index) => [call, results[index] as PromiseSettledResult<T>])); // one per call
  const named = Array.from(byCall, ([{ tableName }, result]): TableResult<T> => ({ tableName, ...result }));
  throw new TablesError(named);
}

/** The results of calls some of which are the same, because models share a table. */
export function resultsInOrder<T>(
  calls: readonly TableCall<T>[],
  distinct: readonly TableCall<T>[],
  results: readonly PromiseSettledResult<T>[],
): PromiseSettledResult<T>[] {
  const byCall = new Map(distinct.map((call, index) => [call, results[index] as PromiseSettledResult<T>])); // one per call
  return calls.map((call) => byCall.get(call) as PromiseSettledResult<T>); // each is among the distinct ones
}
