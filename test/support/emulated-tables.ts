import { REALISTIC } from "../../src/testing/control-plane/durations.js";
import type { Json } from "../../src/testing/control-plane/wire.js";
import { Emulated } from "./emulated.js";
import { attributes, index, key, on, onDemand, units } from "./table-requests.js";

/** A provisioned table with a partition key `pk`, a string. */
export const provisioned = { ...onDemand, BillingMode: "PROVISIONED", ...units };

/** The definition of a global secondary index. */
export function indexOn(attribute: string): object {
  return index(`by-${attribute}`, key(attribute));
}

/** A table with indexes on attributes that are strings. */
export function withIndexes(table: typeof onDemand, ...names: readonly string[]): Json {
  const throughput = table.BillingMode === "PROVISIONED" ? units : {};
  return {
    ...table,
    ...on("pk", ...names),
    GlobalSecondaryIndexes: names.map((name) => ({ ...indexOn(name), ...throughput })),
  };
}

/** The members of an UpdateTable that adds an index on an attribute. */
export function addIndex(attribute: string, AttributeType = "S", members: object = {}): Json {
  return {
    AttributeDefinitions: attributes(attribute).map((definition) => ({ ...definition, AttributeType })),
    GlobalSecondaryIndexUpdates: [{ Create: { ...indexOn(attribute), ...members } }],
  };
}

/** The members of an UpdateTable that deletes an index. */
export function deleteIndex(IndexName: string): Json {
  return { GlobalSecondaryIndexUpdates: [{ Delete: { IndexName } }] };
}

/** The members of an UpdateTable that changes an index. */
export function updateIndex(IndexName: string, members: object): Json {
  return { GlobalSecondaryIndexUpdates: [{ Update: { IndexName, ...members } }] };
}

/** A number of capacity units. */
export function capacity(reads: number, writes = reads): Json {
  return { ProvisionedThroughput: { ReadCapacityUnits: reads, WriteCapacityUnits: writes } };
}

/** A stream with this view type. */
export function stream(StreamViewType: string): Json {
  return { StreamSpecification: { StreamEnabled: true, StreamViewType } };
}

/** The table class that is not the default. */
export const infrequent = { TableClass: "STANDARD_INFREQUENT_ACCESS" };

/** Deletion protection. */
export function protection(DeletionProtectionEnabled: boolean): Json {
  return { DeletionProtectionEnabled };
}

/** A change that is refused for a table, and DynamoDB's message. */
export type Refusal = readonly [what: string, change: Json, says: string];

/** Defines a test for each change that UpdateTable refuses. */
export function itRefusesTo(emulated: () => EmulatedTables, TableName: string, refusals: readonly Refusal[]): void {
  for (const [what, change, says] of refusals) {
    it(`refuses ${what}`, () =>
      emulated().refuses("UpdateTable", { TableName, ...change }, "ValidationException", says));
  }
}

/** An emulated account with methods for the lifecycle of tables. */
export class EmulatedTables extends Emulated {
  /** Creates a table, and waits until it is ACTIVE. */
  async table(TableName: string, input: Json): Promise<string> {
    await this.ask("CreateTable", { TableName, ...input });
    this.advance(REALISTIC.createTableWithIndexesMs);
    return TableName;
  }

  /** Changes a table, and returns the answer's description. */
  async update(TableName: string, change: Json): Promise<Json> {
    return (await this.ask("UpdateTable", { TableName, ...change }))["TableDescription"] as Json;
  }

  /** The statuses of a table and of its indexes, with `+` after that of an index that is backfilling. */
  async statuses(TableName: string): Promise<string[]> {
    const { TableStatus, GlobalSecondaryIndexes = [] } = await this.describe(TableName);
    const indexes = (GlobalSecondaryIndexes as Json[]).map(
      ({ IndexStatus, Backfilling }) => `${IndexStatus}${Backfilling === true ? "+" : ""}`,
    );
    return [String(TableStatus), ...indexes];
  }
}
