import { DynamoClient, DynatwinError, type ModelInstance } from "../../index.js";
import { checkOptions } from "../../table/check.js";
import type { TableModel } from "../../table/from-model.js";
import { StandIn } from "../client-override.js";
import { contentsOf, requireItems } from "../mock-arguments.js";
import type { MockClock, MockConfig, Snapshot } from "../mock-types.js";
import { requestsFor } from "../model-tables.js";
import { addedFaults, restartOptions } from "../option-readers.js";
import type { EmulatorRequest, Fault, MockOptions, RestartOptions } from "../options.js";
import { CLOCK_STANDS } from "../server/clock.js";
import type { BlockingControl, Control, EmulatorLink } from "../server/emulator-link.js";

/** What {@link mockDynamoDB} returns: an embedded DynamoDB, and a client of it. */
export class AsyncMock implements AsyncDisposable {
  /** @internal */
  readonly link: EmulatorLink;
  /** @internal */
  readonly standIn: StandIn;
  /** @internal */
  readonly models: readonly TableModel[];
  /** A client of the embedded DynamoDB. It is the default client, and that of the models, until {@link close}. */
  readonly client: DynamoClient;
  /** Where the embedded DynamoDB listens: `http://127.0.0.1:` and a free port. */
  readonly endpoint: string;
  /** The configuration of {@link client}, for clients that you make yourself. */
  readonly config: MockConfig;

  /** @internal */
  constructor(link: EmulatorLink, port: number, models: readonly TableModel[], options: MockOptions) {
    if (link === undefined)
      throw new DynatwinError("A MockDynamoDB is made by mockDynamoDB(…) or syncMockDynamoDB(…).");
    const { region = "us-east-1", time } = options;
    this.link = link;
    this.models = models;
    this.endpoint = `http://127.0.0.1:${port}`;
    this.config = {
      endpoint: this.endpoint,
      region,
      credentials: { accessKeyId: "mock", secretAccessKey: "mock" },
    };
    this.client = new DynamoClient(this.config);
    if (time === "manual") this.client.asyncContext.waitAdvice = CLOCK_STANDS;
    this.standIn = new StandIn(this.client, models);
  }

  /** @internal */
  get asyncControl(): Control {
    return this.link.asyncControl;
  }

  /** @internal */
  get syncControl(): BlockingControl {
    return this.link.syncControl;
  }

  /** The names of the tables that are there now, in order. */
  get tables(): readonly string[] {
    return this.syncControl.ask("tables");
  }

  /** The requests that arrived so far, in order. Those that made the models' tables are not among them. */
  get requests(): readonly EmulatorRequest[] {
    return this.syncControl.ask("requests");
  }

  /** The emulator's clock. With `time: "manual"` it moves only by `advance(ms)`. */
  get clock(): MockClock {
    return this.link.clock;
  }

  /**
   * Starts the list of {@link requests} anew.
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
   * Scripts what goes wrong from now on, after the faults that are scripted already.
   *
   * @param faults - What goes wrong, and which requests it meets.
   * @throws `DynatwinError` when there is no such fault.
   *
   * @example
   * ```ts
   * import { mockDynamoDB } from "dynatwin/testing";
   *
   * const db = await mockDynamoDB(User);
   * db.addFaults({ kind: "throttled", operation: "DescribeTable", times: 2 });
   * await db.client.waitForTableActive(User); // waits them out
   * await db.close();
   * ```
   */
  addFaults(...faults: readonly Fault[]): void {
    this.syncControl.ask("addFaults", checkOptions("addFaults", { faults }, addedFaults).faults ?? []);
  }

  /**
   * Lets nothing go wrong any more.
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
   * Saves items of models, one after the other: the fixtures of a test.
   *
   * @param items - New items of models whose tables are there.
   * @throws What the items' own `save` throws.
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
   * Empties all tables. They stay, with their indexes and settings.
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
   * Remembers the items of all tables.
   *
   * @returns What {@link restore} takes.
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
    return { contents: await this.asyncControl.ask("dump") };
  }

  /**
   * Makes the items of all tables what they were. Tables that were made since are emptied.
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
    await this.asyncControl.ask("restore", contentsOf(snapshot));
  }

  /**
   * Starts over, sooner than a new one would: the models' tables anew and no others, no {@link requests}, and the clock at
   * the time of day.
   *
   * @param options - What is to be other than when it was made.
   * @throws `DynatwinError` when an option is wrong.
   *
   * @example
   * ```ts
   * import { mockDynamoDB } from "dynatwin/testing";
   *
   * const db = await mockDynamoDB(User);
   * await db.restart({ faults: [{ kind: "throttled", operation: "PutItem" }] });
   * await new User({ id: "u1" }).save(); // the SDK tries again
   * console.log(db.requests.length);
   * await db.close();
   * ```
   */
  async restart(options?: RestartOptions): Promise<void> {
    const others = checkOptions("restart", options, restartOptions);
    await this.asyncControl.ask("restart", others, requestsFor(this.models));
  }

  /**
   * Ends the embedded DynamoDB, and gives the default client and the models back their own. Twice is as good as once.
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
    this.standIn.leave();
    this.client.destroy();
    await this.asyncControl.end();
  }

  /** Closes it at the end of the block. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }
}
