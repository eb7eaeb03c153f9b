import { defined, global, type RuleCase, times, vector } from "./rule-case.js";

const vectors = (count: number) => times(count, (place) => ({ ...vector, indexName: `index-${place}` }));
const other = { ...vector, indexName: "by-other" };
const filters = (count: number) => times(count, (place) => [`f${place}`, "S"]);
const hash = (AttributeName: string) => ({ AttributeName, SearchSchemaElementType: "HASH" });
const filter = (AttributeName: string) => ({ AttributeName, SearchSchemaElementType: "INLINE_FILTER" });
const rawVector = {
  IndexName: "by-meaning",
  VectorAttribute: { AttributeName: "embedding" },
  Projection: { ProjectionType: "ALL" },
  Dimensions: 3,
  DistanceFunction: "COSINE",
};
const raw = (index: object, ...attributes: string[]) => ({
  input: {
    VectorIndexes: [{ ...rawVector, ...index }],
    ...(attributes.length > 0 && { AttributeDefinitions: defined("pk", ...attributes) }),
  },
});
const one = (index: object) => ({ vectorIndexes: [{ ...vector, ...index }] });

/** The number of vector indexes, the table that they need, and their vectors. */
const vectorCases: readonly RuleCase[] = [
  {
    rule: "vector-index-count",
    about: "the quota that every account has",
    breaking: { vectorIndexes: vectors(6) },
    path: "vectorIndexes",
    message: "6 vector indexes, more than the per-table limit of 5",
    fix: "at most 5",
    allowed: { vectorIndexes: vectors(5) },
  },
  {
    rule: "vector-index-count",
    about: "a higher quota, which only the caller knows of",
    breaking: { vectorIndexes: vectors(6) },
    path: "vectorIndexes",
    message: "6 vector indexes",
    fix: "input.VectorIndexes",
    allowed: { input: { VectorIndexes: times(6, (place) => ({ ...rawVector, IndexName: `index-${place}` })) } },
  },
  {
    rule: "vector-index-on-demand",
    about: "a PROVISIONED table",
    breaking: { billingMode: "PROVISIONED", ...one({}) },
    path: "billingMode",
    message: "vector indexes are only supported for PAY_PER_REQUEST tables",
    fix: '"PAY_PER_REQUEST"',
    allowed: { billingMode: "PAY_PER_REQUEST", ...one({}) },
  },
  {
    rule: "vector-index-on-demand",
    about: "through input",
    breaking: {
      ...one({}),
      input: { BillingMode: "PROVISIONED", ProvisionedThroughput: { ReadCapacityUnits: 1, WriteCapacityUnits: 1 } },
    },
    path: "input.BillingMode",
    message: "PAY_PER_REQUEST tables",
    fix: "leave the vector indexes out",
    allowed: { ...one({}), input: { BillingMode: "PAY_PER_REQUEST" } },
  },
  {
    rule: "vector-dimensions",
    about: "too many",
    breaking: one({ dimensions: 4097 }),
    path: "vectorIndexes[0].dimensions",
    message: "number of dimensions must be between 1 and 4096 inclusive",
    fix: "length of the vectors",
    allowed: one({ dimensions: 4096 }),
  },
  {
    rule: "vector-dimensions",
    about: "none",
    breaking: raw({ Dimensions: 0 }),
    path: "input.VectorIndexes[0].Dimensions",
    message: "and is 0",
    fix: "length of the vectors",
    allowed: raw({ Dimensions: 1 }),
  },
  {
    rule: "vector-dimensions-agree",
    about: "two lengths of one attribute",
    breaking: { vectorIndexes: [vector, { ...other, dimensions: 4 }] },
    path: "vectorIndexes[1].dimensions",
    message: 'the vectors of "embedding" have 4 dimensions here and 3 at vectorIndexes[0].dimensions',
    fix: "must use the same dimensions",
    allowed: { vectorIndexes: [vector, { ...other, vector: "other", dimensions: 4 }] },
  },
  {
    rule: "vector-distance",
    about: "through input",
    breaking: raw({ DistanceFunction: "MANHATTAN" }),
    path: "input.VectorIndexes[0].DistanceFunction",
    message: 'unknown distance function "MANHATTAN"',
    fix: "COSINE, DOT_PRODUCT, EUCLIDEAN",
    allowed: raw({ DistanceFunction: "EUCLIDEAN" }),
  },
  {
    rule: "vector-attribute-name-length",
    about: "of a vector",
    breaking: one({ vector: "" }),
    path: "vectorIndexes[0].vector",
    message: "has 0 bytes",
    fix: "1 to 255 bytes",
    allowed: one({ vector: "v" }),
  },
  {
    rule: "vector-attribute-name-length",
    about: "of a filter",
    breaking: one({ filters: [["a".repeat(256), "S"]] }),
    path: "vectorIndexes[0].filters[0]",
    message: "has 256 bytes",
    fix: "1 to 255 bytes",
    allowed: one({ filters: [["a".repeat(255), "S"]] }),
  },
  {
    rule: "vector-attribute-is-not-defined",
    about: "the attribute of a key",
    breaking: { globalSecondaryIndexes: [global], ...one({ vector: "email" }) },
    path: "vectorIndexes[0].vector",
    message:
      '"email" cannot be defined in AttributeDefinitions when used as a vector attribute; it is, for globalSecondaryIndexes[0].partitionKey',
    fix: "in no key and in no search schema",
    allowed: { globalSecondaryIndexes: [global], ...one({ vector: "embedding" }) },
  },
  {
    rule: "vector-attribute-is-not-defined",
    about: "a filter of another index",
    breaking: {
      vectorIndexes: [vector, { ...other, vector: "other", filters: [["embedding", "B"]] }],
    },
    path: "vectorIndexes[0].vector",
    message: "it is, for vectorIndexes[1].filters[0]",
    fix: "in no key and in no search schema",
    allowed: {
      vectorIndexes: [vector, { ...other, vector: "other", filters: [["lang", "B"]] }],
    },
  },
  {
    rule: "vector-attribute-is-not-defined",
    about: "through input",
    breaking: raw({}, "embedding"),
    path: "input.VectorIndexes[0].VectorAttribute.AttributeName",
    message: "it is, for input.AttributeDefinitions[1]",
    fix: "in no key",
    allowed: raw({}),
  },
];

