import { CHANGING_TABLE_QUOTA, TABLE_QUOTA } from "../../dynamodb/limits.js";
import { type Account, newControlPlane } from "../control-plane/account.js";
import { AwsError } from "../control-plane/aws-error.js";
import { durationsOf } from "../control-plane/durations.js";
import { Timeline } from "../control-plane/timeline.js";
import type { Json } from "../control-plane/wire.js";
import type { ItemsContext } from "../items/items.js";
import { Replication, replicationDelayOf } from "../items/replication.js";
import type { ItemsSnapshot } from "../items/snapshot.js";
import { timeToLiveDelayOf } from "../items/time-to-live.js";
import type { EmulatorOptions } from "../options.js";
import { contentsByRegion, unitedSnapshot } from "./contents-by-region.js";
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
const READS = /^(?:BatchGet|Describe|Get|List|Query$|Scan$|Search|TransactGet)/;

/** DynamoDB without a port, for all regions: tables, items, and the answers to requests. */
export class Emulator {
  readonly #timeline: Timeline;
  readonly #account: Account;
  readonly #items: ItemsContext;
  readonly #regions = new Map<string, Region>();
  /** The region of requests that are signed for none. */
  readonly #ownRegion: Region;
  #changes = 0;

  /** @param now - The clock, in milliseconds since 1970. */
  constructor(options: EmulatorOptions, now: () => number) {
    const {
      region = "us-east-1",
      latency = "instant",
      limits,
      timeToLiveDelayMs = timeToLiveDelayOf(latency),
      replicationDelayMs = replicationDelayOf(latency),
    } = options;
    this.#timeline = new Timeline(now);
    const inRegion = (name: string) => this.#regionOf(name).items;
    this.#items = { timeToLiveDelayMs, replication: new Replication(replicationDelayMs, inRegion), inRegion };
    this.#account = {
      timeline: this.#timeline,
      durations: durationsOf(latency),
      limits: { tables: TABLE_QUOTA, changingTables: CHANGING_TABLE_QUOTA, ...limits },
      inRegion: (name) => this.#regionOf(name).controlPlane,
    };
    this.#ownRegion = this.#regionOf(region);
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
    const regions = new Map([...this.#regions].map(([name, region]) => [name, region.state()]));
    this.#items.replication.completeIn((region, tableName) => regions.get(region)?.items.get(tableName));
    return { region: this.#ownRegion.name, regions: [...regions.values()] };
  }

  /** Loads a saved state into this emulator, which has to be empty. */
  loader(): StateTarget {
    return new StateLoader(this.#ownRegion.name, (name) => this.#regionOf(name));
  }

  /**
   * Answers a request. Errors of DynamoDB are answers too.
   *
   * @param region - The region that the request is signed for. @defaultValue the emulator's own
   */
  answer(operation: string, original: Json, region?: string): Answer {
    try {
      this.#settle();
      const answer = (region === undefined ? this.#ownRegion : this.#regionOf(region)).execute(operation, original);
      if (!READS.test(operation)) this.#changes += 1;
      return { status: 200, body: WITHOUT_BODY.has(operation) ? "" : JSON.stringify(answer) };
    } catch (error) {
      if (error instanceof AwsError) return { status: error.status, body: JSON.stringify(error) };
      throw error;
    }
  }

  /** The names of the tables of all regions, sorted. */
  tableNames(): string[] {
    this.#settle();
    const names = [...this.#regions.values()].flatMap(({ controlPlane }) => [...controlPlane.tables.keys()]);
    return [...new Set(names)].toSorted();
  }

  /** Empties all tables, and drops the records of their streams. */
  clear(): void {
    this.restore({});
  }

  /** A snapshot of the items of all tables. Those of other regions than the emulator's own have ARNs as names. */
  snapshot(): ItemsSnapshot {
    this.#settle();
    return unitedSnapshot(this.#regions.values(), this.#ownRegion.name);
  }

  /**
   * Replaces the items of the tables by those of a snapshot or by plain data, and drops the records of their streams. Changes nothing
   * if a table no longer exists, or has another key.
   */
  restore(contents: ItemsSnapshot | Contents): void {
    this.#settle();
    const byTable = contents instanceof Map ? contents : new Map(Object.entries(contents));
    const byRegion = contentsByRegion(byTable, this.#ownRegion.name);
    const regions = new Set([...this.#regions.keys(), ...byRegion.keys()]);
    const replacements = Array.from(regions, (name) =>
      this.#regionOf(name).items.replacement(byRegion.get(name) ?? new Map()),
    );
    for (const replace of replacements) replace();
    this.#items.replication.clear();
  }

  /** Executes requests in its own region with instant durations. Throws the first error, and skips the requests after it. */
  prepare(requests: readonly PreparedRequest[]): void {
    this.#changes += requests.length;
    this.#ownRegion.prepare(requests);
  }

  /** Whether its own region has a table. */
  hasTable(tableName: string): boolean {
    return this.#ownRegion.controlPlane.tables.has(tableName);
  }

  #regionOf(name: string): Region {
    const existing = this.#regions.get(name);
    if (existing) return existing;
    const region = new Region(newControlPlane(name, this.#account), this.#items);
    this.#regions.set(name, region);
    return region;
  }

  /** Makes the changes that are due at this time: of tables, and then of items. */
  #settle(): void {
    this.#timeline.settle();
    this.#items.replication.settle(this.#timeline.time);
    for (const { items } of this.#regions.values()) items.deleteExpired();
  }
}
