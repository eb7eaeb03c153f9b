import { DynatwinError } from "../../errors.js";
import { timeOfDay } from "../../transport/clock.js";
import { shown } from "../../validation/readers.js";

/** Advice for a wait that times out while the clock is stopped. */
export const CLOCK_STOPPED_ADVICE =
  'The clock of this embedded DynamoDB is stopped (time: "manual"): tables change only by db.clock.advance(ms). Call it ' +
  "before the wait, or in the wait's onProgress.";

/** A clock shared by all threads, each of which can advance it. It starts at the current time. */
export class EmulatorClock {
  readonly #state: BigInt64Array;

  /**
   * @param buffer - The {@link EmulatorClock.buffer} of another thread's clock.
   * @param runs - Whether it follows the real time.
   */
  constructor(
    readonly runs: boolean,
    readonly buffer = new SharedArrayBuffer(16),
  ) {
    this.#state = new BigInt64Array(buffer);
    Atomics.compareExchange(this.#state, START, 0n, BigInt(timeOfDay()));
  }

  /** The emulator's time, in milliseconds since 1970. */
  now(): number {
    const base = this.runs ? timeOfDay() : Number(Atomics.load(this.#state, START));
    return base + Number(Atomics.load(this.#state, ADVANCED));
  }

  /** Advances the clock by a number of milliseconds. */
  advance(ms: number): void {
    if (!(Number.isFinite(ms) && ms >= 0 && ms <= MAX_DATE_MS))
      throw new DynatwinError(`clock.advance accepts milliseconds, 0 or more, not ${shown(ms)}.`);
    Atomics.add(this.#state, ADVANCED, BigInt(Math.ceil(ms)));
  }

  /** Resets it to the current time. */
  restart(): void {
    Atomics.store(this.#state, START, BigInt(timeOfDay()));
    Atomics.store(this.#state, ADVANCED, 0n);
  }
}

/** The maximum of a Date. */
const MAX_DATE_MS = 8.64e15;
const START = 0;
const ADVANCED = 1;