/** The attributes that searches compare. */
const schemaCases: readonly RuleCase[] = [
  {
    rule: "search-schema-is-not-empty",
    about: "through input",
    breaking: raw({ SearchSchema: [] }),
    path: "input.VectorIndexes[0].SearchSchema",
    message: "is empty",
    fix: "leave it out",
    allowed: one({ filters: [] }),
  },
  {
    rule: "search-element-type",
    about: "through input",
    breaking: raw({ SearchSchema: [{ ...hash("lang"), SearchSchemaElementType: "RANGE" }] }, "lang"),
    path: "input.VectorIndexes[0].SearchSchema[0]",
    message: 'unknown type "RANGE"',
    fix: '"HASH" or "INLINE_FILTER"',
    allowed: raw({ SearchSchema: [filter("lang")] }, "lang"),
  },
  {
    rule: "one-search-partition-key",
    about: "two",
    breaking: raw({ SearchSchema: [hash("lang"), hash("shop")] }, "lang", "shop"),
    path: "input.VectorIndexes[0].SearchSchema[1]",
    message: "HASH count must be less than or equal to 1, and is 2",
    fix: '"INLINE_FILTER"',
    allowed: raw({ SearchSchema: [filter("lang"), hash("shop")] }, "lang", "shop"),
  },
  {
    rule: "search-filter-count",
    about: "19, beside a partition key",
    breaking: one({ partitionKey: ["shop", "S"], filters: filters(19) }),
    path: "vectorIndexes[0].filters",
    message: "has 19 filters",
    fix: "at most 18",
    allowed: one({ partitionKey: ["shop", "S"], filters: filters(18) }),
  },
  {
    rule: "distinct-search-attributes",
    about: "the partition key as a filter",
    breaking: one({
      partitionKey: ["shop", "S"],
      filters: [
        ["lang", "S"],
        ["shop", "S"],
      ],
    }),
    path: "vectorIndexes[0].filters[1]",
    message: '"shop" is already in this search schema, at vectorIndexes[0].partitionKey',
    fix: "once in an index",
    allowed: {
      vectorIndexes: [
        { ...vector, partitionKey: ["shop", "S"] },
        { ...other, filters: [["shop", "S"]] },
      ],
    },
  },
  {
    rule: "search-attributes-are-defined",
    about: "a filter that the definitions of input do not have",
    breaking: { ...one({ filters: [["lang", "S"]] }), input: { AttributeDefinitions: defined("pk") } },
    path: "vectorIndexes[0].filters[0]",
    message: '"lang" of the search schema is not defined in AttributeDefinitions',
    fix: "input.AttributeDefinitions",
    allowed: { ...one({ filters: [["lang", "S"]] }), input: { AttributeDefinitions: defined("pk", "lang") } },
  },
  {
    rule: "search-attributes-are-defined",
    about: "through input",
    breaking: raw({ SearchSchema: [hash("shop")] }),
    path: "input.VectorIndexes[0].SearchSchema[0]",
    message: '"shop" of the search schema',
    fix: "key and search attributes",
    allowed: raw({ SearchSchema: [hash("shop")] }, "shop"),
  },
  {
    rule: "one-type-per-attribute",
    about: "a filter that is a key with another type",
    breaking: { globalSecondaryIndexes: [global], ...one({ filters: [["email", "N"]] }) },
    path: "vectorIndexes[0].filters[0]",
    message: '"email" is "N" here and "S" at globalSecondaryIndexes[0].partitionKey',
    fix: "the same at both places",
    allowed: { globalSecondaryIndexes: [global], ...one({ filters: [["email", "S"]] }) },
  },
];

