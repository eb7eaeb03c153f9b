import { expect } from "chai";
import fc from "fast-check";
import {
  type ExportedTable,
  type TerraformOptions,
  toCdk,
  toCloudFormation,
  toCreateTableInput,
  toTerraform,
} from "../../src/iac/index.js";
import { attr, defineModel, defineTable, TableDefinitionError } from "../../src/index.js";

class User extends defineModel({
  table: "users",
  attributes: { id: attr.string().partitionKey(), email: attr.string(), expires: attr.timestamp("s").optional() },
  globalSecondaryIndexes: { byEmail: { partitionKey: "email" } },
  tableOptions: { timeToLive: "expires" },
}) {}
const shop = defineTable({ table: "shop", partitionKey: ["pk", "S"], sortKey: ["sk", "S"] });
class Customer extends defineModel({
  table: shop,
  entity: "customer",
  attributes: { id: attr.string() },
  keys: { pk: "CUSTOMER#{id}", sk: "PROFILE" },
}) {}
class Order extends defineModel({
  table: shop,
  entity: "order",
  attributes: { id: attr.string(), number: attr.number() },
  keys: { pk: "CUSTOMER#{id}", sk: "ORDER#{number:8}" },
}) {}
const simple = { partitionKey: ["id", "S"] } as const;

type Given = readonly [...tables: ExportedTable[], options: TerraformOptions] | readonly ExportedTable[];

