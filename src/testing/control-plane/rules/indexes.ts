import type { BillingMode, GlobalSecondaryIndex, LocalSecondaryIndex } from "@aws-sdk/client-dynamodb";
import { invalid, invalidValues } from "../aws-error.js";
import type { Wire } from "../wire.js";
import { firstBroken, firstRepeated, type Rule } from "./rule.js";
import { provisionedForIndex, throughputRules } from "./throughput.js";

/** Most attributes on either side of an index's key. */
const MOST_KEY_ATTRIBUTES = 4;
const MOST_GLOBAL = 20;
const MOST_PROJECTED = 100;

/** A global secondary index that is to be made, and how its table is billed. */
export interface NewIndex {
  readonly index: Wire<GlobalSecondaryIndex>;
  readonly mode: BillingMode | undefined;
}

/** All indexes that a table is to have. */
export interface Indexes {
  readonly GlobalSecondaryIndexes?: readonly Wire<GlobalSecondaryIndex>[] | undefined;
  readonly LocalSecondaryIndexes?: readonly Wire<LocalSecondaryIndex>[] | undefined;
}

const keyTypes = ({ index }: NewIndex) => (index.KeySchema ?? []).map(({ KeyType }) => KeyType);

/** A key starts with a partition key. */
const startsWithPartitionKey: Rule<NewIndex> = (request) =>
  keyTypes(request)[0] === "HASH"
    ? undefined
    : invalid("Invalid KeySchema: The first KeySchemaElement is not a HASH key type");

/** The attributes of a key are different ones. DynamoDB says it in other words where the key is long. */
const differentKeyAttributes: Rule<NewIndex> = ({ index }) => {
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
const fewKeyAttributes: Rule<NewIndex> = (request) => {
  for (const type of ["HASH", "RANGE"]) {
    if (keyTypes(request).filter((each) => each === type).length > MOST_KEY_ATTRIBUTES)
      return invalidValues(`The KeySchema exceeds the maximum allowed number of ${type} key attributes`);
  }
  return undefined;
};

/** Partition attributes come first. */
const partitionBeforeSort: Rule<NewIndex> = (request) => {
  const types = keyTypes(request);
  return types.lastIndexOf("HASH") > types.indexOf("RANGE") && types.includes("RANGE")
    ? invalidValues("All HASH key attributes must precede RANGE key attributes in the KeySchema")
    : undefined;
};

/** What an index holds is said, and names attributes exactly when it is INCLUDE. */
export const wholeProjection: Rule<{ readonly index: Wire<LocalSecondaryIndex> }> = ({ index }) => {
  const { ProjectionType, NonKeyAttributes } = index.Projection ?? {};
  if (ProjectionType === undefined) return invalidValues("Unknown ProjectionType: null");
  if (ProjectionType === "INCLUDE" && !NonKeyAttributes)
    return invalidValues("ProjectionType is INCLUDE, but NonKeyAttributes is not specified");
  if (ProjectionType !== "INCLUDE" && NonKeyAttributes)
    return invalidValues(`ProjectionType is ${ProjectionType}, but NonKeyAttributes is specified`);
  const repeated = firstRepeated(NonKeyAttributes ?? []);
  return repeated === undefined ? undefined : invalidValues(`Duplicate element in NonKeyAttributes: ${repeated}`);
};

const throughputOfIndex: Rule<NewIndex> = ({ index, mode }) =>
  firstBroken([provisionedForIndex, ...throughputRules], { ...index, mode, index: index.IndexName });

/** What DynamoDB asks of a global secondary index by itself, whether it comes with its table or later. */
export const newIndexRules: readonly Rule<NewIndex>[] = [
  startsWithPartitionKey,
  fewKeyAttributes,
  partitionBeforeSort,
  differentKeyAttributes,
  wholeProjection,
  throughputOfIndex,
];

/** A table has up to twenty global secondary indexes. UpdateTable says so with a LimitExceededException. */
export const fewGlobalIndexes: Rule<Indexes> = ({ GlobalSecondaryIndexes = [] }) =>
  GlobalSecondaryIndexes.length > MOST_GLOBAL
    ? invalidValues(`GlobalSecondaryIndex count exceeds the per-table limit of ${MOST_GLOBAL}`)
    : undefined;

/** Every index of a table has a name of its own. */
const differentIndexNames: Rule<Indexes> = ({ GlobalSecondaryIndexes = [], LocalSecondaryIndexes = [] }) => {
  const names = [...LocalSecondaryIndexes, ...GlobalSecondaryIndexes].map(({ IndexName }) => String(IndexName));
  const repeated = firstRepeated(names);
  return repeated === undefined ? undefined : invalidValues(`Duplicate index name: ${repeated}`);
};

/** All indexes of a table name up to a hundred attributes that they hold; one that two of them hold counts twice. */
export const fewProjectedAttributes: Rule<Indexes> = ({ GlobalSecondaryIndexes = [], LocalSecondaryIndexes = [] }) => {
  const all = [...GlobalSecondaryIndexes, ...LocalSecondaryIndexes];
  const count = all.reduce((sum, { Projection }) => sum + (Projection?.NonKeyAttributes?.length ?? 0), 0);
  // The words are not known: nobody seems to have written them down.
  return count > MOST_PROJECTED
    ? invalidValues(`Number of NonKeyAttributes exceeds the per-table limit of ${MOST_PROJECTED}: ${count}`)
    : undefined;
};

/** What DynamoDB asks of all indexes of a table together. */
export const indexesRules: readonly Rule<Indexes>[] = [fewGlobalIndexes, differentIndexNames, fewProjectedAttributes];
