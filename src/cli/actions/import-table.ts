import { createReadStream, statSync } from "node:fs";
import { addAbortSignal, pipeline, type Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { type BulkWriteOptions, linesWritten } from "../../index.js";
import { EXIT, type ExitCode } from "../exit-codes.js";
import { speedOf } from "../options/bulk-options.js";
import type { ConnectionOptions, TimeoutOptions } from "../options.js";
import { bulkCall, counted } from "../output/bulk-progress.js";
import { linesOf } from "../output/text-lines.js";
import type { Session } from "../session/session.js";
import { UsageError } from "../usage-error.js";
import { explainMissing } from "./missing-table.js";

/** The options of `dynatwin import`. */
export interface ImportOptions extends ConnectionOptions, TimeoutOptions, BulkWriteOptions {}

/** Puts the items of the lines of a file, or of stdin, into a table. */
export async function importTable(
  session: Session,
  tableName: string,
  file: string,
  options: ImportOptions,
): Promise<ExitCode> {
  const { client, output, signal } = session;
  const source = file === "-" ? "stdin" : file;
  const lines = inputLines(file === "-" ? process.stdin : openFile(file), signal);
  try {
    const call = bulkCall(session, options, "written");
    const { written } = await client.importItems(tableName, lines, { ...speedOf(options), ...call });
    output.document({ tableName, file: source, written });
    output.print(`${tableName}  ${counted(written, "item")} written`);
    return EXIT.done;
  } catch (error) {
    const failure = signal.aborted ? signal.reason : error;
    const written = linesWritten(failure) ?? 0;
    output.progress.set(tableName, `${counted(written, "line")} written`, "", false);
    output.remainder = { members: { file: source, linesWritten: written }, advice: adviceOf(written, source) };
    throw placed(await explainMissing(session, tableName, failure), source);
  }
}

/** The lines of a stream. An interruption ends them, also while the stream has nothing. */
export function inputLines(stream: Readable, signal: AbortSignal): AsyncGenerator<string> {
  return linesOf(addAbortSignal(signal, stream));
}

function adviceOf(written: number, source: string): string {
  const from = written === 0 ? "No line" : written === 1 ? "The first line" : `The first ${written} lines`;
  const repeat = source === "stdin" ? "The same command with the same lines" : "The same command";
  return `${from} of ${source} ${written > 1 ? "are" : "is"} written for certain. ${repeat} goes on: an item that is written again is replaced by itself.`;
}

/** The error of a line with the name of the file and the number of the line, as editors read them. */
function placed(error: unknown, source: string): unknown {
  if (!(error instanceof Error) || error.name !== "ImportLineError") return error;
  const { lineNumber } = error as Error & { readonly lineNumber: number };
  error.message = `${source}:${lineNumber}: ${error.message}`;
  return error;
}

function openFile(file: string): Readable {
  const stats = statSync(file, { throwIfNoEntry: false });
  if (stats === undefined) throw new UsageError(`There is no file ${file}. For lines from stdin, write - instead.`);
  if (stats.isDirectory()) throw new UsageError(`${file} is a directory. Import its files one by one.`);
  const stream = createReadStream(file);
  // The files of exports to S3 are compressed. An error of either stream ends the lines.
  return file.endsWith(".gz") ? pipeline(stream, createGunzip(), () => {}) : stream;
}
