import { expect } from "chai";
import { fromCloudFormation, fromTerraform, type Unsupported } from "../../src/iac/index.js";
import { issuesOf as allIssuesOf } from "../support/refused.js";

const issuesOf = (act: () => unknown) => allIssuesOf(act).map(({ path, message }) => `${path}: ${message}`);
const properties = {
  TableName: "users",
  BillingMode: "PAY_PER_REQUEST",
  KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
  AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
};
const table = (more: object = {}) => ({ Type: "AWS::DynamoDB::Table", Properties: { ...properties, ...more } });
const fromResources = (Resources: unknown, options = {}) => fromCloudFormation({ Resources } as object, options);
const unsupportedIn = (act: (onUnsupported: (part: Unsupported) => void) => unknown) => {
  const found: (readonly [string, string])[] = [];
  act(({ tableName, path }) => found.push([tableName, path]));
  return found;
};
const found = ["users", { partitionKey: ["id", "S"], billingMode: "PAY_PER_REQUEST" }];

describe("fromCloudFormation", () => {
  it("refuses a document that is no template", () => {
    for (const [template, got] of [
      [null, "null"],
      [[], "a list"],
      ["[]", "a list"],
      ['"x"', '"x"'],
    ] as const)
      expect(issuesOf(() => fromCloudFormation(template as object))).to.deep.equal([
        `template: expected an object or JSON text, got ${got}.`,
      ]);
    for (const [Resources, got] of [
      [undefined, "nothing"],
      [null, "null"],
      ["x", '"x"'],
      [[table()], "a list"],
    ] as const)
      expect(issuesOf(() => fromResources(Resources))).to.deep.equal([`Resources: expected an object, got ${got}.`]);
    expect(issuesOf(() => fromResources({ Users: { ...table(), Properties: "x" } }))).to.deep.equal([
      'Resources.Users.Properties: expected an object, got "x".',
    ]);
  });

  it("reports loops and transforms that it does not compute", () => {
    const loop = ["Name", ["users"], { "${Name}Table": table() }];
    expect(issuesOf(() => fromResources({ "Fn::ForEach::Tables": loop, Users: table() }))).to.deep.equal([
      'Resources["Fn::ForEach::Tables"]: Fn::ForEach::Tables is not computed here.',
    ]);
    const buckets = ["Name", ["a"], { "${Name}Bucket": { Type: "AWS::S3::Bucket" } }];
    const template = { Transform: "AWS::LanguageExtensions", Resources: { "Fn::ForEach::B": buckets, Users: table() } };
    expect(fromCloudFormation(template)).to.deep.equal([found]);
    const include = { "Fn::Transform": { Name: "AWS::Include" } };
    expect(issuesOf(() => fromResources({ Users: table(include) }))).to.deep.equal([
      "Resources.Users.Properties: Fn::Transform is not computed here.",
    ]);
    for (const Transform of ["Own", ["AWS::LanguageExtensions", { Name: "AWS::Include" }]])
      expect(
        unsupportedIn((onUnsupported) =>
          fromCloudFormation({ Transform, Resources: { Users: table() } }, { onUnsupported }),
        ),
      ).to.deep.equal([["users", "Transform"]]);
  });

  it("reports two resources with one name, unless a condition leaves one of them out", () => {
    const resources = { A: table(), B: { ...table({ TableClass: "STANDARD" }), Condition: "IsB" } };
    const read = (one: string) =>
      fromCloudFormation({ Conditions: { IsB: { "Fn::Equals": [one, "b"] } }, Resources: resources });
    expect(issuesOf(() => read("b"))).to.deep.equal([
      'Resources.B.Properties.TableName: another table has the name "users": Resources.A.Properties.TableName.',
    ]);
    expect(read("a")).to.deep.equal([found]);
  });

  it("reports functions with arguments of another form", () => {
    const issue = (TableName: object) =>
      issuesOf(() => fromResources({ Users: table({ TableName }) })).map((text) => text.replace(/^.*?: /, ""));
    expect(issue({ "Fn::Sub": null })).to.deep.equal(["Fn::Sub needs a text."]);
    expect(issue({ "Fn::Sub": ["${A}", { A: { b: 1 } }] })).to.deep.equal(["Fn::Sub needs texts as values."]);
    expect(issue({ Ref: null })).to.deep.equal(["Ref needs a name."]);
    expect(issue({ Ref: "Missing" })).to.deep.equal(["Missing is known only to a deployment."]);
    expect(issue({ "Fn::GetAtt": null })).to.deep.equal(["Fn::GetAtt needs two names."]);
    expect(issue({ "Fn::Join": "x" })).to.deep.equal(["Fn::Join needs a separator and a list of texts."]);
    expect(issue({ "Fn::If": ["a"] })).to.deep.equal(["Fn::If needs a condition and two values."]);
    expect(issue({ "Fn::Select": [{ Ref: "Index" }, ["a"]] })).to.deep.equal(["Index is known only to a deployment."]);
    expect(issue({ "Fn::FindInMap": ["constructor", "name", "length"] })).to.deep.equal([
      "the template has no mapping constructor.name.length.",
    ]);
    expect(issue({ "Fn::If": ["constructor", "a", "b"] })).to.deep.equal([
      "the template has no condition constructor.",
    ]);
  });

  it("knows the values of parameters by their types", () => {
    const read = (parameter: object, TableName: object, parameters = {}) =>
      fromCloudFormation(
        { Parameters: { Name: parameter }, Resources: { Users: table({ TableName }) } },
        { parameters },
      ).map(([name]) => name);
    const second = { "Fn::Select": [1, { Ref: "Name" }] };
    expect(read({ Type: "CommaDelimitedList", Default: "a, users" }, second)).to.deep.equal(["users"]);
    expect(read({ Type: "List<String>" }, second, { Name: "a,users" })).to.deep.equal(["users"]);
    for (const parameter of [{ Type: "String" }, { Type: "String", Default: null }, null])
      expect(issuesOf(() => read(parameter as object, { Ref: "Name" }))[0]).to.contain(
        "is known only to a deployment.",
      );
    // The default value is the name that the parameter is stored under.
    const stored = { Type: "AWS::SSM::Parameter::Value<String>", Default: "/app/name" };
    expect(issuesOf(() => read(stored, { Ref: "Name" }))[0]).to.contain("Name is known only to a deployment.");
    expect(read(stored, { Ref: "Name" }, { Name: "users" })).to.deep.equal(["users"]);
  });

  it("computes references to tables of the template", () => {
    const archive = table({ TableName: { "Fn::Sub": "${Users}-archive" } });
    expect(fromResources({ Archive: archive, Users: table() }).map(([name]) => name)).to.deep.equal([
      "users-archive",
      "users",
    ]);
    const names = { Users: "people" };
    expect(fromResources({ Archive: archive, Users: table() }, { names })[0]?.[0]).to.equal("people-archive");
    expect(issuesOf(() => fromResources({ Users: table({ TableName: { Ref: "Users" } }) }))).to.deep.equal([
      "Resources.Users.Properties.TableName: the name of Users refers to itself.",
    ]);
  });

  it("reports what is wrong with all tables at once", () => {
    const wrong = table({ KeySchema: [], TableName: "a" });
    const resources = { A: wrong, B: { ...wrong, Properties: { ...wrong.Properties, TableName: { Ref: "Missing" } } } };
    const issues = issuesOf(() => fromResources({ ...resources, C: table({ TableName: "x" }) }));
    expect(issues.map((text) => text.replace(/: .*/, ""))).to.include.members([
      "Resources.A.Properties",
      "Resources.B.Properties.TableName",
      "Resources.C.Properties",
    ]);
  });

  it("keeps settings that a template says to be off", () => {
    const off = {
      TimeToLiveSpecification: { Enabled: false, AttributeName: "expires" },
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: false },
      ContributorInsightsSpecification: { Enabled: false },
    };
    expect(fromResources({ Users: table(off) })[0]?.[1]).to.include({
      timeToLive: false,
      pointInTimeRecovery: false,
      contributorInsights: false,
    });
  });

  it("lists automatic scaling, in and beside a table, and tables of other types", () => {
    const scaling = (MinCapacity: number, MaxCapacity: number, SeedCapacity?: number) => ({
      WriteProvisionedThroughputSettings: {
        WriteCapacityAutoScalingSettings: { MinCapacity, MaxCapacity, ...(SeedCapacity && { SeedCapacity }) },
      },
    });
    const global = (more: object) => ({
      Type: "AWS::DynamoDB::GlobalTable",
      Properties: { ...properties, BillingMode: "PROVISIONED", Replicas: [{ Region: "eu-west-1", ...reads }], ...more },
    });
    const reads = { ReadProvisionedThroughputSettings: { ReadCapacityUnits: 5 } };
    const path = "WriteProvisionedThroughputSettings.WriteCapacityAutoScalingSettings";
    const list = (resources: object) =>
      unsupportedIn((onUnsupported) => fromResources(resources, { onUnsupported })).map(([name, place]) => [
        name,
        place.replace("Resources.", ""),
      ]);
    expect(list({ A: global(scaling(5, 5)) })).to.deep.equal([]);
    expect(list({ A: global(scaling(5, 10)) })).to.deep.equal([["users", `A.Properties.${path}`]]);
    expect(list({ A: global(scaling(5, 5, 4)) })).to.deep.equal([["users", `A.Properties.${path}`]]);
    const target = {
      Type: "AWS::ApplicationAutoScaling::ScalableTarget",
      Properties: { ServiceNamespace: "dynamodb", ResourceId: { "Fn::Sub": "table/${A}/index/by-a" } },
    };
    const policy = (Ref: string) => ({
      Type: "AWS::ApplicationAutoScaling::ScalingPolicy",
      Properties: { ScalingTargetId: { Ref } },
    });
    const ecs = { ...target, Properties: { ServiceNamespace: "ecs", ResourceId: "service/a/b" } };
    const simple = { Type: "AWS::Serverless::SimpleTable", Properties: { TableName: "simple" } };
    expect(
      list({ A: table(), Target: target, P: policy("Target"), Ecs: ecs, Q: policy("Ecs"), S: simple }),
    ).to.deep.equal([
      ["users", "Target"],
      ["users", "P"],
      ["simple", "S"],
    ]);
  });

  it("lists what a table with the other settings cannot have", () => {
    const list = (more: object) =>
      unsupportedIn((onUnsupported) => fromResources({ A: table(more) }, { onUnsupported })).length;
    const throughput = { ReadCapacityUnits: 1, WriteCapacityUnits: 1 };
    expect(list({ ProvisionedThroughput: throughput })).to.equal(1);
    expect(list({ SSESpecification: { SSEEnabled: false, KMSMasterKeyId: "alias/a" } })).to.equal(1);
    expect(list({ Tags: [{ Key: "aws:a", Value: "b" }] })).to.equal(1);
    const definitions = [...properties.AttributeDefinitions, { AttributeName: "unused", AttributeType: "S" }];
    expect(list({ AttributeDefinitions: definitions })).to.equal(1);
    const keys = ["id", "a", "b"].map((name, place) => ({ AttributeName: name, KeyType: place ? "RANGE" : "HASH" }));
    const attributes = keys.map(({ AttributeName }) => ({ AttributeName, AttributeType: "S" }));
    expect(
      issuesOf(() => fromResources({ A: table({ KeySchema: keys, AttributeDefinitions: attributes }) })),
    ).to.deep.equal(["Resources.A.Properties: KeySchema[2]: a table cannot have this key."]);
  });
});

