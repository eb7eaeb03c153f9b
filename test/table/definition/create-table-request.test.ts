import type { CreateTableCommandInput } from "@aws-sdk/client-dynamodb";
import { expect } from "chai";
import { createTableRequest } from "../../../src/table/definition/create-table-request.js";
import type { CreateTableOptions } from "../../../src/table/definition/options.js";
import { defined, global, local, options, rawGlobal, sortKey, vector } from "./rules/cases/rule-case.js";

const request = (given: object) => createTableRequest("users", options(given)).input;
const hash = (AttributeName: string) => ({ AttributeName, KeyType: "HASH" });
const range = (AttributeName: string) => ({ AttributeName, KeyType: "RANGE" });
const units = (ReadCapacityUnits: number, WriteCapacityUnits: number) => ({ ReadCapacityUnits, WriteCapacityUnits });
const PROVISIONED = { billingMode: "PROVISIONED" };

describe("createTableRequest", () => {
  it("has only the required members, on demand, by default", () => {
    expect(request({})).to.deep.equal({
      TableName: "users",
      AttributeDefinitions: defined("pk"),
      KeySchema: [hash("pk")],
      BillingMode: "PAY_PER_REQUEST",
    });
  });

  const each: readonly [
    about: string,
    given: Partial<CreateTableOptions>,
    expected: Partial<CreateTableCommandInput>,
  ][] = [
    ["provisioned, 5 and 5", { billingMode: "PROVISIONED" }, { ProvisionedThroughput: units(5, 5) }],
    ["capacity", { billingMode: "PROVISIONED", writeCapacity: 7 }, { ProvisionedThroughput: units(5, 7) }],
    ["on-demand bounds", { onDemandThroughput: { maxRead: 9 } }, { OnDemandThroughput: { MaxReadRequestUnits: 9 } }],
    [
      "warm throughput",
      { warmThroughput: { read: 12_000, write: 4_000 } },
      { WarmThroughput: { ReadUnitsPerSecond: 12_000, WriteUnitsPerSecond: 4_000 } },
    ],
    ["table class", { tableClass: "STANDARD_INFREQUENT_ACCESS" }, { TableClass: "STANDARD_INFREQUENT_ACCESS" }],
    ["AWS's KMS key", { encryption: "AWS_MANAGED" }, { SSESpecification: { Enabled: true, SSEType: "KMS" } }],
    [
      "one's own KMS key",
      { encryption: "CUSTOMER_MANAGED", kmsKeyId: "alias/a" },
      { SSESpecification: { Enabled: true, SSEType: "KMS", KMSMasterKeyId: "alias/a" } },
    ],
    ["stream", { stream: "OLD_IMAGE" }, { StreamSpecification: { StreamEnabled: true, StreamViewType: "OLD_IMAGE" } }],
    ["protection", { deletionProtection: true }, { DeletionProtectionEnabled: true }],
    ["no protection", { deletionProtection: false }, { DeletionProtectionEnabled: false }],
    [
      "tags",
      { tags: { team: "a", "cost centre": "" } },
      {
        Tags: [
          { Key: "team", Value: "a" },
          { Key: "cost centre", Value: "" },
        ],
      },
    ],
    ["a policy in text", { resourcePolicy: '{"Version": 1}' }, { ResourcePolicy: '{"Version": 1}' }],
    ["a policy as an object", { resourcePolicy: { Version: 1 } }, { ResourcePolicy: '{"Version":1}' }],
  ];
  for (const [about, given, expected] of each) {
    it(`has a member for the option: ${about}`, () => expect(request(given)).to.deep.include(expected));
  }

  it("has no member for the default encryption", () => {
    expect(request({ encryption: "AWS_OWNED" })).to.deep.equal(request({}));
  });

  it("has no members for empty lists of indexes and for settings after creation", () => {
    const given = { globalSecondaryIndexes: [], localSecondaryIndexes: [], timeToLive: "at", wait: true };
    expect(request({ ...given, pointInTimeRecovery: true, contributorInsights: true })).to.deep.equal(request({}));
  });

  it("defines each key attribute once, and no other attributes", () => {
    const { AttributeDefinitions } = request({
      sortKey,
      globalSecondaryIndexes: [
        { ...global, sortKey },
        { ...global, sortKey: ["at", "N"], projection: ["name"] },
      ],
      localSecondaryIndexes: [local, { ...local, sortKey: ["at", "N"] }],
    });
    expect(AttributeDefinitions).to.deep.equal([
      ...defined("pk", "sk", "email"),
      { AttributeName: "at", AttributeType: "N" },
      { AttributeName: "age", AttributeType: "N" },
    ]);
  });
});

