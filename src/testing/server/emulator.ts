import { CHANGING_TABLE_QUOTA, TABLE_QUOTA } from "../../dynamodb/limits.js";
import { AwsError, unknownOperation } from "../control-plane/aws-error.js";
import { durationsOf } from "../control-plane/durations.js";
import { operations } from "../control-plane/operations/index.js";
import { withAskedNames, withTableNames } from "../control-plane/table-names.js";
import type { Operation, StoreChange } from "../control-plane/table-operation.js";
import type { ControlPlane } from "../control-plane/tables.js";
import { Timeline } from "../control-plane/timeline.js";
import { type Json, withoutNulls } from "../control-plane/wire.js";
import { checkItemRequest, itemOperations, wantsExistingItem } from "../items/item-requests.js";
import { findMultiAttributeIndex } from "../items/multi-attribute-index.js";
import type { EmulatorOptions } from "../options.js";
import { withExistingItem } from "./existing-item.js";
import { type Answer, Store } from "./item-store.js";
import { Lock } from "./lock.js";
import { readMultiAttributeIndex } from "./multi-attribute-reads.js";
import type { Contents, PreparedRequest } from "./protocol.js";
import { Transactions } from "./transactions.js";

/** The operations that DynamoDB answers with an empty body. */
const WITHOUT_BODY: ReadonlySet<string> = new Set(["TagResource", "UntagResource"]);

/** DynamoDB without a port: tables, items, and the answers to requests. */
export class Emulator {
  readonly #controlPlane: ControlPlane;
  readonly #store = new Store();
  readonly #lock = new Lock();
  readonly #transactions: Transactions;

  /** @param now - The clock, in milliseconds since 1970. */
  constructor({ region = "us-east-1", latency = "instant", limits }: EmulatorOptions, now: () => number) {
    this.#controlPlane = {
      region,
      accountId: "000000000000",
      tables: new Map(),
      backups: new Map(),
      timeline: new Timeline(now),
      durations: durationsOf(latency),
      limits: { tables: TABLE_QUOTA, changingTables: CHANGING_TABLE_QUOTA, ...limits },
    };
    this.#transactions = new Transactions(this.#controlPlane, this.#store);
  }

  /** Answers a request. Errors of DynamoDB are answers too. */
  async answer(operation: string, original: Json): Promise<Answer> {
    try {
      const input = withTableNames(this.#controlPlane, original);
      const execute = operations.get(operation);
      if (execute) {
        const answer = await this.#lock.exclusive(() => this.#execute(execute, input));
        return WITHOUT_BODY.has(operation) ? { ...answer, body: "" } : answer;
      }
      if (itemOperations.has(operation)) {
        const forward = () => this.#forward(operation, input, original);
        return await (wantsExistingItem(input) ? this.#lock.exclusive(forward) : this.#lock.shared(forward));
      }
      const transact = this.#transactions.operations.get(operation);
      if (transact) return await this.#lock.exclusive(() => this.#transact(transact, input));
      throw unknownOperation(`dynatwin's emulator does not support ${operation}.`);
    } catch (error) {
      if (error instanceof AwsError) return { status: error.status, body: JSON.stringify(error) };
      await this.#lock.exclusive(() => this.#store.restartDynalite());
      throw error;
    }
  }

  /** The names of the tables, sorted. */
  tableNames(): string[] {
    this.#controlPlane.timeline.settle();
    return [...this.#controlPlane.tables.keys()].toSorted();
  }

  /** Empties all tables. */
  clear(): Promise<void> {
    return this.#fill({});
  }

  /** The items of all tables. */
  dump(): Promise<Contents> {
    return this.#lock.exclusive(() => this.#store.dump());
  }

  /** Replaces the items of the tables by those of a snapshot. Changes nothing if a table no longer exists, or has another key. */
  restore(contents: Contents): Promise<void> {
    return this.#fill(contents);
  }

  /** Executes requests with instant durations. Throws the first error, and skips the requests after it. */
  prepare(requests: readonly PreparedRequest[]): Promise<void> {
    return this.#lock.exclusive(async () => {
      const limits = { ...this.#controlPlane.limits, changesPerSecond: undefined };
      const controlPlane = { ...this.#controlPlane, durations: durationsOf("instant"), limits };
      for (const { operation, input } of requests) {
        const execute = operations.get(operation);
        if (!execute) throw unknownOperation(`dynatwin's emulator does not support ${operation}.`);
        await this.#execute(execute, input, controlPlane).catch((cause: Error) => {
          const { name, message } = cause;
          throw new Error(`${operation} of the table "${input["TableName"]}" failed: ${name}: ${message}`, { cause });
        });
      }
    });
  }

  #fill(contents: Contents): Promise<void> {
    return this.#lock.exclusive(async () => {
      const gone = Object.keys(contents).find((name) => (contents[name]?.length ?? 0) > 0 && !this.#store.has(name));
      if (gone !== undefined) throw new Error(`The table "${gone}" of the snapshot no longer exists. Create it first.`);
      await this.#store.replace(contents);
      this.#transactions.forget();
    });
  }

  async #execute(execute: Operation, input: Json, controlPlane = this.#controlPlane): Promise<Answer> {
    controlPlane.timeline.settle();
    const { store, commit } = execute(controlPlane, withoutNulls(input));
    if (store) await this.#change(store);
    return { status: 200, body: JSON.stringify(commit()) };
  }

  async #transact(transact: (input: Json) => Promise<object>, input: Json): Promise<Answer> {
    this.#controlPlane.timeline.settle();
    return { status: 200, body: JSON.stringify(await transact(withoutNulls(input))) };
  }

  #change(change: StoreChange): Promise<void> {
    return change.kind === "drop" ? this.#store.drop(change.tableName) : this.#store[change.kind](change.input);
  }

  async #forward(operation: string, input: Json, original: Json): Promise<Answer> {
    this.#controlPlane.timeline.settle();
    checkItemRequest(this.#controlPlane, input);
    const index = findMultiAttributeIndex(this.#controlPlane, input);
    const answer = index
      ? await readMultiAttributeIndex(this.#store, index, operation, input)
      : await this.#store.send(operation, JSON.stringify(input));
    const { status, body } = wantsExistingItem(input)
      ? await withExistingItem(this.#controlPlane, this.#store, input, answer)
      : answer;
    return { status, body: withAskedNames(this.#controlPlane, original, body) };
  }
}
