import type { SearchSchemaElement, VectorIndex } from "@aws-sdk/client-dynamodb";
import { byteLength } from "../../../dynamodb/byte-length.js";
import {
  MAX_ATTRIBUTE_NAME_BYTES,
  MAX_VECTOR_DIMENSIONS,
  MAX_VECTOR_FILTERS,
  MAX_VECTOR_INDEXES,
  MAX_VECTOR_PARTITION_KEYS,
} from "../../../dynamodb/limits.js";
import { SEARCH_ELEMENT_TYPES, VECTOR_DISTANCES } from "../../../dynamodb/values.js";
import type { Report } from "../../../validation/issues.js";
import { shown } from "../../../validation/readers.js";
import { reportRepeated } from "../../../validation/repeated.js";
import type { CreateTableRequest } from "../create-table-request.js";
import { ATTRIBUTE_NAME_FIX, type Rule } from "./rule.js";

const ELEMENT_TYPES: readonly unknown[] = SEARCH_ELEMENT_TYPES;
const DISTANCES: readonly unknown[] = VECTOR_DISTANCES;

interface RequestVectorIndex {
  readonly index: VectorIndex;
  readonly vector: string;
  readonly schema: readonly SearchSchemaElement[];
  /** Where the caller wrote a member of this index. */
  readonly at: (member: keyof VectorIndex, ...path: (string | number)[]) => string;
}

function vectorIndexesOf({ input, at }: CreateTableRequest): RequestVectorIndex[] {
  return (input.VectorIndexes ?? []).map((index, place) => ({
    index,
    vector: index.VectorAttribute?.AttributeName ?? "",
    schema: index.SearchSchema ?? [],
    at: (...path) => at("VectorIndexes", place, ...path),
  }));
}

/** The attributes in the search schemas of a request, which it has to define, and the vectors, which are the matter of a rule. */
export function searchAttributesOf(request: CreateTableRequest): (string | undefined)[] {
  return vectorIndexesOf(request).flatMap(({ vector, schema }) => [
    vector,
    ...schema.map(({ AttributeName }) => AttributeName),
  ]);
}

/** What vector indexes add to the projected attributes of a table: one for each vector, and one for each filter. */
export function vectorProjectionCount(request: CreateTableRequest): number {
  return vectorIndexesOf(request).reduce((sum, { schema }) => sum + 1 + count(schema, "INLINE_FILTER"), 0);
}

function count(schema: readonly SearchSchemaElement[], type: string): number {
  return schema.filter(({ SearchSchemaElementType }) => SearchSchemaElementType === type).length;
}

/** A rule that looks at each vector index alone. */
function eachIndex(name: string, check: (index: RequestVectorIndex, report: Report) => void): Rule {
  return {
    name,
    check: (request, report) => {
      for (const index of vectorIndexesOf(request)) check(index, report);
    },
  };
}

