import { readFileSync } from "node:fs";
import { expect } from "chai";
import { fromCloudFormation, fromTerraform, toCloudFormation, toTerraform } from "../../src/iac/index.js";
import { type CreateTableOptions, TableDefinitionError } from "../../src/index.js";

const definition: CreateTableOptions = {
  partitionKey: ["id", "S"],
  globalSecondaryIndexes: [{ indexName: "by-email", partitionKey: ["email", "S"], projection: ["name"] }],
  localSecondaryIndexes: [],
  stream: "NEW_AND_OLD_IMAGES",
  encryption: "CUSTOMER_MANAGED",
  kmsKeyId: "alias/any",
  timeToLive: "expires",
  pointInTimeRecovery: { recoveryPeriodInDays: 7 },
  contributorInsights: true,
  resourcePolicy: { Statement: [] },
  tags: { team: "a" },
};
const replicas = [{ region: "eu-west-2", kmsKeyId: "arn:aws:kms:eu-west-2:111122223333:key/any", tags: { a: "b" } }];
const { template } = toCloudFormation(["one", definition], ["two", { ...definition, replicas }]);
const withFunctions = {
  Parameters: { Stage: { Type: "String", Default: "test" } },
  Conditions: {
    IsTest: { "Fn::And": [{ "Fn::Equals": [{ Ref: "Stage" }, "test"] }, { "Fn::Not": [{ Condition: "IsOther" }] }] },
    IsOther: { "Fn::Or": [{ "Fn::Equals": ["a", "b"] }] },
  },
  Mappings: { Names: { test: { name: "users" } } },
  Resources: {
    Users: {
      Type: "AWS::DynamoDB::Table",
      Condition: "IsTest",
      Properties: {
        TableName: {
          "Fn::Join": [
            "-",
            [
              { "Fn::Sub": ["${A}", { A: "a" }] },
              { "Fn::Select": [0, { "Fn::Split": [",", "b,c"] }] },
              { "Fn::FindInMap": ["Names", { Ref: "Stage" }, "name"] },
            ],
          ],
        },
        KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
        AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
        BillingMode: { "Fn::If": ["IsTest", "PAY_PER_REQUEST", { "Fn::ImportValue": "x" }] },
        Tags: [{ Key: "arn", Value: { "Fn::GetAtt": ["Key", "Arn"] } }],
      },
    },
    Target: {
      Type: "AWS::ApplicationAutoScaling::ScalableTarget",
      Properties: { ServiceNamespace: "dynamodb", ResourceId: { "Fn::Sub": "table/${Users}" } },
    },
  },
};
const { document } = toTerraform(["one", definition], ["two", { ...definition, replicas }]);
const state = {
  values: {
    root_module: {
      resources: Object.entries(document.resource).flatMap(([type, named]) =>
        Object.entries(named).map(([name, values]) => ({
          address: `${type}.${name}`,
          mode: "managed",
          type,
          name,
          values,
        })),
      ),
      child_modules: [{ address: "module.a", resources: [] }],
    },
  },
};
const plan = JSON.parse(readFileSync("test/iac/terraform-plan.json", "utf8")) as object;

const wrong = [
  null,
  "x",
  5,
  true,
  [],
  {},
  [null],
  { a: 1 },
  { Ref: null },
  { Ref: "Missing" },
  { "Fn::Sub": null },
  { "Fn::Select": [{ Ref: "Missing" }, ["a"]] },
  { "Fn::ForEach::A": [] },
  "${a.b}",
];

/** The paths of all parts of a document. */
function pathsIn(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== "object" || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([name, member]) => pathsIn(member, [...path, name]))];
}

/** For each document as many, at equal distances: all of them take a minute. */
const REPLACEMENTS = 60;

function replacements(each: object) {
  const all = pathsIn(each).flatMap((path) => wrong.map((part) => ({ each, path, part })));
  // With a distance that has no divisor in common with the number of values, all of these occur.
  const distance = Math.max(1, Math.floor(all.length / REPLACEMENTS / wrong.length) * wrong.length + 1);
  return all.filter((_, index) => index % distance === 0);
}

function withPart(document: object, path: readonly string[], part: unknown): object {
  const copy = structuredClone({ document }) as Record<string, unknown>;
  const names = ["document", ...path];
  const last = names.pop() ?? "";
  const holder = names.reduce<Record<string, unknown>>((each, name) => each[name] as Record<string, unknown>, copy);
  holder[last] = part;
  return copy["document"] as object;
}

describe("an import of a document in which each part in turn is something else", () => {
  const imports = {
    fromCloudFormation: [template, withFunctions],
    fromTerraform: [document, state, plan],
  };
  for (const [name, documents] of Object.entries(imports))
    it(`${name} has a result, or throws a TableDefinitionError`, () => {
      const read: (document: object, options: object) => unknown =
        name === "fromTerraform" ? fromTerraform : fromCloudFormation;
      let refused = 0;
      for (const { each, path, part } of documents.flatMap(replacements))
        try {
          read(withPart(each, path, part), { onUnsupported: () => undefined });
        } catch (error) {
          if (!(error instanceof TableDefinitionError))
            expect.fail(`${path.join(".")} = ${JSON.stringify(part)}: ${(error as Error).stack}`);
          refused++;
        }
      expect(refused).to.be.above(20);
    });
});
