import type { DynamoClient } from "../../src/index.js";
import type { MethodName } from "../../src/permissions/method-operations.js";
import type { Scenario } from "../support/scripted-dynamodb.js";

/** A call of a method, and what it starts from. */
export interface MethodCall {
  readonly method: MethodName;
  /** The options that are given, besides the keys of the table. */
  readonly options?: object;
  readonly scenario?: Scenario;
  /** What is called before. */
  readonly before?: (client: DynamoClient) => Promise<unknown>;
  /** Whether the call may be refused after it has sent what it is made for. */
  readonly mayFail?: boolean;
  readonly call: (client: DynamoClient) => Promise<unknown>;
}
