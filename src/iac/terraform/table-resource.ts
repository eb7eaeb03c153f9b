import type {
  CreateTableCommandInput,
  GlobalSecondaryIndex,
  KeySchemaElement,
  LocalSecondaryIndex,
  OnDemandThroughput,
  Projection,
  WarmThroughput,
} from "@aws-sdk/client-dynamodb";
import type { CreateTableOptions } from "../../table/definition/options.js";
import { defined } from "../../validation/defined.js";
import type { TableToExport } from "../read-tables.js";
import { type Arguments, literal } from "./document.js";

/** The arguments of `aws_dynamodb_table`. */
export function tableArguments({ input, options }: TableToExport, keySchema: boolean, kmsKeyArn?: string): Arguments {
  const { hash_key, range_key } = keysOf(input.KeySchema);
  const { StreamEnabled, StreamViewType } = input.StreamSpecification ?? {};
  const tags = Object.fromEntries((input.Tags ?? []).map(({ Key = "", Value = "" }) => [literal(Key), literal(Value)]));
  return defined<Arguments>({
    name: input.TableName,
    // Terraform's default value is PROVISIONED.
    billing_mode: input.BillingMode,
    ...capacity(input),
    hash_key,
    range_key,
    attribute: attributes(input),
    global_secondary_index: input.GlobalSecondaryIndexes?.map((index) => globalIndex(index, keySchema)),
    local_secondary_index: input.LocalSecondaryIndexes?.map(localIndex),
    on_demand_throughput: onDemand(input.OnDemandThroughput),
    warm_throughput: warm(input.WarmThroughput),
    table_class: input.TableClass,
    stream_enabled: StreamEnabled || undefined,
    stream_view_type: StreamEnabled ? StreamViewType : undefined,
    server_side_encryption: input.SSESpecification?.Enabled
      ? defined({ enabled: true, kms_key_arn: kmsKeyArn })
      : undefined,
    deletion_protection_enabled: input.DeletionProtectionEnabled,
    ttl: options.timeToLive ? { attribute_name: literal(options.timeToLive), enabled: true } : undefined,
    point_in_time_recovery: recovery(options.pointInTimeRecovery),
    tags: Object.keys(tags).length > 0 ? tags : undefined,
    replica: replicas(options),
    global_table_witness: options.witness === undefined ? undefined : { region_name: options.witness },
  });
}

/** The attributes of keys. One that is in no key differs in every plan of Terraform, so those of vector indexes are left out. */
function attributes(input: CreateTableCommandInput): readonly Arguments[] {
  const schemas = [input, ...(input.GlobalSecondaryIndexes ?? []), ...(input.LocalSecondaryIndexes ?? [])];
  const keys = new Set(schemas.flatMap(({ KeySchema = [] }) => KeySchema.map(({ AttributeName }) => AttributeName)));
  return (input.AttributeDefinitions ?? [])
    .filter(({ AttributeName }) => keys.has(AttributeName))
    .map(({ AttributeName = "", AttributeType }) => ({ name: literal(AttributeName), type: AttributeType }))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

function keysOf(schema: readonly KeySchemaElement[] = []): Arguments {
  const key = (type: string) => schema.find(({ KeyType }) => KeyType === type)?.AttributeName;
  const [hash, range] = [key("HASH"), key("RANGE")];
  return defined({ hash_key: hash && literal(hash), range_key: range && literal(range) });
}

function globalIndex(index: GlobalSecondaryIndex, keySchema: boolean): Arguments {
  return defined<Arguments>({
    name: index.IndexName,
    ...(keySchema ? { key_schema: keySchemaOf(index.KeySchema) } : keysOf(index.KeySchema)),
    ...projection(index.Projection),
    ...capacity(index),
    on_demand_throughput: onDemand(index.OnDemandThroughput),
    warm_throughput: warm(index.WarmThroughput),
  });
}

function keySchemaOf(schema: readonly KeySchemaElement[] = []): readonly Arguments[] {
  return schema.map(({ AttributeName = "", KeyType }) => ({
    attribute_name: literal(AttributeName),
    key_type: KeyType,
  }));
}

function localIndex({ IndexName, KeySchema, Projection }: LocalSecondaryIndex): Arguments {
  return { name: IndexName, range_key: keysOf(KeySchema)["range_key"], ...projection(Projection) };
}

function projection({ ProjectionType, NonKeyAttributes }: Projection = {}): Arguments {
  return defined({ projection_type: ProjectionType, non_key_attributes: NonKeyAttributes?.map(literal) });
}

function capacity({ ProvisionedThroughput }: Pick<CreateTableCommandInput, "ProvisionedThroughput">): Arguments {
  const { ReadCapacityUnits, WriteCapacityUnits } = ProvisionedThroughput ?? {};
  return defined({ read_capacity: ReadCapacityUnits, write_capacity: WriteCapacityUnits });
}

function onDemand(bounds: OnDemandThroughput | undefined): Arguments | undefined {
  const { MaxReadRequestUnits, MaxWriteRequestUnits } = bounds ?? {};
  return (
    bounds && defined({ max_read_request_units: MaxReadRequestUnits, max_write_request_units: MaxWriteRequestUnits })
  );
}

function warm(throughput: WarmThroughput | undefined): Arguments | undefined {
  const { ReadUnitsPerSecond, WriteUnitsPerSecond } = throughput ?? {};
  return (
    throughput && defined({ read_units_per_second: ReadUnitsPerSecond, write_units_per_second: WriteUnitsPerSecond })
  );
}

function recovery(backups: CreateTableOptions["pointInTimeRecovery"]): Arguments | undefined {
  if (!backups) return undefined;
  const days = backups === true ? undefined : backups.recoveryPeriodInDays;
  return defined({ enabled: true, recovery_period_in_days: days });
}

function replicas({ replicas = [], consistency }: CreateTableOptions): readonly Arguments[] | undefined {
  if (replicas.length === 0) return undefined;
  return replicas
    .toSorted((a, b) => (a.region < b.region ? -1 : 1))
    .map(({ region, kmsKeyId, pointInTimeRecovery, deletionProtection }) =>
      defined<Arguments>({
        region_name: region,
        kms_key_arn: kmsKeyId !== undefined && isArn(kmsKeyId) ? literal(kmsKeyId) : undefined,
        point_in_time_recovery: pointInTimeRecovery ? true : undefined,
        deletion_protection_enabled: deletionProtection,
        consistency_mode: consistency,
      }),
    );
}

/** Whether a KMS key is given by its ARN: the provider accepts no other form. */
export function isArn(key: string): boolean {
  return key.startsWith("arn:");
}
