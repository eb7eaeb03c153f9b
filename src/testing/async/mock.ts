import type { ModelInstance } from "../../async/model-info.js";
import { DynamoClient, type Model } from "../../index.js";
import { checkOptions } from "../../table/check.js";
import type { TableModel } from "../../table/from-model.js";
import type { EmulatorClock } from "../emulator/clock.js";
import type { BlockingControl, Control, EmulatorLink } from "../emulator/emulator-link.js";
import type { MockConfig, Snapshot } from "../mock-types.js";
import { checkFaults, restartOptions } from "../option-shapes.js";
import type { EmulatorRequest, Fault, MockOptions, RestartOptions } from "../options.js";
import { requestsFor } from "../prepare.js";
import { StandIn } from "../stand-in.js";

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
  constructor(link: EmulatorLink, port: number, models: readonly TableModel[], { region = "us-east-1" }: MockOptions) {
    this.link = link;
    this.models = models;
    this.endpoint = `http://127.0.0.1:${port}`;
    this.config = {
      endpoint: this.endpoint,
      region,
      credentials: { accessKeyId: "mock", secretAccessKey: "mock" },
    };
    this.client = new DynamoClient(this.config);
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
  get clock(): EmulatorClock {
    return this.link.clock;
  }

  /** Starts the list of {@link requests} anew. */
  clearRequests(): void {
    this.syncControl.ask("clearRequests");
  }

  /**
   * Scripts what goes wrong from now on, after the faults that are scripted already.
   *
   * @param faults - What goes wrong, and which requests it meets.
   */
  addFaults(...faults: readonly Fault[]): void {
    this.syncControl.ask("addFaults", checkFaults(faults));
  }

  /** Lets nothing go wrong any more. */
  clearFaults(): void {
    this.syncControl.ask("clearFaults");
  }

  /**
   * Saves items of models, one after the other: the fixtures of a test.
   *
   * @param items - New items of models whose tables are there.
   * @throws What the items' own `save` throws.
   */
  async put(...items: readonly (Model & ModelInstance)[]): Promise<void> {
    for (const item of items) await item.save();
  }

  /** Empties all tables. They stay, with their indexes and settings. */
  async reset(): Promise<void> {
    await this.asyncControl.ask("clear");
  }

  /**
   * Remembers the items of all tables.
   *
   * @returns What {@link restore} takes.
   */
  async snapshot(): Promise<Snapshot> {
    return { contents: await this.asyncControl.ask("dump") };
  }

  /**
   * Makes the items of all tables what they were. Tables that were made since are emptied.
   *
   * @param snapshot - What {@link snapshot} returned.
   */
  async restore(snapshot: Snapshot): Promise<void> {
    await this.asyncControl.ask("restore", snapshot.contents);
  }

  /**
   * Starts over, sooner than a new one would: the models' tables anew and no others, no {@link requests}, and the clock
   * at the time of day.
   *
   * @param options - What is to be other than when it was made.
   */
  async restart(options?: RestartOptions): Promise<void> {
    const others = checkOptions("restart", options, restartOptions);
    await this.asyncControl.ask("restart", others, requestsFor(this.models));
  }

  /** Ends the embedded DynamoDB, and gives the default client and the models back their own. Twice is as good as once. */
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
