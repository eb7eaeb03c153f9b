import { existsSync, statSync } from "node:fs";
import { type FileHandle, open, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { now } from "../../transport/clock.js";
import { untilInterrupted } from "../session/until-interrupted.js";
import { UsageError } from "../usage-error.js";

/** Where an export writes its lines. */
export interface ExportOutput {
  /** Resolves once the operating system has the text. */
  write(text: string): Promise<void>;
  /**
   * Notes the cursor after the last text. Returns what `--cursor` accepts.
   *
   * @param isLast - Whether the export ends here.
   */
  keep(cursor: string, isLast?: boolean): Promise<string>;
  /** Ends an export that has all lines. */
  finish(): Promise<void>;
}

/** The cursor of the library, and the size of the file that has the lines until there. */
export interface FileCursor {
  readonly cursor: string;
  readonly bytes: number | undefined;
}

/** Reads `--cursor`: the cursor of the library, after which `@1234` is the size of the file. */
export function readFileCursor(text: string): FileCursor {
  const [, cursor = text, bytes] = /^(.*)@(\d+)$/.exec(text.trim()) ?? [];
  return { cursor: cursor.trim(), bytes: bytes === undefined ? undefined : Number(bytes) };
}

/** The lines go to stdout. */
export class StandardOutput implements ExportOutput {
  readonly #signal: AbortSignal;

  /** @param signal - Aborted when the command is interrupted. */
  constructor(signal: AbortSignal) {
    this.#signal = signal;
  }

  async write(text: string): Promise<void> {
    const accepted = new Promise<void>((resolve, reject) => {
      process.stdout.write(text, (error) => (error ? reject(error) : resolve()));
    });
    await untilInterrupted(accepted, this.#signal);
    // Without an end of the write, the reader has a part of it at most.
    if (this.#signal.aborted && process.stdout.writableLength > 0) throw new StalledReader();
  }

  keep(cursor: string): Promise<string> {
    return Promise.resolve(cursor);
  }

  async finish(): Promise<void> {}
}

/** The reader of the output does not read, and the command was interrupted. */
export class StalledReader extends Error {
  override readonly name = "StalledReader";
}

/** The time between two cursors in the file. */
const CURSOR_MS = 1000;

/** The lines go to a file, which is opened when there is something to write: a table that does not exist changes no file. */
export class FileOutput implements ExportOutput {
  /** Whether the file with the cursor has the last one. */
  hasCursorFile = false;
  readonly #path: string;
  readonly #start: number | "end" | undefined;
  #handle: FileHandle | undefined;
  #bytes = 0;
  #keptAt = Number.NEGATIVE_INFINITY;

  /**
   * @param path - The file.
   * @param from - Where an earlier export ended; without it, the file is written from its start.
   */
  constructor(path: string, from: FileCursor | undefined) {
    this.#path = path;
    this.#start = from && (from.bytes ?? "end");
    checkFile(path, from?.bytes);
  }

  /** The size of the file. */
  get bytes(): number {
    return this.#bytes;
  }

  /** The file with the cursor. */
  get cursorPath(): string {
    return `${this.#path}.cursor`;
  }

  async write(text: string): Promise<void> {
    const handle = await this.#opened();
    await handle.appendFile(text);
    this.#bytes += Buffer.byteLength(text);
  }

  async keep(cursor: string, isLast = false): Promise<string> {
    const text = `${cursor}@${this.#bytes}`;
    if (!isLast && now() - this.#keptAt < CURSOR_MS) return text;
    this.#keptAt = now();
    try {
      await writeFile(this.cursorPath, `${text}\n`);
      this.hasCursorFile = true;
    } catch {
      this.hasCursorFile = false; // on a full disk, the lines fail too
    }
    return text;
  }

  async finish(): Promise<void> {
    const handle = await this.#opened(); // an export without items writes an empty file
    await handle.close();
    await rm(this.cursorPath, { force: true });
  }

  async #opened(): Promise<FileHandle> {
    if (this.#handle !== undefined) return this.#handle;
    if (typeof this.#start === "number") {
      const handle = await open(this.#path, "r+");
      await handle.truncate(this.#start);
      await handle.close();
    }
    this.#handle = await open(this.#path, this.#start === undefined ? "w" : "a");
    this.#bytes = (await this.#handle.stat()).size;
    return this.#handle;
  }
}

/** Finds mistakes in the path before anything is sent. */
function checkFile(path: string, bytes: number | undefined): void {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats?.isDirectory()) throw new UsageError(`${path} is a directory. --output is a file.`);
  if (!existsSync(dirname(path)))
    throw new UsageError(`There is no directory ${dirname(path)} for the file of --output.`);
  if (bytes === undefined || (stats !== undefined && stats.size >= bytes)) return;
  throw new UsageError(
    `The cursor is of a file with ${bytes} bytes, and ${path} ${stats ? `has ${stats.size}` : "does not exist"}: lines are ` +
      "missing. Name the file of the earlier export with --output, or start again without --cursor.",
  );
}
