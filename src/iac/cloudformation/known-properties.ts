import type { Known, KnownMembers, PartNotRead } from "../parts-not-read.js";
import { partsNotRead } from "../parts-not-read.js";
import type { Properties } from "./template.js";

const keySchema: KnownMembers = { AttributeName: true, KeyType: true };
const projection: KnownMembers = { ProjectionType: true, NonKeyAttributes: true };
const throughput: KnownMembers = { ReadCapacityUnits: true, WriteCapacityUnits: true };
const bounds: KnownMembers = { MaxReadRequestUnits: true, MaxWriteRequestUnits: true };
const warm: KnownMembers = { ReadUnitsPerSecond: true, WriteUnitsPerSecond: true };
const index: KnownMembers = { IndexName: true, KeySchema: keySchema, Projection: projection };
const reads: KnownMembers = {
  ReadProvisionedThroughputSettings: { ReadCapacityUnits: true, ReadCapacityAutoScalingSettings: scaling },
  ReadOnDemandThroughputSettings: { MaxReadRequestUnits: true },
};
const writes: KnownMembers = {
  WriteProvisionedThroughputSettings: { WriteCapacityAutoScalingSettings: scaling },
  WriteOnDemandThroughputSettings: { MaxWriteRequestUnits: true },
};
const own: KnownMembers = {
  TableClass: true,
  DeletionProtectionEnabled: true,
  PointInTimeRecoverySpecification: ifOn("PointInTimeRecoveryEnabled", "RecoveryPeriodInDays"),
  ContributorInsightsSpecification: { Enabled: true },
  ResourcePolicy: { PolicyDocument: true },
  Tags: { Key: true, Value: true },
};
const common: KnownMembers = {
  TableName: true,
  KeySchema: keySchema,
  AttributeDefinitions: { AttributeName: true, AttributeType: true },
  BillingMode: true,
  LocalSecondaryIndexes: index,
  VectorIndexes: {
    IndexName: true,
    VectorAttribute: { AttributeName: true },
    Projection: projection,
    Dimensions: true,
    DistanceFunction: true,
    SearchSchema: { AttributeName: true, SearchSchemaElementType: true },
  },
  WarmThroughput: warm,
  TimeToLiveSpecification: { Enabled: true, AttributeName: true },
  StreamSpecification: { StreamViewType: true },
};

/** The properties of each type of resource that are read. */
export const KNOWN_PROPERTIES: Readonly<Record<string, KnownMembers>> = {
  "AWS::DynamoDB::Table": {
    ...common,
    ...own,
    SSESpecification: ifOn("SSEEnabled", "SSEType", "KMSMasterKeyId"),
    ProvisionedThroughput: throughput,
    OnDemandThroughput: bounds,
    GlobalSecondaryIndexes: {
      ...index,
      WarmThroughput: warm,
      ProvisionedThroughput: throughput,
      OnDemandThroughput: bounds,
    },
  },
  "AWS::DynamoDB::GlobalTable": {
    ...common,
    SSESpecification: ifOn("SSEEnabled", "SSEType"),
    ...reads,
    ...writes,
    GlobalSecondaryIndexes: { ...index, WarmThroughput: warm, ...reads, ...writes },
    MultiRegionConsistency: true,
    GlobalTableWitnesses: (value, path) => [
      ...partsNotRead(value, { Region: true }, path),
      // A definition has one witness, as DynamoDB has.
      ...(Array.isArray(value) && value.length > 1 ? [{ path: `${path}[1]`, reason: "a table has one witness." }] : []),
    ],
    Replicas: {
      ...own,
      ...reads,
      Region: true,
      SSESpecification: { KMSMasterKeyId: true },
      GlobalSecondaryIndexes: { IndexName: true, ...reads },
    },
  },
};

/** Reports automatic scaling, but for that between a capacity and itself. */
function scaling(value: unknown, path: string): readonly PartNotRead[] {
  const { MinCapacity, MaxCapacity, SeedCapacity = MinCapacity } = Object(value) as Properties;
  const start = JSON.stringify(SeedCapacity);
  if (start === undefined) return [{ path, reason: "a definition has a fixed capacity, and there is none here." }];
  if (MinCapacity === MaxCapacity && SeedCapacity === MinCapacity) return [];
  return [{ path, reason: `a definition has a fixed capacity: ${start}, with which scaling starts, is read.` }];
}

/** What is read of a setting that is on or off, and of its details, which say nothing where it is off. */
function ifOn(flag: string, ...details: readonly string[]): Known {
  const known = Object.fromEntries([flag, ...details].map((name) => [name, true as const]));
  return (value, path) => {
    const given = Object(value) as Properties;
    const unused = given[flag] === true ? [] : details.filter((name) => given[name] !== undefined);
    return [
      ...partsNotRead(value, known, path),
      ...unused.map((name) => ({ path: `${path}.${name}`, reason: `${flag} is not true.` })),
    ];
  };
}