describe("the exports", () => {
  const exports = { toCloudFormation, toTerraform, toCdk };

  it("accept models, tables of defineTable and definitions, and have a shared table once", () => {
    const { template } = toCloudFormation(User, Customer, Order, shop, ["my-audit_log", simple]);
    expect(Object.keys(template.Resources)).to.deep.equal(["MyAuditLogTable", "ShopTable", "UsersTable"]);
    const { document } = toTerraform(User, Customer, Order, shop, ["my-audit_log", simple]);
    expect(Object.keys(document.resource["aws_dynamodb_table"] ?? {})).to.deep.equal(["my_audit_log", "shop", "users"]);
    expect(toCdk(User, Order).source.match(/new CfnTable/g)).to.have.length(2);
  });

  for (const [name, toTarget] of Object.entries(exports)) {
    it(`give the same in any order: ${name}`, () => {
      expect(toTarget(Order, User, ["aaa", simple])).to.deep.equal(toTarget(["aaa", simple], User, Customer));
    });

    it(`report every mistake in every definition at once: ${name}`, () => {
      const act = () =>
        toTarget(["aaa", { partitionKey: ["id", "X"] } as never], ["bbb", {} as never], ["bbb", simple]);
      expect(act).to.throw(TableDefinitionError, /tables\[0\]\.partitionKey[\s\S]*tables\[1\]\.partitionKey/);
      expect(() => toTarget(User, { regoin: "x" } as never)).to.throw(TableDefinitionError, /regoin/);
      expect(() => toTarget(7 as never)).to.throw(
        TableDefinitionError,
        /expected a model or \[name, definition\], got 7/,
      );
    });

    it(`list members of the request that no option has: ${name}`, () => {
      const { unsupported } = toTarget(["aaa", { ...simple, input: { GlobalTableSourceArn: "arn:any" } }]);
      expect(unsupported).to.have.length(1);
      expect(unsupported[0]).to.include({ tableName: "aaa", path: "input.GlobalTableSourceArn" });
    });
  }

  it("tell tables apart whose names differ only in characters that a target does not have", () => {
    const names = ["my-orders", "my_orders", "my.orders"].map((name) => [name, simple] as const);
    const { template } = toCloudFormation(...names);
    const tables = Object.entries(template.Resources).map(([id, { Properties }]) => [Properties["TableName"], id]);
    expect(tables).to.deep.include(["my-orders", "MyOrdersTable"]);
    expect(new Set(tables.map(([, id]) => id)).size).to.equal(3);
    const { template: alone } = toCloudFormation(["my_orders", simple]);
    expect(Object.keys(alone.Resources)).to.deep.equal(["MyOrdersTable"]);
  });

  it("have all tables, whatever their names are", () => {
    const names = fc.sample(fc.stringMatching(/^[aB1][aB1_.-]{2,4}$/), { seed: 20_260_805, numRuns: 300 });
    const tables = [...new Set([...names, "1-a", "table-1-a", "a1-b", "a-1-b", "x".repeat(255)])].map(
      (name) => [name, simple] as const,
    );
    const { Resources } = toCloudFormation(...tables).template;
    expect(Object.keys(Resources).length).to.equal(tables.length);
    for (const id of Object.keys(Resources)) expect(id).to.match(/^[A-Za-z0-9]{1,255}$/);
    const { resource } = toTerraform(...tables).document;
    expect(Object.keys(resource["aws_dynamodb_table"] ?? {}).length).to.equal(tables.length);
    const properties = toCdk(...tables).source.match(/^ {2}readonly \w+/gm) ?? [];
    expect(new Set(properties).size).to.equal(tables.length);
    expect(Object.keys(toCloudFormation(["a-1-b", simple]).template.Resources)).to.deep.equal(["A1BTable"]);
  });

  it("refuse a list without tables, and accept options that are not there", () => {
    for (const act of [toCloudFormation, toTerraform, toCdk])
      expect(() => act()).to.throw(
        TableDefinitionError,
        /tables: expected at least one table\. Fix: write User, Order\./,
      );
    expect(toCloudFormation(User, undefined as never)).to.deep.equal(toCloudFormation(User));
  });

  it("keep the items: a table that leaves the template stays", () => {
    const { template } = toCloudFormation(User);
    expect(template.Resources["UsersTable"]).to.include({ DeletionPolicy: "Retain", UpdateReplacePolicy: "Retain" });
  });

  it("name what a global table says in another way", () => {
    const definition = {
      ...simple,
      billingMode: "PROVISIONED",
      writeCapacity: 9,
      replicas: [{ region: "eu-west-1" }],
      globalSecondaryIndexes: [{ indexName: "by-id", partitionKey: ["id", "S"] }],
    } as const;
    const { template, unsupported } = toCloudFormation(["aaa", definition], { region: "us-east-1" });
    expect(unsupported.map(({ path }) => path)).to.deep.equal([
      "writeCapacity",
      "globalSecondaryIndexes[0].writeCapacity",
    ]);
    expect(template.Resources["AaaTable"]?.Properties).to.deep.nested.include({
      "Replicas[0].Region": "us-east-1",
      "WriteProvisionedThroughputSettings.WriteCapacityAutoScalingSettings.MinCapacity": 9,
      "WriteProvisionedThroughputSettings.WriteCapacityAutoScalingSettings.MaxCapacity": 9,
    });
  });

  it("require the version of Terraform's provider that knows the arguments", () => {
    const versionOf = (...given: Given) => {
      return toTerraform(...given).document.terraform.required_providers.aws.version;
    };
    expect(versionOf(User)).to.equal(">= 5.0.0");
    expect(versionOf(["aaa", { ...simple, onDemandThroughput: { maxRead: 5 } }])).to.equal(">= 5.71.0");
    expect(versionOf(["aaa", { ...simple, warmThroughput: { read: 12_000 } }], User)).to.equal(">= 6.13.0");
    expect(versionOf(User, { providerVersion: "6.40.0" })).to.equal(">= 6.40.0");
    const indexOf = (...given: Given) => {
      const { users } = toTerraform(...given).document.resource["aws_dynamodb_table"] ?? {};
      const indexes = users?.["global_secondary_index"] as readonly object[] | undefined;
      return indexes?.[0];
    };
    expect(indexOf(User)).to.include({ hash_key: "email" });
    expect(indexOf(User, { providerVersion: "6.29" })).to.deep.include({
      key_schema: [{ attribute_name: "email", key_type: "HASH" }],
    });
    expect(() => toTerraform(User, { providerVersion: "six" })).to.throw(/expected a version like "6.29.0", got "six"/);
  });

  it("are the CreateTable request of createTable", () => {
    expect(toCreateTableInput(User)).to.deep.equal({
      TableName: "users",
      AttributeDefinitions: [
        { AttributeName: "id", AttributeType: "S" },
        { AttributeName: "email", AttributeType: "S" },
      ],
      KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
      GlobalSecondaryIndexes: [
        {
          IndexName: "byEmail",
          KeySchema: [{ AttributeName: "email", KeyType: "HASH" }],
          Projection: { ProjectionType: "ALL" },
        },
      ],
      BillingMode: "PAY_PER_REQUEST",
    });
  });
});
