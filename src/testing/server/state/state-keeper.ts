import { clearTimeout, now, setTimeout } from "../../../transport/clock.js";
import type { Emulator } from "../emulator.js";
import type { StateFile } from "./state-file.js";

/** Pauses between two saves. */
export interface SavePauses {
  /** At least so many milliseconds. */
  readonly minMs: number;
  /** And at least so many times as long as the last one took. */
  readonly factor: number;
}

const PAUSES: SavePauses = { minMs: 2_000, factor: 10 };

/** Saves the state of an emulator in a file: from time to time, if it has changed, and at the end. */
export class StateKeeper {
  readonly #file: StateFile;
  readonly #emulator: Emulator;
  readonly #onProblem: (problem: string) => void;
  readonly #pauses: SavePauses;
  /** The changes that are saved. */
  #saved: number;
  #saving: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;
  #lastProblem: string | undefined;

  /** @param onProblem - Called when the state cannot be saved, once for each reason. */
  constructor(file: StateFile, emulator: Emulator, onProblem: (problem: string) => void, pauses = PAUSES) {
    this.#file = file;
    this.#emulator = emulator;
    this.#onProblem = onProblem;
    this.#pauses = pauses;
    this.#saved = emulator.changes;
  }

  /** Starts to save. Creates the file if there is none, which shows whether that is possible. */
  async start(): Promise<void> {
    if (!this.#file.exists) await this.#save();
    this.#wait(this.#pauses.minMs);
  }

  /** Saves the changes that are not saved yet, and no later ones. */
  async finish(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    await this.#saving.catch(() => {});
    clearTimeout(this.#timer);
    if (this.#emulator.changes !== this.#saved) await this.#save();
  }

  #wait(ms: number): void {
    this.#timer = setTimeout(() => {
      this.#saving = this.#saveChanges();
    }, ms).unref();
  }

  async #saveChanges(): Promise<void> {
    const start = now();
    try {
      if (this.#emulator.changes !== this.#saved) await this.#save();
      this.#lastProblem = undefined;
    } catch (error) {
      const { message } = error as Error;
      if (message !== this.#lastProblem) this.#onProblem(message);
      this.#lastProblem = message;
    }
    this.#wait(Math.max(this.#pauses.minMs, this.#pauses.factor * (now() - start)));
  }

  async #save(): Promise<void> {
    const { changes } = this.#emulator;
    await this.#file.save(this.#emulator.state());
    this.#saved = changes;
  }
}
