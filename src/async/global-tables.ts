import type { TableDescription } from "@aws-sdk/client-dynamodb";
import * as calls from "../table/global/global-table-calls.js";
import type { AddReplicaOptions, GlobalTableOptions, RemoveReplicaOptions } from "../table/global/options.js";
import type { AsyncContext } from "./context.js";
import { perform } from "./run.js";

export async function createGlobalTable(
  context: AsyncContext,
  tableName: string,
  options: GlobalTableOptions,
): Promise<TableDescription> {
  return await perform(context, calls.createGlobalTable(tableName, options));
}

export async function addReplica(
  context: AsyncContext,
  tableName: string,
  region: string,
  options?: AddReplicaOptions,
): Promise<TableDescription> {
  return await perform(context, calls.addReplica(tableName, region, options));
}

export async function removeReplica(
  context: AsyncContext,
  tableName: string,
  region: string,
  options?: RemoveReplicaOptions,
): Promise<TableDescription> {
  return await perform(context, calls.removeReplica(tableName, region, options));
}
