import type { Call } from "../../src/dynamodb/operations.js";
import { ConcurrentProcedures } from "../../src/procedure/concurrent-procedures.js";
import type { ConcurrentProcedure } from "../../src/procedure/procedure.js";
import type { TableContext } from "../../src/table/context.js";
import type { Latency } from "../../src/testing/control-plane/durations.js";
import type { Limits } from "../../src/testing/control-plane/tables.js";
import { SimulatedTables } from "./simulated-tables.js";

/** How many requests of some operations are accepted: a reserve, and what it is filled up with. */
export interface Rate {
  readonly operations: RegExp;
  readonly reserve: number;
  readonly perSecond: number;
}

/** The limits of a simulated service, and how long its answers take. */
export interface ServiceOptions {
  readonly latency?: Latency;
  /** @defaultValue those of DynamoDB */
  readonly limits?: Partial<Limits>;
  /** @defaultValue none */
  readonly rates?: readonly Rate[];
  /** @defaultValue 40 */
  readonly roundTripMs?: number;
}

/** A request that was posted, or its answer on the way. */
interface Event {
  readonly atMs: number;
  readonly happen: () => void;
}

/** Many procedures against the control plane of the testing kit, with the limits of AWS, in simulated time. */
export class SimulatedService {
  readonly tables: SimulatedTables;
  readonly #options: ServiceOptions;
  readonly #reserves: { tokens: number; atMs: number }[];
  #events: Event[] = [];
  readonly #requests: { readonly operation: string; readonly isRefused: boolean }[] = [];

  constructor(options: ServiceOptions = {}) {
    const { latency, rates = [], limits } = options;
    this.#options = options;
    this.tables = new SimulatedTables(latency, limits);
    this.#reserves = rates.map(({ reserve }) => ({ tokens: reserve, atMs: this.#now() }));
  }

  /** The context of the calls. */
  get context(): TableContext {
    return { ...this.tables.context, isOneOfMany: true };
  }

  /** The share of the requests that were refused because there was too much at once. */
  get refused(): number {
    return this.#requests.filter(({ isRefused }) => isRefused).length / this.#requests.length;
  }

  /** How many requests arrived. */
  requests(operation?: string): number {
    return this.#requests.filter((request) => operation === undefined || request.operation === operation).length;
  }

  /** Runs procedures, and returns their results, with the seconds that they took. */
  runAll<T>(procedures: readonly ConcurrentProcedure<T>[], concurrency = Number.POSITIVE_INFINITY) {
    const startedAt = this.#now();
    const completions: (() => void)[] = [];
    let posted = 0;
    const running: ConcurrentProcedures<T> = new ConcurrentProcedures(procedures, concurrency, {
      now: () => this.#now(),
      post: (call) => {
        const id = ++posted;
        this.#send(call, (result) => completions.push(() => running.complete(id, result)));
        return id;
      },
    });
    while (!running.isOver) {
      const wakeAt = running.wakeAt ?? Number.POSITIVE_INFINITY;
      const [next] = this.#events;
      this.#advanceTo(Math.min(wakeAt, next?.atMs ?? Number.POSITIVE_INFINITY));
      if (next !== undefined && next.atMs <= this.#now()) {
        this.#events.shift();
        next.happen();
        for (const complete of completions.splice(0)) complete();
      }
      running.wake();
    }
    return { results: running.results, seconds: (this.#now() - startedAt) / 1000 };
  }

  #now(): number {
    return this.tables.context.now();
  }

  #advanceTo(ms: number): void {
    if (ms === Number.POSITIVE_INFINITY) throw new Error("The procedures wait for nothing.");
    if (ms > this.#now()) this.tables.advance((ms - this.#now()) / 1000);
  }

  #send(call: Call, answer: (result: PromiseSettledResult<unknown>) => void): void {
    const { roundTripMs = 40 } = this.#options;
    this.#after(roundTripMs / 2, () => {
      const result = this.#perform(call);
      this.#after(roundTripMs / 2, () => answer(result));
    });
  }

  #after(ms: number, happen: () => void): void {
    this.#events.push({ atMs: this.#now() + ms, happen });
    this.#events.sort((a, b) => a.atMs - b.atMs);
  }

  #perform({ operation, input }: Call): PromiseSettledResult<unknown> {
    const note = (isRefused: boolean) => this.#requests.push({ operation, isRefused });
    try {
      this.#takeTokens(operation);
      const value = this.tables.send(operation, input);
      note(false);
      return { status: "fulfilled", value };
    } catch (reason) {
      const { name } = reason as Error;
      note(name === "ThrottlingException" || name === "LimitExceededException");
      return { status: "rejected", reason };
    }
  }

  #takeTokens(operation: string): void {
    for (const [place, { operations, reserve, perSecond }] of (this.#options.rates ?? []).entries()) {
      const state = this.#reserves[place];
      if (state === undefined || !operations.test(operation)) continue;
      const elapsedMs = this.#now() - state.atMs;
      state.tokens = Math.min(reserve, state.tokens + (elapsedMs * perSecond) / 1000);
      state.atMs = this.#now();
      if (state.tokens < 1) {
        const message = "The rate of control plane requests made by this account is too high";
        throw Object.assign(new Error(message), { name: "ThrottlingException" });
      }
      state.tokens--;
    }
  }
}
