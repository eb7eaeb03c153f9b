import type { UpdateTableCommandInput } from "@aws-sdk/client-dynamodb";
import { expect } from "chai";
import { formatPlan } from "../../../src/index.js";
import { isApplied } from "../../../src/table/update/is-applied.js";
import {
  asDefined,
  byMeaning,
  byOther,
  changesOf,
  indexed,
  plan,
  provisioned,
  stepsOf,
  table,
} from "../../support/vector-tables.js";

describe("a plan with vector indexes", () => {
  it("has no steps for an index that is as defined, whatever the order of its filters and projection", () => {
    const { steps, unmanaged } = plan({ vectorIndexes: [asDefined] }, indexed);
    expect(steps).to.deep.equal([]);
    expect(unmanaged).to.deep.equal(["index by-status"]);
  });

  it("keeps an index that is not mentioned, and says so", () => {
    expect(plan({}, indexed)).to.deep.include({ steps: [], unmanaged: ["index by-status", "index by-meaning"] });
    expect(plan({ vectorIndexes: [] }, indexed)).to.deep.include({ steps: [] });
  });

  it("adds indexes one at a time, each with the definitions of its search attributes, and says how long that takes", () => {
    const { steps } = plan({ vectorIndexes: [asDefined, byOther] });
    expect(steps.map(({ usualSeconds }) => usualSeconds)).to.deep.equal([
      [541, 1051],
      [541, 1051],
    ]);
    const { IndexStatus: _, ...created } = byMeaning;
    const [shop, year, lang] = byMeaning.SearchSchema ?? [];
    const [first, second] = steps.map(({ request }) => request.input as UpdateTableCommandInput);
    expect(first).to.deep.equal({
      TableName: "docs",
      AttributeDefinitions: [
        { AttributeName: "shop", AttributeType: "S" },
        { AttributeName: "lang", AttributeType: "S" },
        { AttributeName: "year", AttributeType: "N" },
      ],
      VectorIndexUpdates: [
        {
          Create: {
            ...created,
            SearchSchema: [shop, lang, year],
            Projection: { ProjectionType: "INCLUDE", NonKeyAttributes: ["brand", "title"] },
          },
        },
      ],
    });
    expect(second).to.deep.equal({
      TableName: "docs",
      VectorIndexUpdates: [
        {
          Create: {
            IndexName: "by-other",
            VectorAttribute: { AttributeName: "other" },
            Projection: { ProjectionType: "ALL" },
            Dimensions: 2,
            DistanceFunction: "EUCLIDEAN",
          },
        },
      ],
    });
  });

  it("removes an index by its name, or with prune", () => {
    const removal = [{ TableName: "docs", VectorIndexUpdates: [{ Delete: { IndexName: "by-meaning" } }] }];
    expect(changesOf({ dropIndexes: ["by-meaning", "by-none"] }, indexed)).to.deep.equal(removal);
    expect(stepsOf({ prune: true, globalSecondaryIndexes: [] }, indexed)).to.deep.equal([
      "deleteIndex index by-status",
      "deleteIndex index by-meaning",
    ]);
    const [step] = plan({ dropIndexes: ["by-meaning"] }, indexed).steps;
    expect(step?.destroys).to.deep.equal(["index by-meaning: searches on it fail"]);
  });

  it("deletes an index that is being built before all others, which DynamoDB refuses meanwhile", () => {
    const building = {
      ...indexed,
      VectorIndexes: [{ ...byMeaning, IndexStatus: "CREATING" as const, Backfilling: true }],
    };
    expect(stepsOf({ dropIndexes: ["by-status", "by-meaning"] }, building)).to.deep.equal([
      "deleteIndex index by-meaning",
      "deleteIndex index by-status",
    ]);
  });

  const changed: readonly [member: string, change: object][] = [
    ["vector", { vector: "other" }],
    ["dimensions", { dimensions: 4 }],
    ["distance", { distance: "DOT_PRODUCT" }],
    ["partitionKey", { partitionKey: undefined }],
    ["filters", { filters: [["lang", "S"]] }],
    ["projection", { projection: "ALL" }],
  ];
  for (const [member, change] of changed) {
    it(`builds an index again whose ${member} differs, and says what that destroys`, () => {
      const { steps } = plan({ vectorIndexes: [{ ...asDefined, ...change }] }, indexed);
      expect(steps.map(({ action }) => action)).to.deep.equal(["deleteIndex", "addIndex"]);
      expect(steps[0]?.destroys).to.deep.equal(["index by-meaning: searches on it fail until it is created again"]);
      expect(steps[0]?.reason).to.include(`DynamoDB cannot change: ${member}. `).and.include("under another name");
    });
  }

  it("switches to on demand before it adds an index, and to PROVISIONED after it has removed it", () => {
    const billingMode = "PAY_PER_REQUEST";
    expect(stepsOf({ billingMode, vectorIndexes: [byOther] }, provisioned)).to.deep.equal([
      "updateBillingMode table",
      "addIndex index by-other",
    ]);
    expect(stepsOf({ billingMode: "PROVISIONED", dropIndexes: ["by-meaning"] }, indexed)).to.deep.equal([
      "deleteIndex index by-meaning",
      "updateBillingMode table",
    ]);
  });

  it("can be read by a person", () => {
    const text = formatPlan(plan({ vectorIndexes: [asDefined] }));
    expect(text).to.include(
      "+ add index, index by-meaning: vector embedding, dimensions 3, distance COSINE, partitionKey shop (S), filters lang (S) + year (N)…",
    );
    expect(text).to.include("Usually takes 9 min to 18 min; waits for: index by-meaning ACTIVE.");
  });
});

describe("isApplied of an update of vector indexes", () => {
  it("is true once the index is there, or gone", () => {
    const creation = { TableName: "docs", VectorIndexUpdates: [{ Create: { IndexName: "by-meaning" } }] };
    const deletion = { TableName: "docs", VectorIndexUpdates: [{ Delete: { IndexName: "by-meaning" } }] };
    const applied = [creation, deletion].map((input) =>
      [table, indexed].map((description) => isApplied(input as UpdateTableCommandInput, description)),
    );
    expect(applied).to.deep.equal([
      [false, true],
      [true, false],
    ]);
  });
});
