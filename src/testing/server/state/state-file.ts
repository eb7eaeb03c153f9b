import { createHash } from "node:crypto";
import { createReadStream, type Stats } from "node:fs";
import { type FileHandle, open, realpath, rename, rm, stat } from "node:fs/promises";
import type { EmulatorState, StateTarget } from "./emulator-state.js";
import { partsOf } from "./emulator-state.js";
import { linesOf } from "./lines.js";
import { FORMAT, FORMAT_VERSION, StateReader } from "./state-reader.js";

/** So much text is created at once, so that requests are answered while a state is saved. */
const CHUNK_LENGTH = 65_536;

/** A file with the state of an emulator: JSON lines, the first with the format, the last with a checksum. */
export class StateFile {
  readonly #path: string;
  /** The file as it was loaded or saved last; `undefined` if there was none. */
  #known: Stats | undefined;

  private constructor(path: string, known: Stats | undefined) {
    this.#path = path;
    this.#known = known;
  }

  /** Loads a state. Throws if the file is not a complete one; then it stays unchanged, and the emulator must not be used. */
  static async load(path: string, target: StateTarget): Promise<StateFile> {
    const actual = await realpath(path).catch(() => path); // the file that a link names
    const known = await statOf(actual);
    if (known) await read(actual, target);
    target.complete();
    return new StateFile(actual, known);
  }

  /** Whether the file was there before. */
  get exists(): boolean {
    return this.#known !== undefined;
  }

  /**
   * Saves a state. The file is complete at all times: another one is written beside it, and renamed. Throws if the file was changed by
   * another program since it was loaded or saved.
   */
  async save(state: EmulatorState): Promise<void> {
    const beside = `${this.#path}.${process.pid}.tmp`;
    try {
      const handle = await open(beside, "w");
      try {
        await write(handle, state);
        await handle.sync();
      } finally {
        await handle.close();
      }
      if (!isSame(this.#known, await statOf(this.#path)))
        throw new Error("another program has changed the file, which is kept as it is");
      await rename(beside, this.#path);
      this.#known = await statOf(this.#path);
    } catch (cause) {
      await rm(beside, { force: true });
      throw new Error(`Cannot save the state in ${this.#path}: ${(cause as Error).message}.`, { cause });
    }
  }
}

async function read(path: string, target: StateTarget): Promise<void> {
  const reader = new StateReader(path, target);
  for await (const line of linesOf(createReadStream(path))) reader.read(line);
  reader.end();
}

async function write(handle: FileHandle, state: EmulatorState): Promise<void> {
  const hash = createHash("sha256");
  let text = `${JSON.stringify({ format: FORMAT, formatVersion: FORMAT_VERSION, region: state.region })}\n`;
  const flush = async () => {
    hash.update(text);
    await handle.writeFile(text);
    text = "";
  };
  for (const part of partsOf(state)) {
    text += `${JSON.stringify(part)}\n`;
    if (text.length > CHUNK_LENGTH) await flush();
  }
  await flush();
  await handle.writeFile(`${JSON.stringify({ end: hash.digest("hex") })}\n`);
}

async function statOf(path: string): Promise<Stats | undefined> {
  try {
    return await stat(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw new Error(`Cannot read the state in ${path}: ${(error as Error).message}.`, { cause: error });
  }
}

function isSame(a: Stats | undefined, b: Stats | undefined): boolean {
  return a?.ino === b?.ino && a?.mtimeMs === b?.mtimeMs && a?.size === b?.size;
}
