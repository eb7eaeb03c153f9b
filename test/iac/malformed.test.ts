import { expect } from "chai";
import { fromCloudFormation, fromTerraform, toCdk, toCloudFormation, type Unsupported } from "../../src/iac/index.js";
import type { CreateTableOptions } from "../../src/index.js";
import { issuesOf as allIssuesOf } from "../support/refused.js";

const issuesOf = (act: () => unknown) => allIssuesOf(act).map(({ path, message }) => `${path}: ${message}`);

const wrong = [null, "x", 5, {}, [null], ["x"], { a: 1 }];
const properties = {
  TableName: "users",
  BillingMode: "PAY_PER_REQUEST",
  KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
  AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
};
const table = (more: object = {}) => ({ Type: "AWS::DynamoDB::Table", Properties: { ...properties, ...more } });
const fromResources = (resources: unknown, options = {}) => fromCloudFormation({ Resources: resources }, options);
const users: CreateTableOptions = { partitionKey: ["id", "S"] };
const found = ["users", { partitionKey: ["id", "S"], billingMode: "PAY_PER_REQUEST" }];

describe("fromCloudFormation with a template that is no valid one", () => {
  const lists = ["KeySchema", "AttributeDefinitions", "GlobalSecondaryIndexes", "LocalSecondaryIndexes", "Tags"];
  it("reports the path of a value of another type", () => {
    for (const name of [...lists, "VectorIndexes"])
      for (const value of wrong)
        expect(issuesOf(() => fromResources({ Users: table({ [name]: value }) }))[0], name).to.match(
          new RegExp(`^Resources\\.Users\\.Properties\\.${name}.*: expected `),
        );
    for (const value of wrong) {
      const global = { ...table({ Replicas: value }), Type: "AWS::DynamoDB::GlobalTable" };
      const [first = ""] = issuesOf(() => fromResources({ Users: global }));
      expect(first.startsWith("Resources.Users.Properties.Replicas") || JSON.stringify(value) === "[{}]").to.equal(
        true,
      );
    }
    expect(issuesOf(() => fromResources({ Users: table({ BillingMode: "ON_DEMAND" }) }))).to.deep.equal([
      'Resources.Users.Properties.BillingMode: expected "PAY_PER_REQUEST" or "PROVISIONED", got "ON_DEMAND".',
    ]);
  });

  it("reads past resources that are none, and ids and types that are names of prototypes", () => {
    expect(fromResources({ None: null, Text: "x", Proto: { Type: "__proto__" }, Other: { Type: "constructor" } })).to.be
      .empty;
    expect(fromResources({ constructor: table() })).to.deep.equal([found]);
    expect(fromResources(JSON.parse(JSON.stringify({ A: table() }).replace("A", "__proto__")))).to.deep.equal([found]);
    expect(
      issuesOf(() => fromResources({ A: table({ Tags: JSON.parse('[{ "__proto__": 1 }]') as object }) })),
    ).to.have.length(1);
  });

  it("reports a name that a condition leaves out, instead of the name undefined", () => {
    const name = { "Fn::If": [{ "Fn::Equals": ["a", "b"] }, "users", { Ref: "AWS::NoValue" }] };
    expect(issuesOf(() => fromResources({ Users: table({ TableName: name }) }))).to.deep.equal([
      "Resources.Users.Properties.TableName: the template does not name the table.",
    ]);
    expect(fromResources({ Users: table({ TableName: name }) }, { names: { Users: "users" } })).to.deep.equal([found]);
  });

  it("reports functions that it does not compute, and conditions that refer to themselves", () => {
    const issue = (TableName: object) => issuesOf(() => fromResources({ Users: table({ TableName }) }))[0];
    expect(issue({ "Fn::Base64": "x" })).to.contain("Fn::Base64 is not computed here.");
    expect(issue({ "Fn::ImportValue": "name" })).to.contain("name is known only to a deployment.");
    expect(issue({ "Fn::Select": [9, ["a"]] })).to.contain("Fn::Select has no member 9.");
    expect(issue({ "Fn::Split": "x" })).to.contain("Fn::Split needs a separator and a text.");
    const template = { Conditions: { A: { Condition: "A" } }, Resources: { Users: { ...table(), Condition: "A" } } };
    expect(issuesOf(() => fromCloudFormation(template))).to.deep.equal([
      "Resources.Users.Condition: the condition A refers to itself.",
    ]);
    const imported = { Users: table({ TableName: { "Fn::ImportValue": "name" } }) };
    expect(fromResources(imported, { parameters: { name: "users" } })).to.deep.equal([found]);
  });
});

