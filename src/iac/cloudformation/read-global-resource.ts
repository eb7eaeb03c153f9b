import type { CreateTableCommandInput, GlobalSecondaryIndex } from "@aws-sdk/client-dynamodb";
import type { ReplicaIndexOptions, ReplicaOptions } from "../../table/definition/replica-options.js";
import { defined } from "../../validation/defined.js";
import { type DeclaredTable, recoveryOption, tagRecord } from "../declared-table.js";
import type { PartNotRead } from "../parts-not-read.js";
import { commonInput, ownInput, ownSettings, pick, timeToLiveOf } from "./read-resource.js";
import type { Properties } from "./template.js";

/** What replicas say and a table with these properties cannot have. */
export function replicaPartsNotRead(properties: Properties, path: string): readonly PartNotRead[] {
  const replicas = (properties["Replicas"] ?? []) as readonly Properties[];
  const indexes = (properties["GlobalSecondaryIndexes"] ?? []) as readonly Properties[];
  const names = new Set<unknown>(indexes.map(({ IndexName }) => IndexName));
  const { SSEEnabled } = Object(properties["SSESpecification"]) as Properties;
  return replicas.flatMap((replica, place): readonly PartNotRead[] => {
    const start = `${path}.Replicas[${place}]`;
    const hasKey = replica["SSESpecification"] !== undefined && SSEEnabled !== true;
    return [
      ...(hasKey ? [{ path: `${start}.SSESpecification`, reason: "SSEEnabled of the table is not true." }] : []),
      ...replicaIndexesIn(replica).flatMap(({ IndexName }, index) => {
        const reason = "the table has no such index.";
        return names.has(IndexName) ? [] : [{ path: `${start}.GlobalSecondaryIndexes[${index}]`, reason }];
      }),
    ];
  });
}

/** Reads the properties of `AWS::DynamoDB::GlobalTable`. The table itself is the replica in `region`, or the first one. */
export function readGlobalTableResource(properties: Properties, region: string | undefined): DeclaredTable {
  const replicas = (properties["Replicas"] ?? []) as readonly Properties[];
  const own = replicas.find(({ Region }) => Region === region) ?? replicas[0] ?? {};
  const others = replicas.filter((replica) => replica !== own);
  const isStrong = properties["MultiRegionConsistency"] === "STRONG";
  const { SSESpecification } = own as { SSESpecification?: Properties };
  const encryption = { ...Object(properties["SSESpecification"]), ...SSESpecification } as Properties;
  const [witness] = (properties["GlobalTableWitnesses"] ?? []) as readonly { readonly Region?: string }[];
  const input: CreateTableCommandInput = {
    ...commonInput(properties),
    ...ownInput({ ...own, SSESpecification: encryption }),
    ...throughputOf(properties, own),
    GlobalSecondaryIndexes: indexesOf(properties, own),
  };
  return {
    input: defined(input),
    settings: { ...ownSettings(own), timeToLive: timeToLiveOf(properties) },
    ...(others.length > 0 && { replicas: others.map((replica) => replicaOf(replica, input)) }),
    ...(isStrong && { consistency: "STRONG" }),
    ...(witness?.Region !== undefined && { witness: witness.Region }),
  };
}

interface Settings {
  readonly ReadProvisionedThroughputSettings?: Scaled & { readonly ReadCapacityUnits?: number };
  readonly WriteProvisionedThroughputSettings?: Scaled;
  readonly ReadOnDemandThroughputSettings?: { readonly MaxReadRequestUnits?: number };
  readonly WriteOnDemandThroughputSettings?: { readonly MaxWriteRequestUnits?: number };
}
interface Scaled {
  readonly ReadCapacityAutoScalingSettings?: Scaling;
  readonly WriteCapacityAutoScalingSettings?: Scaling;
}
interface Scaling {
  readonly MinCapacity?: number;
  readonly SeedCapacity?: number;
}

