import type {
  BillingMode,
  CreateTableCommandInput,
  GlobalSecondaryIndex,
  KeySchemaElement,
  LocalSecondaryIndex,
  OnDemandThroughput,
  ProvisionedThroughput,
  Projection as SdkProjection,
  SearchSchemaElement,
  SSESpecification,
  VectorIndex,
  WarmThroughput,
} from "@aws-sdk/client-dynamodb";
import type { OnDemandThroughputOptions, WarmThroughputOptions } from "../../dynamodb/throughput.js";
import { defined } from "../../validation/defined.js";
import { policyText } from "./canonical-policy.js";
import { type KeyUse, optionPath, type RequestAndOptions, type RequestPath } from "./option-paths.js";
import type {
  CreateTableOptions,
  GlobalSecondaryIndexOptions,
  KeyAttribute,
  KeyAttributes,
  LocalSecondaryIndexOptions,
  Projection,
  VectorIndexOptions,
} from "./options.js";

/** The capacity units of a PROVISIONED table by default. */
export const DEFAULT_CAPACITY = 5;

/** The CreateTable request of options, not yet checked. `keyUses` are the keys of the table and all indexes. */
export interface CreateTableRequest extends RequestAndOptions {
  /** Where the caller wrote a member of the request. */
  readonly at: (...path: RequestPath) => string;
}

/** Makes the CreateTable request of options. Checks nothing: the rules check the result. */
export function createTableRequest(tableName: string, options: CreateTableOptions): CreateTableRequest {
  const keyUses = collectKeyUses(options);
  const globals = options.globalSecondaryIndexes ?? [];
  const locals = options.localSecondaryIndexes ?? [];
  const vectors = options.vectorIndexes ?? [];
  const throughput = tableThroughput(options);
  const asked: CreateTableCommandInput = {
    TableName: tableName,
    AttributeDefinitions: defineAttributes(keyUses),
    KeySchema: keySchema(listOfKeys(options.partitionKey), listOfKeys(options.sortKey)),
    GlobalSecondaryIndexes: globals.length > 0 ? globals.map((index) => globalIndex(index, throughput)) : undefined,
    LocalSecondaryIndexes: locals.length > 0 ? locals.map((index) => localIndex(index, options)) : undefined,
    VectorIndexes: vectors.length > 0 ? vectors.map(vectorIndex) : undefined,
    BillingMode: throughput.billingMode,
    ProvisionedThroughput: capacity(options, throughput),
    OnDemandThroughput: onDemand(options.onDemandThroughput),
    WarmThroughput: warm(options.warmThroughput),
    TableClass: options.tableClass,
    SSESpecification: encryption(options),
    StreamSpecification: options.stream ? { StreamEnabled: true, StreamViewType: options.stream } : undefined,
    DeletionProtectionEnabled: options.deletionProtection,
    Tags: tags(options.tags),
    ResourcePolicy: options.resourcePolicy ? policyText(options.resourcePolicy) : undefined,
  };
  const input = { ...defined(asked), ...defined(options.input ?? {}) };
  const origin = { options, input, keyUses };
  return { ...origin, at: (...path) => optionPath(path, origin) };
}

/** A key option as a list: one attribute, several, or none. */
export function listOfKeys(keys: KeyAttribute | KeyAttributes | readonly [] | undefined): readonly KeyAttribute[] {
  if (keys === undefined) return [];
  // A single key is a tuple that starts with its name; a list of keys starts with a tuple.
  return typeof keys[0] === "string" ? [keys as KeyAttribute] : (keys as readonly KeyAttribute[]);
}

function collectKeyUses(options: CreateTableOptions): KeyUse[] {
  const uses: KeyUse[] = [];
  const add = (keys: KeyAttribute | KeyAttributes | readonly [] | undefined, path: string) => {
    const list = listOfKeys(keys);
    const several = Array.isArray(keys?.[0]);
    for (const [index, [name, type]] of list.entries())
      uses.push({ name, type, path: several ? `${path}[${index}]` : path });
  };
  add(options.partitionKey, "partitionKey");
  add(options.sortKey, "sortKey");
  for (const [index, { partitionKey, sortKey }] of (options.globalSecondaryIndexes ?? []).entries()) {
    add(partitionKey, `globalSecondaryIndexes[${index}].partitionKey`);
    add(sortKey, `globalSecondaryIndexes[${index}].sortKey`);
  }
  for (const [index, { sortKey }] of (options.localSecondaryIndexes ?? []).entries()) {
    add(sortKey, `localSecondaryIndexes[${index}].sortKey`);
  }
  for (const [index, { partitionKey, filters = [] }] of (options.vectorIndexes ?? []).entries()) {
    add(partitionKey, `vectorIndexes[${index}].partitionKey`);
    for (const [place, filter] of filters.entries()) add(filter, `vectorIndexes[${index}].filters[${place}]`);
  }
  return uses;
}

function defineAttributes(uses: readonly KeyUse[]): CreateTableCommandInput["AttributeDefinitions"] {
  const types = new Map<string, string>();
  // Two types for one name break the rule one-type-per-attribute, so either can be used here.
  for (const { name, type } of uses) types.set(name, types.get(name) ?? type);
  return [...types].map(([AttributeName, type]) => ({ AttributeName, AttributeType: type as "S" | "N" | "B" }));
}

