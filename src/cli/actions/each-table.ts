import type { TableResult } from "../../index.js";
import type { Session } from "../session/session.js";

/** How many tables are under way at the same time unless the caller says it. */
const CONCURRENCY = 20;

/** Calls for each of many tables, some of them at the same time. An interruption is thrown, and ends all at once. */
export async function eachTable<T>(
  { signal }: Session,
  tableNames: readonly string[],
  call: (tableName: string, place: number) => Promise<T>,
  concurrency = CONCURRENCY,
): Promise<readonly TableResult<T>[]> {
  const results: TableResult<T>[] = [];
  const waiting = tableNames.entries();
  const work = async () => {
    // The iterator is shared: each worker takes the next table.
    for (const [place, tableName] of waiting) {
      if (signal.aborted) return;
      try {
        results[place] = { tableName, status: "fulfilled", value: await call(tableName, place) };
      } catch (reason) {
        results[place] = { tableName, status: "rejected", reason };
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(concurrency, tableNames.length) }, work));
  signal.throwIfAborted();
  return results;
}
