import { type AsyncItemExport, type BulkReadOptions, TableDefinitionError } from "../../index.js";
import { now } from "../../transport/clock.js";
import { EXIT, type ExitCode } from "../exit-codes.js";
import { speedOf } from "../options/bulk-options.js";
import type { ConnectionOptions, TimeoutOptions } from "../options.js";
import { bulkCall, counted } from "../output/bulk-progress.js";
import type { Session } from "../session/session.js";
import { type ExportOutput, FileOutput, readFileCursor, StalledReader, StandardOutput } from "./export-output.js";
import { explainMissing } from "./missing-table.js";

/** The options of `dynatwin export`. */
export interface ExportOptions extends ConnectionOptions, TimeoutOptions, BulkReadOptions {
  readonly output?: string;
  readonly cursor?: string;
  readonly consistentRead?: true;
}

/** The characters that are written at once, and the time after which fewer are. */
const CHUNK = 65_536;
const CHUNK_MS = 250;

const STALLED = "\nWhat reads the output has stopped reading. It can have a part of the lines that follow.";

/** Writes all items of a table as lines to stdout or to a file. */
export async function exportTable(session: Session, tableName: string, options: ExportOptions): Promise<ExitCode> {
  const { output } = session;
  const from = options.cursor === undefined ? undefined : readFileCursor(options.cursor);
  const file = options.output === undefined ? undefined : new FileOutput(options.output, from);
  const lines = session.client.exportItems(tableName, {
    ...speedOf(options),
    ...bulkCall(session, options, "exported"),
    // On a terminal with the lines, a line of progress would be among them.
    ...(file === undefined && process.stdout.isTTY && { onProgress: undefined }),
    ...(options.consistentRead && { consistentRead: true }),
    ...(from && { cursor: from.cursor }),
  });
  const writing = new Writing(lines, file ?? new StandardOutput(session.signal));
  try {
    await writing.run(session.signal);
    await file?.finish();
  } catch (error) {
    if (error instanceof TableDefinitionError) throw error; // such as for a wrong cursor: nothing was sent
    const position = await writing.position();
    output.progress.set(tableName, `${counted(writing.items, "item")} exported`, "", false);
    output.remainder = {
      members: { items: writing.items, ...(position !== undefined && { cursor: position }) },
      advice: adviceOf(position, file) + (error instanceof StalledReader ? STALLED : ""),
    };
    throw await explainMissing(session, tableName, error);
  }
  const { items } = writing;
  const done = `${counted(items, "item")} exported`;
  if (file === undefined && !options.quiet) output.note(`${tableName}: ${done}`);
  if (file === undefined) return EXIT.done;
  output.document({ tableName, items, output: options.output, bytes: file.bytes });
  output.print(`${tableName}  ${done} to ${options.output}`);
  return EXIT.done;
}

function adviceOf(position: string | undefined, file: FileOutput | undefined): string {
  if (position === undefined) return "No line is written. The same command starts again.";
  const cursor = file?.hasCursorFile ? `"$(cat ${quoted(file.cursorPath)})"` : position;
  return `Go on with the same command and --cursor ${cursor}${file === undefined ? ", and append what it prints." : ""}`;
}

/** A file name for a shell. */
function quoted(path: string): string {
  return /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}

/** The lines of an export on the way to an output. */
class Writing {
  /** The items whose lines are written. */
  items = 0;
  readonly #lines: AsyncItemExport;
  readonly #output: ExportOutput;
  /** The cursor after the lines that are written. */
  #cursor: string | undefined;
  #text = "";
  #waiting = 0;
  #flushedAt = now();

  constructor(lines: AsyncItemExport, output: ExportOutput) {
    this.#lines = lines;
    this.#output = output;
    this.#cursor = lines.cursor;
  }

  /** Writes all lines. The next ones are read when the output has accepted those before. */
  async run(signal: AbortSignal): Promise<void> {
    for await (const line of this.#lines) {
      this.#text += `${line}\n`;
      this.#waiting++;
      if (this.#text.length >= CHUNK || now() - this.#flushedAt >= CHUNK_MS) await this.#flush();
    }
    await this.#flush();
    signal.throwIfAborted();
  }

  /** What `--cursor` accepts to go on after the lines that are written; `undefined` if none is. */
  async position(): Promise<string | undefined> {
    return this.#cursor === undefined ? undefined : await this.#output.keep(this.#cursor, true);
  }

  async #flush(): Promise<void> {
    const [text, items, { cursor }] = [this.#text, this.#waiting, this.#lines];
    [this.#text, this.#waiting] = ["", 0];
    await this.#output.write(text);
    this.items += items;
    this.#cursor = cursor;
    this.#flushedAt = now();
    if (cursor !== undefined) await this.#output.keep(cursor);
  }
}
