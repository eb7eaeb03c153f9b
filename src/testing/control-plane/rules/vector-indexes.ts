import type { BillingMode } from "@aws-sdk/client-dynamodb";
import {
  MAX_VECTOR_DIMENSIONS,
  MAX_VECTOR_FILTERS,
  MAX_VECTOR_INDEXES,
  MAX_VECTOR_PARTITION_KEYS,
} from "../../../dynamodb/limits.js";
import { SEARCH_ELEMENT_TYPES } from "../../../dynamodb/values.js";
import { type AwsError, invalidValues } from "../aws-error.js";
import { isOnDemand } from "../settings.js";
import type { VectorIndexRequest } from "../vector-indexes.js";
import { checkProjection } from "./indexes.js";
import { firstBroken, firstRepeated, type Rule } from "./rule.js";

/** The vector indexes of a table after a request. */
export interface VectorIndexes {
  readonly VectorIndexes?: readonly VectorIndexRequest[] | undefined;
}

/** A table with vector indexes is on demand. */
export function checkVectorBilling(
  mode: BillingMode | undefined,
  indexes: readonly unknown[] | undefined,
): AwsError | undefined {
  return isOnDemand(mode) || !indexes?.length
    ? undefined
    : invalidValues("Vector indexes are only supported for PAY_PER_REQUEST tables");
}

const MAX_ELEMENTS = { HASH: MAX_VECTOR_PARTITION_KEYS, INLINE_FILTER: MAX_VECTOR_FILTERS } as const;

/** At most one partition key attribute, and 18 attributes to filter by. */
const checkElementCounts: Rule<VectorIndexRequest> = ({ SearchSchema = [] }) => {
  for (const type of SEARCH_ELEMENT_TYPES) {
    const count = SearchSchema.filter(({ SearchSchemaElementType }) => SearchSchemaElementType === type).length;
    const max = MAX_ELEMENTS[type];
    if (count <= max) continue;
    return invalidValues(
      `Value '${count}' at 'SearchSchema' failed to satisfy constraint: ` +
        `Member must have ${type} count less than or equal to ${max}`,
    );
  }
  return undefined;
};

const checkUniqueElements: Rule<VectorIndexRequest> = ({ SearchSchema = [] }) =>
  firstRepeated(SearchSchema.map(({ AttributeName }) => String(AttributeName))) === undefined
    ? undefined
    : invalidValues("SearchSchema contains a duplicate AttributeName");

const checkDimensions: Rule<VectorIndexRequest> = ({ Dimensions = 0 }) =>
  Math.trunc(Dimensions) > MAX_VECTOR_DIMENSIONS
    ? invalidValues(`Number of dimensions must be between 1 and ${MAX_VECTOR_DIMENSIONS} inclusive.`)
    : undefined;

/** The rules for a single new vector index, in CreateTable and UpdateTable. */
export const newVectorIndexRules: readonly Rule<VectorIndexRequest>[] = [
  checkElementCounts,
  checkUniqueElements,
  checkDimensions,
  (index) => checkProjection({ index }),
];

/** A table has at most five vector indexes. UpdateTable answers LimitExceededException. */
export const checkVectorIndexCount: Rule<VectorIndexes> = ({ VectorIndexes = [] }) =>
  VectorIndexes.length > MAX_VECTOR_INDEXES
    ? invalidValues(`VectorIndex count exceeds the per-table limit of ${MAX_VECTOR_INDEXES}`)
    : undefined;

/** The indexes of one attribute have the same dimensions. */
export const checkEqualDimensions: Rule<VectorIndexes> = ({ VectorIndexes = [] }) => {
  const known = new Map<unknown, number>();
  for (const { VectorAttribute, Dimensions = 0 } of VectorIndexes) {
    const name = VectorAttribute?.AttributeName;
    const dimensions = Math.trunc(Dimensions);
    if ((known.get(name) ?? dimensions) !== dimensions) {
      return invalidValues(
        `Conflicting attribute definition for '${name}'. ` +
          "All VectorIndexes on the same vector attribute must use the same dimensions.",
      );
    }
    known.set(name, dimensions);
  }
  return undefined;
};

/** The rules of the vector indexes of a new table. */
export const vectorIndexesRules: readonly Rule<VectorIndexes>[] = [
  ({ VectorIndexes = [] }) => {
    for (const index of VectorIndexes) {
      const error = firstBroken(newVectorIndexRules, index);
      if (error) return error;
    }
    return undefined;
  },
  checkVectorIndexCount,
  checkEqualDimensions,
];
