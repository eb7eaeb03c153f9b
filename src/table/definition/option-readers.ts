import { MAX_NAME_LENGTH, MAX_VECTOR_DIMENSIONS, MIN_NAME_LENGTH } from "../../dynamodb/limits.js";
import type { OnDemandThroughputOptions, WarmThroughputOptions } from "../../dynamodb/throughput.js";
import {
  BILLING_MODES,
  KEY_ATTRIBUTE_TYPES,
  STREAM_VIEW_TYPES,
  TABLE_CLASSES,
  VECTOR_DISTANCES,
} from "../../dynamodb/values.js";
import { type OptionReaders, objectOf } from "../../validation/object-readers.js";
import {
  boolean,
  booleanOr,
  either,
  falseOr,
  listOf,
  oneOf,
  plainObject,
  type Reader,
  recordOf,
  shown,
  signal,
  string,
  wholeNumber,
} from "../../validation/readers.js";
import { waitOptions } from "../wait/option-readers.js";
import { pointInTimeRecovery } from "./backup-reader.js";
import type {
  CreateTableOptions,
  GlobalSecondaryIndexOptions,
  KeyAttribute,
  KeyAttributes,
  LocalSecondaryIndexOptions,
  Projection,
  VectorIndexOptions,
} from "./options.js";
import { globalTableReaders } from "./replica-readers.js";
import { requestMembers } from "./request-readers.js";

const isString = (value: unknown) => typeof value === "string";

/** Replacements of values that cannot be read, with names that no others have, so that the rest can be checked. */
const unreadable = {
  name: (path: string) => `?${path}`,
  key: (path: string): KeyAttribute => [`?${path}`, "S"],
  globalSecondaryIndex: (path: string) => ({ indexName: `?${path}`, partitionKey: unreadable.key(path) }),
  localSecondaryIndex: (path: string) => ({ indexName: `?${path}`, sortKey: unreadable.key(path) }),
  vectorIndex: (path: string): VectorIndexOptions => {
    return { indexName: `?${path}`, vector: `?${path}.vector`, dimensions: 1, distance: "COSINE" };
  },
};

const requiredName = {
  fix: `name the index, with ${MIN_NAME_LENGTH} to ${MAX_NAME_LENGTH} characters.`,
  instead: unreadable.name,
};
const requiredKey = { fix: 'write [name, type], like ["pk", "S"].', instead: unreadable.key };

const keyType = oneOf(...KEY_ATTRIBUTE_TYPES);
const key: Reader<KeyAttribute> = (value, path, report) => {
  if (!Array.isArray(value) || value.length !== 2 || typeof value[0] !== "string") {
    const isNested = Array.isArray(value) && Array.isArray(value[0]);
    const name = isString(value) ? shown(value) : '"pk"';
    report(
      path,
      isNested
        ? "expected one attribute, [name, type], got a list of them."
        : `expected [name, type], got ${shown(value)}.`,
      isNested
        ? "only the keys of global secondary indexes may have several attributes."
        : `write [${name}, "S"] ("S" for strings, "N" for numbers, "B" for binary).`,
    );
    return unreadable.key(path);
  }
  return [value[0], keyType(value[1], `${path}[1]`, report) ?? "S"];
};

const isKeyList = (value: unknown) => Array.isArray(value) && (value.length === 0 || Array.isArray(value[0]));
// The number of attributes is checked by a rule.
const keys = either(isKeyList, listOf(key, unreadable.key), key) as Reader<KeyAttribute | KeyAttributes> &
  Reader<KeyAttribute | KeyAttributes | readonly []>;

const projection: Reader<Projection> = (value, path, report) => {
  if (Array.isArray(value)) return listOf(string, unreadable.name)(value, path, report);
  if (value === "ALL" || value === "KEYS_ONLY") return value;
  const fix = value === "INCLUDE" ? "write the list of attribute names in its place." : undefined;
  report(path, `expected "ALL", "KEYS_ONLY" or a list of attribute names, got ${shown(value)}.`, fix);
  return undefined;
};

const onDemandThroughput = falseOr(
  objectOf<OnDemandThroughputOptions>({ maxRead: wholeNumber, maxWrite: wholeNumber }),
);
const warmThroughput = objectOf<WarmThroughputOptions>({ read: wholeNumber, write: wholeNumber });

const globalSecondaryIndex = objectOf<GlobalSecondaryIndexOptions>(
  {
    indexName: string,
    partitionKey: keys,
    sortKey: keys,
    projection,
    readCapacity: wholeNumber,
    writeCapacity: wholeNumber,
    onDemandThroughput,
    warmThroughput,
  },
  { indexName: requiredName, partitionKey: requiredKey },
);

const localSecondaryIndex = objectOf<LocalSecondaryIndexOptions>(
  { indexName: string, sortKey: key, projection },
  { indexName: requiredName, sortKey: requiredKey },
);

const vectorIndex = objectOf<VectorIndexOptions>(
  {
    indexName: string,
    vector: string,
    dimensions: wholeNumber,
    distance: oneOf(...VECTOR_DISTANCES),
    partitionKey: key,
    filters: listOf(key, unreadable.key),
    projection,
  },
  {
    indexName: requiredName,
    vector: { fix: "name the attribute with the vector.", instead: unreadable.name },
    dimensions: {
      fix: `write the length of the vectors, 1 to ${MAX_VECTOR_DIMENSIONS}.`,
      instead: () => 1,
    },
    distance: { fix: `write one of ${VECTOR_DISTANCES.join(", ")}.`, instead: () => "COSINE" },
  },
);

/** The readers of all options of `createTable`. */
export const createTableReaders: OptionReaders<CreateTableOptions> = {
  partitionKey: key,
  sortKey: key,
  billingMode: oneOf(...BILLING_MODES),
  readCapacity: wholeNumber,
  writeCapacity: wholeNumber,
  onDemandThroughput,
  warmThroughput,
  tableClass: oneOf(...TABLE_CLASSES),
  encryption: oneOf("AWS_OWNED", "AWS_MANAGED", "CUSTOMER_MANAGED"),
  kmsKeyId: string,
  globalSecondaryIndexes: listOf(globalSecondaryIndex, unreadable.globalSecondaryIndex),
  localSecondaryIndexes: listOf(localSecondaryIndex, unreadable.localSecondaryIndex),
  vectorIndexes: listOf(vectorIndex, unreadable.vectorIndex),
  stream: falseOr(oneOf(...STREAM_VIEW_TYPES)),
  timeToLive: falseOr(string),
  pointInTimeRecovery,
  contributorInsights: boolean,
  deletionProtection: boolean,
  tags: recordOf(falseOr(string)),
  resourcePolicy: falseOr(either(isString, string, plainObject)),
  ...globalTableReaders,
  input: requestMembers,
  wait: booleanOr(waitOptions),
  signal,
};
/** The replacements of missing options that `createTable` requires. */
export const requiredCreateTableOptions = { partitionKey: requiredKey };
/** Reads the options of `createTable`. */
export const createTableOptions = objectOf<CreateTableOptions>(createTableReaders, requiredCreateTableOptions);
