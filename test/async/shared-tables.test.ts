import { expect } from "chai";
import { attr, defineModel, TableDefinitionError } from "../../src/index.js";
import { mockDynamoDB } from "../../src/testing/index.js";
import { rejects } from "../support/both.js";
import { needs } from "../support/engine/needs.js";

const keys = { pk: attr.string().partitionKey(), sk: attr.string().sortKey() };

class Customer extends defineModel({
  table: "shop",
  attributes: { ...keys, email: attr.string().optional() },
  globalSecondaryIndexes: { byEmail: { indexName: "by-email", partitionKey: "email" } },
  tableOptions: { billingMode: "PROVISIONED", readCapacity: 7, tags: { team: "shop" } },
}) {}

class Order extends defineModel({
  table: "shop",
  attributes: { ...keys, email: attr.string().optional(), total: attr.number().optional() },
  globalSecondaryIndexes: {
    byEmail: { indexName: "by-email", partitionKey: "email" },
    byTotal: { indexName: "by-total", partitionKey: "pk", sortKey: "total", projection: ["email"] },
  },
  localSecondaryIndexes: { local: { indexName: "local-total", sortKey: "total" } },
  tableOptions: { writeCapacity: 3, billingMode: "PROVISIONED", stream: "KEYS_ONLY", tags: { app: "web" } },
}) {}

class Plain extends defineModel({ table: "shop", attributes: keys }) {}
class Elsewhere extends defineModel({ table: "elsewhere", attributes: keys }) {}

