import type { UpdateTableCommandInput } from "@aws-sdk/client-dynamodb";
import { connect } from "../../src/async/client/client-config.js";
import { type DynamoClientConfig, setDefaultClient } from "../../src/index.js";
import { DynamoClient } from "../../src/sync/client/client.js";
import {
  type EmulatorRequest,
  type Fault,
  type MockConfig,
  type MockDynamoDB,
  type RestartOptions,
  syncMockDynamoDB,
} from "../../src/testing/index.js";
import { connectBlocking } from "../../src/transport/choose-engine.js";
import type { BlockingConnection } from "../../src/transport/transport.js";
import { fakeTime } from "./fake-time.js";
import { definition } from "./table-requests.js";

/** The initial state of a test. */
export interface Scenario extends RestartOptions {
  /** Initial tables, by name: members of their CreateTable requests. The key is `pk` by default. */
  readonly tables?: Readonly<Record<string, object>>;
}

/** A request as received. */
export interface RecordedRequest extends EmulatorRequest {
  // biome-ignore lint/suspicious/noExplicitAny: the wire's JSON, asserted on member by member
  readonly input: Record<string, any>;
  /** When it was received, in seconds since the start of the scenario. */
  readonly second: number;
}

/** Replaces members of DescribeTable's answer for a table, from one second of the scenario to another. */
export function described(
  table: object,
  { tableName, fromSecond = 0, toSecond = Number.POSITIVE_INFINITY }: DescribedOptions = {},
): Fault {
  return {
    kind: "answer",
    operation: "DescribeTable",
    tableName,
    afterMs: fromSecond * 1000,
    forMs: (toSecond - fromSecond) * 1000,
    answer: { Table: table },
  };
}

/** An operation that is never answered. */
export function unanswered(operation: string): Fault {
  return { kind: "slow", operation, times: Number.POSITIVE_INFINITY, delayMs: Number.POSITIVE_INFINITY };
}

interface DescribedOptions {
  /** @defaultValue every table */
  readonly tableName?: string;
  readonly fromSecond?: number;
  readonly toSecond?: number;
}

/** An embedded DynamoDB that runs scenarios in sequence. Its clock is advanced by the pauses of its clients. */
export class ScriptedDynamoDB {
  readonly config: MockConfig;
  readonly #db: MockDynamoDB;
  readonly #otherConnection: BlockingConnection;
  /** Has the configuration of most clients, so that their worker continues to run when a scenario ends. */
  readonly #keeper: BlockingConnection;
  #clients: DynamoClient[] = [];
  #startedAt = 0;

  private constructor(db: MockDynamoDB) {
    this.#db = db;
    this.config = db.config;
    this.#otherConnection = connectBlocking({ config: db.config }, {});
    this.#keeper = connectBlocking({ config: { ...db.config, maxAttempts: 1 } }, {});
  }

  static start(): ScriptedDynamoDB {
    const db = syncMockDynamoDB({ time: "manual" });
    // Tests of clients set their own default client, or none.
    setDefaultClient(undefined);
    return new ScriptedDynamoDB(db);
  }

  /** Starts a new scenario. Clients of earlier scenarios are destroyed. */
  startScenario({ tables = {}, ...options }: Scenario = {}): void {
    for (const client of this.#clients) client.destroy();
    this.#clients = [];
    const requests = Object.entries(tables).map(([TableName, members]) => ({
      operation: "CreateTable",
      input: definition(TableName, members),
    }));
    // Like restart(), with tables without models.
    this.#db.link.syncControl.ask("restart", options, requests);
    this.#startedAt = this.#db.clock.now();
  }

  /**
   * A client whose pauses advance the clock. The SDK does not retry, unless `config` sets `maxAttempts`.
   *
   * @param afterEach - Called after each of its requests and pauses.
   */
  client(config: DynamoClientConfig = {}, afterEach?: () => void): DynamoClient {
    const own = { ...this.config, maxAttempts: 1, ...config };
    const client = new DynamoClient(own, fakeTime(connect(own), this.#db.clock, afterEach));
    this.#clients.push(client);
    return client;
  }

  /** Changes a table, like another program, without a wait. */
  update(tableName: string, change: Omit<UpdateTableCommandInput, "TableName">): void {
    this.#otherConnection.startCall().send("UpdateTable", { TableName: tableName, ...change });
  }

  /** Advances the clock. */
  advance(seconds: number): void {
    this.#db.clock.advance(seconds * 1000);
  }

  /** The duration of the scenario, in milliseconds of its clock. */
  get elapsedMs(): number {
    return this.#db.clock.now() - this.#startedAt;
  }

  /** The requests since the last {@link startScenario}, of one operation or of all. */
  requests(operation?: string): RecordedRequest[] {
    const all = this.#db.requests.map((request) => ({ ...request, second: (request.atMs - this.#startedAt) / 1000 }));
    return operation === undefined ? all : all.filter((request) => request.operation === operation);
  }

  stop(): void {
    this.startScenario();
    this.#otherConnection.destroy();
    this.#keeper.destroy();
    this.#db.syncClose();
  }
}
