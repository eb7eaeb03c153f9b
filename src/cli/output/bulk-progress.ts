import type { BulkOptions, BulkProgress } from "../../index.js";
import type { TimeoutOptions } from "../options.js";
import type { Session } from "../session/session.js";

/** Seconds between two lines of progress where lines cannot move. */
const NEWS_SECONDS = 10;

/** How a call on all items of a table runs: until the limit of `--timeout`, with a line of progress. */
export function bulkCall({ output, signal }: Session, { timeout }: TimeoutOptions, done: string): BulkOptions {
  let told = 0;
  return {
    signal,
    ...(timeout !== undefined && { timeoutSeconds: timeout }),
    onProgress: (state) => {
      const part = Math.floor(state.elapsedSeconds / NEWS_SECONDS);
      output.progress.set(state.tableName, ...bulkLine(state, done), part > told);
      told = part;
    },
  };
}

/**
 * What a line of progress says about a call on all items of a table.
 *
 * @param done - What the call does with the items: `deleted`.
 */
export function bulkLine(
  { items, itemsPerSecond, elapsedSeconds, refusals }: BulkProgress,
  done: string,
): [text: string, detail: string] {
  const refused = refusals === 0 ? "" : `, ${grouped(refusals)} requests refused as too many`;
  const detail = `${grouped(Math.round(itemsPerSecond))} items/s, ${Math.floor(elapsedSeconds)} s${refused}`;
  return [`${counted(items, "item")} ${done}`, detail];
}

/** A number of things: `1 item`, `1,200 items`. */
export function counted(number: number, what: string): string {
  return `${grouped(number)} ${what}${number === 1 ? "" : "s"}`;
}

function grouped(number: number): string {
  return number.toLocaleString("en-US");
}
