import { expect } from "chai";
import { REALISTIC } from "../../src/testing/control-plane/durations.js";
import { type MockDynamoDB, type MockOptions, mockDynamoDB } from "../../src/testing/index.js";
import { RawDynamoDB } from "./raw-dynamodb.js";
import { definition } from "./table-requests.js";

/** An emulated account with the durations of AWS and a manual clock, accessed by HTTP. */
export class Emulated {
  readonly db: MockDynamoDB;
  readonly dynamodb: RawDynamoDB;

  constructor(db: MockDynamoDB) {
    this.db = db;
    this.dynamodb = new RawDynamoDB(db.endpoint);
  }

  static async start<T extends Emulated>(this: new (db: MockDynamoDB) => T, options: MockOptions = {}): Promise<T> {
    return new this(await mockDynamoDB({ time: "manual", latency: "realistic", ...options }));
  }

  /** Returns the members of the answer. Fails the test if the answer is an error. */
  async ask(operation: string, input: object = {}): Promise<Record<string, unknown>> {
    const { error, message, body } = await this.dynamodb.send(operation, input);
    if (error !== undefined) throw new Error(`${operation}: ${error}: ${message}`);
    return body;
  }

  /** Returns the error, as `Name: message`. Fails the test if the answer is not an error. */
  async refusal(operation: string, input: object = {}): Promise<string> {
    const { error, message, body } = await this.dynamodb.send(operation, input);
    if (error === undefined) throw new Error(`${operation} was not refused: ${JSON.stringify(body)}`);
    return `${error}: ${message}`;
  }

  /** Fails unless an operation is refused with an error of this name whose message contains these texts. */
  async refuses(operation: string, input: object, error: string, says: string): Promise<void> {
    const refusal = await this.refusal(operation, input);
    expect(refusal).to.match(new RegExp(`^${error}: `));
    expect(refusal).to.include(says);
  }

  /** Advances the clock, in milliseconds. */
  advance(ms: number): void {
    this.db.clock.advance(ms);
  }

  /** Creates a table, and advances the clock until it is ACTIVE and its backups can be configured. */
  async create(tableName: string, members: object = {}): Promise<void> {
    await this.ask("CreateTable", definition(tableName, members));
    this.advance(REALISTIC.createTableWithIndexesMs + REALISTIC.backupsCooldownMs);
  }

  async describe(tableName: string): Promise<Record<string, unknown>> {
    const { Table } = await this.ask("DescribeTable", { TableName: tableName });
    return Table as Record<string, unknown>;
  }

  async close(): Promise<void> {
    this.dynamodb.destroy();
    await this.db.close();
  }
}

/** An invalid part of a CreateTable request, as members that are added to a valid one, and DynamoDB's message. */
export type Mistake = readonly [what: string, members: object, says: string];

/** Defines a test for each mistake. */
export function itRefuses(emulated: () => Emulated, issues: readonly Mistake[]): void {
  for (const [what, members, says] of issues) {
    it(`refuses ${what}`, () =>
      emulated().refuses("CreateTable", definition("mistake", members), "ValidationException", says));
  }
}
