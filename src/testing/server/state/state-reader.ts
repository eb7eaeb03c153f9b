import { createHash } from "node:crypto";
import { isObject, type Json } from "../../control-plane/wire.js";
import type { StatePart, StateTarget } from "./emulator-state.js";

/** The first member of a file with a state. */
export const FORMAT = "dynatwin emulator state";
/** Changes when an earlier version could not load a file, or not completely. */
export const FORMAT_VERSION = 3;
/** The versions that can be loaded. In the first, all parts are of one region; in the first two, backups have no items. */
const READABLE_VERSIONS: readonly unknown[] = [1, 2, FORMAT_VERSION];

const UNCHANGED = "The file was not changed, and nothing was started.";

/** Reads the lines of a file with a state. Throws if it is not one, or not complete. */
export class StateReader {
  readonly #path: string;
  readonly #target: StateTarget;
  readonly #hash = createHash("sha256");
  #lines = 0;
  #isComplete = false;

  constructor(path: string, target: StateTarget) {
    this.#path = path;
    this.#target = target;
  }

  read(line: Buffer): void {
    if (this.#isComplete) throw this.#damaged("there is more after its last line");
    this.#lines += 1;
    const json = parse(line);
    if (this.#lines === 1) this.#checkFormat(json);
    else if (json === undefined) throw this.#damaged(`line ${this.#lines} is not JSON`);
    else if ("end" in json) {
      this.#checkEnd(json);
      return;
    } else this.#load(json);
    this.#hash.update(line).update("\n");
  }

  /** Called after all lines. */
  end(): void {
    if (this.#lines === 0) throw this.#foreign();
    if (!this.#isComplete) throw this.#damaged("its last lines are missing");
  }

  #checkFormat(json: Json | undefined): void {
    if (json?.["format"] !== FORMAT) throw this.#foreign();
    const { formatVersion, region } = json;
    if (!READABLE_VERSIONS.includes(formatVersion)) {
      throw new Error(
        `The state in ${this.#path} has the format version ${JSON.stringify(formatVersion)}, and this version of dynatwin ` +
          `reads ${READABLE_VERSIONS.join(", ")}. ${UNCHANGED} Use the version of dynatwin that saved it, or another file.`,
      );
    }
    if (region === this.#target.region) return;
    throw new Error(
      `The state in ${this.#path} is of the region ${String(region)}. ${UNCHANGED} Start the emulator with --region ${String(region)}.`,
    );
  }

  #checkEnd({ end }: Json): void {
    if (end !== this.#hash.digest("hex")) throw this.#damaged("its content does not have its checksum");
    this.#isComplete = true;
  }

  #load(json: Json): void {
    const part = json as unknown as StatePart; // the checksum follows; what fails until then is an error
    try {
      if ("region" in part) this.#target.setRegion(part.region);
      else if ("table" in part) this.#target.addTable(part.table);
      else if ("item" in part) this.#target.addItem(part.item);
      else if ("backup" in part) this.#target.addBackup(part.backup);
      else if ("sequenceNumber" in part) this.#target.setSequenceNumber(part.sequenceNumber);
      else throw new Error("it has an unknown member");
    } catch (error) {
      throw this.#damaged(`line ${this.#lines}: ${(error as Error).message}`);
    }
  }

  #foreign(): Error {
    return new Error(
      `${this.#path} is not a state that dynatwin emulator has saved. ${UNCHANGED} Choose another file for --state.`,
    );
  }

  #damaged(problem: string): Error {
    return new Error(
      `The state in ${this.#path} is damaged: ${problem}. ${UNCHANGED} Use a copy of the file, or another file.`,
    );
  }
}

function parse(line: Buffer): Json | undefined {
  try {
    const json: unknown = JSON.parse(line.toString());
    return isObject(json) ? json : undefined;
  } catch {
    return undefined;
  }
}
