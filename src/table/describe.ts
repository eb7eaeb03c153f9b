import type { TableDescription } from "@aws-sdk/client-dynamodb";
import { isInUse, isNotFound, mayPass } from "../dynamodb/error-predicates.js";
import { type Procedure, request } from "../procedure/procedure.js";
import type { TableContext } from "./context.js";

/** Describes a table, by one request. */
export function* describeTable(
  context: TableContext,
  tableName: string,
  timeoutMs: number,
): Procedure<TableDescription> {
  const answer = yield* request("DescribeTable", { TableName: tableName }, timeoutMs);
  context.noteKnown(tableName);
  return answer.Table ?? {};
}

/** Describes a table that may not be there. */
export function* describeIfExists(
  context: TableContext,
  tableName: string,
  timeoutMs: number,
): Procedure<TableDescription | undefined> {
  try {
    return yield* describeTable(context, tableName, timeoutMs);
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

/** Describes what a request that failed may have done nevertheless. Where nobody can tell, its own error is thrown again. */
export function* describeAfter(
  context: TableContext,
  tableName: string,
  error: unknown,
  timeoutMs: number,
): Procedure<TableDescription | undefined> {
  try {
    return yield* describeIfExists(context, tableName, timeoutMs);
  } catch (fault) {
    // A refusal that is not understood yet is no final one.
    throw isInUse(error) && mayPass(fault) ? fault : error;
  }
}
