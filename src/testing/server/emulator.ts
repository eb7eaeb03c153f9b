import { CHANGING_TABLE_QUOTA, TABLE_QUOTA } from "../../dynamodb/limits.js";
import { newControlPlane } from "../control-plane/account.js";
import { AwsError } from "../control-plane/aws-error.js";
import { durationsOf } from "../control-plane/durations.js";
import { Timeline } from "../control-plane/timeline.js";
import type { Json } from "../control-plane/wire.js";
import type { ItemsSnapshot } from "../items/snapshot.js";
import { timeToLiveDelayOf } from "../items/time-to-live.js";
import type { EmulatorOptions } from "../options.js";
import type { Contents, PreparedRequest } from "./protocol.js";
import { isSupported, Region } from "./region.js";
import type { EmulatorState, StateTarget } from "./state/emulator-state.js";
import { StateLoader } from "./state/state-loader.js";

/** An HTTP answer. */
export interface Answer {
  readonly status: number;
  readonly body: string;
}

/** The operations that DynamoDB answers with an empty body. */
const WITHOUT_BODY: ReadonlySet<string> = new Set(["TagResource", "UntagResource"]);

/** The operations that change nothing. */
const READS = /^(?:BatchGet|Describe|Get|List|Query$|Scan$|TransactGet)/;

/** DynamoDB without a port: tables, items, and the answers to requests. */
export class Emulator {
  readonly #timeline: Timeline;
  readonly #region: Region;
  #changes = 0;

  /** @param now - The clock, in milliseconds since 1970. */
  constructor(options: EmulatorOptions, now: () => number) {
    const {
      region = "us-east-1",
      latency = "instant",
      limits,
      timeToLiveDelayMs = timeToLiveDelayOf(latency),
    } = options;
    this.#timeline = new Timeline(now);
    const account = {
      timeline: this.#timeline,
      durations: durationsOf(latency),
      limits: { tables: TABLE_QUOTA, changingTables: CHANGING_TABLE_QUOTA, ...limits },
    };
    this.#region = new Region(newControlPlane(region, account), timeToLiveDelayMs);
  }

  /** Whether an operation is supported. */
  supports(operation: string): boolean {
    return isSupported(operation);
  }

  /** How many requests can have changed something so far. */
  get changes(): number {
    return this.#changes;
  }

  /** All that is saved of this moment. */
  state(): EmulatorState {
    this.#settle();
    return this.#region.state();
  }

  /** Loads a saved state into this emulator, which has to be empty. */
  loader(): StateTarget {
    return new StateLoader(this.#region.controlPlane, this.#region.items);
  }

  /** Answers a request. Errors of DynamoDB are answers too. */
  answer(operation: string, original: Json): Answer {
    try {
      this.#settle();
      const answer = this.#region.execute(operation, original);
      if (!READS.test(operation)) this.#changes += 1;
      return { status: 200, body: WITHOUT_BODY.has(operation) ? "" : JSON.stringify(answer) };
    } catch (error) {
      if (error instanceof AwsError) return { status: error.status, body: JSON.stringify(error) };
      throw error;
    }
  }

  /** The names of the tables, sorted. */
  tableNames(): string[] {
    this.#settle();
    return [...this.#region.controlPlane.tables.keys()].toSorted();
  }

  /** Empties all tables, and drops the records of their streams. */
  clear(): void {
    this.#settle();
    this.#region.items.replace({});
  }

  /** A snapshot of the items of all tables. */
  snapshot(): ItemsSnapshot {
    this.#settle();
    return this.#region.items.snapshot();
  }

  /**
   * Replaces the items of the tables by those of a snapshot or by plain data, and drops the records of their streams. Changes nothing
   * if a table no longer exists, or has another key.
   */
  restore(contents: ItemsSnapshot | Contents): void {
    this.#settle();
    const { items } = this.#region;
    if (contents instanceof Map) items.restore(contents);
    else items.replace(contents as Contents); // what is no map
  }

  /** Executes requests with instant durations. Throws the first error, and skips the requests after it. */
  prepare(requests: readonly PreparedRequest[]): void {
    this.#region.prepare(requests);
  }

  /** Makes the changes that are due at this time: of tables, and then of items. */
  #settle(): void {
    this.#timeline.settle();
    this.#region.items.deleteExpired();
  }
}
