import type { OperationName } from "../dynamodb/operations.js";
import { Pace, type PaceStart } from "./pace.js";

/** A request that waits to be sent, or is under way. */
export interface LaneRequest {
  readonly operation: OperationName;
  /** Its number in its lane, since it was sent last. */
  number: number;
}

/** The SDK opens this many connections; more requests would wait there. */
const MAX_UNDER_WAY = 50;

/** DynamoDB accepts 50 DescribeTable requests at once, fewer of other reads, and refuses 4 of 10 changes. */
const STARTS = {
  DescribeTable: { underWay: MAX_UNDER_WAY, growth: 1 },
  reads: { underWay: 8, growth: 1 },
  changes: { underWay: 4, growth: 0.25 },
} as const satisfies Readonly<Record<string, PaceStart>>;

/** Whether an operation changes a table. */
export function isChange(operation: OperationName): boolean {
  return /^(Create|Update|Delete|Put|Tag|Untag)(?!Item)/.test(operation);
}

/** The requests that DynamoDB counts together: all changes of tables, and each other operation for itself. */
interface Lane<R> {
  readonly pace: Pace;
  readonly waiting: R[];
}

/** Sends requests as fast as DynamoDB accepts them: a refusal of one slows all others of its lane. Sends nothing itself. */
export class RequestLanes<R extends LaneRequest> {
  readonly #lanes = new Map<string, Lane<R>>();
  #underWay = 0;

  /** Whether no request waits. */
  get isEmpty(): boolean {
    return [...this.#lanes.values()].every(({ waiting }) => waiting.length === 0);
  }

  /** When the next request may be sent; `Infinity` if none waits, or one that is under way has to end first. */
  get nextAt(): number {
    if (this.#underWay >= MAX_UNDER_WAY) return Number.POSITIVE_INFINITY;
    const times = [...this.#lanes.values()].map(({ pace, waiting }) => (waiting.length > 0 ? pace.nextAt : undefined));
    return Math.min(...times.map((time) => time ?? Number.POSITIVE_INFINITY));
  }

  /** Adds a request behind those that wait. */
  add(request: R): void {
    this.#laneOf(request).waiting.push(request);
  }

  /** Adds a request before those that wait: one that was sent already. */
  addFirst(request: R): void {
    this.#laneOf(request).waiting.unshift(request);
  }

  /** Removes a request that waits. */
  remove(request: R): void {
    const { waiting } = this.#laneOf(request);
    const place = waiting.indexOf(request);
    if (place >= 0) waiting.splice(place, 1);
  }

  /** Removes the next request that may be sent now, and counts it as sent. */
  take(now: number): R | undefined {
    if (this.#underWay >= MAX_UNDER_WAY) return undefined;
    for (const { pace, waiting } of this.#lanes.values()) {
      const [request] = waiting;
      if (request === undefined || pace.nextAt > now) continue;
      waiting.shift();
      this.#underWay++;
      request.number = pace.send(now);
      return request;
    }
    return undefined;
  }

  /**
   * Notes that a request has ended.
   *
   * @param isRefused - Whether DynamoDB refused it because there are too many.
   */
  end(request: R, now: number, isRefused: boolean): void {
    const { pace } = this.#laneOf(request);
    this.#underWay--;
    if (isRefused) pace.refuse(request.number, now);
    else pace.accept(request.number, now);
  }

  #laneOf({ operation }: R): Lane<R> {
    const name = isChange(operation) ? "changes" : operation;
    const lane = this.#lanes.get(name) ?? { pace: new Pace(startOf(name)), waiting: [] };
    this.#lanes.set(name, lane);
    return lane;
  }
}

function startOf(lane: string): PaceStart {
  return Object.hasOwn(STARTS, lane) ? STARTS[lane as keyof typeof STARTS] : STARTS.reads;
}
