import { expect } from "chai";
import { fromTerraform, type Unsupported } from "../../src/iac/index.js";
import { issuesOf as allIssuesOf } from "../support/refused.js";

/** A state as `terraform show -json` prints it, with the values that the provider fills in. */
const state = {
  format_version: "1.0",
  values: {
    root_module: {
      resources: [
        {
          address: "aws_dynamodb_contributor_insights.users",
          mode: "managed",
          type: "aws_dynamodb_contributor_insights",
          values: { table_name: "users", index_name: "" },
        },
      ],
      child_modules: [
        {
          resources: [
            {
              address: 'module.tables.aws_dynamodb_table.all["users"]',
              mode: "managed",
              type: "aws_dynamodb_table",
              values: {
                arn: "arn:aws:dynamodb:eu-west-1:111122223333:table/users",
                attribute: [
                  { name: "email", type: "S" },
                  { name: "id", type: "S" },
                ],
                billing_mode: "PAY_PER_REQUEST",
                deletion_protection_enabled: false,
                global_secondary_index: [
                  {
                    hash_key: "email",
                    key_schema: [],
                    name: "by-email",
                    non_key_attributes: ["name"],
                    on_demand_throughput: [],
                    projection_type: "INCLUDE",
                    range_key: "",
                    read_capacity: 0,
                    write_capacity: 0,
                  },
                ],
                hash_key: "id",
                import_table: [],
                local_secondary_index: [],
                name: "users",
                on_demand_throughput: [{ max_read_request_units: 10, max_write_request_units: -1 }],
                point_in_time_recovery: [{ enabled: true, recovery_period_in_days: 7 }],
                range_key: null,
                read_capacity: 0,
                replica: [],
                restore_source_name: "older",
                server_side_encryption: [],
                stream_enabled: true,
                stream_view_type: "KEYS_ONLY",
                table_class: "STANDARD",
                tags: { team: "a" },
                tags_all: { team: "a", account: "b" },
                ttl: [{ attribute_name: "", enabled: false }],
                write_capacity: 0,
              },
            },
          ],
        },
      ],
    },
  },
};

const issuesOf = (act: () => unknown) => allIssuesOf(act).map(({ path, message }) => `${path} ${message}`);

const configured = (table: object, more: object = {}) => ({
  resource: {
    aws_dynamodb_table: {
      users: {
        name: "users",
        billing_mode: "PAY_PER_REQUEST",
        hash_key: "id",
        attribute: [{ name: "id", type: "S" }],
        ...table,
      },
    },
  },
  ...more,
});

describe("fromTerraform", () => {
  it("reads a state, with modules", () => {
    const found: Unsupported[] = [];
    expect(fromTerraform(JSON.stringify(state), { onUnsupported: (part) => found.push(part) })).to.deep.equal([
      [
        "users",
        {
          partitionKey: ["id", "S"],
          globalSecondaryIndexes: [{ indexName: "by-email", partitionKey: [["email", "S"]], projection: ["name"] }],
          billingMode: "PAY_PER_REQUEST",
          onDemandThroughput: { maxRead: 10 },
          tableClass: "STANDARD",
          stream: "KEYS_ONLY",
          deletionProtection: false,
          pointInTimeRecovery: { recoveryPeriodInDays: 7 },
          contributorInsights: true,
          tags: { team: "a" },
        },
      ],
    ]);
    expect(found.map(({ path }) => path)).to.deep.equal([
      "values.root_module.child_modules[0].resources[0].restore_source_name",
    ]);
  });

  it("reads a plan", () => {
    const [[name] = []] = fromTerraform({ planned_values: state.values });
    expect(name).to.equal("users");
  });

  it("computes references of a configuration", () => {
    const document = configured(
      {
        name: "${var.stage}-users",
        server_side_encryption: [{ enabled: true, kms_key_arn: "${data.aws_kms_key.main.arn}" }],
        tags: { "${local.key}": "$${literal} %%{too}" },
        ttl: { attribute_name: "expires" },
      },
      {
        variable: { stage: { default: "test" } },
        locals: [{ key: "owner" }],
        data: { aws_kms_key: { main: { key_id: "alias/main" } } },
      },
    );
    const [[name, definition] = []] = fromTerraform(document);
    expect(name).to.equal("test-users");
    expect(definition).to.include({ encryption: "CUSTOMER_MANAGED", kmsKeyId: "alias/main", timeToLive: "expires" });
    expect(definition?.tags).to.deep.equal({ owner: "${literal} %{too}" });
    expect(fromTerraform(document, { variables: { "var.stage": "live" } })[0]?.[0]).to.equal("live-users");
  });

  it("reports expressions that it does not compute, and blocks for several resources, all at once", () => {
    const document = configured({
      name: "users-${random_id.any.hex}",
      table_class: "${upper(var.class)}",
      for_each: "${toset([])}",
    });
    expect(issuesOf(() => fromTerraform(document))).to.have.members([
      "resource.aws_dynamodb_table.users.for_each is not computed here.",
      "resource.aws_dynamodb_table.users.name ${random_id.any.hex} is not computed here.",
      "resource.aws_dynamodb_table.users.table_class ${upper(var.class)} is not computed here.",
      "resource.aws_dynamodb_table.users.for_each ${toset([])} is not computed here.",
    ]);
    expect(issuesOf(() => fromTerraform('resource "aws_dynamodb_table" "users" {}'))[0]).to.match(
      /^document is not JSON/,
    );
  });
});
