import type { TableDescription } from "@aws-sdk/client-dynamodb";
import { isInUse, isNotFound, mayPass } from "../table/faults.js";
import type { SendOptions } from "../transport/transport.js";
import type { AsyncContext } from "./context.js";

/** Describes a table, by one request. */
export async function describe(
  context: AsyncContext,
  tableName: string,
  options: SendOptions,
): Promise<TableDescription> {
  const answer = await context.transport.send("DescribeTable", { TableName: tableName }, options);
  context.noteKnown(tableName);
  return answer.Table ?? {};
}

/** Describes a table that may not be there. */
export async function describeIfExists(
  context: AsyncContext,
  tableName: string,
  options: SendOptions,
): Promise<TableDescription | undefined> {
  try {
    return await describe(context, tableName, options);
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

/** Describes what a request that failed may have done nevertheless. Where nobody can tell, its own error is thrown again. */
export async function describeAfter(
  context: AsyncContext,
  tableName: string,
  error: unknown,
  options: SendOptions,
): Promise<TableDescription | undefined> {
  try {
    return await describeIfExists(context, tableName, options);
  } catch (fault) {
    // A refusal that is not understood yet is no final one.
    throw isInUse(error) && mayPass(fault) ? fault : error;
  }
}
