import type {
  CallOptions,
  CreateTableOptions,
  DeleteTableOptions,
  GlobalSecondaryIndexOptions,
  KeyAttribute,
  KeyAttributes,
  ListTablesOptions,
  LocalSecondaryIndexOptions,
  OnDemandThroughputOptions,
  Projection,
  WarmThroughputOptions,
} from "./options.js";
import {
  boolean,
  callback,
  either,
  listOf,
  objectOf,
  oneOf,
  plainObject,
  positiveNumber,
  type Reader,
  type Shape,
  shown,
  signal,
  string,
  stringRecord,
  wholeNumber,
} from "./shape.js";
import type { WaitOptions } from "./wait-options.js";

const KEY_TYPES = ["S", "N", "B"] as const;
const isString = (value: unknown) => typeof value === "string";
const isBoolean = (value: unknown) => typeof value === "boolean";

/** What cannot be read is replaced by something of a name that nothing else has, so that the rest can still be checked. */
const unreadable = {
  name: (path: string) => `?${path}`,
  key: (path: string): KeyAttribute => [`?${path}`, "S"],
  globalSecondaryIndex: (path: string) => ({ indexName: `?${path}`, partitionKey: unreadable.key(path) }),
  localSecondaryIndex: (path: string) => ({ indexName: `?${path}`, sortKey: unreadable.key(path) }),
};

const key: Reader<KeyAttribute> = (value, path, report) => {
  if (!Array.isArray(value) || value.length !== 2 || typeof value[0] !== "string") {
    const name = isString(value) ? JSON.stringify(value) : '"pk"';
    report(path, `expected [name, type], got ${shown(value)}.`, `write [${name}, "S"] ("S", "N" or "B").`);
    return unreadable.key(path);
  }
  oneOf(...KEY_TYPES)(value[1], `${path}[1]`, report);
  return [value[0], value[1]];
};

const isKeyList = (value: unknown) => Array.isArray(value) && (value.length === 0 || Array.isArray(value[0]));
// How many attributes a key may have is a rule of its own; here it is a list or a single one.
const keys = either(isKeyList, listOf(key, unreadable.key), key) as Reader<KeyAttribute | KeyAttributes>;

const projection: Reader<Projection> = (value, path, report) => {
  if (Array.isArray(value)) return listOf(string, unreadable.name)(value, path, report);
  if (value === "ALL" || value === "KEYS_ONLY") return value;
  report(path, `expected "ALL", "KEYS_ONLY" or a list of attribute names, got ${shown(value)}.`);
  return undefined;
};

const onDemandThroughput = objectOf<OnDemandThroughputOptions>({ maxRead: wholeNumber, maxWrite: wholeNumber });
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
  ["indexName", "partitionKey"],
);

const localSecondaryIndex = objectOf<LocalSecondaryIndexOptions>({ indexName: string, sortKey: key, projection }, [
  "indexName",
  "sortKey",
]);

const waitShape: Shape<WaitOptions> = {
  timeoutSeconds: positiveNumber,
  until: oneOf("table", "indexes", "settled"),
  signal,
  onProgress: callback as Reader<WaitOptions["onProgress"]>,
};
const { until: _, ...waitForDeletedShape } = waitShape;

/** The options of `waitForTableActive`. */
export const waitOptions = objectOf<WaitOptions>(waitShape);
/** The options of `waitForTableDeleted`. */
export const waitForDeletedOptions = objectOf<Omit<WaitOptions, "until">>(waitForDeletedShape);
/** The options of the calls that take nothing but a signal. */
export const callOptions = objectOf<CallOptions>({ signal });
/** The options of `listTables`. */
export const listTablesOptions = objectOf<ListTablesOptions>({ pageSize: wholeNumber, signal });
/** The options of `deleteTable`. */
export const deleteTableOptions = objectOf<DeleteTableOptions>({
  wait: either(isBoolean, boolean, waitForDeletedOptions),
  ifExists: boolean,
  disableProtection: boolean,
  signal,
});

/** The options of `createTable`. */
export const createTableOptions = objectOf<CreateTableOptions>(
  {
    partitionKey: key,
    sortKey: key,
    billingMode: oneOf("PAY_PER_REQUEST", "PROVISIONED"),
    readCapacity: wholeNumber,
    writeCapacity: wholeNumber,
    onDemandThroughput,
    warmThroughput,
    tableClass: oneOf("STANDARD", "STANDARD_INFREQUENT_ACCESS"),
    encryption: oneOf("AWS_OWNED", "AWS_MANAGED", "CUSTOMER_MANAGED"),
    kmsKeyId: string as Reader<string | undefined>,
    globalSecondaryIndexes: listOf(globalSecondaryIndex, unreadable.globalSecondaryIndex),
    localSecondaryIndexes: listOf(localSecondaryIndex, unreadable.localSecondaryIndex),
    stream: oneOf("KEYS_ONLY", "NEW_IMAGE", "OLD_IMAGE", "NEW_AND_OLD_IMAGES"),
    timeToLive: string,
    pointInTimeRecovery: either(
      isBoolean,
      boolean,
      objectOf<{ readonly recoveryPeriodInDays: number }>({ recoveryPeriodInDays: wholeNumber }, [
        "recoveryPeriodInDays",
      ]),
    ),
    contributorInsights: boolean,
    deletionProtection: boolean,
    tags: stringRecord,
    resourcePolicy: either(isString, string, plainObject),
    input: plainObject,
    wait: either(isBoolean, boolean, waitOptions),
    signal,
  } as Shape<CreateTableOptions>,
  ["partitionKey"],
);
