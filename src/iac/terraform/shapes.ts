import { Check, type Members } from "../check-shape.js";

/** Terraform has `null` and empty texts for what is not there. */
const isAbsent = (value: unknown) => value === null || value === "";
const flag = new Check("true or false", (value) => isAbsent(value) || typeof value === "boolean");
const text = new Check("a string", (value) => isAbsent(value) || typeof value === "string");
/** A block, once or several times. */
const blocks = new Check(
  "a block or a list of blocks",
  (value) => isAbsent(value) || (Array.isArray(value) ? value : [value]).every(isObject),
);
const map = new Check("an object", (value) => isAbsent(value) || (isObject(value) && !Array.isArray(value)));
const billingMode = new Check('"PAY_PER_REQUEST" or "PROVISIONED"', (value) => {
  return isAbsent(value) || value === "PAY_PER_REQUEST" || value === "PROVISIONED";
});

/** The shapes of the arguments of `aws_dynamodb_table`. Numbers and names are left to the check of the definition. */
export const TABLE: Members = {
  name: text,
  hash_key: text,
  range_key: text,
  billing_mode: billingMode,
  attribute: blocks,
  global_secondary_index: blocks,
  local_secondary_index: blocks,
  on_demand_throughput: blocks,
  warm_throughput: blocks,
  table_class: text,
  stream_enabled: flag,
  stream_view_type: text,
  server_side_encryption: blocks,
  ttl: blocks,
  point_in_time_recovery: blocks,
  tags: map,
  replica: blocks,
  global_table_witness: blocks,
  deletion_protection_enabled: flag,
};

function isObject(value: unknown): boolean {
  return typeof value === "object" && value !== null;
}
