import type { CreateTableCommandInput, KeySchemaElement, Projection } from "@aws-sdk/client-dynamodb";
import type { ReplicaOptions } from "../../table/definition/replica-options.js";
import { defined } from "../../validation/defined.js";
import type { DeclaredTable } from "../declared-table.js";
import {
  blocksIn,
  type IndexArguments,
  type ProjectionArguments,
  type ReplicaArguments,
  type TableArguments,
  type ThroughputArguments,
} from "./table-arguments.js";

/** Reads the arguments of `aws_dynamodb_table`, whose expressions were computed. */
export function readTableArguments(table: TableArguments): DeclaredTable {
  const replicas = blocksIn(table.replica);
  const modes = replicas.map(({ consistency_mode }) => consistency_mode);
  const consistency = (["STRONG", "EVENTUAL"] as const).find((mode) => modes.includes(mode));
  const [witness] = blocksIn(table.global_table_witness);
  return defined<DeclaredTable>({
    input: defined<CreateTableCommandInput>({
      TableName: table.name,
      KeySchema: keySchema(table.hash_key, table.range_key),
      AttributeDefinitions: blocksIn(table.attribute).map(({ name, type }) => {
        return { AttributeName: name, AttributeType: type };
      }),
      ...indexesOf(table),
      BillingMode: table.billing_mode ?? undefined,
      ...throughputOf(table),
      TableClass: table.table_class || undefined,
      ...settingsOf(table),
      Tags: Object.entries(table.tags ?? {}).map(([Key, Value]) => ({ Key, Value })),
    }),
    settings: afterCreation(table),
    replicas: replicas.length > 0 ? replicas.map(replicaOf) : undefined,
    consistency,
    witness: witness?.region_name || undefined,
  });
}

function keySchema(hash: string | null | undefined, range: string | null | undefined): KeySchemaElement[] {
  return [
    ...(hash ? [{ AttributeName: hash, KeyType: "HASH" as const }] : []),
    ...(range ? [{ AttributeName: range, KeyType: "RANGE" as const }] : []),
  ];
}

function indexesOf(
  table: TableArguments,
): Pick<CreateTableCommandInput, "GlobalSecondaryIndexes" | "LocalSecondaryIndexes"> {
  const globals = blocksIn(table.global_secondary_index);
  const locals = blocksIn(table.local_secondary_index);
  return {
    GlobalSecondaryIndexes: globals.map((index) => ({
      IndexName: index.name,
      KeySchema: keysOfIndex(index),
      Projection: projectionOf(index),
      ...throughputOf(index),
    })),
    LocalSecondaryIndexes: locals.map((index) => ({
      IndexName: index.name,
      KeySchema: keySchema(table.hash_key, index.range_key),
      Projection: projectionOf(index),
    })),
  };
}

function keysOfIndex({ key_schema, hash_key, range_key }: IndexArguments): KeySchemaElement[] {
  const schema = blocksIn(key_schema);
  if (schema.length === 0) return keySchema(hash_key, range_key);
  return schema.map(({ attribute_name, key_type }) => ({ AttributeName: attribute_name, KeyType: key_type }));
}

function projectionOf({ projection_type, non_key_attributes }: ProjectionArguments): Projection {
  const names = projection_type === "INCLUDE" ? [...(non_key_attributes ?? [])] : undefined;
  return defined({ ProjectionType: projection_type, NonKeyAttributes: names });
}

/** The throughput of a table or an index. A state has 0 for a capacity that is not there. */
function throughputOf(
  part: ThroughputArguments,
): Pick<CreateTableCommandInput, "ProvisionedThroughput" | "OnDemandThroughput" | "WarmThroughput"> {
  const { read_capacity: read, write_capacity: write } = part;
  const [bounds] = blocksIn(part.on_demand_throughput);
  const [warm] = blocksIn(part.warm_throughput);
  return defined({
    ProvisionedThroughput:
      read || write ? { ReadCapacityUnits: read ?? undefined, WriteCapacityUnits: write ?? undefined } : undefined,
    OnDemandThroughput:
      bounds &&
      defined({
        MaxReadRequestUnits: bounds.max_read_request_units ?? undefined,
        MaxWriteRequestUnits: bounds.max_write_request_units ?? undefined,
      }),
    WarmThroughput:
      warm &&
      defined({
        ReadUnitsPerSecond: warm.read_units_per_second ?? undefined,
        WriteUnitsPerSecond: warm.write_units_per_second ?? undefined,
      }),
  });
}

function settingsOf(table: TableArguments): Partial<CreateTableCommandInput> {
  const [encryption] = blocksIn(table.server_side_encryption);
  const KMSMasterKeyId = encryption?.kms_key_arn || undefined;
  return {
    StreamSpecification: table.stream_enabled
      ? { StreamEnabled: true, StreamViewType: table.stream_view_type ?? undefined }
      : undefined,
    SSESpecification: encryption?.enabled
      ? defined({ Enabled: true, SSEType: "KMS" as const, KMSMasterKeyId })
      : undefined,
    DeletionProtectionEnabled: table.deletion_protection_enabled ?? undefined,
  };
}

function afterCreation(table: TableArguments): DeclaredTable["settings"] {
  const [recovery] = blocksIn(table.point_in_time_recovery);
  const [ttl] = blocksIn(table.ttl);
  return defined({
    // Time to live is enabled where nothing else is said.
    timeToLive: ttl?.enabled === false ? undefined : ttl?.attribute_name || undefined,
    pointInTimeRecovery: recovery?.enabled
      ? { recoveryPeriodInDays: recovery.recovery_period_in_days ?? undefined }
      : undefined,
  });
}

function replicaOf(replica: ReplicaArguments): ReplicaOptions {
  return defined<ReplicaOptions>({
    region: replica.region_name,
    kmsKeyId: replica.kms_key_arn || undefined,
    pointInTimeRecovery: replica.point_in_time_recovery || undefined,
    deletionProtection: replica.deletion_protection_enabled ?? undefined,
  });
}
