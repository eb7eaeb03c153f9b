import type { Call } from "../dynamodb/operations.js";
import type { Procedure, Step } from "./procedure.js";

/** What lanes need from outside. */
export interface LanesEnvironment {
  /** Begins a request, and returns its number. */
  post(call: Call, timeoutMs: number | undefined): number;
  /** Milliseconds on a clock that never goes back. */
  now(): number;
}

/** A procedure under way, and its place among the others. */
interface Lane<T> {
  readonly place: number;
  readonly procedure: Procedure<T>;
}

/**
 * Many procedures under way at the same time. Each goes on when its own request or pause is over, so a slow one holds up
 * none of the others. Sends nothing itself.
 */
export class Lanes<T> {
  readonly #waiting: IterableIterator<[number, Procedure<T>]>;
  readonly #environment: LanesEnvironment;
  readonly #results: PromiseSettledResult<T>[] = [];
  /** By the number of the request. */
  readonly #requesting = new Map<number, Lane<T>>();
  #pausing: { readonly lane: Lane<T>; readonly until: number }[] = [];

  /** @param concurrency - How many procedures are under way at the same time. */
  constructor(procedures: readonly Procedure<T>[], concurrency: number, environment: LanesEnvironment) {
    this.#waiting = procedures.entries();
    this.#environment = environment;
    for (let started = 0; started < Math.min(concurrency, procedures.length); started++) this.#startNext();
  }

  get isOver(): boolean {
    return this.#requesting.size === 0 && this.#pausing.length === 0;
  }

  /** The outcome of each procedure, in the order in which they were given. */
  get results(): readonly PromiseSettledResult<T>[] {
    return this.#results;
  }

  /** When the first pause ends, on the clock. */
  get firstPauseEnd(): number | undefined {
    return this.#pausing.length === 0 ? undefined : Math.min(...this.#pausing.map(({ until }) => until));
  }

  /** Goes on with the procedure whose request is over. */
  complete(id: number, result: PromiseSettledResult<unknown>): void {
    const lane = this.#requesting.get(id);
    this.#requesting.delete(id);
    if (lane) this.#goOn(lane, result);
  }

  /** Goes on with the procedures whose pauses are over. */
  endPauses(): void {
    // Less than a millisecond is no time: timers fire that much early.
    const now = this.#environment.now() + 1;
    const over = this.#pausing.filter(({ until }) => until <= now);
    this.#pausing = this.#pausing.filter(({ until }) => until > now);
    for (const { lane } of over) this.#goOn(lane, { status: "fulfilled", value: undefined });
  }

  #startNext(): void {
    const next = this.#waiting.next();
    if (next.done !== true) this.#goOn({ place: next.value[0], procedure: next.value[1] });
  }

  #goOn(lane: Lane<T>, answer?: PromiseSettledResult<unknown>): void {
    const { place, procedure } = lane;
    try {
      const turn = answer?.status === "rejected" ? procedure.throw(answer.reason) : procedure.next(answer?.value);
      if (turn.done !== true) {
        this.#begin(lane, turn.value);
        return;
      }
      this.#results[place] = { status: "fulfilled", value: turn.value };
    } catch (reason) {
      this.#results[place] = { status: "rejected", reason };
    }
    this.#startNext();
  }

  #begin(lane: Lane<T>, step: Step): void {
    if (step.kind === "pause") this.#pausing.push({ lane, until: this.#environment.now() + step.ms });
    else this.#requesting.set(this.#environment.post(step.call, step.timeoutMs), lane);
  }
}
