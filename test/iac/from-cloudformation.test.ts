import { expect } from "chai";
import { fromCloudFormation, type Unsupported } from "../../src/iac/index.js";
import { issuesOf as allIssuesOf } from "../support/refused.js";

const keys = {
  KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
  AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
};
const table = (properties: object, more: object = {}) => ({
  Type: "AWS::DynamoDB::Table",
  Properties: { TableName: "users", BillingMode: "PAY_PER_REQUEST", ...keys, ...properties },
  ...more,
});

const issuesOf = (act: () => unknown) => allIssuesOf(act).map(({ path, message }) => `${path} ${message}`);

describe("fromCloudFormation", () => {
  it("computes functions: parameters, conditions, mappings, texts", () => {
    const template = {
      Parameters: { Stage: { Type: "String", Default: "test" }, Reads: { Type: "Number", Default: "7" } },
      Conditions: {
        IsTest: { "Fn::Equals": [{ Ref: "Stage" }, "test"] },
        IsOther: { "Fn::Not": [{ Condition: "IsTest" }] },
        Either: {
          "Fn::Or": [{ Condition: "IsOther" }, { "Fn::And": [{ Condition: "IsTest" }, { Condition: "IsTest" }] }],
        },
      },
      Mappings: { Classes: { test: { class: "STANDARD_INFREQUENT_ACCESS" }, live: { class: "STANDARD" } } },
      Resources: {
        Users: table({
          TableName: { "Fn::Sub": "${Stage}-users" },
          BillingMode: "PROVISIONED",
          ProvisionedThroughput: { ReadCapacityUnits: { Ref: "Reads" }, WriteCapacityUnits: "3" },
          TableClass: { "Fn::FindInMap": ["Classes", { Ref: "Stage" }, "class"] },
          StreamSpecification: { "Fn::If": ["IsOther", { StreamViewType: "KEYS_ONLY" }, { Ref: "AWS::NoValue" }] },
          DeletionProtectionEnabled: "true",
          Tags: [
            { Key: "owner", Value: { "Fn::Join": ["/", ["team", { Ref: "Stage" }]] } },
            { Key: "literal", Value: { "Fn::Sub": ["${!Stage} ${Own}", { Own: "own" }] } },
            { Key: "count", Value: { "Fn::Select": [1, { "Fn::Split": [",", "1,2"] }] } },
            { "Fn::If": ["Either", { Key: "either", Value: "yes" }, { Ref: "AWS::NoValue" }] },
            { "Fn::If": ["IsOther", { Key: "other", Value: "yes" }, { Ref: "AWS::NoValue" }] },
          ],
        }),
        Hidden: table({ TableName: "hidden" }, { Condition: "IsOther" }),
        Bucket: { Type: "AWS::S3::Bucket" },
      },
    };
    expect(fromCloudFormation(template)).to.deep.equal([
      [
        "test-users",
        {
          partitionKey: ["id", "S"],
          billingMode: "PROVISIONED",
          readCapacity: 7,
          writeCapacity: 3,
          tableClass: "STANDARD_INFREQUENT_ACCESS",
          deletionProtection: true,
          tags: { owner: "team/test", count: "2", literal: "${Stage} own", either: "yes" },
        },
      ],
    ]);
    expect(fromCloudFormation(template, { parameters: { Stage: "live" } }).map(([name]) => name)).to.deep.equal([
      "live-users",
      "hidden",
    ]);
  });

  it("reports all values at once that only a deployment knows, and accepts them", () => {
    const template = JSON.stringify({
      Resources: {
        Users: table({
          TableName: { Ref: "Name" },
          SSESpecification: { SSEEnabled: true, SSEType: "KMS", KMSMasterKeyId: { "Fn::GetAtt": ["Key", "Arn"] } },
        }),
        Orders: table({ TableName: undefined }),
      },
    });
    expect(issuesOf(() => fromCloudFormation(template))).to.deep.equal([
      "Resources.Users.Properties.TableName Name is known only to a deployment.",
      "Resources.Users.Properties.SSESpecification.KMSMasterKeyId Key.Arn is known only to a deployment.",
      "Resources.Orders.Properties.TableName the template does not name the table.",
    ]);
    const [users, orders] = fromCloudFormation(template, {
      parameters: { Name: "users", "Key.Arn": "arn:aws:kms:eu-west-1:1:key/1" },
      names: { Orders: "orders" },
    });
    expect(users?.[1].kmsKeyId).to.equal("arn:aws:kms:eu-west-1:1:key/1");
    expect(orders?.[0]).to.equal("orders");
  });

  it("calls onUnsupported for what no option says", () => {
    const found: Unsupported[] = [];
    const Properties = {
      KinesisStreamSpecification: { StreamArn: "arn:any" },
      ContributorInsightsSpecification: { Enabled: true, Mode: "THROTTLED_KEYS" },
    };
    const [users] = fromCloudFormation(
      { Resources: { Users: table(Properties) } },
      { onUnsupported: (part) => found.push(part) },
    );
    expect(users?.[1].contributorInsights).to.equal(true);
    expect(found).to.deep.equal(
      ["ContributorInsightsSpecification.Mode", "KinesisStreamSpecification"]
        .map((path) => ({
          tableName: "users",
          path: `Resources.Users.Properties.${path}`,
          reason: "no option of a definition says this.",
        }))
        .toReversed(),
    );
  });

  it("takes the replica in the given region for the table", () => {
    const replica = (Region: unknown, DeletionProtectionEnabled: boolean) => ({ Region, DeletionProtectionEnabled });
    const { BillingMode: _, ...properties } = table({}).Properties;
    const template = (regions: readonly unknown[]) => ({
      Resources: {
        Users: {
          Type: "AWS::DynamoDB::GlobalTable",
          Properties: {
            ...properties,
            BillingMode: "PAY_PER_REQUEST",
            StreamSpecification: { StreamViewType: "NEW_AND_OLD_IMAGES" },
            Replicas: regions.map((region, place) => replica(region, place === 1)),
          },
        },
      },
    });
    const own = ({ deletionProtection, replicas }: ReturnType<typeof fromCloudFormation>[number][1]) => ({
      deletionProtection,
      others: replicas?.map(({ region }) => region),
    });
    const [[, byRegion] = []] = fromCloudFormation(template(["eu-west-1", "us-east-1"]), { region: "us-east-1" });
    expect(byRegion && own(byRegion)).to.deep.equal({ deletionProtection: true, others: ["eu-west-1"] });
    const [[, byReference] = []] = fromCloudFormation(template(["eu-west-1", { Ref: "AWS::Region" }]));
    expect(byReference && own(byReference)).to.deep.equal({ deletionProtection: true, others: ["eu-west-1"] });
  });

  it("refuses what is no template, invalid tables, and unknown options", () => {
    expect(issuesOf(() => fromCloudFormation("Resources:\n  Users:"))[0]).to.match(/^template is not JSON: /);
    expect(issuesOf(() => fromCloudFormation(7 as never))).to.deep.equal([
      "template expected an object or JSON text, got 7.",
    ]);
    const wrong = { Resources: { Users: table({ KeySchema: [{ AttributeName: "other", KeyType: "HASH" }] }) } };
    expect(issuesOf(() => fromCloudFormation(wrong))).not.to.deep.equal([]);
    expect(issuesOf(() => fromCloudFormation({}, { paramters: {} } as never))[0]).to.match(/^paramters /);
    expect(fromCloudFormation({ Resources: {} })).to.deep.equal([]);
  });
});
