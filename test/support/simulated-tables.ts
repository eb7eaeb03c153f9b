import { CHANGING_TABLE_QUOTA, TABLE_QUOTA } from "../../src/dynamodb/limits.js";
import type { Call } from "../../src/dynamodb/operations.js";
import { type Procedure, resume, type Step } from "../../src/procedure/procedure.js";
import type { TableContext } from "../../src/table/context.js";
import { type Account, newControlPlane } from "../../src/testing/control-plane/account.js";
import { AwsError } from "../../src/testing/control-plane/aws-error.js";
import { durationsOf, type Latency } from "../../src/testing/control-plane/durations.js";
import { operations } from "../../src/testing/control-plane/operations/index.js";
import type { ControlPlane, Limits } from "../../src/testing/control-plane/tables.js";
import { Timeline } from "../../src/testing/control-plane/timeline.js";
import type { Json } from "../../src/testing/control-plane/wire.js";

/** Thrown where a test ends a procedure in the middle. */
export class Killed extends Error {}

/** A request that changes something. */
const isWrite = ({ operation }: Call) => !/^(Describe|List|Get|Search)/.test(operation);

/** How to run a procedure. */
export interface RunSettings {
  readonly writes?: number;
  readonly beforeRequest?: (call: Call, place: number) => void;
}

/** The control plane of the testing kit without a server, and a clock that only pauses move: a procedure ends at once. */
export class SimulatedTables {
  /** The requests that were sent. */
  readonly calls: Call[] = [];
  /** The errors of requests that change something, as `operation: name: message`. */
  readonly refusals: string[] = [];
  readonly #account: Account;
  readonly #regions = new Map<string, ControlPlane>();
  #now = Date.UTC(2026, 10, 26);

  constructor(latency: Latency = "realistic", limits: Partial<Limits> = {}) {
    this.#account = {
      timeline: new Timeline(() => this.#now),
      durations: durationsOf(latency),
      limits: { tables: TABLE_QUOTA, changingTables: CHANGING_TABLE_QUOTA, ...limits },
      inRegion: (region) => this.#inRegion(region),
    };
  }

  get writes(): Call[] {
    return this.calls.filter(isWrite);
  }

  /** Forgets the requests so far. */
  clear(): void {
    this.calls.length = 0;
    this.refusals.length = 0;
  }

  /** Lets time pass. */
  advance(seconds: number): void {
    this.#now += seconds * 1000;
  }

  readonly context: TableContext = {
    now: () => this.#now,
    timeOfDay: () => this.#now,
    isLoopback: false,
    isOneOfMany: false,
    waitAdvice: undefined,
    noteCreated: () => {},
    noteKnown: () => {},
    mayAppear: () => false,
    allowFor: () => {},
  };

  /**
   * Runs a procedure to its end.
   *
   * @param writes - After how many requests that change something it is ended, before it sees the answer.
   * @param beforeRequest - Called before each request, with its place among those of the procedure.
   */
  run<T>(procedure: Procedure<T>, { writes = Number.POSITIVE_INFINITY, beforeRequest }: RunSettings = {}): T {
    let left = writes;
    let place = 0;
    let turn = resume(procedure);
    while (turn.done !== true) {
      const step = turn.value;
      if (step.kind === "request") beforeRequest?.(step.call, place++);
      const answer = this.#perform(step);
      if (step.kind === "request" && isWrite(step.call) && answer.status === "fulfilled" && --left === 0)
        throw new Killed();
      turn = resume(procedure, answer);
    }
    return turn.value;
  }

  #inRegion(region: string): ControlPlane {
    const controlPlane = this.#regions.get(region) ?? newControlPlane(region, this.#account);
    this.#regions.set(region, controlPlane);
    return controlPlane;
  }

  #perform(step: Step): PromiseSettledResult<unknown> {
    if (step.kind === "pause") {
      this.#now += step.ms;
      return { status: "fulfilled", value: undefined };
    }
    this.calls.push(step.call);
    try {
      return { status: "fulfilled", value: this.send(step.call.operation, step.call.input) };
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      if (isWrite(step.call)) this.refusals.push(`${step.call.operation}: ${error.name}: ${error.message}`);
      return { status: "rejected", reason: error };
    }
  }

  /** Sends a request, as another program does. */
  send(operation: string, input: object, region = "us-east-1"): Record<string, unknown> {
    this.#account.timeline.settle();
    const handler = operations.get(operation);
    try {
      if (handler === undefined) throw new AwsError("UnknownOperationException", operation);
      // As JSON: members that are undefined are not sent.
      const answer = handler(this.#inRegion(region), JSON.parse(JSON.stringify(input)) as Json).commit();
      return withDates(answer) as Record<string, unknown>;
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      throw Object.assign(new Error(error.message), { name: error.name });
    }
  }
}

/** A copy with times as the SDK gives them. */
function withDates(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(withDates);
  const copy: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(value))
    copy[name] = typeof member === "number" && name.endsWith("DateTime") ? new Date(member * 1000) : withDates(member);
  return copy;
}
