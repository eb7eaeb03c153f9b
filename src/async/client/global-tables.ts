import type { TableDescription } from "@aws-sdk/client-dynamodb";
import { tableNameOf } from "../../table/definition/from-model.js";
import type { AddReplicaOptions, GlobalTableOptions, RemoveReplicaOptions } from "../../table/global/options.js";
import * as globalTables from "../global-tables.js";
import type { AnyTable } from "../model/model-info.js";
import { ClientChanges } from "./changes.js";

/** The methods of a client on global tables, version 2019.11.21. */
export class ClientGlobalTables extends ClientChanges {
  /**
   * Makes a table a global table: adds the replicas that it does not have, one after the other.
   *
   * The table exists in the client's region, which is one of `regions`. Replicas that exist stay, and one that is being
   * created is waited for, so an interrupted call is resumed by the same call. Settings of a replica that belong to its
   * region are sent to that region, with the client's configuration, once the replica is ACTIVE. All that can be known is
   * checked before anything is changed. DynamoDB enables a stream of the table with new and old images, if it has none.
   *
   * AWS operations: DescribeTable, UpdateTable; in the replicas' regions, as far as settings mention them, ListTagsOfResource,
   * TagResource, UntagResource, GetResourcePolicy, PutResourcePolicy, DeleteResourcePolicy, DescribeContinuousBackups,
   * UpdateContinuousBackups, DescribeContributorInsights, UpdateContributorInsights; with `"STRONG"` also Scan and
   * DescribeTimeToLive. Permissions: `dynamodb:` with each of these names, and in the replicas' regions `CreateTable`,
   * `CreateTableReplica`, `Scan`, `Query`, `GetItem`, `PutItem`, `UpdateItem`, `DeleteItem`, `BatchWriteItem`, with a witness
   * `CreateGlobalTableWitness`.
   *
   * @param table - The table's name or ARN, or its model.
   * @param options - All regions; the consistency, and a witness; settings of replicas; a wait, whose timeout in seconds is
   * 120, and more if replicas usually take longer.
   * @returns The table's description, with its replicas.
   * @throws {@link TableDefinitionError} with everything that is wrong with the arguments, or does not go with the table.
   * @throws {@link WaitTimeoutError} with the states of the replicas if they are not ACTIVE in time.
   * @throws `ResourceNotFoundException` of the SDK if the table does not exist.
   *
   * @example
   * ```ts
   * const table = await client.createGlobalTable("users", { regions: ["us-east-1", "eu-west-1"], wait: true });
   * console.log(table.Replicas?.map(({ RegionName }) => RegionName));
   * ```
   */
  async createGlobalTable(table: string | AnyTable, options: GlobalTableOptions): Promise<TableDescription> {
    return await globalTables.createGlobalTable(this.asyncContext, tableNameOf(table), options);
  }

  /**
   * Adds a replica of a table in another region. Settings of a replica that exists are changed to these.
   *
   * AWS operations and permissions: those of {@link DynamoClient.createGlobalTable}, without `"STRONG"`.
   *
   * @param table - The table's name or ARN, or its model.
   * @param region - The replica's region: `"eu-west-1"`.
   * @param options - Settings of the replica; a wait, whose timeout in seconds is 120, and more if a replica usually takes
   * longer.
   * @returns The table's description, with its replicas.
   * @throws {@link TableDefinitionError} with everything that is wrong with the arguments, or does not go with the table.
   * @throws {@link WaitTimeoutError} with the states of the replicas if the replica is not ACTIVE in time.
   * @throws `ResourceNotFoundException` of the SDK if the table does not exist.
   *
   * @example
   * ```ts
   * await client.addReplica("users", "ap-south-1", { tableClass: "STANDARD_INFREQUENT_ACCESS", wait: true });
   * ```
   */
  async addReplica(table: string | AnyTable, region: string, options?: AddReplicaOptions): Promise<TableDescription> {
    return await globalTables.addReplica(this.asyncContext, tableNameOf(table), region, options);
  }

  /**
   * Removes a replica of a table, with its items there, and by default waits until it is gone. A replica that does not exist
   * is no error.
   *
   * DynamoDB refuses this within 24 hours for a table that a replica was created from. The replicas of a strongly
   * consistent global table are removed together: by {@link DynamoClient.updateTable} with `replicas: []`.
   *
   * AWS operations: DescribeTable, UpdateTable. Permissions: `dynamodb:` with each of these names, and in the replica's region
   * `DeleteTable`, `DeleteTableReplica`.
   *
   * @param table - The table's name or ARN, or its model.
   * @param region - The replica's region: `"eu-west-1"`.
   * @param options - A wait, whose timeout in seconds is 120, and more as removing a replica usually takes longer.
   * @returns The table's description, with the other replicas.
   * @throws {@link TableDefinitionError} if the region is that of the table itself, or the global table is strongly consistent.
   * @throws {@link WaitTimeoutError} with the states of the replicas if the replica is not gone in time.
   * @throws `ResourceNotFoundException` of the SDK if the table does not exist.
   *
   * @example
   * ```ts
   * await client.addReplica("users", "ap-south-1", { wait: true });
   * const table = await client.removeReplica("users", "ap-south-1");
   * console.log(table.Replicas ?? []);
   * ```
   */
  async removeReplica(
    table: string | AnyTable,
    region: string,
    options?: RemoveReplicaOptions,
  ): Promise<TableDescription> {
    return await globalTables.removeReplica(this.asyncContext, tableNameOf(table), region, options);
  }
}
