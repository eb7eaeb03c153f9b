import type { Properties } from "./template.js";

/** Properties that a definition has, with those of their parts; `true` for all of a value. */
interface Known {
  readonly [property: string]: true | Known;
}

const throughput = { ReadCapacityUnits: true, WriteCapacityUnits: true } as const;
const reads: Known = {
  ReadProvisionedThroughputSettings: { ReadCapacityUnits: true },
  ReadOnDemandThroughputSettings: true,
};
const index: Known = { IndexName: true, KeySchema: true, Projection: true, WarmThroughput: true };
const own: Known = {
  SSESpecification: true,
  TableClass: true,
  DeletionProtectionEnabled: true,
  PointInTimeRecoverySpecification: true,
  ContributorInsightsSpecification: { Enabled: true },
  ResourcePolicy: true,
  Tags: true,
};
const common: Known = {
  TableName: true,
  KeySchema: true,
  AttributeDefinitions: true,
  BillingMode: true,
  LocalSecondaryIndexes: true,
  VectorIndexes: true,
  WarmThroughput: true,
  TimeToLiveSpecification: true,
  StreamSpecification: { StreamViewType: true },
};
const writes: Known = { WriteProvisionedThroughputSettings: true, WriteOnDemandThroughputSettings: true };

/** The properties of each type of resource that are read. */
export const KNOWN_PROPERTIES: Readonly<Record<string, Known>> = {
  "AWS::DynamoDB::Table": {
    ...common,
    ...own,
    ProvisionedThroughput: throughput,
    OnDemandThroughput: true,
    GlobalSecondaryIndexes: { ...index, ProvisionedThroughput: throughput, OnDemandThroughput: true },
  },
  "AWS::DynamoDB::GlobalTable": {
    ...common,
    SSESpecification: true,
    ...reads,
    ...writes,
    GlobalSecondaryIndexes: { ...index, ...reads, ...writes },
    MultiRegionConsistency: true,
    GlobalTableWitnesses: true,
    Replicas: { ...own, ...reads, Region: true, GlobalSecondaryIndexes: { IndexName: true, ...reads } },
  },
};

/** The paths of the properties that are not known. */
export function unknownProperties(properties: Properties, known: Known, path = ""): readonly string[] {
  return Object.entries(properties).flatMap(([name, value]) => {
    const place = path === "" ? name : `${path}.${name}`;
    const inner = Object.hasOwn(known, name) ? known[name] : undefined;
    if (inner === undefined) return [place];
    if (inner === true) return [];
    const parts = Array.isArray(value) ? (value as readonly Properties[]) : [value as Properties];
    return parts.flatMap((part, number) =>
      unknownProperties(Object(part) as Properties, inner, Array.isArray(value) ? `${place}[${number}]` : place),
    );
  });
}
