import { type ConcurrentEnvironment, Governor } from "./governor.js";
import { type ConcurrentProcedure, type ResultStep, resume, type Step } from "./procedure.js";

/** A running procedure, and its index among the given ones. */
interface RunningProcedure<T> {
  readonly index: number;
  readonly procedure: ConcurrentProcedure<T>;
}

/**
 * Runs many procedures concurrently. Each continues when its own request or pause has ended, so a slow one does not
 * delay the others. Sends nothing itself.
 */
export class ConcurrentProcedures<T> {
  readonly #waiting: RunningProcedure<T>[];
  readonly #concurrency: number;
  readonly #environment: ConcurrentEnvironment;
  readonly #governor: Governor<RunningProcedure<T>>;
  readonly #results: PromiseSettledResult<T>[] = [];
  /** The procedures without a result: those that have not begun, and those that run. */
  #unfinished: number;
  #pausing: { readonly running: RunningProcedure<T>; readonly until: number }[] = [];
  /** Procedures with a result that do not continue, as nothing depends on it yet. */
  #suspended: RunningProcedure<T>[] = [];

  /** @param concurrency - The maximum number of procedures that run at the same time. Fewer do where DynamoDB refuses more. */
  constructor(procedures: readonly ConcurrentProcedure<T>[], concurrency: number, environment: ConcurrentEnvironment) {
    this.#waiting = procedures.map((procedure, index) => ({ index, procedure })).toReversed();
    this.#concurrency = concurrency;
    this.#environment = environment;
    this.#governor = new Governor(environment);
    this.#unfinished = procedures.length;
    this.#proceed();
  }

  /** Whether all procedures have a result. */
  get isOver(): boolean {
    return this.#unfinished === 0;
  }

  /** The result of each procedure, in the given order. */
  get results(): readonly PromiseSettledResult<T>[] {
    return this.#results;
  }

  /** When `wake` has something to do, as a time of the clock; `undefined` if a request has to end first. */
  get wakeAt(): number | undefined {
    const beginAt = this.#waiting.length > 0 && this.#isRoom ? this.#governor.beginAt : Number.POSITIVE_INFINITY;
    const at = Math.min(beginAt, this.#governor.nextAt, ...this.#pausing.map(({ until }) => until));
    return at === Number.POSITIVE_INFINITY ? undefined : at;
  }

  /** Continues the procedure whose request has ended. */
  complete(id: number, result: PromiseSettledResult<unknown>): void {
    const answer = this.#governor.complete(id, result);
    if (answer) this.#resume(answer.procedure, answer.result);
    this.#proceed();
  }

  /** Continues the procedures whose pauses have ended, and sends the requests whose time has come. */
  wake(): void {
    // Timers can fire up to a millisecond early.
    const now = this.#environment.now() + 1;
    const over = this.#pausing.filter(({ until }) => until <= now);
    if (over.length > 0) this.#pausing = this.#pausing.filter(({ until }) => until > now);
    for (const { running } of over) this.#resume(running);
    for (const { procedure, result } of this.#governor.giveUp()) this.#resume(procedure, result);
    this.#proceed();
  }

  #proceed(): void {
    if (this.#governor.isTableLimitKnown && (this.#waiting.length > 0 || this.#governor.isCrowded))
      for (const running of this.#suspended.splice(0)) this.#resume(running);
    this.#governor.send();
    while (this.#isRoom && this.#governor.mayBegin) {
      const running = this.#waiting.pop();
      if (running === undefined) return;
      this.#governor.begin(running);
      this.#resume(running);
      this.#governor.send();
    }
  }

  /** Whether fewer procedures run than may. */
  get #isRoom(): boolean {
    return this.#unfinished - this.#waiting.length < this.#concurrency;
  }

  #resume(running: RunningProcedure<T>, answer?: PromiseSettledResult<unknown>): void {
    const { procedure } = running;
    try {
      const turn = resume(procedure, answer);
      if (turn.done !== true) {
        this.#perform(running, turn.value);
        return;
      }
      this.#finish(running, { status: "fulfilled", value: turn.value });
    } catch (reason) {
      this.#finish(running, { status: "rejected", reason });
    }
    this.#governor.end(running);
  }

  #perform(running: RunningProcedure<T>, step: Step | ResultStep): void {
    if (step.kind === "request") this.#governor.add(running, step);
    else if (step.kind === "pause") this.#pausing.push({ running, until: this.#environment.now() + step.ms });
    else {
      // The type of a step does not say which procedure yields it.
      this.#finish(running, { status: "fulfilled", value: step.value as T });
      this.#suspended.push(running);
    }
  }

  #finish({ index }: RunningProcedure<T>, result: PromiseSettledResult<T>): void {
    if (this.#results[index] !== undefined) return;
    this.#results[index] = result;
    this.#unfinished--;
  }
}
