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
import { connectBlocking } from "../../src/transport/blocking.js";
import type { BlockingConnection } from "../../src/transport/transport.js";
import { fakeTime } from "./fake-time.js";
import { definition } from "./table-requests.js";

/** What a test starts from. */
export interface Scenario extends RestartOptions {
  /** Tables that are there from the start, by name: members of their CreateTable requests. The key is `pk` by default. */
  readonly tables?: Readonly<Record<string, object>>;
}

/** A request as it arrived. */
export interface RecordedRequest extends EmulatorRequest {
  // biome-ignore lint/suspicious/noExplicitAny: the wire's JSON, asserted on member by member
  readonly input: Record<string, any>;
  /** When it arrived, in seconds since the scenario began. */
  readonly second: number;
}

/** What DescribeTable says of a table whatever it is like, from one second of the scenario to another. */
export function described(
  table: object,
  { tableName, fromSecond = 0, toSecond = Number.POSITIVE_INFINITY }: Described = {},
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

interface Described {
  /** @defaultValue every table */
  readonly tableName?: string;
  readonly fromSecond?: number;
  readonly toSecond?: number;
}

/** An embedded DynamoDB that plays one scenario after the other. Its clock is moved by the pauses of its clients. */
export class ScriptedDynamoDB {
  readonly config: MockConfig;
  readonly #db: MockDynamoDB;
  readonly #somebody: BlockingConnection;
  #clients: DynamoClient[] = [];
  #startedAt = 0;

  private constructor(db: MockDynamoDB) {
    this.#db = db;
    this.config = db.config;
    this.#somebody = connectBlocking({ config: db.config }, {});
  }

  static start(): ScriptedDynamoDB {
    const db = syncMockDynamoDB({ time: "manual" });
    // Tests of clients have their own, or none.
    setDefaultClient(undefined);
    return new ScriptedDynamoDB(db);
  }

  /** Starts over. Clients of earlier scenarios are destroyed. */
  play({ tables = {}, ...options }: Scenario = {}): void {
    for (const client of this.#clients) client.destroy();
    this.#clients = [];
    const requests = Object.entries(tables).map(([TableName, members]) => ({
      operation: "CreateTable",
      input: definition(TableName, members),
    }));
    // What restart() does, with tables that no model describes.
    this.#db.link.syncControl.ask("restart", options, requests);
    this.#startedAt = this.#db.clock.now();
  }

  /** A client whose pauses move the clock. The SDK does not retry, unless `config` says so. */
  client(config: DynamoClientConfig = {}): DynamoClient {
    const own = { ...this.config, maxAttempts: 1, ...config };
    const client = new DynamoClient(own, fakeTime(connect(own), this.#db.clock));
    this.#clients.push(client);
    return client;
  }

  /** Changes a table, as somebody else would who does not wait for it. */
  update(tableName: string, change: Omit<UpdateTableCommandInput, "TableName">): void {
    this.#somebody.startCall().send("UpdateTable", { TableName: tableName, ...change });
  }

  /** Lets time pass. */
  advance(seconds: number): void {
    this.#db.clock.advance(seconds * 1000);
  }

  /** How long the scenario has lasted, in milliseconds of its clock. */
  get elapsedMs(): number {
    return this.#db.clock.now() - this.#startedAt;
  }

  /** What arrived since the last {@link play}, of one operation or of all. */
  requests(operation?: string): RecordedRequest[] {
    const all = this.#db.requests.map((request) => ({ ...request, second: (request.atMs - this.#startedAt) / 1000 }));
    return operation === undefined ? all : all.filter((request) => request.operation === operation);
  }

  stop(): void {
    this.play();
    this.#somebody.destroy();
    this.#db.syncClose();
  }
}