function keySchema(partition: readonly KeyAttribute[], sort: readonly KeyAttribute[]): KeySchemaElement[] {
  return [
    ...partition.map(([AttributeName]) => ({ AttributeName, KeyType: "HASH" as const })),
    ...sort.map(([AttributeName]) => ({ AttributeName, KeyType: "RANGE" as const })),
  ];
}

function globalIndex(index: GlobalSecondaryIndexOptions, table: TableThroughput): GlobalSecondaryIndex {
  return defined({
    IndexName: index.indexName,
    KeySchema: keySchema(listOfKeys(index.partitionKey), listOfKeys(index.sortKey)),
    Projection: projection(index.projection),
    ProvisionedThroughput: capacity(index, table),
    OnDemandThroughput: onDemand(index.onDemandThroughput),
    WarmThroughput: warm(index.warmThroughput),
  });
}

function localIndex(index: LocalSecondaryIndexOptions, table: CreateTableOptions): LocalSecondaryIndex {
  return {
    IndexName: index.indexName,
    KeySchema: keySchema(listOfKeys(table.partitionKey), listOfKeys(index.sortKey)),
    Projection: projection(index.projection),
  };
}

function vectorIndex(index: VectorIndexOptions): VectorIndex {
  const hash = listOfKeys(index.partitionKey).map(([AttributeName]) => searchElement(AttributeName, "HASH"));
  const filters = (index.filters ?? []).map(([AttributeName]) => searchElement(AttributeName, "INLINE_FILTER"));
  const schema = [...hash, ...filters];
  return defined<VectorIndex>({
    IndexName: index.indexName,
    VectorAttribute: { AttributeName: index.vector },
    SearchSchema: schema.length > 0 ? schema : undefined,
    Projection: projection(index.projection),
    Dimensions: index.dimensions,
    DistanceFunction: index.distance,
  });
}

function searchElement(AttributeName: string, SearchSchemaElementType: "HASH" | "INLINE_FILTER"): SearchSchemaElement {
  return { AttributeName, SearchSchemaElementType };
}

function projection(projected: Projection = "ALL"): SdkProjection {
  if (typeof projected === "string") return { ProjectionType: projected };
  return { ProjectionType: "INCLUDE", NonKeyAttributes: [...projected] };
}

interface Capacity {
  readonly readCapacity?: number | undefined;
  readonly writeCapacity?: number | undefined;
}

interface TableThroughput {
  readonly billingMode: BillingMode;
  readonly readCapacity: number;
  readonly writeCapacity: number;
}

/** The table's throughput. Members of `input` take precedence here too, so that the indexes fit what is sent. */
function tableThroughput({ input, billingMode, readCapacity, writeCapacity }: CreateTableOptions): TableThroughput {
  const given = input?.ProvisionedThroughput;
  return {
    billingMode: input?.BillingMode ?? billingMode ?? "PAY_PER_REQUEST",
    readCapacity: given?.ReadCapacityUnits ?? readCapacity ?? DEFAULT_CAPACITY,
    writeCapacity: given?.WriteCapacityUnits ?? writeCapacity ?? DEFAULT_CAPACITY,
  };
}

/** The capacity of the table or of an index, which has the table's by default. On demand, only what the options contain by mistake. */
function capacity(
  { readCapacity, writeCapacity }: Capacity,
  table: TableThroughput,
): ProvisionedThroughput | undefined {
  if (table.billingMode === "PROVISIONED") {
    return {
      ReadCapacityUnits: readCapacity ?? table.readCapacity,
      WriteCapacityUnits: writeCapacity ?? table.writeCapacity,
    };
  }
  if (readCapacity === undefined && writeCapacity === undefined) return undefined;
  return defined({ ReadCapacityUnits: readCapacity, WriteCapacityUnits: writeCapacity });
}

function onDemand(options: OnDemandThroughputOptions | false | undefined): OnDemandThroughput | undefined {
  if (!options) return undefined;
  return defined({ MaxReadRequestUnits: options.maxRead, MaxWriteRequestUnits: options.maxWrite });
}

/** The tags that have a value. `false` is for existing tables. */
function tags(options: CreateTableOptions["tags"]): CreateTableCommandInput["Tags"] {
  if (options === undefined) return undefined;
  return Object.entries(options).flatMap(([Key, Value]) => (Value === false ? [] : [{ Key, Value }]));
}

function warm(options: WarmThroughputOptions | undefined): WarmThroughput | undefined {
  return options && defined({ ReadUnitsPerSecond: options.read, WriteUnitsPerSecond: options.write });
}

/** A table without a specification is AWS_OWNED. Sending one, even a disabled one, can cost money. */
function encryption({ encryption: kind, kmsKeyId }: CreateTableOptions): SSESpecification | undefined {
  if (kind === "AWS_MANAGED") return { Enabled: true, SSEType: "KMS" };
  if (kind === "CUSTOMER_MANAGED")
    return defined<SSESpecification>({ Enabled: true, SSEType: "KMS", KMSMasterKeyId: kmsKeyId });
  return undefined;
}
