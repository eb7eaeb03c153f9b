import { expect } from "chai";
import type { CreateTableOptions, DynamoClient } from "../../src/index.js";
import { needs } from "../support/engine/needs.js";
import { ScriptedDynamoDB } from "../support/scripted-dynamodb.js";

type Members = Record<string, unknown>;

const onlyKey = { partitionKey: ["pk", "S"] } as const;
const keyInput = {
  TableName: "users",
  AttributeDefinitions: [{ AttributeName: "pk", AttributeType: "S" }],
  KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
  BillingMode: "PAY_PER_REQUEST",
};

const index = { indexName: "by-email", partitionKey: ["email", "S"] } as const;
const indexInput = {
  IndexName: "by-email",
  KeySchema: [{ AttributeName: "email", KeyType: "HASH" }],
  Projection: { ProjectionType: "ALL" },
};
const withEmail = [...keyInput.AttributeDefinitions, { AttributeName: "email", AttributeType: "S" }];

/** The members that each option adds to the request for a table that has only a partition key. */
const cases: { option: string; options: Partial<CreateTableOptions>; adds: Members; isUnplayed?: boolean }[] = [
  { option: "only the key", options: {}, adds: {} },
  {
    option: "sortKey",
    options: { sortKey: ["sk", "N"] },
    adds: {
      AttributeDefinitions: [...keyInput.AttributeDefinitions, { AttributeName: "sk", AttributeType: "N" }],
      KeySchema: [...keyInput.KeySchema, { AttributeName: "sk", KeyType: "RANGE" }],
    },
  },
  {
    option: "billingMode",
    options: { billingMode: "PROVISIONED" },
    adds: { BillingMode: "PROVISIONED", ProvisionedThroughput: { ReadCapacityUnits: 5, WriteCapacityUnits: 5 } },
  },
  {
    option: "readCapacity and writeCapacity, which indexes inherit",
    options: { billingMode: "PROVISIONED", readCapacity: 10, writeCapacity: 7, globalSecondaryIndexes: [index] },
    adds: {
      BillingMode: "PROVISIONED",
      ProvisionedThroughput: { ReadCapacityUnits: 10, WriteCapacityUnits: 7 },
      AttributeDefinitions: withEmail,
      GlobalSecondaryIndexes: [
        { ...indexInput, ProvisionedThroughput: { ReadCapacityUnits: 10, WriteCapacityUnits: 7 } },
      ],
    },
  },
  {
    option: "an index's own capacity",
    options: { billingMode: "PROVISIONED", globalSecondaryIndexes: [{ ...index, readCapacity: 2, writeCapacity: 3 }] },
    adds: {
      BillingMode: "PROVISIONED",
      ProvisionedThroughput: { ReadCapacityUnits: 5, WriteCapacityUnits: 5 },
      AttributeDefinitions: withEmail,
      GlobalSecondaryIndexes: [
        { ...indexInput, ProvisionedThroughput: { ReadCapacityUnits: 2, WriteCapacityUnits: 3 } },
      ],
    },
  },
  {
    option: "onDemandThroughput",
    options: { onDemandThroughput: { maxRead: 100, maxWrite: 50 } },
    adds: { OnDemandThroughput: { MaxReadRequestUnits: 100, MaxWriteRequestUnits: 50 } },
  },
  {
    option: "warmThroughput",
    options: { warmThroughput: { read: 13_000, write: 5_000 } },
    adds: { WarmThroughput: { ReadUnitsPerSecond: 13_000, WriteUnitsPerSecond: 5_000 } },
  },
  {
    option: "an index's own on-demand and warm throughput",
    options: {
      globalSecondaryIndexes: [{ ...index, onDemandThroughput: { maxRead: 9 }, warmThroughput: { write: 6_000 } }],
    },
    adds: {
      AttributeDefinitions: withEmail,
      GlobalSecondaryIndexes: [
        {
          ...indexInput,
          OnDemandThroughput: { MaxReadRequestUnits: 9 },
          WarmThroughput: { WriteUnitsPerSecond: 6_000 },
        },
      ],
    },
  },
  {
    option: "tableClass",
    options: { tableClass: "STANDARD_INFREQUENT_ACCESS" },
    adds: { TableClass: "STANDARD_INFREQUENT_ACCESS" },
  },
  { option: "encryption AWS_OWNED", options: { encryption: "AWS_OWNED" }, adds: {} },
  {
    option: "encryption AWS_MANAGED",
    options: { encryption: "AWS_MANAGED" },
    adds: { SSESpecification: { Enabled: true, SSEType: "KMS" } },
  },
  {
    option: "encryption CUSTOMER_MANAGED",
    options: { encryption: "CUSTOMER_MANAGED", kmsKeyId: "alias/tables" },
    adds: { SSESpecification: { Enabled: true, SSEType: "KMS", KMSMasterKeyId: "alias/tables" } },
  },
  {
    option: "globalSecondaryIndexes with keys of several attributes",
    options: {
      globalSecondaryIndexes: [
        {
          indexName: "by-place",
          partitionKey: [
            ["country", "S"],
            ["city", "S"],
          ],
          sortKey: [
            ["year", "N"],
            ["photo", "B"],
          ],
          projection: "KEYS_ONLY",
        },
      ],
    },
    adds: {
      AttributeDefinitions: [
        ...keyInput.AttributeDefinitions,
        { AttributeName: "country", AttributeType: "S" },
        { AttributeName: "city", AttributeType: "S" },
        { AttributeName: "year", AttributeType: "N" },
        { AttributeName: "photo", AttributeType: "B" },
      ],
      GlobalSecondaryIndexes: [
        {
          IndexName: "by-place",
          KeySchema: [
            { AttributeName: "country", KeyType: "HASH" },
            { AttributeName: "city", KeyType: "HASH" },
            { AttributeName: "year", KeyType: "RANGE" },
            { AttributeName: "photo", KeyType: "RANGE" },
          ],
          Projection: { ProjectionType: "KEYS_ONLY" },
        },
      ],
    },
  },
  {
    option: "localSecondaryIndexes and a projection of named attributes",
    options: {
      sortKey: ["sk", "S"],
      localSecondaryIndexes: [{ indexName: "by-age", sortKey: ["age", "N"], projection: ["name", "city"] }],
    },
    adds: {
      AttributeDefinitions: [
        ...keyInput.AttributeDefinitions,
        { AttributeName: "sk", AttributeType: "S" },
        { AttributeName: "age", AttributeType: "N" },
      ],
      KeySchema: [...keyInput.KeySchema, { AttributeName: "sk", KeyType: "RANGE" }],
      LocalSecondaryIndexes: [
        {
          IndexName: "by-age",
          KeySchema: [...keyInput.KeySchema, { AttributeName: "age", KeyType: "RANGE" }],
          Projection: { ProjectionType: "INCLUDE", NonKeyAttributes: ["name", "city"] },
        },
      ],
    },
  },
  {
    option: "stream",
    options: { stream: "NEW_AND_OLD_IMAGES" },
    adds: { StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_AND_OLD_IMAGES" } },
  },
  { option: "deletionProtection", options: { deletionProtection: true }, adds: { DeletionProtectionEnabled: true } },
  {
    option: "tags",
    options: { tags: { env: "test", team: "data" } },
    adds: {
      Tags: [
        { Key: "env", Value: "test" },
        { Key: "team", Value: "data" },
      ],
    },
  },
  {
    option: "resourcePolicy as an object",
    options: { resourcePolicy: { Version: "2012-10-17", Statement: [] } },
    adds: { ResourcePolicy: '{"Version":"2012-10-17","Statement":[]}' },
  },
  { option: "resourcePolicy as text", options: { resourcePolicy: "{}" }, adds: { ResourcePolicy: "{}" } },
  {
    option: "input, merged last",
    options: {
      input: {
        GlobalTableSourceArn: "arn:aws:dynamodb:us-east-1:1:table/users",
        BillingMode: "PROVISIONED",
        ProvisionedThroughput: { ReadCapacityUnits: 1, WriteCapacityUnits: 1 },
      },
    },
    adds: {
      GlobalTableSourceArn: "arn:aws:dynamodb:us-east-1:1:table/users",
      BillingMode: "PROVISIONED",
      ProvisionedThroughput: { ReadCapacityUnits: 1, WriteCapacityUnits: 1 },
    },
    isUnplayed: true,
  },
];

needs("clock").describe("the request that createTable sends", () => {
  let dynamodb: ScriptedDynamoDB;
  let client: DynamoClient;

  before(() => {
    dynamodb = ScriptedDynamoDB.start();
  });

  beforeEach(() => {
    dynamodb.startScenario();
    client = dynamodb.client();
  });

  after(() => dynamodb.stop());

  for (const { option, options, adds, isUnplayed } of cases) {
    it(`has ${option}`, async () => {
      if (isUnplayed) {
        dynamodb.startScenario({
          faults: [{ kind: "answer", operation: "CreateTable", answer: { TableDescription: { TableName: "users" } } }],
        });
        client = dynamodb.client();
      }
      await client.createTable("users", { ...onlyKey, ...options } as CreateTableOptions);
      expect(dynamodb.requests().map(({ operation, input }) => [operation, input])).to.deep.equal([
        ["CreateTable", { ...keyInput, ...adds }],
      ]);
    });
  }

  it("is followed, after a wait for ACTIVE, by the requests for settings of an active table, in order", async () => {
    await client.createTable("users", {
      ...onlyKey,
      timeToLive: "expires",
      pointInTimeRecovery: { recoveryPeriodInDays: 7 },
      contributorInsights: true,
    });
    const late = dynamodb.requests().filter(({ operation }) => operation.startsWith("Update"));
    expect(late.map(({ operation, input }) => [operation, input])).to.deep.equal([
      [
        "UpdateTimeToLive",
        { TableName: "users", TimeToLiveSpecification: { Enabled: true, AttributeName: "expires" } },
      ],
      [
        "UpdateContinuousBackups",
        {
          TableName: "users",
          PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: 7 },
        },
      ],
      ["UpdateContributorInsights", { TableName: "users", ContributorInsightsAction: "ENABLE" }],
    ]);
  });

  it("does not set the recovery period without the option", async () => {
    await client.createTable("users", { ...onlyKey, pointInTimeRecovery: true });
    expect(dynamodb.requests("UpdateContinuousBackups")[0]?.input["PointInTimeRecoverySpecification"]).to.deep.equal({
      PointInTimeRecoveryEnabled: true,
    });
  });
});
