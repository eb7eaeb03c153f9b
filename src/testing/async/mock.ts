import { DynamoClient, DynatwinError, type ModelInstance } from "../../index.js";
import type { TableModel } from "../../table/definition/from-model.js";
import { checkOptions } from "../../validation/check-options.js";
import { ClientOverride } from "../client-override.js";
import { LazySnapshots } from "../lazy-snapshots.js";
import { contentsOf, requireItems } from "../mock-arguments.js";
import type { MockClock, MockConfig, Snapshot } from "../mock-types.js";
import { tableRequestsFor } from "../model-tables.js";
import { addedFaults, restartOptions } from "../option-readers.js";
import type { EmulatorRequest, Fault, MockOptions, RestartOptions } from "../options.js";
import { CLOCK_STOPPED_ADVICE } from "../server/clock.js";
import type { BlockingControl, Control, EmulatorLink } from "../server/emulator-link.js";

/** What {@link mockDynamoDB} returns: an embedded DynamoDB, and a client of it. */
export class AsyncMock implements AsyncDisposable {
  /** @internal */
  readonly link: EmulatorLink;
  /** @internal */
  readonly clientOverride: ClientOverride;
  /** @internal */
  readonly models: readonly TableModel[];
  /** @internal */
  readonly snapshots: LazySnapshots;
  /** A client of the embedded DynamoDB. It is the default client, and that of the models, until {@link close}. */
  readonly client: DynamoClient;
  /** The URL of the embedded DynamoDB: `http://127.0.0.1:` and a free port. */
  readonly endpoint: string;
  /** The configuration of {@link client}, for clients that you create yourself. */
  readonly config: MockConfig;

  /** @internal */
  constructor(link: EmulatorLink, port: number, models: readonly TableModel[], options: MockOptions) {
    if (link === undefined)
      throw new DynatwinError("A MockDynamoDB is created by mockDynamoDB(…) or syncMockDynamoDB(…).");
    const { region = "us-east-1", time } = options;
    this.link = link;
    this.models = models;
    this.snapshots = new LazySnapshots(link);
    this.endpoint = `http://127.0.0.1:${port}`;
    this.config = {
      endpoint: this.endpoint,
      region,
      credentials: { accessKeyId: "mock", secretAccessKey: "mock" },
    };
    this.client = new DynamoClient(this.config);
    if (time === "manual") this.client.asyncContext.waitAdvice = CLOCK_STOPPED_ADVICE;
    this.clientOverride = new ClientOverride(this.client, models);
  }

  /** @internal */
  get asyncControl(): Control {
    return this.link.asyncControl;
  }

  /** @internal */
  get syncControl(): BlockingControl {
    return this.link.syncControl;
  }

  /** The names of the existing tables of all regions, sorted. */
  get tables(): readonly string[] {
    return this.syncControl.ask("tables");
  }

  /** The requests received so far, in order. Those that created the models' tables are not included. */
  get requests(): readonly EmulatorRequest[] {
    return this.syncControl.ask("requests");
  }

  /** The emulator's clock. With `time: "manual"` it changes only by `advance(ms)`. */
  get clock(): MockClock {
    return this.link.clock;
  }

  /**
   * Empties the list of {@link requests}.
   *
   * @example
   * ```ts
   * import { mockDynamoDB } from "dynatwin/testing";
   *
   * const db = await mockDynamoDB(User);
   * await db.put(new User({ id: "u1" }));
   * db.clearRequests();
   * await User.get({ id: "u1" });
   * console.log(db.requests.length); // 1
   * await db.close();
   * ```
   */
  clearRequests(): void {
    this.syncControl.ask("clearRequests");
  }

  /**
   * Adds faults to simulate from now on, after those already added.
   *
   * @param faults - The kinds of failure, and the requests that they match.
   * @throws `DynatwinError` when a fault is invalid.
   *
   * @example
   * ```ts
   * import { mockDynamoDB } from "dynatwin/testing";
   *
   * const db = await mockDynamoDB(User);
   * db.addFaults({ kind: "throttled", operation: "DescribeTable", times: 2 });
   * await db.client.waitForTableActive(User); // retries until it succeeds
   * await db.close();
   * ```
   */
  addFaults(...faults: readonly Fault[]): void {
    this.syncControl.ask("addFaults", checkOptions("addFaults", { faults }, addedFaults).faults ?? []);
  }

