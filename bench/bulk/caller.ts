// The child process of a way: exports all items of a table to a file, deletes them, and imports the file again.
import { type Way, ways } from "./ways.js";

/** What a way has measured. */
export interface BulkTimes {
  readonly items: { readonly exported: number; readonly deleted: number; readonly imported: number };
  readonly ms: { readonly export: number; readonly truncate: number; readonly import: number };
  /** The most memory that the process had, in megabytes. */
  readonly rssMb: number;
}

async function timed<T>(action: () => Promise<T> | T): Promise<[ms: number, result: T]> {
  const startedAt = performance.now();
  const result = await action();
  return [performance.now() - startedAt, result];
}

async function measure(way: Way, file: string): Promise<BulkTimes> {
  const [exportMs, exported] = await timed(() => way.exportTo(file));
  const [truncateMs, deleted] = await timed(() => way.truncate());
  const [importMs, imported] = await timed(() => way.importFrom(file));
  return {
    items: { exported, deleted, imported },
    ms: { export: exportMs, truncate: truncateMs, import: importMs },
    rssMb: process.resourceUsage().maxRSS / 1024,
  };
}

const [name = "", file = ""] = process.argv.slice(2);
const way = ways[name];
if (way === undefined) throw new Error(`There is no way "${name}".`);
const times = await measure(way(), file);
process.send?.(times);
process.disconnect?.();
