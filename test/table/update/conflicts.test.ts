import type { TableDescription } from "@aws-sdk/client-dynamodb";
import { expect } from "chai";
import { TableDefinitionError } from "../../../src/index.js";
import { makePlan } from "../../../src/table/update/make-plan.js";
import { planTableOptions } from "../../../src/table/update/options.js";
import { readChanges } from "../../../src/table/update/read-changes.js";

const table: TableDescription = {
  TableName: "users",
  TableArn: "arn:aws:dynamodb:us-east-1:000000000000:table/users",
  KeySchema: [
    { AttributeName: "pk", KeyType: "HASH" },
    { AttributeName: "sk", KeyType: "RANGE" },
  ],
  AttributeDefinitions: [
    { AttributeName: "pk", AttributeType: "S" },
    { AttributeName: "sk", AttributeType: "N" },
    { AttributeName: "status", AttributeType: "S" },
    { AttributeName: "at", AttributeType: "S" },
  ],
  BillingModeSummary: { BillingMode: "PAY_PER_REQUEST" },
  GlobalSecondaryIndexes: [
    {
      IndexName: "by-status",
      KeySchema: [{ AttributeName: "status", KeyType: "HASH" }],
      Projection: { ProjectionType: "INCLUDE", NonKeyAttributes: names("kept", 20) },
    },
  ],
  LocalSecondaryIndexes: [
    {
      IndexName: "by-time",
      KeySchema: [
        { AttributeName: "pk", KeyType: "HASH" },
        { AttributeName: "at", KeyType: "RANGE" },
      ],
      Projection: { ProjectionType: "ALL" },
    },
  ],
};

function names(prefix: string, count: number): string[] {
  return Array.from({ length: count }, (_, place) => `${prefix}${place}`);
}

function plan(options: object, description: TableDescription = {}, tags: readonly string[] = []) {
  const { wanted, removals } = readChanges("users", options, planTableOptions);
  const observed = {
    description: { ...table, ...description },
    tags: Object.fromEntries(tags.map((key) => [key, "x"])),
  };
  return makePlan({ tableName: "users", wanted, removals, observed, unread: [], timeOfDay: 0 });
}

/** The places and the problems of the error that planning throws. */
function problems(...call: Parameters<typeof plan>): string[] {
  try {
    plan(...call);
  } catch (error) {
    if (error instanceof TableDefinitionError) return error.issues.map(({ path, message }) => `${path}: ${message}`);
    throw error;
  }
  return [];
}

const index = (indexName: string, key: string, type = "S", more: object = {}) => ({
  globalSecondaryIndexes: [{ indexName, partitionKey: [key, type], ...more }],
});

describe("what a definition and a table do not allow together", () => {
  it("is a key attribute with another type than it has in a key that stays", () => {
    const place = "globalSecondaryIndexes.by-new";
    expect(problems(index("by-new", "status", "N"))).to.deep.equal([
      `${place}: its key attribute "status" has type "N", and in the key of index by-status it has type "S".`,
    ]);
    expect(problems(index("by-new", "at", "N"))).to.deep.equal([
      `${place}: its key attribute "at" has type "N", and in the key of index by-time it has type "S".`,
    ]);
    expect(problems(index("by-new", "sk", "S"))).to.deep.equal([
      `${place}: its key attribute "sk" has type "S", and in the key of the table it has type "N".`,
    ]);
    expect(problems({ ...index("by-new", "status", "N"), dropIndexes: ["by-status"] })).to.deep.equal([]);
    expect(problems(index("by-status", "status", "N"))).to.deep.equal([]);
  });

  it("is an index with the name of one of another kind", () => {
    expect(problems(index("by-time", "other"))).to.deep.equal([
      "globalSecondaryIndexes.by-time: the table has a local secondary index of this name.",
    ]);
    expect(problems(index("by-meaning", "other"), { VectorIndexes: [{ IndexName: "by-meaning" }] })).to.deep.equal([
      "globalSecondaryIndexes.by-meaning: the table has a vector index of this name.",
    ]);
  });

  it("is more attributes in the projections of all indexes than DynamoDB accepts", () => {
    const wide = (count: number) => ({
      globalSecondaryIndexes: names("by-", count).map((indexName) => {
        return { indexName, partitionKey: ["pk", "S"], projection: names(indexName, 20) };
      }),
    });
    expect(problems(wide(4))).to.deep.equal([]);
    expect(problems(wide(5))).to.deep.equal([
      "globalSecondaryIndexes: the projections of all indexes of the table would name 120 attributes.",
    ]);
    expect(problems({ ...wide(5), dropIndexes: ["by-status"] })).to.deep.equal([]);
  });

  it("is more indexes than DynamoDB accepts, but for an account that has more", () => {
    const indexes = (count: number) => ({
      globalSecondaryIndexes: names("by-", count).map((indexName) => ({ indexName, partitionKey: ["pk", "S"] })),
    });
    expect(problems(indexes(20))).to.deep.equal([
      "globalSecondaryIndexes: the table would have 21 global secondary indexes.",
    ]);
    expect(problems({ ...indexes(20), dropIndexes: ["by-status"] })).to.deep.equal([]);
    const raw = names("by-", 21).map((IndexName) => ({
      IndexName,
      KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
      Projection: { ProjectionType: "ALL" },
    }));
    expect(
      problems({ partitionKey: ["pk", "S"], sortKey: ["sk", "N"], input: { GlobalSecondaryIndexes: raw } }),
    ).to.deep.equal([]);
  });

  it("is more tags than DynamoDB accepts; removals make room first", () => {
    const tags = { new: "x", ["tag0"]: false };
    expect(problems({ tags: { one: "x", two: "x" } }, {}, names("tag", 49))).to.deep.equal([
      "tags: the table would have 51 tags.",
    ]);
    expect(plan({ tags }, {}, names("tag", 50)).steps.map(({ action }) => action)).to.deep.equal([
      "removeTags",
      "addTags",
    ]);
    expect(plan({ tags }, {}, names("tag", 9)).steps.map(({ action }) => action)).to.deep.equal([
      "addTags",
      "removeTags",
    ]);
    expect(problems({ tags: { one: "x" } }, {}, [...names("tag", 49), "aws:cloudformation:stack-name"])).to.deep.equal(
      [],
    );
  });

  it("is another stream of a table with replicas", () => {
    const replicated: TableDescription = {
      Replicas: [{ RegionName: "eu-west-1" }],
      StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_AND_OLD_IMAGES" },
    };
    expect(problems({ stream: false }, replicated)).to.deep.equal([
      "stream: the replicas of the table need its stream as it is.",
    ]);
    expect(problems({ stream: "NEW_AND_OLD_IMAGES" }, replicated)).to.deep.equal([]);
  });
});

describe("dropIndexes", () => {
  it("needs another table for a local index", () => {
    expect(() => plan({ dropIndexes: ["by-time"] })).to.throw(/localSecondaryIndexes\.by-time: expected nothing/);
  });
});
