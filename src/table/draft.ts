import type {
  CreateTableCommandInput,
  GlobalSecondaryIndex,
  KeySchemaElement,
  LocalSecondaryIndex,
  OnDemandThroughput,
  Projection as SdkProjection,
  SSESpecification,
  WarmThroughput,
} from "@aws-sdk/client-dynamodb";
import type {
  CreateTableOptions,
  GlobalSecondaryIndexOptions,
  KeyAttribute,
  KeyAttributes,
  OnDemandThroughputOptions,
  Projection,
  WarmThroughputOptions,
} from "./options.js";
import { optionPath, type RequestPath } from "./paths.js";

/** Capacity units of a PROVISIONED table that names none. */
const DEFAULT_CAPACITY = 5;

/** A key attribute of the options, with the place where it was written. */
export interface KeyUse {
  readonly name: string;
  readonly type: string;
  readonly path: string;
}

/** The CreateTable request that the options ask for, not yet checked. */
export interface Draft {
  readonly options: CreateTableOptions;
  readonly input: CreateTableCommandInput;
  /** Every key attribute that the options name, of the table and of all indexes. */
  readonly keyUses: readonly KeyUse[];
  /** Where the caller wrote a member of the request. */
  readonly at: (...path: RequestPath) => string;
}

/** Translates options into the request they ask for. Checks nothing: that is what the rules do with the result. */
export function draftTable(tableName: string, options: CreateTableOptions): Draft {
  const keyUses = collectKeyUses(options);
  const globals = options.globalSecondaryIndexes ?? [];
  const locals = options.localSecondaryIndexes ?? [];
  const asked: CreateTableCommandInput = {
    TableName: tableName,
    AttributeDefinitions: defineAttributes(keyUses),
    KeySchema: keySchema(listOfKeys(options.partitionKey), listOfKeys(options.sortKey)),
    GlobalSecondaryIndexes: globals.length > 0 ? globals.map((index) => globalIndex(index, options)) : undefined,
    LocalSecondaryIndexes:
      locals.length > 0 ? locals.map((index) => localIndex(index.indexName, index, options)) : undefined,
    BillingMode: options.billingMode ?? "PAY_PER_REQUEST",
    ProvisionedThroughput: capacity(options, options),
    OnDemandThroughput: onDemand(options.onDemandThroughput),
    WarmThroughput: warm(options.warmThroughput),
    TableClass: options.tableClass,
    SSESpecification: encryption(options),
    StreamSpecification: options.stream && { StreamEnabled: true, StreamViewType: options.stream },
    DeletionProtectionEnabled: options.deletionProtection,
    Tags: options.tags && Object.entries(options.tags).map(([Key, Value]) => ({ Key, Value })),
    ResourcePolicy:
      typeof options.resourcePolicy === "object" ? JSON.stringify(options.resourcePolicy) : options.resourcePolicy,
  };
  const input = withoutUndefined({ ...withoutUndefined(asked), ...options.input });
  return { options, input, keyUses, at: (...path) => optionPath(path, input, options) };
}

/** A key option as a list: one attribute, several, or none. */
function listOfKeys(keys: KeyAttribute | KeyAttributes | readonly [] | undefined): readonly KeyAttribute[] {
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
  return uses;
}

function defineAttributes(uses: readonly KeyUse[]): CreateTableCommandInput["AttributeDefinitions"] {
  const types = new Map<string, string>();
  // Two types for one name are an error of the rule one-type-per-attribute; which one stands here is then of no account.
  for (const { name, type } of uses) types.set(name, types.get(name) ?? type);
  return [...types].map(([AttributeName, type]) => ({ AttributeName, AttributeType: type as "S" | "N" | "B" }));
}

function keySchema(partition: readonly KeyAttribute[], sort: readonly KeyAttribute[]): KeySchemaElement[] {
  return [
    ...partition.map(([AttributeName]) => ({ AttributeName, KeyType: "HASH" as const })),
    ...sort.map(([AttributeName]) => ({ AttributeName, KeyType: "RANGE" as const })),
  ];
}

function globalIndex(index: GlobalSecondaryIndexOptions, table: CreateTableOptions): GlobalSecondaryIndex {
  return withoutUndefined({
    IndexName: index.indexName,
    KeySchema: keySchema(listOfKeys(index.partitionKey), listOfKeys(index.sortKey)),
    Projection: projection(index.projection),
    ProvisionedThroughput: capacity(index, table),
    OnDemandThroughput: onDemand(index.onDemandThroughput),
    WarmThroughput: warm(index.warmThroughput),
  });
}

function localIndex(
  IndexName: string,
  { sortKey, projection: held }: { sortKey: KeyAttribute; projection?: Projection | undefined },
  table: CreateTableOptions,
): LocalSecondaryIndex {
  return {
    IndexName,
    KeySchema: keySchema(listOfKeys(table.partitionKey), listOfKeys(sortKey)),
    Projection: projection(held),
  };
}

function projection(held: Projection = "ALL"): SdkProjection {
  if (typeof held === "string") return { ProjectionType: held };
  return { ProjectionType: "INCLUDE", NonKeyAttributes: [...held] };
}

type Capacity = { readonly readCapacity?: number | undefined; readonly writeCapacity?: number | undefined };

/** An index without capacity of its own gets the table's. On demand there is none, unless it was asked for by mistake. */
function capacity(own: Capacity, table: CreateTableOptions) {
  const provisioned = table.billingMode === "PROVISIONED";
  if (!provisioned && own.readCapacity === undefined && own.writeCapacity === undefined) return undefined;
  return {
    ReadCapacityUnits: own.readCapacity ?? table.readCapacity ?? DEFAULT_CAPACITY,
    WriteCapacityUnits: own.writeCapacity ?? table.writeCapacity ?? DEFAULT_CAPACITY,
  };
}

function onDemand(options: OnDemandThroughputOptions | undefined): OnDemandThroughput | undefined {
  return options && withoutUndefined({ MaxReadRequestUnits: options.maxRead, MaxWriteRequestUnits: options.maxWrite });
}

function warm(options: WarmThroughputOptions | undefined): WarmThroughput | undefined {
  return options && withoutUndefined({ ReadUnitsPerSecond: options.read, WriteUnitsPerSecond: options.write });
}

/** AWS_OWNED is what a table without a specification gets; sending one, even a disabled one, would be noise or a charge. */
function encryption({ encryption: kind, kmsKeyId }: CreateTableOptions): SSESpecification | undefined {
  if (kind === "AWS_MANAGED") return { Enabled: true, SSEType: "KMS" };
  if (kind === "CUSTOMER_MANAGED")
    return withoutUndefined<SSESpecification>({ Enabled: true, SSEType: "KMS", KMSMasterKeyId: kmsKeyId });
  return undefined;
}

function withoutUndefined<T extends object>(members: T): T {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as T;
}
