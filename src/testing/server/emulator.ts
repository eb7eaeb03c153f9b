import { AwsError, unknownOperation } from "../control-plane/aws-error.js";
import { durationsOf } from "../control-plane/durations.js";
import { operations } from "../control-plane/operations/index.js";
import { withAskedNames, withTableNames } from "../control-plane/table-names.js";
import type { Operation, StoreChange } from "../control-plane/table-operation.js";
import type { Plane } from "../control-plane/tables.js";
import { Timeline } from "../control-plane/timeline.js";
import { type Json, withoutNulls } from "../control-plane/wire.js";
import { checkItemRequest, itemOperations, wantsExistingItem } from "../items/item-requests.js";
import { viewFor } from "../items/multi-attribute-index.js";
import type { EmulatorOptions } from "../options.js";
import { withExistingItem } from "./existing-item.js";
import { type Answer, Store } from "./item-store.js";
import { Lock } from "./lock.js";
import { readThroughView } from "./multi-attribute-reads.js";
import type { Contents, PreparedRequest } from "./protocol.js";
import { Transactions } from "./transactions.js";

/** DynamoDB without a port: the tables, their items, and what is answered to a request. */
export class Emulator {
  readonly #plane: Plane;
  readonly #store = new Store();
  readonly #lock = new Lock();
  readonly #transactions: Transactions;

  /** @param now - The clock, in milliseconds since 1970. */
  constructor({ region = "us-east-1", latency = "instant", limits }: EmulatorOptions, now: () => number) {
    this.#plane = {
      region,
      accountId: "000000000000",
      tables: new Map(),
      timeline: new Timeline(now),
      durations: durationsOf(latency),
      limits: { tables: 2_500, changingTables: 500, ...limits },
    };
    this.#transactions = new Transactions(this.#plane, this.#store);
  }

  /** What DynamoDB answers. Errors are answers, too. */
  async answer(operation: string, asked: Json): Promise<Answer> {
    try {
      const input = withTableNames(this.#plane, asked);
      const play = operations.get(operation);
      if (play) return await this.#lock.exclusive(() => this.#play(play, input));
      if (itemOperations.has(operation)) {
        const passOn = () => this.#passOn(operation, input, asked);
        return await (wantsExistingItem(input) ? this.#lock.exclusive(passOn) : this.#lock.shared(passOn));
      }
      const transact = this.#transactions.operations.get(operation);
      if (transact) return await this.#lock.exclusive(() => this.#transact(transact, input));
      throw unknownOperation(`dynatwin's emulator does not play ${operation}.`);
    } catch (error) {
      if (error instanceof AwsError) return { status: error.status, body: JSON.stringify(error) };
      await this.#lock.exclusive(() => this.#store.renew());
      throw error;
    }
  }

  /** The names of the tables, in order. */
  tableNames(): string[] {
    this.#plane.timeline.settle();
    return [...this.#plane.tables.keys()].toSorted();
  }

  /** Empties all tables. */
  clear(): Promise<void> {
    return this.#fill({});
  }

  /** What the items of all tables are. */
  dump(): Promise<Contents> {
    return this.#lock.exclusive(() => this.#store.dump());
  }

  /** Makes the items of the tables what they were. Changes nothing where one of the tables is gone, or another one. */
  restore(contents: Contents): Promise<void> {
    return this.#fill(contents);
  }

  /** Carries requests out with no time passing. Throws the first error, with nothing done after it. */
  prepare(requests: readonly PreparedRequest[]): Promise<void> {
    return this.#lock.exclusive(async () => {
      const plane = { ...this.#plane, durations: durationsOf("instant") };
      for (const { operation, input } of requests) {
        const play = operations.get(operation);
        if (!play) throw unknownOperation(`dynatwin's emulator does not play ${operation}.`);
        await this.#play(play, input, plane).catch((cause: Error) => {
          const { name, message } = cause;
          throw new Error(`${operation} of the table "${input["TableName"]}" failed: ${name}: ${message}`, { cause });
        });
      }
    });
  }

  #fill(contents: Contents): Promise<void> {
    return this.#lock.exclusive(async () => {
      const gone = Object.keys(contents).find((name) => (contents[name]?.length ?? 0) > 0 && !this.#store.has(name));
      if (gone !== undefined) throw new Error(`The table "${gone}" of the snapshot is gone. Create it first.`);
      await this.#store.replace(contents);
      this.#transactions.forget();
    });
  }

  async #play(play: Operation, input: Json, plane = this.#plane): Promise<Answer> {
    plane.timeline.settle();
    const { store, commit } = play(plane, withoutNulls(input));
    if (store) await this.#change(store);
    return { status: 200, body: JSON.stringify(commit()) };
  }

  async #transact(transact: (input: Json) => Promise<object>, input: Json): Promise<Answer> {
    this.#plane.timeline.settle();
    return { status: 200, body: JSON.stringify(await transact(withoutNulls(input))) };
  }

  #change(change: StoreChange): Promise<void> {
    return change.kind === "drop" ? this.#store.drop(change.tableName) : this.#store[change.kind](change.input);
  }

  async #passOn(operation: string, input: Json, asked: Json): Promise<Answer> {
    this.#plane.timeline.settle();
    checkItemRequest(this.#plane, input);
    const view = viewFor(this.#plane, input);
    const answer = view
      ? await readThroughView(this.#store, view, operation, input)
      : await this.#store.send(operation, JSON.stringify(input));
    const { status, body } = wantsExistingItem(input)
      ? await withExistingItem(this.#plane, this.#store, input, answer)
      : answer;
    return { status, body: withAskedNames(this.#plane, asked, body) };
  }
}