const values = {
  name: "users",
  billing_mode: "PAY_PER_REQUEST",
  hash_key: "id",
  attribute: [{ name: "id", type: "S" }],
};
const shown = (resources: unknown) => ({ values: { root_module: { resources } } });
const resource = (more: object, type = "aws_dynamodb_table") => ({ type, values: more });

describe("fromTerraform with parts in other places and of other types", () => {
  it("reports the path of a value of another type", () => {
    const blocks = ["attribute", "global_secondary_index", "local_secondary_index", "on_demand_throughput", "replica"];
    for (const name of [...blocks, "warm_throughput", "ttl"])
      for (const value of ["x", 5, [null], ["x"]])
        expect(
          issuesOf(() => fromTerraform(shown([resource({ ...values, [name]: value })]))),
          name,
        ).to.match(new RegExp(`^values\\.root_module\\.resources\\[0\\]\\.${name}: expected a block`));
    expect(issuesOf(() => fromTerraform(shown({})))[0]).to.contain("root_module.resources: expected a list");
    expect(fromTerraform(shown([null]))).to.be.empty;
    expect(fromTerraform(shown(null))).to.be.empty;
    expect(fromTerraform({ resource: { aws_dynamodb_table: null } })).to.be.empty;
  });

  it("reads blocks of all levels that are lists, and reports locals that refer to themselves", () => {
    const document = {
      locals: [{ first: "users" }, { second: "${local.first}" }],
      variable: [{ stage: { default: "dev" } }, { on: [{ default: "false" }] }],
      resource: [
        {
          aws_dynamodb_table: [
            { a: [{ ...values, name: "${local.second}-${var.stage}", stream_enabled: "${var.on}" }] },
          ],
        },
        { aws_dynamodb_table: { b: { ...values, point_in_time_recovery: { enabled: "false" } } } },
      ],
    };
    expect(fromTerraform(document)).to.deep.equal([["users-dev", found[1]], found]);
    const cycle = {
      locals: { a: "${local.b}", b: "${local.a}" },
      resource: { aws_dynamodb_table: { t: { name: "${local.a}" } } },
    };
    expect(issuesOf(() => fromTerraform(cycle))[0]).to.contain("${local.a} refers to itself.");
  });

  it("reads the policy of each region, and lists what no definition says", () => {
    const arn = (region: string, rest = "") => `arn:aws:dynamodb:${region}:111122223333:table/users${rest}`;
    const policy = (resource_arn: string | undefined, text: string) =>
      resource({ resource_arn, policy: text }, "aws_dynamodb_resource_policy");
    const unsupported: Unsupported[] = [];
    const [read] = fromTerraform(
      shown([
        policy(arn("eu-west-2"), '{"a":2}'),
        policy(arn("eu-west-1", "/stream/2026-01-01T00:00:00.000"), '{"a":3}'),
        policy(arn("eu-west-1"), '{"a":1}'),
        policy(undefined, '{"a":4}'),
        resource({ table_name: "users", index_name: "by-a" }, "aws_dynamodb_contributor_insights"),
        resource({ table_name: "users" }, "aws_dynamodb_kinesis_streaming_destination"),
        resource({
          ...values,
          stream_enabled: true,
          stream_view_type: "NEW_AND_OLD_IMAGES",
          replica: [{ region_name: "eu-west-2" }],
        }),
      ]),
      { onUnsupported: (part) => unsupported.push(part) },
    );
    expect(read?.[1].resourcePolicy).to.equal('{"a":1}');
    expect(read?.[1].replicas).to.deep.equal([{ region: "eu-west-2", resourcePolicy: '{"a":2}' }]);
    expect(unsupported.map(({ path }) => path)).to.deep.equal(
      [1, 3, 4, 5].map((place) => `values.root_module.resources[${place}]`),
    );
  });
});

describe("an export for a region that is one of the replicas' regions", () => {
  it("lists the replica whose settings are not exported", () => {
    const replicas = [{ region: "eu-west-1", tags: { a: "b" } }, { region: "eu-west-2" }];
    const definition: CreateTableOptions = { ...users, stream: "NEW_AND_OLD_IMAGES", replicas };
    const listed = toCloudFormation(["users", definition], { region: "eu-west-1" }).unsupported;
    expect(listed.map(({ path }) => path)).to.deep.equal(["replicas[0]"]);
    expect(toCdk(["users", definition], { region: "eu-west-1" }).unsupported).to.deep.equal(listed);
    expect(toCloudFormation(["users", definition]).unsupported).to.be.empty;
  });
});