/** The throughput of a table or an index, with what the replica of the table itself has. */
function throughputOf(
  properties: Settings,
  own: Settings = {},
): Pick<CreateTableCommandInput, "ProvisionedThroughput" | "OnDemandThroughput"> {
  const { MaxWriteRequestUnits } = properties.WriteOnDemandThroughputSettings ?? {};
  const MaxReadRequestUnits = maxReadOf(own) ?? maxReadOf(properties);
  const ReadCapacityUnits = readCapacityOf(own) ?? readCapacityOf(properties);
  const WriteCapacityUnits = start(properties.WriteProvisionedThroughputSettings?.WriteCapacityAutoScalingSettings);
  const hasBounds = MaxReadRequestUnits !== undefined || MaxWriteRequestUnits !== undefined;
  return {
    ...((ReadCapacityUnits ?? WriteCapacityUnits) !== undefined && {
      ProvisionedThroughput: { ReadCapacityUnits, WriteCapacityUnits },
    }),
    ...(hasBounds && { OnDemandThroughput: defined({ MaxReadRequestUnits, MaxWriteRequestUnits }) }),
  };
}

function readCapacityOf({ ReadProvisionedThroughputSettings: settings }: Settings): number | undefined {
  return settings?.ReadCapacityUnits ?? start(settings?.ReadCapacityAutoScalingSettings);
}

function maxReadOf({ ReadOnDemandThroughputSettings: settings }: Settings): number | undefined {
  return settings?.MaxReadRequestUnits;
}

/** The capacity with which scaling starts. */
function start({ SeedCapacity, MinCapacity }: Scaling = {}): number | undefined {
  return SeedCapacity ?? MinCapacity;
}

function indexesOf(properties: Properties, own: Properties): GlobalSecondaryIndex[] | undefined {
  const indexes = properties["GlobalSecondaryIndexes"] as readonly (GlobalSecondaryIndex & Settings)[] | undefined;
  const ofReplica = new Map(replicaIndexesIn(own).map((index) => [index.IndexName, index]));
  return indexes?.map((index) => ({
    ...(pick(index as unknown as Properties, [
      "IndexName",
      "KeySchema",
      "Projection",
      "WarmThroughput",
    ]) as unknown as GlobalSecondaryIndex),
    ...throughputOf(index, ofReplica.get(index.IndexName)),
  }));
}

function replicaIndexesIn(replica: Properties): readonly (Settings & { readonly IndexName?: string })[] {
  return (replica["GlobalSecondaryIndexes"] ?? []) as readonly (Settings & { readonly IndexName?: string })[];
}

function replicaOf(replica: Properties, { TableClass: tableClass, ...input }: CreateTableCommandInput): ReplicaOptions {
  const isEncrypted = input.SSESpecification !== undefined;
  const indexNames = new Set(input.GlobalSecondaryIndexes?.map(({ IndexName }) => IndexName));
  const { TableClass, ResourcePolicy, DeletionProtectionEnabled, Tags = [] } = ownInput(replica);
  const { pointInTimeRecovery, contributorInsights } = ownSettings(replica);
  const { KMSMasterKeyId } = Object(isEncrypted ? replica["SSESpecification"] : {}) as { KMSMasterKeyId?: string };
  const known = replicaIndexesIn(replica).filter(({ IndexName }) => indexNames.has(IndexName));
  const indexes = known.map((index) =>
    defined<ReplicaIndexOptions>({ indexName: index.IndexName ?? "", ...readsOf(index) }),
  );
  return defined<ReplicaOptions>({
    region: String(replica["Region"]),
    kmsKeyId: KMSMasterKeyId,
    tableClass: TableClass === tableClass ? undefined : TableClass,
    ...readsOf(replica),
    globalSecondaryIndexes: indexes.length > 0 ? indexes : undefined,
    deletionProtection: DeletionProtectionEnabled,
    pointInTimeRecovery: recoveryOption(pointInTimeRecovery),
    contributorInsights,
    tags: Tags.length > 0 ? tagRecord(Tags) : undefined,
    resourcePolicy: ResourcePolicy,
  });
}

function readsOf(settings: Settings): Pick<ReplicaOptions, "readCapacity" | "onDemandThroughput"> {
  const maxRead = maxReadOf(settings);
  return defined({
    readCapacity: readCapacityOf(settings),
    onDemandThroughput: maxRead === undefined ? undefined : { maxRead },
  });
}
