import { Blocks, Check, type Members } from "../check-shape.js";

/** Terraform has `null` and empty texts for what is not there. */
const isAbsent = (value: unknown) => value === null || value === "";
const flag = new Check("true or false", (value) => isAbsent(value) || typeof value === "boolean");
const text = new Check("a string", (value) => isAbsent(value) || typeof value === "string");
const texts = new Check("a list of strings", (value) => {
  return isAbsent(value) || (Array.isArray(value) && value.every((each) => typeof each === "string"));
});
/** A block, once or several times. */
const blocks = (members: Members) =>
  new Blocks(
    "a block or a list of blocks",
    (value) => isAbsent(value) || (Array.isArray(value) ? value : [value]).every(isObject),
    members,
  );
const map = new Check("an object", (value) => isAbsent(value) || (isObject(value) && !Array.isArray(value)));
const billingMode = new Check('"PAY_PER_REQUEST" or "PROVISIONED"', (value) => {
  return isAbsent(value) || value === "PAY_PER_REQUEST" || value === "PROVISIONED";
});

const throughput: Members = { on_demand_throughput: blocks({}), warm_throughput: blocks({}) };
const projection: Members = { name: text, range_key: text, projection_type: text, non_key_attributes: texts };

/** The shapes of the arguments of `aws_dynamodb_table`. Numbers and names are left to the check of the definition. */
export const TABLE: Members = {
  name: text,
  hash_key: text,
  range_key: text,
  billing_mode: billingMode,
  attribute: blocks({ name: text, type: text }),
  global_secondary_index: blocks({
    ...projection,
    ...throughput,
    hash_key: text,
    key_schema: blocks({ attribute_name: text, key_type: text }),
  }),
  local_secondary_index: blocks(projection),
  ...throughput,
  table_class: text,
  stream_enabled: flag,
  stream_view_type: text,
  server_side_encryption: blocks({ enabled: flag, kms_key_arn: text }),
  ttl: blocks({ enabled: flag, attribute_name: text }),
  point_in_time_recovery: blocks({ enabled: flag }),
  tags: map,
  replica: blocks({
    region_name: text,
    kms_key_arn: text,
    point_in_time_recovery: flag,
    deletion_protection_enabled: flag,
    consistency_mode: text,
  }),
  global_table_witness: blocks({ region_name: text }),
  deletion_protection_enabled: flag,
};

function isObject(value: unknown): boolean {
  return typeof value === "object" && value !== null;
}
