import { expect } from "chai";
import { createTableRequest } from "../../../src/table/definition/create-table-request.js";
import { differencesOf, incomparable, type Removals } from "../../../src/table/definition/differences.js";
import { normaliseDefinition } from "../../../src/table/definition/normalise-definition.js";
import { normaliseObserved, type ObservedTable } from "../../../src/table/definition/normalise-description.js";
import type { CreateTableOptions } from "../../../src/table/definition/options.js";

const base = { partitionKey: ["pk", "S"] } as const;

const wanted = (options: Partial<CreateTableOptions>) => {
  const all = { ...base, ...options } as CreateTableOptions;
  return normaliseDefinition({ options: all, input: createTableRequest("users", all).input });
};

/** A table as DynamoDB describes it: on demand, with a partition key `pk`. */
const table = (members: ObservedTable["description"] = {}, others: Omit<ObservedTable, "description"> = {}) =>
  normaliseObserved({
    ...others,
    description: {
      AttributeDefinitions: [{ AttributeName: "pk", AttributeType: "S" }],
      KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
      BillingModeSummary: { BillingMode: "PAY_PER_REQUEST" },
      ProvisionedThroughput: { ReadCapacityUnits: 0, WriteCapacityUnits: 0, NumberOfDecreasesToday: 0 },
      WarmThroughput: { ReadUnitsPerSecond: 12_000, WriteUnitsPerSecond: 4_000, Status: "ACTIVE" },
      ...members,
    },
  });

const paths = (options: Partial<CreateTableOptions>, actual: ReturnType<typeof table>) =>
  differencesOf(wanted(options), actual).map(({ path }) => path);

describe("differencesOf", () => {
  it("finds none where a definition mentions nothing that differs", () => {
    const other = table(
      {
        TableClassSummary: { TableClass: "STANDARD_INFREQUENT_ACCESS" },
        DeletionProtectionEnabled: true,
        StreamSpecification: { StreamEnabled: true, StreamViewType: "KEYS_ONLY" },
      },
      { timeToLive: "expires", tags: { team: "a" }, resourcePolicy: "{}" },
    );
    expect(paths({}, other)).to.deep.equal([]);
  });

  it("finds none in defaults that a definition spells out", () => {
    const defaults = {
      billingMode: "PAY_PER_REQUEST",
      tableClass: "STANDARD",
      encryption: "AWS_OWNED",
      stream: false,
      deletionProtection: false,
      onDemandThroughput: false,
    } as const;
    expect(paths(defaults, table())).to.deep.equal([]);
  });

  it("finds indexes and tags with the names of members that every object has", () => {
    const globalSecondaryIndexes = ["constructor", "__proto__"].map((indexName) => ({ indexName, ...base }));
    expect(paths({ globalSecondaryIndexes }, table())).to.deep.equal([
      "globalSecondaryIndexes.__proto__",
      "globalSecondaryIndexes.constructor",
    ]);
    const tags = { toString: "a", valueOf: false } as const;
    expect(differencesOf(wanted({ tags }), table({}, { tags: {} }))).to.deep.equal([
      { part: "tags", path: "tags.toString", expected: "a", actual: undefined },
    ]);
  });

  it("finds local indexes that are to be removed, or that nothing mentions where that counts", () => {
    const LocalSecondaryIndexes = [
      { IndexName: "by-time", KeySchema: [], Projection: { ProjectionType: "ALL" } as const },
    ];
    const found = (removals: Removals) =>
      differencesOf(wanted({}), table({ LocalSecondaryIndexes }), removals).map(({ path }) => path);
    expect(found({ prune: true })).to.deep.equal([]);
    expect(found({ dropIndexes: ["by-time"] })).to.deep.equal(["localSecondaryIndexes.by-time"]);
    expect(found({ prunesLocalIndexes: true })).to.deep.equal(["localSecondaryIndexes.by-time"]);
  });

  it("ignores more warm throughput than is asked for, and none where it is not shown", () => {
    expect(paths({ warmThroughput: { read: 12_000 } }, table())).to.deep.equal([]);
    expect(paths({ warmThroughput: { read: 13_000 } }, table())).to.deep.equal(["warmThroughput.read"]);
    expect(paths({ warmThroughput: { read: 13_000 } }, table({ WarmThroughput: undefined }))).to.deep.equal([]);
  });

  it("compares each unit that is mentioned, and no other one", () => {
    const provisioned = {
      BillingModeSummary: undefined,
      ProvisionedThroughput: { ReadCapacityUnits: 3, WriteCapacityUnits: 4 },
    };
    const settings = { billingMode: "PROVISIONED", readCapacity: 5 } as const;
    expect(paths(settings, table(provisioned))).to.deep.equal(["readCapacity"]);
    expect(paths({ onDemandThroughput: { maxWrite: 5 } }, table())).to.deep.equal(["onDemandThroughput.maxWrite"]);
  });

  it("compares what came through input", () => {
    const input = { TableClass: "STANDARD_INFREQUENT_ACCESS", DeletionProtectionEnabled: true } as const;
    expect(paths({ input }, table())).to.deep.equal(["tableClass", "deletionProtection"]);
  });

  it("names the member of an index that differs", () => {
    const description: ObservedTable["description"] = {
      AttributeDefinitions: [
        { AttributeName: "pk", AttributeType: "S" },
        { AttributeName: "a", AttributeType: "N" },
      ],
      GlobalSecondaryIndexes: [
        {
          IndexName: "by-a",
          KeySchema: [{ AttributeName: "a", KeyType: "HASH" }],
          Projection: { ProjectionType: "INCLUDE", NonKeyAttributes: ["y", "x"] },
        },
      ],
    };
    const index = { indexName: "by-a", partitionKey: ["a", "N"], projection: ["x", "y"] } as const;
    const there = table(description);
    expect(paths({ globalSecondaryIndexes: [index] }, there)).to.deep.equal([]);
    expect(paths({ globalSecondaryIndexes: [{ ...index, projection: ["x"] }] }, there)).to.deep.equal([
      "globalSecondaryIndexes.by-a.projection",
    ]);
    expect(paths({ globalSecondaryIndexes: [{ ...index, partitionKey: ["a", "S"] }] }, there)).to.deep.equal([
      "globalSecondaryIndexes.by-a.partitionKey",
    ]);
  });

  it("keeps the period of backups that are wanted without one", () => {
    const kept = table({}, { pointInTimeRecovery: { recoveryPeriodInDays: 7 } });
    expect(paths({ pointInTimeRecovery: true }, kept)).to.deep.equal([]);
    expect(paths({ pointInTimeRecovery: { recoveryPeriodInDays: 8 } }, kept)).to.deep.equal(["pointInTimeRecovery"]);
    expect(paths({ pointInTimeRecovery: false }, kept)).to.deep.equal(["pointInTimeRecovery"]);
  });

  it("removes tags that are false, and with prune those that are not mentioned, but for those of AWS", () => {
    const tagged = table({}, { tags: { team: "a", old: "1", other: "2", "aws:stack": "3" } });
    const tags = { team: "a", old: false, gone: false } as const;
    expect(paths({ tags }, tagged)).to.deep.equal(["tags.old"]);
    const pruned = differencesOf(wanted({ tags }), tagged, { prune: true });
    expect(pruned.map(({ path, expected }) => [path, expected])).to.deep.equal([
      ["tags.old", undefined],
      ["tags.other", undefined],
    ]);
  });
});

