import type { TableDescription } from "@aws-sdk/client-dynamodb";
import { isInUse, isNotFound, isRetryable } from "../dynamodb/error-predicates.js";
import { type Procedure, request } from "../procedure/procedure.js";
import type { TableContext } from "./context.js";

/** Describes a table with one request. */
export function* describeTable(
  context: TableContext,
  tableName: string,
  timeoutMs: number,
): Procedure<TableDescription> {
  const answer = yield* request("DescribeTable", { TableName: tableName }, timeoutMs);
  context.noteKnown(tableName);
  return answer.Table ?? {};
}

/** Describes a table that may not exist. */
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

/** Describes a table after a failed request, which may have changed it. Throws the error of that request if this one fails too. */
export function* describeAfter(
  context: TableContext,
  tableName: string,
  error: unknown,
  timeoutMs: number,
): Procedure<TableDescription | undefined> {
  try {
    return yield* describeIfExists(context, tableName, timeoutMs);
  } catch (fault) {
    // Without a description, "in use" can mean that the request may succeed later.
    throw isInUse(error) && isRetryable(fault) ? fault : error;
  }
}
