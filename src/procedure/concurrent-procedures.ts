import type { Call } from "../dynamodb/operations.js";
import type { Procedure, Step } from "./procedure.js";

/** The functions that send requests and measure time. */
export interface ConcurrentEnvironment {
  /** Starts a request, and returns its number. */
  post(call: Call, timeoutMs: number | undefined): number;
  /** Milliseconds of a monotonic clock. */
  now(): number;
}

/** A running procedure, and its index among the given ones. */
interface RunningProcedure<T> {
  readonly index: number;
  readonly procedure: Procedure<T>;
}

/**
 * Runs many procedures concurrently. Each continues when its own request or pause has ended, so a slow one does not
 * delay the others. Sends nothing itself.
 */
export class ConcurrentProcedures<T> {
  readonly #waiting: IterableIterator<[number, Procedure<T>]>;
  readonly #environment: ConcurrentEnvironment;
  readonly #results: PromiseSettledResult<T>[] = [];
  /** The procedures that wait for a request, by its number. */
  readonly #requesting = new Map<number, RunningProcedure<T>>();
  #pausing: { readonly running: RunningProcedure<T>; readonly until: number }[] = [];

  /** @param concurrency - The maximum number of procedures that run at the same time. */
  constructor(procedures: readonly Procedure<T>[], concurrency: number, environment: ConcurrentEnvironment) {
    this.#waiting = procedures.entries();
    this.#environment = environment;
    for (let started = 0; started < Math.min(concurrency, procedures.length); started++) this.#startNext();
  }

  get isOver(): boolean {
    return this.#requesting.size === 0 && this.#pausing.length === 0;
  }

  /** The result of each procedure, in the given order. */
  get results(): readonly PromiseSettledResult<T>[] {
    return this.#results;
  }

  /** When the first pause ends, as a time of the clock. */
  get firstPauseEnd(): number | undefined {
    return this.#pausing.length === 0 ? undefined : Math.min(...this.#pausing.map(({ until }) => until));
  }

  /** Continues the procedure whose request has ended. */
  complete(id: number, result: PromiseSettledResult<unknown>): void {
    const running = this.#requesting.get(id);
    this.#requesting.delete(id);
    if (running) this.#resume(running, result);
  }

  /** Continues the procedures whose pauses have ended. */
  endPauses(): void {
    // Timers can fire up to a millisecond early.
    const now = this.#environment.now() + 1;
    const over = this.#pausing.filter(({ until }) => until <= now);
    this.#pausing = this.#pausing.filter(({ until }) => until > now);
    for (const { running } of over) this.#resume(running, { status: "fulfilled", value: undefined });
  }

  #startNext(): void {
    const next = this.#waiting.next();
    if (next.done !== true) this.#resume({ index: next.value[0], procedure: next.value[1] });
  }

  #resume(running: RunningProcedure<T>, answer?: PromiseSettledResult<unknown>): void {
    const { index, procedure } = running;
    try {
      const turn = answer?.status === "rejected" ? procedure.throw(answer.reason) : procedure.next(answer?.value);
      if (turn.done !== true) {
        this.#begin(running, turn.value);
        return;
      }
      this.#results[index] = { status: "fulfilled", value: turn.value };
    } catch (reason) {
      this.#results[index] = { status: "rejected", reason };
    }
    this.#startNext();
  }

  #begin(running: RunningProcedure<T>, step: Step): void {
    if (step.kind === "pause") this.#pausing.push({ running, until: this.#environment.now() + step.ms });
    else this.#requesting.set(this.#environment.post(step.call, step.timeoutMs), running);
  }
}