const projecting = times(4, (place) => {
  return { ...global, indexName: `index-${place}`, projection: times(20, (each) => `a${each}`) };
});
const filtered = { ...vector, partitionKey: ["shop", "S"], filters: filters(18), projection: "KEYS_ONLY" };

/** The rules that vector indexes share with the others. */
const sharedCases: readonly RuleCase[] = [
  {
    rule: "unique-index-names",
    about: "a vector index with the name of a global one",
    breaking: { globalSecondaryIndexes: [global], ...one({ indexName: global.indexName }) },
    path: "vectorIndexes[0].indexName",
    message: "already used at globalSecondaryIndexes[0].indexName",
    fix: "of any kind",
    allowed: { globalSecondaryIndexes: [global], ...one({}) },
  },
  {
    rule: "index-name-length",
    about: "of a vector index",
    breaking: one({ indexName: "ix" }),
    path: "vectorIndexes[0].indexName",
    message: "has 2 characters",
    fix: "3 to 255",
    allowed: one({ indexName: "ixs" }),
  },
  {
    rule: "no-empty-index-lists",
    about: "vector",
    breaking: { input: { VectorIndexes: [] } },
    path: "input.VectorIndexes",
    message: "the list of indexes is empty",
    fix: "leave it out",
    allowed: { vectorIndexes: [] },
  },
  {
    rule: "projection-type",
    about: "a vector index without a projection",
    breaking: raw({ Projection: undefined }),
    path: "input.VectorIndexes[0].Projection",
    message: "no projection type",
    fix: "ALL, KEYS_ONLY or INCLUDE",
    allowed: raw({}),
  },
  {
    rule: "projected-attributes-in-table",
    about: "names, vectors and filters, and no partition keys",
    breaking: { globalSecondaryIndexes: projecting, vectorIndexes: [filtered, { ...other, projection: ["title"] }] },
    path: "vectorIndexes[1].projection",
    message: "101 projected attributes in all",
    fix: "at most 100",
    allowed: { globalSecondaryIndexes: projecting, vectorIndexes: [filtered, other] },
  },
];

export const vectorIndexCases: readonly RuleCase[] = [...vectorCases, ...schemaCases, ...sharedCases];
