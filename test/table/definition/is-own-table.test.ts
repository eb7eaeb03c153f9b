import type { TableDescription } from "@aws-sdk/client-dynamodb";
import { expect } from "chai";
import { createTableRequest } from "../../../src/table/definition/create-table-request.js";
import { isOwnTable } from "../../../src/table/definition/is-own-table.js";
import { global, local, options, sortKey, vector } from "./rules/cases/rule-case.js";

const requestedAt = new Date("2026-01-01T12:00:00Z");
const given = {
  sortKey,
  globalSecondaryIndexes: [
    { ...global, indexName: "zz-email", projection: ["name", "address"] },
    { ...global, indexName: "by-name", partitionKey: ["name", "S"], sortKey: ["at", "N"], projection: "KEYS_ONLY" },
  ],
  localSecondaryIndexes: [local],
  stream: "NEW_IMAGE",
};
const provisioned = { ...given, billingMode: "PROVISIONED", readCapacity: 3 };

const byName = <T extends { IndexName?: string | undefined }>(indexes: readonly T[]) =>
  indexes.toSorted((a, b) => (a.IndexName ?? "").localeCompare(b.IndexName ?? ""));

/** A table as DynamoDB describes it after the request: sorted lists, echoed zeros, defaults left out. */
function describedAfter(asked: object, more: TableDescription = {}): TableDescription {
  const { BillingMode, Tags, SSESpecification, TableClass, ...input } = createTableRequest(
    "users",
    options(asked),
  ).input;
  const onDemand = BillingMode === "PAY_PER_REQUEST";
  const nothing = { ReadCapacityUnits: 0, WriteCapacityUnits: 0 };
  const counted = { NumberOfDecreasesToday: 0 };
  const { ProvisionedThroughput: units, WarmThroughput: _, ...plain } = input;
  return {
    ...plain,
    TableStatus: "CREATING",
    TableArn: "arn:aws:dynamodb:eu-west-1:123456789012:table/users",
    CreationDateTime: requestedAt,
    ItemCount: 0,
    AttributeDefinitions: (input.AttributeDefinitions ?? []).toReversed(),
    ProvisionedThroughput: { ...(onDemand ? nothing : units), ...counted },
    ...(onDemand && { BillingModeSummary: { BillingMode } }),
    GlobalSecondaryIndexes: byName(input.GlobalSecondaryIndexes ?? []).map((index) => ({
      ...index,
      IndexStatus: "CREATING",
      Projection: { ...index.Projection, ...sortedAttributes(index.Projection?.NonKeyAttributes) },
      ProvisionedThroughput: { ...(onDemand ? nothing : index.ProvisionedThroughput), ...counted },
      WarmThroughput: { ReadUnitsPerSecond: 12_000, WriteUnitsPerSecond: 4_000, Status: "ACTIVE" },
    })),
    ...more,
  };
}

const sortedAttributes = (names: readonly string[] | undefined) => names && { NonKeyAttributes: names.toSorted() };

const isOwn = (table: TableDescription, asked: object = given) =>
  isOwnTable(table, createTableRequest("users", options(asked)).input, requestedAt);

describe("isOwnTable", () => {
  it("is true for a description of the same definition, on demand and provisioned", () => {
    expect(isOwn(describedAfter(given))).to.equal(true);
    expect(isOwn(describedAfter(provisioned), provisioned)).to.equal(true);
    expect(isOwn(describedAfter({}), {})).to.equal(true);
  });

  it("compares vector indexes", () => {
    const filtered = {
      vectorIndexes: [
        {
          ...vector,
          filters: [
            ["lang", "S"],
            ["at", "N"],
          ],
        },
      ],
    };
    expect(isOwn(describedAfter(filtered), filtered)).to.equal(true);
    expect(isOwn(describedAfter(filtered), { vectorIndexes: [vector] })).to.equal(false);
    expect(isOwn(describedAfter({ vectorIndexes: [vector] }), {})).to.equal(false);
  });

  it("ignores settings that descriptions leave out or have in other members", () => {
    const asked = { ...given, tags: { a: "b" }, encryption: "AWS_MANAGED", tableClass: "STANDARD" };
    expect(isOwn(describedAfter(asked), asked)).to.equal(true);
  });

  const [first, second] = given.globalSecondaryIndexes;
  const others: readonly [about: string, asked: object][] = [
    ["another partition key", { ...given, partitionKey: ["id", "S"] }],
    ["no sort key", { ...given, sortKey: undefined, localSecondaryIndexes: [] }],
    ["another type", { ...given, sortKey: ["sk", "N"] }],
    ["one index less", { ...given, globalSecondaryIndexes: [first] }],
    ["an index of another name", { ...given, globalSecondaryIndexes: [first, { ...second, indexName: "by-title" }] }],
    ["an index of another key", { ...given, globalSecondaryIndexes: [first, { ...second, sortKey }] }],
    ["another projection", { ...given, globalSecondaryIndexes: [first, { ...second, projection: "ALL" }] }],
    ["other projected attributes", { ...given, globalSecondaryIndexes: [{ ...first, projection: ["name"] }, second] }],
    ["no local index", { ...given, localSecondaryIndexes: [] }],
    [
      "a local index of another projection",
      { ...given, localSecondaryIndexes: [{ ...local, projection: "KEYS_ONLY" }] },
    ],
    ["another billing mode", provisioned],
    ["a vector index more", { ...given, vectorIndexes: [vector] }],
    ["no stream", { ...given, stream: undefined }],
    ["another stream", { ...given, stream: "OLD_IMAGE" }],
  ];
  for (const [about, asked] of others) {
    it(`is false with ${about}`, () => expect(isOwn(describedAfter(asked))).to.equal(false));
  }

  it("is false with another capacity of the table or an index", () => {
    expect(isOwn(describedAfter({ ...provisioned, readCapacity: 4 }), provisioned)).to.equal(false);
    const indexes = [{ ...first, writeCapacity: 9 }, second];
    expect(isOwn(describedAfter({ ...provisioned, globalSecondaryIndexes: indexes }), provisioned)).to.equal(false);
  });

  it("is false for a table that is older than the request, with a tolerance for different clocks", () => {
    const ago = (ms: number) => describedAfter(given, { CreationDateTime: new Date(requestedAt.getTime() - ms) });
    expect(isOwn(ago(59_000))).to.equal(true);
    expect(isOwn(ago(61_000))).to.equal(false);
    expect(isOwn(ago(-61_000))).to.equal(true);
  });

  it("is false for a table that is being deleted", () => {
    expect(isOwn(describedAfter(given, { TableStatus: "DELETING" }))).to.equal(false);
  });
});
