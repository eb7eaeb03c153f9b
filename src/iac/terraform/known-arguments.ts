import type { KnownMembers } from "../parts-not-read.js";
import type { ReadType } from "./resources.js";

/** Attributes that the provider computes: a state has them of every table. */
export const COMPUTED: ReadonlySet<string> = new Set(["arn", "id", "stream_arn", "stream_label", "tags_all"]);

/** Whether an argument says something: a state has `null`, an empty text, or an empty list for one that does not. */
export function isGiven(value: unknown): boolean {
  return ![undefined, null, "", false].includes(value as string) && !(Array.isArray(value) && value.length === 0);
}

/** What Terraform itself reads of a resource. */
const META = ["//", "connection", "depends_on", "lifecycle", "provider", "provisioner"];

const all = (...names: readonly string[]): KnownMembers => Object.fromEntries(names.map((name) => [name, true]));
const throughput: KnownMembers = {
  ...all("read_capacity", "write_capacity"),
  on_demand_throughput: all("max_read_request_units", "max_write_request_units"),
  warm_throughput: all("read_units_per_second", "write_units_per_second"),
};
const index: KnownMembers = all("name", "range_key", "projection_type", "non_key_attributes");

/** The arguments of each type of resource that are read, or say nothing. */
export const KNOWN_ARGUMENTS: Readonly<Record<ReadType, KnownMembers>> = {
  aws_dynamodb_table: {
    ...all(...META, ...COMPUTED),
    ...all("name", "billing_mode", "hash_key", "range_key", "table_class", "stream_enabled", "stream_view_type"),
    ...all("deletion_protection_enabled", "tags"),
    ...throughput,
    attribute: all("name", "type"),
    global_secondary_index: {
      ...index,
      ...throughput,
      hash_key: true,
      key_schema: all("attribute_name", "key_type"),
    },
    local_secondary_index: index,
    server_side_encryption: all("enabled", "kms_key_arn"),
    ttl: all("attribute_name", "enabled"),
    point_in_time_recovery: all("enabled", "recovery_period_in_days"),
    replica: {
      ...all(...COMPUTED, "region_name", "kms_key_arn", "point_in_time_recovery"),
      ...all("deletion_protection_enabled", "consistency_mode"),
    },
    global_table_witness: all("region_name"),
  },
  aws_dynamodb_contributor_insights: all(...META, "id", "table_name", "index_name"),
  aws_dynamodb_resource_policy: all(...META, "id", "revision_id", "resource_arn", "policy"),
};
