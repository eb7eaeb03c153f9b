import { CHANGING_TABLE_QUOTA, TABLE_QUOTA } from "../../dynamodb/limits.js";
import { AwsError, unknownOperation } from "../control-plane/aws-error.js";
import { durationsOf } from "../control-plane/durations.js";
import { operations } from "../control-plane/operations/index.js";
import { saveTable } from "../control-plane/saved-table.js";
import { withAskedNames, withTableNames } from "../control-plane/table-names.js";
import type { Operation } from "../control-plane/table-operation.js";
import type { ControlPlane } from "../control-plane/tables.js";
import { Timeline } from "../control-plane/timeline.js";
import { type Json, withoutNulls } from "../control-plane/wire.js";
import { Items } from "../items/items.js";
import { itemOperations } from "../items/operations/index.js";
import type { ItemsSnapshot } from "../items/snapshot.js";
import { streamOperations } from "../items/streams/operations/index.js";
import { timeToLiveDelayOf } from "../items/time-to-live.js";
import type { EmulatorOptions } from "../options.js";
import type { Contents, PreparedRequest } from "./protocol.js";
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
  readonly #controlPlane: ControlPlane;
  readonly #items: Items;
  #changes = 0;

  /** @param now - The clock, in milliseconds since 1970. */
  constructor(options: EmulatorOptions, now: () => number) {
    const {
      region = "us-east-1",
      latency = "instant",
      limits,
      timeToLiveDelayMs = timeToLiveDelayOf(latency),
    } = options;
    const controlPlane = {
      region,
      accountId: "000000000000",
      tables: new Map(),
      backups: new Map(),
      streamTimes: new Map(),
      timeline: new Timeline(now),
      durations: durationsOf(latency),
      limits: { tables: TABLE_QUOTA, changingTables: CHANGING_TABLE_QUOTA, ...limits },
    };
    this.#items = new Items(controlPlane, timeToLiveDelayMs);
    this.#controlPlane = this.#items.controlPlane;
  }

  /** Whether an operation is supported. */
  supports(operation: string): boolean {
    return operations.has(operation) || itemOperations.has(operation) || streamOperations.has(operation);
  }

  /** How many requests can have changed something so far. */
  get changes(): number {
    return this.#changes;
  }

  /** All that is saved of this moment. */
  state(): EmulatorState {
    this.#settle();
    const { region, tables, backups } = this.#controlPlane;
    return {
      region,
      tables: [...tables.values()].flatMap((table) => saveTable(table) ?? []),
      items: this.#items.snapshot(),
      backups: [...backups.values()],
      sequenceNumber: this.#items.streamContext.streams.lastNumber,
    };
  }

  /** Loads a saved state into this emulator, which has to be empty. */
  loader(): StateTarget {
    return new StateLoader(this.#controlPlane, this.#items);
  }

  /** Answers a request. Errors of DynamoDB are answers too. */
  answer(operation: string, original: Json): Answer {
    try {
      this.#settle();
      const answer = this.#execute(operation, original);
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
    return [...this.#controlPlane.tables.keys()].toSorted();
  }

  /** Empties all tables, and drops the records of their streams. */
  clear(): void {
    this.#settle();
    this.#items.replace({});
  }

  /** A snapshot of the items of all tables. */
  snapshot(): ItemsSnapshot {
    this.#settle();
    return this.#items.snapshot();
  }

  /**
   * Replaces the items of the tables by those of a snapshot or by plain data, and drops the records of their streams. Changes nothing
   * if a table no longer exists, or has another key.
   */
  restore(contents: ItemsSnapshot | Contents): void {
    this.#settle();
    if (contents instanceof Map) this.#items.restore(contents);
    else this.#items.replace(contents as Contents); // what is no map
  }

  /** Executes requests with instant durations. Throws the first error, and skips the requests after it. */
  prepare(requests: readonly PreparedRequest[]): void {
    const limits = { ...this.#controlPlane.limits, changesPerSecond: undefined };
    const controlPlane = { ...this.#controlPlane, durations: durationsOf("instant"), limits };
    for (const { operation, input } of requests) {
      const execute = operations.get(operation);
      if (!execute) throw unsupported(operation);
      try {
        this.#changeTables(execute, input, controlPlane);
      } catch (cause) {
        const { name, message } = cause as Error;
        throw new Error(`${operation} of the table "${input["TableName"]}" failed: ${name}: ${message}`, { cause });
      }
    }
  }

  /** Makes the changes that are due at this time: of tables, and then of items. */
  #settle(): void {
    this.#controlPlane.timeline.settle();
    this.#items.deleteExpired();
  }

  #execute(operation: string, original: Json): object {
    const executeOnStreams = streamOperations.get(operation);
    if (executeOnStreams) return executeOnStreams(this.#items.streamContext, withoutNulls(original));
    const input = withTableNames(this.#controlPlane, original);
    const execute = operations.get(operation);
    if (execute) return this.#changeTables(execute, input);
    const executeOnItems = itemOperations.get(operation);
    if (!executeOnItems) throw unsupported(operation);
    return withAskedNames(this.#controlPlane, original, executeOnItems(this.#items, input));
  }

  #changeTables(execute: Operation, input: Json, controlPlane = this.#controlPlane): object {
    controlPlane.timeline.settle();
    const { store, commit } = execute(controlPlane, withoutNulls(input));
    if (store) this.#items.change(store);
    return commit();
  }
}

function unsupported(operation: string): AwsError {
  return unknownOperation(`dynatwin's emulator does not support ${operation}.`);
}