describe("the encryption of a table", () => {
  const arn = "arn:aws:kms:us-east-1:123456789012:key/k-1";
  const encrypted = table({ SSEDescription: { Status: "ENABLED", SSEType: "KMS", KMSMasterKeyArn: arn } });
  const own = (kmsKeyId: string) => ({ encryption: "CUSTOMER_MANAGED", kmsKeyId }) as const;

  it("is compared by the key's ARN or id", () => {
    expect(paths(own(arn), encrypted)).to.deep.equal([]);
    expect(paths(own("k-1"), encrypted)).to.deep.equal([]);
    expect(paths(own("k-2"), encrypted)).to.deep.equal(["encryption"]);
    expect(paths({ encryption: "AWS_OWNED" }, encrypted)).to.deep.equal(["encryption"]);
    expect(paths({ encryption: "AWS_MANAGED" }, table())).to.deep.equal(["encryption"]);
  });

  it("cannot be compared where DynamoDB does not show whose key it is, or which one an alias means", () => {
    for (const options of [{ encryption: "AWS_MANAGED" } as const, own("alias/users")]) {
      expect(paths(options, encrypted)).to.deep.equal([]);
      expect(incomparable(wanted(options), encrypted).map(({ target }) => target)).to.deep.equal(["encryption"]);
      expect(incomparable(wanted(options), table())).to.deep.equal([]);
    }
    expect(incomparable(wanted(own(arn)), encrypted)).to.deep.equal([]);
  });
});

describe("warm throughput that an endpoint does not show", () => {
  const index = { IndexName: "by-a", KeySchema: [{ AttributeName: "a", KeyType: "HASH" as const }] };
  const options = {
    warmThroughput: { read: 13_000 },
    globalSecondaryIndexes: [{ indexName: "by-a", partitionKey: ["a", "S"], warmThroughput: { write: 5_000 } }],
  } as const;

  it("is not compared, and the plan says so", () => {
    const unshown = table({ WarmThroughput: undefined, GlobalSecondaryIndexes: [index] });
    expect(incomparable(wanted(options), unshown)).to.deep.equal([
      { target: "warm throughput", reason: "The endpoint does not show it." },
      { target: "warm throughput of index by-a", reason: "The endpoint does not show it." },
    ]);
    expect(incomparable(wanted({}), unshown)).to.deep.equal([]);
  });

  it("is not that of an index that is not there, and is compared where it is shown", () => {
    expect(incomparable(wanted(options), table())).to.deep.equal([]);
    const WarmThroughput = { ReadUnitsPerSecond: 12_000, WriteUnitsPerSecond: 4_000 };
    const shown = table({ GlobalSecondaryIndexes: [{ ...index, WarmThroughput }] });
    expect(incomparable(wanted(options), shown)).to.deep.equal([]);
  });
});
