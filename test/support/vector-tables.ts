import type { TableDescription, UpdateTableCommandInput, VectorIndexDescription } from "@aws-sdk/client-dynamodb";
import { TableDefinitionError } from "../../src/index.js";
import { makePlan } from "../../src/table/update/make-plan.js";
import { planTableOptions } from "../../src/table/update/options.js";
import { readChanges } from "../../src/table/update/read-changes.js";

/** A vector index as a description has it, and as a definition. */
export const byMeaning: VectorIndexDescription = {
  IndexName: "by-meaning",
  VectorAttribute: { AttributeName: "embedding" },
  SearchSchema: [
    { AttributeName: "shop", SearchSchemaElementType: "HASH" },
    { AttributeName: "year", SearchSchemaElementType: "INLINE_FILTER" },
    { AttributeName: "lang", SearchSchemaElementType: "INLINE_FILTER" },
  ],
  Projection: { ProjectionType: "INCLUDE", NonKeyAttributes: ["title", "brand"] },
  Dimensions: 3,
  DistanceFunction: "COSINE",
  IndexStatus: "ACTIVE",
};
export const asDefined = {
  indexName: "by-meaning",
  vector: "embedding",
  dimensions: 3,
  distance: "COSINE",
  partitionKey: ["shop", "S"],
  filters: [
    ["lang", "S"],
    ["year", "N"],
  ],
  projection: ["brand", "title"],
} as const;
/** Another index, of another attribute. */
export const byOther = { indexName: "by-other", vector: "other", dimensions: 2, distance: "EUCLIDEAN" } as const;
const types = { pk: "S", status: "S", shop: "S", lang: "S", year: "N" } as const;
/** A table with no vector index, one with an index, and one that is PROVISIONED. */
export const table: TableDescription = {
  TableName: "docs",
  KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
  AttributeDefinitions: Object.entries(types).map(([AttributeName, AttributeType]) => ({
    AttributeName,
    AttributeType,
  })),
  BillingModeSummary: { BillingMode: "PAY_PER_REQUEST" },
  GlobalSecondaryIndexes: [
    {
      IndexName: "by-status",
      KeySchema: [{ AttributeName: "status", KeyType: "HASH" }],
      Projection: { ProjectionType: "ALL" },
    },
  ],
};
export const indexed: TableDescription = { ...table, VectorIndexes: [byMeaning] };
export const provisioned: TableDescription = {
  ...table,
  BillingModeSummary: { BillingMode: "PROVISIONED" },
  ProvisionedThroughput: { ReadCapacityUnits: 5, WriteCapacityUnits: 5 },
  GlobalSecondaryIndexes: [],
};

/** The plan for the table, or another one. */
export function plan(options: object, description = table) {
  const { wanted, removals } = readChanges("docs", options, planTableOptions);
  return makePlan({ tableName: "docs", wanted, removals, observed: { description }, unread: [], timeOfDay: 0 });
}

/** The steps of a plan in words. */
export const stepsOf = (...call: Parameters<typeof plan>) =>
  plan(...call).steps.map(({ action, target }) => `${action} ${target}`);
/** The requests of a plan. */
export const changesOf = (...call: Parameters<typeof plan>) =>
  plan(...call).steps.map(({ request }) => request.input as UpdateTableCommandInput);

/** The places, problems and fixes of the error that planning throws. */
export function problems(...call: Parameters<typeof plan>): string[] {
  try {
    plan(...call);
  } catch (error) {
    if (!(error instanceof TableDefinitionError)) throw error;
    return error.issues.map(({ path, message, fix }) => `${path}: ${message} ${fix}`);
  }
  return [];
}