describe("fromTerraform", () => {
  const users = {
    name: "users",
    billing_mode: "PAY_PER_REQUEST",
    hash_key: "id",
    attribute: [{ name: "id", type: "S" }],
  };
  const configured = (more: object, other: object = {}) => ({
    resource: { aws_dynamodb_table: { users: { ...users, ...more } }, ...other },
  });

  it("refuses a document that is none of Terraform, and accepts one without tables", () => {
    for (const document of [null, [], "[]", '"x"'])
      expect(issuesOf(() => fromTerraform(document as object))[0]).to.match(
        /^document: expected an object or JSON text/,
      );
    const file = { version: 4, terraform_version: "1.11.4", serial: 1, resources: [] };
    for (const document of [{}, file, { Resources: {} }])
      expect(issuesOf(() => fromTerraform(document))).to.deep.equal([
        "document: is no configuration, no state and no plan of Terraform.",
      ]);
    for (const resource of [null, "x", 5])
      expect(issuesOf(() => fromTerraform({ resource }))[0]).to.match(/^resource: expected an object, got/);
    for (const document of [{ format_version: "1.0" }, { variable: {} }, { resource: {} }, { planned_values: {} }])
      expect(fromTerraform(document)).to.deep.equal([]);
    expect(issuesOf(() => fromTerraform({ values: "x" }))).to.deep.equal(['values: expected an object, got "x".']);
  });

  it("reports tables without a name, with one name, and defined twice", () => {
    expect(issuesOf(() => fromTerraform(configured({ name: "" })))).to.deep.equal([
      "resource.aws_dynamodb_table.users.name: the table has no name here.",
    ]);
    expect(issuesOf(() => fromTerraform({ resource: { aws_dynamodb_table: { a: users, b: users } } }))).to.deep.equal([
      'resource.aws_dynamodb_table.b.name: another table has the name "users": resource.aws_dynamodb_table.a.name.',
    ]);
    expect(issuesOf(() => fromTerraform({ resource: { aws_dynamodb_table: { a: [users, users] } } }))).to.deep.equal([
      "resource.aws_dynamodb_table.a: is defined more than once.",
    ]);
  });

  it("lists automatic scaling, modules, and what is of a table that is not there", () => {
    const target = { service_namespace: "dynamodb", resource_id: "table/users" };
    const others = {
      aws_appautoscaling_target: { a: target, ecs: { ...target, service_namespace: "ecs" } },
      aws_appautoscaling_policy: { a: target },
      aws_dynamodb_resource_policy: {
        other: { resource_arn: "arn:aws:dynamodb:eu-west-1:111122223333:table/other", policy: "{}" },
      },
      aws_dynamodb_contributor_insights: {
        a: { table_name: "${aws_dynamodb_table.users.name}", mode: "THROTTLED_KEYS" },
      },
      aws_dynamodb_kinesis_streaming_destination: {
        a: { table_name: "${aws_dynamodb_table.users.name}", stream_arn: "${aws_kinesis_stream.a.arn}" },
        b: { table_name: "${random_id.a.hex}" },
      },
      aws_dynamodb_table_replica: { a: { global_table_arn: "${aws_dynamodb_table.users.arn}" } },
      awscc_dynamodb_table: { a: {} },
    };
    const document = {
      ...configured({ region: "eu-west-2", lifecycle: {} }, others),
      module: { more: { source: "./a" } },
    };
    expect(unsupportedIn((onUnsupported) => fromTerraform(document, { onUnsupported }))).to.deep.equal([
      ["users", "resource.aws_dynamodb_table.users.region"],
      ["users", "resource.aws_appautoscaling_target.a"],
      ["users", "resource.aws_appautoscaling_policy.a"],
      ["other", "resource.aws_dynamodb_resource_policy.other"],
      ["users", "resource.aws_dynamodb_contributor_insights.a.mode"],
      ["users", "resource.aws_dynamodb_kinesis_streaming_destination.a"],
      ["", "resource.aws_dynamodb_kinesis_streaming_destination.b"],
      ["users", "resource.aws_dynamodb_table_replica.a"],
      ["", "resource.awscc_dynamodb_table.a"],
      ["", "module.more"],
    ]);
  });
});
