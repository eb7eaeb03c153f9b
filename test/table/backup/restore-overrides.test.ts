import { expect } from "chai";
import type { RestorableTable } from "../../../src/table/backup/restorable-table.js";
import { restoreOverrides } from "../../../src/table/backup/restore-overrides.js";
import type { NormalisedVectorIndex } from "../../../src/table/definition/normalised-table.js";
import { index, key } from "../../support/table-requests.js";

const byA = index("by-a", key("a")) as RestorableTable["globalIndexes"][number];
const byDate = index("by-date", key("pk", "/", "date")) as RestorableTable["localIndexes"][number];
const byMeaning = {
  IndexName: "by-meaning",
  VectorAttribute: { AttributeName: "embedding" },
  SearchSchema: [{ AttributeName: "lang", SearchSchemaElementType: "INLINE_FILTER" as const }],
  Projection: { ProjectionType: "ALL" as const },
  Dimensions: 3,
  DistanceFunction: "COSINE" as const,
};
const capacity = (reads: number, writes: number) => ({ ReadCapacityUnits: reads, WriteCapacityUnits: writes });
const onDemand: RestorableTable = {
  keySchema: [],
  billingMode: "PAY_PER_REQUEST",
  capacity: {},
  bounds: { maxRead: 7, maxWrite: false },
  globalIndexes: [byA],
  localIndexes: [byDate],
  vectorIndexes: [byMeaning],
};
const provisioned: RestorableTable = {
  ...onDemand,
  billingMode: "PROVISIONED",
  capacity: { read: 3, write: 2 },
  bounds: { maxRead: false, maxWrite: false },
  globalIndexes: [{ ...byA, ProvisionedThroughput: capacity(9, 8) }],
};
const wantedIndex = { partitionKey: [["a", "S"]], sortKey: [], projection: "ALL" } as const;

const wantedVectors: NormalisedVectorIndex = {
  vector: "embedding",
  dimensions: 3,
  distance: "COSINE",
  partitionKey: [],
  filters: [["lang", "S"]],
  projection: "ALL",
};

describe("the overrides of a restore", () => {
  it("leave vector indexes out that are not wanted, or not like this", () => {
    expect(restoreOverrides(onDemand, { vectorIndexes: { "by-meaning": wantedVectors } })).to.deep.equal({});
    const none = { VectorIndexOverride: [] };
    expect(restoreOverrides(onDemand, { vectorIndexes: {} })).to.deep.equal(none);
    const other = { ...wantedVectors, dimensions: 4 };
    expect(restoreOverrides(onDemand, { vectorIndexes: { "by-meaning": other } })).to.deep.equal(none);
  });

  it("are none where the source is as wanted, or nothing is", () => {
    expect(restoreOverrides(onDemand, {})).to.deep.equal({});
    const wanted = { billingMode: "PAY_PER_REQUEST", globalSecondaryIndexes: { "by-a": wantedIndex } } as const;
    expect(restoreOverrides(onDemand, wanted)).to.deep.equal({});
    expect(restoreOverrides(provisioned, { billingMode: "PROVISIONED" })).to.deep.equal({});
  });

  it("have the capacity of the table and of every index after a switch to PROVISIONED", () => {
    const wanted = { billingMode: "PROVISIONED", capacity: { write: 4 } } as const;
    expect(restoreOverrides(onDemand, wanted)).to.deep.equal({
      BillingModeOverride: "PROVISIONED",
      ProvisionedThroughputOverride: capacity(5, 4),
      GlobalSecondaryIndexOverride: [{ ...byA, ProvisionedThroughput: capacity(5, 4) }],
    });
  });

  it("have no capacity after a switch to on demand", () => {
    const wanted = { billingMode: "PAY_PER_REQUEST", onDemandThroughput: { maxWrite: 6 } } as const;
    expect(restoreOverrides(provisioned, wanted)).to.deep.equal({
      BillingModeOverride: "PAY_PER_REQUEST",
      OnDemandThroughputOverride: { MaxWriteRequestUnits: 6 },
      GlobalSecondaryIndexOverride: [byA],
    });
  });

  it("complete what is mentioned by what the source has", () => {
    expect(restoreOverrides(provisioned, { capacity: { read: 1 } })).to.deep.equal({
      ProvisionedThroughputOverride: capacity(1, 2),
    });
    expect(restoreOverrides(onDemand, { onDemandThroughput: { maxWrite: 6 } })).to.deep.equal({
      OnDemandThroughputOverride: { MaxReadRequestUnits: 7, MaxWriteRequestUnits: 6 },
    });
    const indexes = { "by-a": { ...wantedIndex, capacity: { read: 1 } } };
    expect(restoreOverrides(provisioned, { globalSecondaryIndexes: indexes })).to.deep.equal({
      GlobalSecondaryIndexOverride: [{ ...byA, ProvisionedThroughput: capacity(1, 8) }],
    });
  });

  it("are never empty bounds, which DynamoDB answers with an error", () => {
    const none = { onDemandThroughput: { maxRead: false, maxWrite: false } } as const;
    expect(restoreOverrides(onDemand, none)).to.deep.equal({});
  });

  it("leave out the indexes that are not wanted, or are wanted with other keys or another projection", () => {
    const others = [{}, { "by-a": { ...wantedIndex, sortKey: [["b", "S"]] } }] as const;
    for (const globalSecondaryIndexes of [...others, { "by-a": { ...wantedIndex, projection: "KEYS_ONLY" } }])
      expect(restoreOverrides(onDemand, { globalSecondaryIndexes })).to.deep.equal({
        GlobalSecondaryIndexOverride: [],
      });
    expect(restoreOverrides(onDemand, { localSecondaryIndexes: {} })).to.deep.equal({
      LocalSecondaryIndexOverride: [],
    });
  });

  it("have the encryption that is wanted", () => {
    const encryptions = [
      [{ encryption: "AWS_OWNED" }, { Enabled: false }],
      [{ encryption: "AWS_MANAGED" }, { Enabled: true, SSEType: "KMS" }],
    ] as const;
    for (const [encryption, SSESpecificationOverride] of encryptions)
      expect(restoreOverrides(onDemand, { encryption })).to.deep.equal({ SSESpecificationOverride });
  });
});
