import { DynatwinError } from "../../errors.js";
import { timeOfDay } from "../../transport/clock.js";

/** A clock that all threads see, and that one of them can turn on. It starts at the time of day. */
export class EmulatorClock {
  readonly #state: BigInt64Array;

  /**
   * @param buffer - What {@link EmulatorClock.buffer} of another thread's clock is.
   * @param runs - Whether it goes by itself.
   */
  constructor(
    readonly runs: boolean,
    readonly buffer = new SharedArrayBuffer(16),
  ) {
    this.#state = new BigInt64Array(buffer);
    Atomics.compareExchange(this.#state, START, 0n, BigInt(timeOfDay()));
  }

  /** Milliseconds since 1970, as far as the tables are concerned. */
  now(): number {
    const base = this.runs ? timeOfDay() : Number(Atomics.load(this.#state, START));
    return base + Number(Atomics.load(this.#state, ADVANCED));
  }

  /** Turns the clock on by so many milliseconds. */
  advance(ms: number): void {
    if (!Number.isFinite(ms) || ms < 0)
      throw new DynatwinError(`clock.advance takes milliseconds, 0 or more, not ${ms}.`);
    Atomics.add(this.#state, ADVANCED, BigInt(Math.ceil(ms)));
  }

  /** Sets it to the time of day. */
  restart(): void {
    Atomics.store(this.#state, START, BigInt(timeOfDay()));
    Atomics.store(this.#state, ADVANCED, 0n);
  }
}

const START = 0;
const ADVANCED = 1;
