import type { LoggedRequest } from "../../testing/server/request-log.js";
import { painted } from "../output/paint.js";

/**
 * Prints a line for a request: operation, tables, the region if it is another one than the emulator's, status, milliseconds.
 *
 * @param stream - Where it is printed.
 */
export function printRequest(
  { operation, tables, region, status, ms }: LoggedRequest,
  ownRegion: string,
  stream: NodeJS.WriteStream,
): void {
  const shownStatus = status === undefined ? "dropped" : String(status);
  const isFine = status !== undefined && status < 400;
  const place = region === undefined || region === ownRegion ? "" : ` ${shown(region)}`;
  const line = `${shown(operation)} ${shown(tables.join(",") || "-")}${place} ${isFine ? shownStatus : painted("red", shownStatus, stream)}`;
  stream.write(`${line} ${Math.round(ms)} ms\n`);
}

/** Control characters in a client's data are removed before printing. */
function shown(text: string): string {
  return text.replace(/\p{Cc}/gu, "?");
}
