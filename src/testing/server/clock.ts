import { DynatwinError } from "../../errors.js";
import { shown } from "../../table/shape.js";

/** What to do about a wait that runs out of time under a clock that stands. */
export const CLOCK_STANDS =
  'The clock of this embedded DynamoDB stands (time: "manual"), so nothing changes until db.clock.advance(ms): call it ' +
  "before the wait, or in the wait's onProgress.";

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
    Atomics.compareExchange(this.#state, START, 0n, BigInt(Date.now()));
  }

  /** Milliseconds since 1970, as far as the tables are concerned. */
  now(): number {
    const base = this.runs ? Date.now() : Number(Atomics.load(this.#state, START));
    return base + Number(Atomics.load(this.#state, ADVANCED));
  }

  /** Turns the clock on by so many milliseconds. */
  advance(ms: number): void {
    if (!(Number.isFinite(ms) && ms >= 0 && ms <= MOST_MS))
      throw new DynatwinError(`clock.advance takes milliseconds, 0 or more, not ${shown(ms)}.`);
    Atomics.add(this.#state, ADVANCED, BigInt(Math.ceil(ms)));
  }

  /** Sets it to the time of day. */
  restart(): void {
    Atomics.store(this.#state, START, BigInt(Date.now()));
    Atomics.store(this.#state, ADVANCED, 0n);
  }
}

/** The most that fits into a Date. */
const MOST_MS = 8.64e15;
const START = 0;
const ADVANCED = 1;