/** The vector indexes of a table, with the words of DynamoDB. */
export const vectorIndexes: readonly Rule[] = [
  {
    name: "vector-index-count",
    check: ({ input, options, at }, report) => {
      const indexes = input.VectorIndexes?.length ?? 0;
      // AWS raises the quota on request. With a higher one, the indexes are sent through `input`.
      if (indexes <= MAX_VECTOR_INDEXES || options.input?.VectorIndexes) return;
      report(
        at("VectorIndexes"),
        `the table has ${indexes} vector indexes, more than the per-table limit of ${MAX_VECTOR_INDEXES}.`,
        `use at most ${MAX_VECTOR_INDEXES}, or input.VectorIndexes where your quota is higher.`,
      );
    },
  },
  {
    name: "vector-index-on-demand",
    check: ({ input, at }, report) => {
      if (!input.VectorIndexes?.length || input.BillingMode !== "PROVISIONED") return;
      report(
        at("BillingMode"),
        "vector indexes are only supported for PAY_PER_REQUEST tables.",
        'use "PAY_PER_REQUEST", or leave the vector indexes out.',
      );
    },
  },
  eachIndex("vector-dimensions", ({ index: { Dimensions = 0 }, at }, report) => {
    if (Dimensions >= 1 && Dimensions <= MAX_VECTOR_DIMENSIONS) return;
    report(
      at("Dimensions"),
      `the number of dimensions must be between 1 and ${MAX_VECTOR_DIMENSIONS} inclusive, and is ${Dimensions}.`,
      "use the length of the vectors.",
    );
  }),
  {
    name: "vector-dimensions-agree",
    check: (request, report) => {
      const first = new Map<string, { dimensions: number | undefined; path: string }>();
      for (const { index, vector, at } of vectorIndexesOf(request)) {
        const path = at("Dimensions");
        const before = first.get(vector);
        if (before === undefined) first.set(vector, { dimensions: index.Dimensions, path });
        else if (before.dimensions !== index.Dimensions)
          report(
            path,
            `the vectors of "${vector}" have ${index.Dimensions} dimensions here and ${before.dimensions} at ${before.path}.`,
            "all vector indexes on the same vector attribute must use the same dimensions.",
          );
      }
    },
  },
  eachIndex("vector-distance", ({ index: { DistanceFunction }, at }, report) => {
    if (DISTANCES.includes(DistanceFunction)) return;
    const message = `unknown distance function ${JSON.stringify(DistanceFunction)}.`;
    report(at("DistanceFunction"), message, `use one of ${VECTOR_DISTANCES.join(", ")}.`);
  }),
  eachIndex("vector-attribute-name-length", ({ vector, schema, at }, report) => {
    const check = (name: string, path: string, what: string) => {
      const length = byteLength(name);
      if (length < 1 || length > MAX_ATTRIBUTE_NAME_BYTES)
        report(path, `the name of a ${what} attribute has ${length} bytes.`, ATTRIBUTE_NAME_FIX);
    };
    check(vector, at("VectorAttribute", "AttributeName"), "vector");
    for (const [place, { AttributeName = "" }] of schema.entries())
      check(AttributeName, at("SearchSchema", place), "search");
  }),
  {
    name: "vector-attribute-is-not-defined",
    check: (request, report) => {
      const defined = (request.input.AttributeDefinitions ?? []).map(({ AttributeName }) => AttributeName);
      for (const { vector, at } of vectorIndexesOf(request)) {
        const place = defined.indexOf(vector);
        if (place < 0) continue;
        report(
          at("VectorAttribute", "AttributeName"),
          `attribute "${vector}" cannot be defined in AttributeDefinitions when used as a vector attribute; it is, for ${request.at("AttributeDefinitions", place)}.`,
          "use an attribute for the vector that is in no key and in no search schema.",
        );
      }
    },
  },
  eachIndex("search-schema-is-not-empty", ({ index, at }, report) => {
    if (index.SearchSchema?.length === 0) report(at("SearchSchema"), "the search schema is empty.", "leave it out.");
  }),
  eachIndex("search-element-type", ({ schema, at }, report) => {
    for (const [place, { SearchSchemaElementType }] of schema.entries()) {
      if (ELEMENT_TYPES.includes(SearchSchemaElementType)) continue;
      const message = `unknown type ${shown(SearchSchemaElementType)} of a search attribute.`;
      report(at("SearchSchema", place), message, 'use "HASH" or "INLINE_FILTER".');
    }
  }),
  eachIndex("one-search-partition-key", ({ schema, at }, report) => {
    const keys = count(schema, "HASH");
    if (keys <= MAX_VECTOR_PARTITION_KEYS) return;
    const second = schema.findLastIndex(({ SearchSchemaElementType }) => SearchSchemaElementType === "HASH");
    const message = `the HASH count must be less than or equal to ${MAX_VECTOR_PARTITION_KEYS}, and is ${keys}.`;
    report(at("SearchSchema", second), message, 'use "INLINE_FILTER" for the others.');
  }),
  eachIndex("search-filter-count", ({ schema, at }, report) => {
    const filters = count(schema, "INLINE_FILTER");
    if (filters <= MAX_VECTOR_FILTERS) return;
    const first = schema.findIndex(({ SearchSchemaElementType }) => SearchSchemaElementType === "INLINE_FILTER");
    const path = at("SearchSchema", first).replace(/\[\d+\]$/, "");
    report(path, `the vector index has ${filters} filters.`, `use at most ${MAX_VECTOR_FILTERS}.`);
  }),
  eachIndex("distinct-search-attributes", ({ schema, at }, report) => {
    const names = schema.map(({ AttributeName = "" }) => AttributeName);
    reportRepeated(
      names,
      (place) => at("SearchSchema", place),
      (path, name, first) =>
        report(
          path,
          `attribute "${name}" is already in this search schema, at ${first}.`,
          "use each attribute once in an index.",
        ),
    );
  }),
  {
    name: "search-attributes-are-defined",
    check: (request, report) => {
      const defined = new Set((request.input.AttributeDefinitions ?? []).map(({ AttributeName }) => AttributeName));
      for (const { schema, at } of vectorIndexesOf(request)) {
        for (const [place, { AttributeName }] of schema.entries()) {
          if (defined.has(AttributeName)) continue;
          report(
            at("SearchSchema", place),
            `attribute "${AttributeName}" of the search schema is not defined in AttributeDefinitions.`,
            "list the definitions of all key and search attributes in input.AttributeDefinitions.",
          );
        }
      }
    },
  },
];