needs("mock").describe("models that share a table in a mock", () => {
  it("get one with the indexes, attributes and settings of all, in any order", async () => {
    for (const models of [
      [Customer, Order, Plain, Elsewhere],
      [Plain, Elsewhere, Order, Customer],
    ]) {
      const db = await mockDynamoDB(...models);
      const table = await db.client.describeTable("shop");
      expect(db.tables).to.deep.equal(["elsewhere", "shop"]);
      const names = table.GlobalSecondaryIndexes?.map(({ IndexName }) => IndexName);
      expect(names).to.have.members(["by-email", "by-total"]);
      expect(table.LocalSecondaryIndexes?.map(({ IndexName }) => IndexName)).to.deep.equal(["local-total"]);
      expect(table.AttributeDefinitions?.map(({ AttributeName }) => AttributeName)).to.have.members([
        "pk",
        "sk",
        "email",
        "total",
      ]);
      expect(table.BillingModeSummary?.BillingMode ?? "PROVISIONED").to.equal("PROVISIONED");
      for (const { ProvisionedThroughput: throughput } of [table, ...(table.GlobalSecondaryIndexes ?? [])]) {
        expect([throughput?.ReadCapacityUnits, throughput?.WriteCapacityUnits]).to.deep.equal([7, 3]);
      }
      expect(table.StreamSpecification?.StreamViewType).to.equal("KEYS_ONLY");
      await db.close();
    }
  });

  it("keep it through reset, snapshot and restart", async () => {
    const db = await mockDynamoDB(Customer, Order);
    const fill = async () => {
      await db.put(
        new Customer({ pk: "c1", sk: "profile", email: "a@b.c" }),
        new Order({ pk: "c1", sk: "order", email: "a@b.c", total: 5 }),
      );
    };
    const found = async () => {
      const byEmail = await Customer.byEmail.query({ email: "a@b.c" }).toArray();
      const byTotal = await Order.byTotal.query({ pk: "c1", total: { gt: 1 } }).toArray();
      const local = await Order.local.query({ pk: "c1" }).toArray();
      return [byEmail.length, byTotal.length, local.length];
    };
    await fill();
    expect(await found()).to.deep.equal([2, 1, 1]);
    const snapshot = await db.snapshot();
    await db.reset();
    expect(await found()).to.deep.equal([0, 0, 0]);
    await db.restore(snapshot);
    expect(await found()).to.deep.equal([2, 1, 1]);
    await db.restart();
    await fill();
    expect(await found()).to.deep.equal([2, 1, 1]);
    await db.close();
  });

  it("can be the same one twice, or one that another extends", async () => {
    class Special extends Customer {}
    const db = await mockDynamoDB(Customer, Customer, Special);
    expect((await db.client.describeTable("shop")).GlobalSecondaryIndexes).to.have.length(1);
    await db.close();
  });

  it("can differ in the order of unordered members", async () => {
    const both = { email: attr.string().optional(), total: attr.number().optional() };
    class One extends defineModel({
      table: "shop",
      attributes: { ...keys, ...both },
      globalSecondaryIndexes: { gsi: { partitionKey: "sk", projection: ["email", "total"] } },
      tableOptions: { resourcePolicy: { Version: "2012-10-17", Statement: [] } },
    }) {}
    class Other extends defineModel({
      table: "shop",
      attributes: { ...keys, ...both },
      globalSecondaryIndexes: { again: { indexName: "gsi", partitionKey: "sk", projection: ["total", "email"] } },
      tableOptions: { resourcePolicy: '{ "Version": "2012-10-17", "Statement": [] }' },
    }) {}
    const db = await mockDynamoDB(One, Other);
    expect((await db.client.describeTable("shop")).GlobalSecondaryIndexes).to.have.length(1);
    await db.close();
  });

  it("keep an index that one of them has only in its input", async () => {
    class Raw extends defineModel({
      table: "shop",
      attributes: { ...keys, raw: attr.string().optional() },
      tableOptions: {
        input: {
          AttributeDefinitions: ["pk", "sk", "raw"].map((AttributeName) => ({ AttributeName, AttributeType: "S" })),
          GlobalSecondaryIndexes: [
            {
              IndexName: "by-raw",
              KeySchema: [{ AttributeName: "raw", KeyType: "HASH" }],
              Projection: { ProjectionType: "ALL" },
              ProvisionedThroughput: { ReadCapacityUnits: 1, WriteCapacityUnits: 1 },
            },
          ],
        },
        billingMode: "PROVISIONED",
      },
    }) {}
    for (const models of [
      [Customer, Raw],
      [Raw, Customer],
    ]) {
      const db = await mockDynamoDB(...models);
      const indexes = (await db.client.describeTable("shop")).GlobalSecondaryIndexes;
      expect(indexes?.map(({ IndexName }) => IndexName)).to.have.members(["by-email", "by-raw"]);
      await db.close();
    }
  });

  it("keep the vector indexes of both", async () => {
    const vectors = (IndexName: string) => ({
      VectorIndexes: [
        {
          IndexName,
          VectorAttribute: { AttributeName: "v" },
          Dimensions: 3,
          DistanceFunction: "COSINE" as const,
          Projection: { ProjectionType: "ALL" as const },
        },
      ],
    });
    class One extends defineModel({
      table: "shop",
      attributes: keys,
      tableOptions: { input: vectors("by-v") },
    }) {}
    class Two extends defineModel({
      table: "shop",
      attributes: keys,
      tableOptions: { input: vectors("also-by-v") },
    }) {}
    const db = await mockDynamoDB(One, Two);
    const { VectorIndexes = [] } = await db.client.describeTable("shop");
    expect(VectorIndexes.map(({ IndexName }) => IndexName)).to.have.members(["by-v", "also-by-v"]);
    await db.close();
  });

  describe("are refused, with both models and the difference, if they have", () => {
    const expiry = { expires: attr.number().optional(), ends: attr.number().optional() };
    const attributes = { ...keys, a: attr.string().optional(), b: attr.string().optional(), ...expiry };
    const base = { table: "shop", attributes } as const;
    class First extends defineModel({
      ...base,
      globalSecondaryIndexes: { gsi: { partitionKey: "a", sortKey: "b" } },
      tableOptions: {
        billingMode: "PROVISIONED",
        timeToLive: "expires",
        tags: { team: "one" },
        pointInTimeRecovery: true,
      },
    }) {}

    const cases = {
      "another partition key": [
        class Second extends defineModel({ table: "shop", attributes: { id: attr.string().partitionKey() } }) {},
        ["partitionKey", "sortKey"],
      ],
      "a key of another type": [
        class Second extends defineModel({
          table: "shop",
          attributes: { pk: attr.number().partitionKey(), sk: attr.string().sortKey() },
        }) {},
        ["attributes.pk"],
      ],
      "an index with other keys": [
        class Second extends defineModel({ ...base, globalSecondaryIndexes: { gsi: { partitionKey: "b" } } }) {},
        ["indexes.gsi.partitionKey", "indexes.gsi.sortKey"],
      ],
      "an index with another projection": [
        class Second extends defineModel({
          ...base,
          globalSecondaryIndexes: { gsi: { partitionKey: "a", sortKey: "b", projection: "KEYS_ONLY" } },
        }) {},
        ["indexes.gsi.projection"],
      ],
      "an index of another kind": [
        class Second extends defineModel({ ...base, localSecondaryIndexes: { gsi: { sortKey: "b" } } }) {},
        ["indexes.gsi.kind", "indexes.gsi.partitionKey"],
      ],
      "other settings": [
        class Second extends defineModel({
          ...base,
          tableOptions: {
            billingMode: "PAY_PER_REQUEST",
            timeToLive: "ends",
            tags: { team: "two" },
            pointInTimeRecovery: { recoveryPeriodInDays: 3 },
          },
        }) {},
        ["billingMode", "timeToLive", "tags.team", "pointInTimeRecovery"].map((name) => `tableOptions.${name}`),
      ],
    } as const;
    for (const [what, [second, paths]] of Object.entries(cases)) {
      it(what, async () => {
        const error = await rejects(() => mockDynamoDB(Plain, First, second));
        expect(error).to.be.instanceOf(TableDefinitionError);
        expect((error as TableDefinitionError).issues.map(({ path }) => path)).to.have.members(paths);
        expect(error.message).to.include('Table "shop"').and.to.include("First").and.to.include("Second");
        expect(error.message).to.include("nothing was started");
      });
    }
  });

  it("are refused with their own issues before those of the combination", async () => {
    class Wrong extends defineModel({
      table: "shop",
      attributes: { id: attr.string().partitionKey() },
      tableOptions: { readCapacity: 5 },
    }) {}
    expect((await rejects(() => mockDynamoDB(Customer, Wrong))).message).to.include("readCapacity");
  });
});
