/**
 * An embedded DynamoDB for tests.
 *
 * @module dynatwin/testing
 */

export { mockDynamoDB } from "./async/start.js";
export type { Durations, Latency } from "./control-plane/durations.js";
export type { Limits } from "./control-plane/tables.js";
export type { MockArguments } from "./mock-arguments.js";
export type { MockClock, MockConfig, Snapshot } from "./mock-types.js";
export type {
  EmulatorOptions,
  EmulatorRequest,
  Fault,
  MockOptions,
  RestartOptions,
  UseDynamoDBOptions,
} from "./options.js";
export { MockDynamoDB } from "./sync/mock.js";
export { syncMockDynamoDB } from "./sync/start.js";
export type { TestHook, TestHooks } from "./test-hooks.js";
export { type UseArguments, useDynamoDB } from "./use-dynamodb.js";
