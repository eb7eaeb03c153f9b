import type { BillingMode, GlobalSecondaryIndex, LocalSecondaryIndex, VectorIndex } from "@aws-sdk/client-dynamodb";
import {
  MAX_GLOBAL_SECONDARY_INDEXES,
  MAX_KEY_ATTRIBUTES_PER_TYPE,
  MAX_PROJECTED_ATTRIBUTES_PER_TABLE,
} from "../../../dynamodb/limits.js";
import { invalid, invalidValues } from "../aws-error.js";
import type { Wire } from "../wire.js";
import { firstBroken, firstRepeated, type Rule } from "./rule.js";
import { checkProvisionedForIndex, throughputRules } from "./throughput.js";

/** A new global secondary index, and the billing mode of its table. */
export interface NewIndex {
  readonly index: Wire<GlobalSecondaryIndex>;
  readonly mode: BillingMode | undefined;
}

/** All indexes of a table after a request. */
export interface Indexes {
  readonly GlobalSecondaryIndexes?: readonly Wire<GlobalSecondaryIndex>[] | undefined;
  readonly LocalSecondaryIndexes?: readonly Wire<LocalSecondaryIndex>[] | undefined;
  readonly VectorIndexes?: readonly Wire<VectorIndex>[] | undefined;
}

const keyTypes = ({ index }: NewIndex) => (index.KeySchema ?? []).map(({ KeyType }) => KeyType);

/** A key starts with a partition key attribute. */
const checkPartitionKeyFirst: Rule<NewIndex> = (request) =>
  keyTypes(request)[0] === "HASH"
    ? undefined
    : invalid("Invalid KeySchema: The first KeySchemaElement is not a HASH key type");

/** The attributes of a key are different. DynamoDB's error text depends on the length of the key. */
const checkUniqueKeyAttributes: Rule<NewIndex> = ({ index }) => {
  const names = (index.KeySchema ?? []).map(({ AttributeName }) => String(AttributeName));
  if (firstRepeated(names) === undefined) return undefined;
  const isPlain = names.length === 2 && index.KeySchema?.[1]?.KeyType === "RANGE";
  return invalid(
    isPlain
      ? "Both the Hash Key and the Range Key element in the KeySchema have the same name"
      : "The KeySchema contains multiple key attributes with the same name",
  );
};

/** One to four partition attributes, and up to four sort attributes. */
const checkKeyAttributeCount: Rule<NewIndex> = (request) => {
  for (const type of ["HASH", "RANGE"]) {
    if (keyTypes(request).filter((each) => each === type).length > MAX_KEY_ATTRIBUTES_PER_TYPE)
      return invalidValues(`The KeySchema exceeds the maximum allowed number of ${type} key attributes`);
  }
  return undefined;
};

/** Partition attributes come first. */
const checkPartitionBeforeSort: Rule<NewIndex> = (request) => {
  const types = keyTypes(request);
  return types.lastIndexOf("HASH") > types.indexOf("RANGE") && types.includes("RANGE")
    ? invalidValues("All HASH key attributes must precede RANGE key attributes in the KeySchema")
    : undefined;
};

/** A projection has a type, and attribute names only for INCLUDE. */
export const checkProjection: Rule<{ readonly index: Pick<Wire<LocalSecondaryIndex>, "Projection"> }> = ({ index }) => {
  const { ProjectionType, NonKeyAttributes } = index.Projection ?? {};
  if (ProjectionType === undefined) return invalidValues("Unknown ProjectionType: null");
  if (ProjectionType === "INCLUDE" && !NonKeyAttributes)
    return invalidValues("ProjectionType is INCLUDE, but NonKeyAttributes is not specified");
  if (ProjectionType !== "INCLUDE" && NonKeyAttributes)
    return invalidValues(`ProjectionType is ${ProjectionType}, but NonKeyAttributes is specified`);
  const repeated = firstRepeated(NonKeyAttributes ?? []);
  return repeated === undefined ? undefined : invalidValues(`Duplicate element in NonKeyAttributes: ${repeated}`);
};

const checkIndexThroughput: Rule<NewIndex> = ({ index, mode }) =>
  firstBroken([checkProvisionedForIndex, ...throughputRules], { ...index, mode, index: index.IndexName });

/** The rules for a single new global secondary index, in CreateTable and UpdateTable. */
export const newIndexRules: readonly Rule<NewIndex>[] = [
  checkPartitionKeyFirst,
  checkKeyAttributeCount,
  checkPartitionBeforeSort,
  checkUniqueKeyAttributes,
  checkProjection,
  checkIndexThroughput,
];

/** A table has at most twenty global secondary indexes. UpdateTable answers LimitExceededException. */
export const checkGlobalIndexCount: Rule<Indexes> = ({ GlobalSecondaryIndexes = [] }) =>
  GlobalSecondaryIndexes.length > MAX_GLOBAL_SECONDARY_INDEXES
    ? invalidValues(`GlobalSecondaryIndex count exceeds the per-table limit of ${MAX_GLOBAL_SECONDARY_INDEXES}`)
    : undefined;

/** The names of a table's indexes are unique. */
const checkUniqueIndexNames: Rule<Indexes> = ({
  GlobalSecondaryIndexes = [],
  LocalSecondaryIndexes = [],
  VectorIndexes = [],
}) => {
  const indexes = [...LocalSecondaryIndexes, ...GlobalSecondaryIndexes, ...VectorIndexes];
  const names = indexes.map(({ IndexName }) => String(IndexName));
  const repeated = firstRepeated(names);
  return repeated === undefined ? undefined : invalidValues(`Duplicate index name: ${repeated}`);
};

/**
 * All indexes of a table project at most a hundred named attributes. An attribute in two indexes counts twice. In a vector index, its
 * vector and the attributes that it filters by count too.
 */
export const checkProjectedAttributeCount: Rule<Indexes> = ({
  GlobalSecondaryIndexes = [],
  LocalSecondaryIndexes = [],
  VectorIndexes = [],
}) => {
  const all = [...GlobalSecondaryIndexes, ...LocalSecondaryIndexes, ...VectorIndexes];
  const named = all.reduce((sum, { Projection }) => sum + (Projection?.NonKeyAttributes?.length ?? 0), 0);
  const count = VectorIndexes.reduce((sum, { SearchSchema = [] }) => {
    const filters = SearchSchema.filter(({ SearchSchemaElementType: type }) => type === "INLINE_FILTER");
    return sum + 1 + filters.length;
  }, named);
  // DynamoDB's error text is not documented.
  return count > MAX_PROJECTED_ATTRIBUTES_PER_TABLE
    ? invalidValues(
        `Number of NonKeyAttributes exceeds the per-table limit of ${MAX_PROJECTED_ATTRIBUTES_PER_TABLE}: ${count}`,
      )
    : undefined;
};

/** The rules for all indexes of a table together. */
export const indexesRules: readonly Rule<Indexes>[] = [
  checkGlobalIndexCount,
  checkUniqueIndexNames,
  checkProjectedAttributeCount,
];