describe("the indexes of createTableRequest", () => {
  it("have keys of one or several attributes", () => {
    const partitionKey = [
      ["tenant", "S"],
      ["region", "S"],
    ];
    const { GlobalSecondaryIndexes, KeySchema } = request({
      sortKey,
      globalSecondaryIndexes: [
        global,
        { ...global, partitionKey, sortKey: [["at", "N"], sortKey] },
        { ...global, sortKey: [] },
      ],
    });
    expect(KeySchema).to.deep.equal([hash("pk"), range("sk")]);
    expect(GlobalSecondaryIndexes?.map((index) => index.KeySchema)).to.deep.equal([
      [hash("email")],
      [hash("tenant"), hash("region"), range("at"), range("sk")],
      [hash("email")],
    ]);
  });

  it("share the table's partition key when they are local", () => {
    const { LocalSecondaryIndexes } = request({ sortKey, localSecondaryIndexes: [local] });
    expect(LocalSecondaryIndexes).to.deep.equal([
      { IndexName: "by-age", KeySchema: [hash("pk"), range("age")], Projection: { ProjectionType: "ALL" } },
    ]);
  });

  it("project all attributes, the keys only, or named attributes", () => {
    const projections = [undefined, "ALL", "KEYS_ONLY", ["a", "b"]];
    const globalSecondaryIndexes = projections.map((projection) => ({ ...global, projection }));
    expect(request({ globalSecondaryIndexes }).GlobalSecondaryIndexes?.map((index) => index.Projection)).to.deep.equal([
      { ProjectionType: "ALL" },
      { ProjectionType: "ALL" },
      { ProjectionType: "KEYS_ONLY" },
      { ProjectionType: "INCLUDE", NonKeyAttributes: ["a", "b"] },
    ]);
  });

  it("inherit the table's read and write capacity separately", () => {
    const { GlobalSecondaryIndexes } = request({
      ...PROVISIONED,
      readCapacity: 10,
      globalSecondaryIndexes: [global, { ...global, readCapacity: 3 }, { ...global, writeCapacity: 4 }],
    });
    expect(GlobalSecondaryIndexes?.map((index) => index.ProvisionedThroughput)).to.deep.equal([
      units(10, 5),
      units(3, 5),
      units(10, 4),
    ]);
  });

  it("have their own on-demand limits and warm throughput, and no capacity on demand", () => {
    const index = { ...global, onDemandThroughput: { maxWrite: 3 }, warmThroughput: { read: 12_000 } };
    expect(request({ readCapacity: 5, globalSecondaryIndexes: [index] }).GlobalSecondaryIndexes).to.deep.equal([
      {
        IndexName: "by-email",
        KeySchema: [hash("email")],
        Projection: { ProjectionType: "ALL" },
        OnDemandThroughput: { MaxWriteRequestUnits: 3 },
        WarmThroughput: { ReadUnitsPerSecond: 12_000 },
      },
    ]);
  });
});

describe("a vector index of createTableRequest", () => {
  it("has a search schema, whose attributes are defined, and a vector that is not", () => {
    const { VectorIndexes, AttributeDefinitions } = request({
      vectorIndexes: [
        {
          ...vector,
          partitionKey: ["shop", "S"],
          filters: [
            ["year", "N"],
            ["pk", "S"],
          ],
          projection: ["title"],
        },
        { ...vector, indexName: "by-other", distance: "EUCLIDEAN" },
      ],
    });
    expect(VectorIndexes).to.deep.equal([
      {
        IndexName: "by-meaning",
        VectorAttribute: { AttributeName: "embedding" },
        SearchSchema: [
          { AttributeName: "shop", SearchSchemaElementType: "HASH" },
          { AttributeName: "year", SearchSchemaElementType: "INLINE_FILTER" },
          { AttributeName: "pk", SearchSchemaElementType: "INLINE_FILTER" },
        ],
        Projection: { ProjectionType: "INCLUDE", NonKeyAttributes: ["title"] },
        Dimensions: 3,
        DistanceFunction: "COSINE",
      },
      {
        IndexName: "by-other",
        VectorAttribute: { AttributeName: "embedding" },
        Projection: { ProjectionType: "ALL" },
        Dimensions: 3,
        DistanceFunction: "EUCLIDEAN",
      },
    ]);
    expect(AttributeDefinitions).to.deep.equal([
      ...defined("pk", "shop"),
      { AttributeName: "year", AttributeType: "N" },
    ]);
  });

  it("is left out if the list is empty", () => {
    expect(request({ vectorIndexes: [] })).not.to.have.property("VectorIndexes");
  });
});

describe("the option input", () => {
  it("is merged last, member by member", () => {
    const input = { TableClass: "STANDARD", Tags: [], GlobalTableSourceArn: "arn" };
    expect(request({ stream: "KEYS_ONLY", tags: { a: "b" }, input })).to.deep.equal({
      ...request({ stream: "KEYS_ONLY" }),
      ...input,
    });
  });

  it("ignores undefined members, as all options do", () => {
    expect(request({ input: { BillingMode: undefined, KeySchema: undefined } })).to.deep.equal(request({}));
  });

  it("determines with its billing mode which capacity is sent", () => {
    const indexes = { globalSecondaryIndexes: [global] };
    const provisioned = request({
      ...indexes,
      input: { BillingMode: "PROVISIONED", ProvisionedThroughput: units(8, 9) },
    });
    expect(provisioned.GlobalSecondaryIndexes?.[0]?.ProvisionedThroughput).to.deep.equal(units(8, 9));
    const onDemand = request({ ...PROVISIONED, ...indexes, input: { BillingMode: "PAY_PER_REQUEST" } });
    expect(onDemand).to.deep.equal(request(indexes));
  });

  it("does not change the options", () => {
    const given = options({ globalSecondaryIndexes: [global], input: { LocalSecondaryIndexes: [rawGlobal] } });
    const before = structuredClone(given);
    createTableRequest("users", given);
    expect(given).to.deep.equal(before);
  });
});
