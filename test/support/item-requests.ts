import { expect } from "chai";
import type { Json } from "../../src/testing/control-plane/wire.js";
import { Emulator } from "../../src/testing/server/emulator.js";

/** A DynamoDB in this thread, with a clock of its own. */
export class ItemRequests {
  readonly emulator: Emulator;
  /** The clock, in milliseconds. */
  now = 0;

  constructor(...tables: readonly object[]) {
    this.emulator = new Emulator({}, () => this.now);
    for (const table of tables) this.ask("CreateTable", table);
  }

  /** Returns the members of the answer. Fails if the answer is an error. */
  ask(operation: string, input: object): Json {
    const { status, body } = this.emulator.answer(operation, { ...input });
    expect(status, body).to.equal(200);
    return JSON.parse(body) as Json;
  }

  /** Returns the error, as `Name: message`. Fails if the answer is not an error. */
  refusal(operation: string, input: object): string {
    const { __type, message, Message } = this.error(operation, input);
    return `${String(__type).split("#").at(-1)}: ${message ?? Message}`;
  }

  /** Returns the members of the error. */
  error(operation: string, input: object): Json {
    const { status, body } = this.emulator.answer(operation, { ...input });
    expect(status, body).to.equal(400);
    return JSON.parse(body) as Json;
  }

  /** Writes items into a table. */
  put(TableName: string, ...items: readonly object[]): void {
    for (const Item of items) this.ask("PutItem", { TableName, Item });
  }
}

/** A case of a request that is refused. */
export type Refusal = readonly [what: string, operation: string, input: object, error: string];

/** Defines a test for each request that is refused with an exact text. */
export function itRefusesRequests(requests: () => ItemRequests, cases: readonly Refusal[]): void {
  for (const [what, operation, input, error] of cases) {
    it(`${operation}: ${what}`, () => {
      expect(requests().refusal(operation, input)).to.equal(error);
    });
  }
}
