import type { CreateTableCommandInput, KeyType, StreamViewType } from "@aws-sdk/client-dynamodb";

/** An argument that can be absent: a state has `null`, or an empty text, for it. */
type Optional<T> = T | null | undefined;

/** A block, once or several times. A configuration has an object for one, a state always a list. */
type Block<T> = Optional<T | readonly T[]>;

/** The arguments that a table and an index have. */
export interface ThroughputArguments {
  readonly read_capacity?: Optional<number>;
  readonly write_capacity?: Optional<number>;
  readonly on_demand_throughput?: Block<{
    readonly max_read_request_units?: Optional<number>;
    readonly max_write_request_units?: Optional<number>;
  }>;
  readonly warm_throughput?: Block<{
    readonly read_units_per_second?: Optional<number>;
    readonly write_units_per_second?: Optional<number>;
  }>;
}

/** The arguments of a projection. */
export interface ProjectionArguments {
  readonly projection_type: "ALL" | "KEYS_ONLY" | "INCLUDE";
  readonly non_key_attributes?: Optional<readonly string[]>;
}

/** The arguments of `global_secondary_index`. */
export interface IndexArguments extends ThroughputArguments, ProjectionArguments {
  readonly name: string;
  readonly hash_key?: Optional<string>;
  readonly range_key?: Optional<string>;
  readonly key_schema?: Block<{ readonly attribute_name: string; readonly key_type: KeyType }>;
}

/** The arguments of `replica`. */
export interface ReplicaArguments {
  readonly region_name: string;
  readonly kms_key_arn?: Optional<string>;
  readonly point_in_time_recovery?: Optional<boolean>;
  readonly deletion_protection_enabled?: Optional<boolean>;
  readonly consistency_mode?: Optional<"EVENTUAL" | "STRONG">;
}

/** The arguments of `aws_dynamodb_table` that are read. */
export interface TableArguments extends ThroughputArguments {
  readonly name: string;
  readonly billing_mode?: Optional<NonNullable<CreateTableCommandInput["BillingMode"]>>;
  readonly hash_key?: Optional<string>;
  readonly range_key?: Optional<string>;
  readonly attribute?: Block<{ readonly name: string; readonly type: "S" | "N" | "B" }>;
  readonly global_secondary_index?: Block<IndexArguments>;
  readonly local_secondary_index?: Block<ProjectionArguments & { readonly name: string; readonly range_key: string }>;
  readonly table_class?: Optional<NonNullable<CreateTableCommandInput["TableClass"]>>;
  readonly stream_enabled?: Optional<boolean>;
  readonly stream_view_type?: Optional<StreamViewType>;
  readonly server_side_encryption?: Block<{ readonly enabled: boolean; readonly kms_key_arn?: Optional<string> }>;
  readonly deletion_protection_enabled?: Optional<boolean>;
  readonly ttl?: Block<{ readonly attribute_name?: Optional<string>; readonly enabled?: Optional<boolean> }>;
  readonly point_in_time_recovery?: Block<{
    readonly enabled: boolean;
    readonly recovery_period_in_days?: Optional<number>;
  }>;
  readonly tags?: Optional<Readonly<Record<string, string>>>;
  readonly replica?: Block<ReplicaArguments>;
  readonly global_table_witness?: Block<{ readonly region_name?: Optional<string> }>;
}

/** A block as a list. */
export function blocksIn<T extends object>(block: Block<T>): readonly T[] {
  if (block === null || block === undefined) return [];
  return Array.isArray(block) ? (block as readonly T[]) : [block as T];
}
