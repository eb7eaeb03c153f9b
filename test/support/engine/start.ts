import type { AnyTable, DynamoClientConfig } from "../../../src/index.js";
import { type MockDynamoDB, mockDynamoDB, syncMockDynamoDB } from "../../../src/testing/index.js";
import { EndpointTables } from "./endpoint-tables.js";
import { otherEngine } from "./engine.js";

/**
 * The DynamoDB of a test: our emulator, or the one at the endpoint that the environment names. Tests that use
 * `requests` or `addFaults` declare that with `needs`.
 */
export interface TestDynamoDB
  extends Pick<
    MockDynamoDB,
    | "addFaults"
    | "clearFaults"
    | "clearRequests"
    | "client"
    | "close"
    | "put"
    | "requests"
    | "reset"
    | "syncClose"
    | "syncPut"
    | "syncReset"
  > {
  /** The configuration for other clients. */
  readonly config: DynamoClientConfig;
}

/** Starts it, or connects to it, and creates the tables of these models. Their client is that of the result. */
export async function startDynamoDB(...models: readonly AnyTable[]): Promise<TestDynamoDB> {
  return otherEngine ? new EndpointTables(otherEngine, models) : await mockDynamoDB(...models);
}

/** The blocking twin of {@link startDynamoDB}. */
export function syncStartDynamoDB(...models: readonly AnyTable[]): TestDynamoDB {
  return otherEngine ? new EndpointTables(otherEngine, models) : syncMockDynamoDB(...models);
}

/** The name of a table: on an endpoint that can have other tables, one that is unique to this run. */
export function tableName(name: string): string {
  return `${otherEngine?.prefix ?? ""}${name}`;
}
