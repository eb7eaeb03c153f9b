import { expect } from "chai";
import { type MockDynamoDB, type MockOptions, mockDynamoDB } from "../../src/testing/index.js";
import { REALISTIC } from "../../src/testing/plane/durations.js";
import { RawDynamoDB } from "./raw-dynamodb.js";

type Json = Record<string, unknown>;

/** Keys of a table with a partition key `pk`, a string. */
const plainKeys = {
  AttributeDefinitions: [{ AttributeName: "pk", AttributeType: "S" }],
  KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
};

/** A table on demand. */
export const onDemand = { ...plainKeys, BillingMode: "PAY_PER_REQUEST" };

/** A provisioned table. */
export const provisioned = { ...plainKeys, ProvisionedThroughput: { ReadCapacityUnits: 5, WriteCapacityUnits: 5 } };

/** A global secondary index as it is asked for. */
export function indexOn(attribute: string, IndexName = `by-${attribute}`): Json {
  return {
    IndexName,
    KeySchema: [{ AttributeName: attribute, KeyType: "HASH" }],
    Projection: { ProjectionType: "ALL" },
  };
}

/** The members of an UpdateTable that adds an index on an attribute. */
export function addIndex(attribute: string, type = "S", index: Json = {}): Json {
  return {
    AttributeDefinitions: [{ AttributeName: attribute, AttributeType: type }],
    GlobalSecondaryIndexUpdates: [{ Create: { ...indexOn(attribute), ...index } }],
  };
}

/** The members of an UpdateTable that deletes an index. */
export function deleteIndex(IndexName: string): Json {
  return { GlobalSecondaryIndexUpdates: [{ Delete: { IndexName } }] };
}

/** A table with indexes on attributes that are strings. */
export function withIndexes(table: typeof onDemand | typeof provisioned, ...attributes: readonly string[]): Json {
  const added = attributes.map((AttributeName) => ({ AttributeName, AttributeType: "S" }));
  const { ProvisionedThroughput } = table as Json;
  return {
    ...table,
    AttributeDefinitions: [...table.AttributeDefinitions, ...added],
    GlobalSecondaryIndexes: attributes.map((each) => ({
      ...indexOn(each),
      ...(ProvisionedThroughput !== undefined && { ProvisionedThroughput }),
    })),
  };
}

/** An embedded DynamoDB with AWS' own times, whose clock is turned by hand, and a client that sends anything. */
export class Played {
  readonly db: MockDynamoDB;
  readonly raw: RawDynamoDB;

  private constructor(db: MockDynamoDB) {
    this.db = db;
    this.raw = new RawDynamoDB(db.endpoint);
  }

  static async start(options: MockOptions = {}): Promise<Played> {
    return new Played(await mockDynamoDB({ time: "manual", latency: "realistic", ...options }));
  }

  async close(): Promise<void> {
    this.raw.destroy();
    await this.db.close();
  }

  /** Lets so many milliseconds pass. */
  pass(ms: number): void {
    this.db.clock.advance(ms);
  }

  /** What an operation answers. Fails where it is an error. */
  async does(operation: string, input: object): Promise<Json> {
    const { error, message, body } = await this.raw.send(operation, input);
    expect(error, `${operation}: ${message}`).equal(undefined);
    return body;
  }

  /** Fails unless an operation is refused with an error of this name, in words that have these in them. */
  async refuses(operation: string, input: object, error: string, words: string): Promise<void> {
    const answer = await this.raw.send(operation, input);
    expect([answer.error, answer.message], operation).deep.equal([
      error,
      answer.message.includes(words) ? answer.message : `… ${words} …`,
    ]);
  }

  /** Creates a table, and waits until it is ACTIVE. */
  async table(TableName: string, input: Json): Promise<string> {
    await this.does("CreateTable", { TableName, ...input });
    this.pass(REALISTIC.createTableWithIndexes);
    return TableName;
  }

  /** Changes a table, and gives the answer's description. */
  async update(TableName: string, change: Json): Promise<Json> {
    return (await this.does("UpdateTable", { TableName, ...change }))["TableDescription"] as Json;
  }

  async describe(TableName: string): Promise<Json> {
    return (await this.does("DescribeTable", { TableName }))["Table"] as Json;
  }

  /** The statuses of a table and of its indexes, with `+` behind that of one that is being filled. */
  async statuses(TableName: string): Promise<string[]> {
    const { TableStatus, GlobalSecondaryIndexes = [] } = await this.describe(TableName);
    const indexes = (GlobalSecondaryIndexes as Json[]).map(
      ({ IndexStatus, Backfilling }) => `${IndexStatus}${Backfilling === true ? "+" : ""}`,
    );
    return [String(TableStatus), ...indexes];
  }
}
