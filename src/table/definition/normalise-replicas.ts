import type { ReplicaDescription, TableDescription } from "@aws-sdk/client-dynamodb";
import { regionIn } from "../../dynamodb/arns.js";
import { defined } from "../../validation/defined.js";
import { canonicalPolicy, policyText } from "./canonical-policy.js";
import type { NormalisedReplica, NormalisedReplicaIndex, NormalisedTable } from "./normalised-table.js";
import type { CreateTableOptions } from "./options.js";
import type { ReplicaIndexOptions, ReplicaSettings } from "./replica-options.js";

/** What was read of a replica in its region. */
export interface ObservedReplica {
  readonly deletionProtection?: boolean | undefined;
  readonly pointInTimeRecovery?: { readonly recoveryPeriodInDays: number | undefined } | false | undefined;
  readonly contributorInsights?: boolean | undefined;
  readonly tags?: Readonly<Record<string, string>> | undefined;
  readonly resourcePolicy?: string | false | undefined;
}

/** The parts of a global table. */
type GlobalParts = Pick<NormalisedTable, "region" | "replicas" | "consistency" | "witness">;

/** Normalises the replicas of a definition. */
export function normaliseReplicas({ replicas, consistency, witness }: CreateTableOptions): GlobalParts {
  const byRegion = replicas?.map(({ region, ...settings }) => [region, normaliseReplica(settings)] as const);
  return defined<GlobalParts>({ replicas: byRegion && Object.fromEntries(byRegion), consistency, witness });
}

/** Normalises what a replica is to have for itself. */
export function normaliseReplica(settings: ReplicaSettings): NormalisedReplica {
  const { onDemandThroughput, globalSecondaryIndexes, pointInTimeRecovery: backups, resourcePolicy } = settings;
  const { kmsKeyId, tableClass, readCapacity, deletionProtection, contributorInsights, tags } = settings;
  return defined<NormalisedReplica>({
    kmsKeyId,
    tableClass,
    readCapacity,
    maxRead: onDemandThroughput?.maxRead,
    globalSecondaryIndexes: globalSecondaryIndexes && indexesOf(globalSecondaryIndexes),
    deletionProtection,
    pointInTimeRecovery: backups === true ? {} : backups,
    contributorInsights,
    tags,
    resourcePolicy: resourcePolicy ? canonicalPolicy(policyText(resourcePolicy)) : resourcePolicy,
  });
}

function indexesOf(indexes: readonly ReplicaIndexOptions[]): Readonly<Record<string, NormalisedReplicaIndex>> {
  const entries = indexes.map(({ indexName, readCapacity, onDemandThroughput }) => {
    return [indexName, defined({ readCapacity, maxRead: onDemandThroughput?.maxRead })] as const;
  });
  return Object.fromEntries(entries);
}

/** The replicas of a description in other regions than the table's. One that is being deleted is not among them. */
export function replicasOf({ Replicas, TableArn }: TableDescription): readonly ReplicaDescription[] {
  const own = regionIn(TableArn);
  return (Replicas ?? []).filter(({ RegionName, ReplicaStatus }) => RegionName !== own && ReplicaStatus !== "DELETING");
}

/** Normalises the replicas of a table, with what was read of them in their regions. */
export function normaliseObservedReplicas(
  description: TableDescription,
  observed: Readonly<Record<string, ObservedReplica>> = {},
): GlobalParts {
  const replicas = replicasOf(description);
  const region = regionIn(description.TableArn);
  if (replicas.length === 0) return defined<GlobalParts>({ region });
  const entries = replicas.map((replica) => {
    const { RegionName = "" } = replica;
    return [RegionName, defined(describedReplica(replica, description, observed[RegionName]))] as const;
  });
  const consistency = description.MultiRegionConsistency === "STRONG" ? "STRONG" : "EVENTUAL";
  const [witness] = description.GlobalTableWitnesses ?? [];
  return defined<GlobalParts>({
    region,
    replicas: Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1))),
    consistency,
    witness: witness?.RegionName,
  });
}

function describedReplica(
  replica: ReplicaDescription,
  { TableClassSummary }: TableDescription,
  observed: ObservedReplica = {},
): NormalisedReplica {
  const indexes = replica.GlobalSecondaryIndexes ?? [];
  const { resourcePolicy: policy } = observed;
  return {
    kmsKeyId: replica.KMSMasterKeyId,
    tableClass: replica.ReplicaTableClassSummary?.TableClass ?? TableClassSummary?.TableClass ?? "STANDARD",
    readCapacity: replica.ProvisionedThroughputOverride?.ReadCapacityUnits ?? false,
    maxRead: replica.OnDemandThroughputOverride?.MaxReadRequestUnits ?? false,
    globalSecondaryIndexes: Object.fromEntries(
      indexes.map((index) => [
        index.IndexName ?? "",
        defined<NormalisedReplicaIndex>({
          readCapacity: index.ProvisionedThroughputOverride?.ReadCapacityUnits,
          maxRead: index.OnDemandThroughputOverride?.MaxReadRequestUnits,
        }),
      ]),
    ),
    ...observed,
    resourcePolicy: typeof policy === "string" ? canonicalPolicy(policy) : policy,
  };
}