  /**
   * Removes all faults.
   *
   * @example
   * ```ts
   * import { mockDynamoDB } from "dynatwin/testing";
   *
   * const db = await mockDynamoDB();
   * db.addFaults({ kind: "denied", times: Number.POSITIVE_INFINITY });
   * db.clearFaults();
   * await db.close();
   * ```
   */
  clearFaults(): void {
    this.syncControl.ask("clearFaults");
  }

  /**
   * Saves items of models one after the other, as fixtures of a test.
   *
   * @param items - New items of models whose tables exist.
   * @throws Errors of the items' `save`.
   *
   * @example
   * ```ts
   * import { mockDynamoDB } from "dynatwin/testing";
   *
   * const db = await mockDynamoDB(User);
   * await db.put(new User({ id: "u1" }), new User({ id: "u2" }));
   * await db.close();
   * ```
   */
  async put(...items: readonly ModelInstance[]): Promise<void> {
    requireItems(items);
    for (const item of items) await item.save();
  }

  /**
   * Deletes the items of all tables, and the records of their streams. The tables, their indexes, settings and streams remain.
   *
   * @example
   * ```ts
   * import { mockDynamoDB } from "dynatwin/testing";
   *
   * const db = await mockDynamoDB(User);
   * await db.put(new User({ id: "u1" }));
   * await db.reset();
   * console.log(await User.get({ id: "u1" })); // undefined
   * await db.close();
   * ```
   */
  async reset(): Promise<void> {
    await this.asyncControl.ask("clear");
  }

  /**
   * Takes a snapshot of the items of all tables. It takes the same time for any number of items: they stay in the emulator's
   * thread, and are copied when you read `contents`, and at the latest by {@link close}.
   *
   * @returns A snapshot for {@link restore}, also of another embedded DynamoDB.
   *
   * @example
   * ```ts
   * import { mockDynamoDB } from "dynatwin/testing";
   *
   * const db = await mockDynamoDB(User);
   * await db.put(new User({ id: "u1" }));
   * const fixtures = await db.snapshot();
   * await db.reset();
   * await db.restore(fixtures);
   * await db.close();
   * ```
   */
  async snapshot(): Promise<Snapshot> {
    return this.snapshots.create(await this.asyncControl.ask("snapshot"));
  }

  /**
   * Replaces the items of all tables by those of a snapshot. Tables created since then are emptied, and so are all streams.
   *
   * @param snapshot - What {@link MockDynamoDB.snapshot | snapshot} returned.
   *
   * @example
   * ```ts
   * import { mockDynamoDB } from "dynatwin/testing";
   *
   * const db = await mockDynamoDB(User);
   * const empty = await db.snapshot();
   * await db.put(new User({ id: "u1" }));
   * await db.restore(empty);
   * await db.close();
   * ```
   */
  async restore(snapshot: Snapshot): Promise<void> {
    await this.asyncControl.ask("restore", this.snapshots.find(snapshot) ?? contentsOf(snapshot));
  }

  /**
   * Restarts the embedded DynamoDB, faster than starting a new one: only the models' tables, without items, no
   * {@link requests}, and the clock at the current time.
   *
   * @param options - The options that change.
   * @throws `DynatwinError` when an option is wrong.
   *
   * @example
   * ```ts
   * import { mockDynamoDB } from "dynatwin/testing";
   *
   * const db = await mockDynamoDB(User);
   * await db.restart({ faults: [{ kind: "throttled", operation: "PutItem" }] });
   * await new User({ id: "u1" }).save(); // the SDK retries
   * console.log(db.requests.length);
   * await db.close();
   * ```
   */
  async restart(options?: RestartOptions): Promise<void> {
    const others = checkOptions("restart", options, restartOptions);
    await this.asyncControl.ask("restart", others, tableRequestsFor(this.models));
  }

  /**
   * Stops the embedded DynamoDB, and restores the default client and the clients of the models. A second call has no effect.
   *
   * @example
   * ```ts
   * import { mockDynamoDB } from "dynatwin/testing";
   *
   * const db = await mockDynamoDB();
   * console.log(db.endpoint);
   * await db.close();
   * ```
   */
  async close(): Promise<void> {
    this.clientOverride.restore();
    this.client.destroy();
    try {
      for (const { id, fill } of this.snapshots.unread) fill(await this.asyncControl.ask("contents", id));
    } catch {
      // The thread has ended already, and its snapshots with it.
    }
    await this.asyncControl.end();
  }

  /** Closes it at the end of an `await using` block. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }
}
