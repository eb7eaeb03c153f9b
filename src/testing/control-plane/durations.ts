import { CHANGE_LIMITS, REPLICA_SOURCE_HOURS } from "../../dynamodb/change-limits.js";
import { type SecondsRange, USUAL_SECONDS } from "../../dynamodb/durations.js";

/** How long changes of tables take in the embedded DynamoDB, in milliseconds. */
export interface Durations {
  /** From CreateTable to ACTIVE. */
  readonly createTableMs: number;
  /** From CreateTable to ACTIVE, for a table with global secondary indexes or vector indexes. */
  readonly createTableWithIndexesMs: number;
  /** From DeleteTable until the table no longer exists. */
  readonly deleteTableMs: number;
  /** From the request that adds an index until its backfill starts. The table is UPDATING; the index cannot be deleted. */
  readonly allocateIndexMs: number;
  /** From the start of an index' backfill until the index is ACTIVE. The table is ACTIVE. */
  readonly backfillIndexMs: number;
  /** The same for a table with replicas. */
  readonly backfillIndexWithReplicasMs: number;
  /** From the request that adds a vector index until its backfill starts. The table is UPDATING; the index cannot be deleted. */
  readonly allocateVectorIndexMs: number;
  /** From the start of a vector index' backfill until the index is ACTIVE. The table is ACTIVE. */
  readonly backfillVectorIndexMs: number;
  /** From the moment at which a vector index is ACTIVE until it can be searched. */
  readonly vectorSearchDelayMs: number;
  /** From the request that deletes an index until the index no longer exists. */
  readonly deleteIndexMs: number;
  /** Change of the billing mode from on-demand to provisioned. */
  readonly switchToProvisionedMs: number;
  /** Change of the billing mode from provisioned to on-demand. */
  readonly switchToOnDemandMs: number;
  /** The same for a table that was on-demand before. */
  readonly switchBackToOnDemandMs: number;
  /** Change of the provisioned throughput. */
  readonly updateThroughputMs: number;
  /** Change of the table class. */
  readonly updateTableClassMs: number;
  /** Change of the stream: enabled or disabled. */
  readonly updateStreamMs: number;
  /** Change of the encryption. The table is ACTIVE meanwhile. */
  readonly updateEncryptionMs: number;
  /** Change of the warm throughput. The table is ACTIVE meanwhile. */
  readonly updateWarmThroughputMs: number;
  /** From a change of the deletion protection until DynamoDB accepts the next one. */
  readonly deletionProtectionCooldownMs: number;
  /** From UpdateTimeToLive until time to live is ENABLED or DISABLED. */
  readonly updateTimeToLiveMs: number;
  /** From UpdateTimeToLive until DynamoDB accepts the next one. */
  readonly timeToLiveCooldownMs: number;
  /** From a change of the resource policy until it can be read. */
  readonly updateResourcePolicyMs: number;
  /** From a change of the resource policy until DynamoDB accepts the next one. */
  readonly resourcePolicyCooldownMs: number;
  /** The period in which capacity can be decreased four times: the UTC day. */
  readonly capacityDecreasePeriodMs: number;
  /** From the last decrease of capacity until DynamoDB accepts another one, after four in the period. */
  readonly capacityDecreaseCooldownMs: number;
  /** The period in which the table class can be changed twice. */
  readonly tableClassPeriodMs: number;
  /** The period in which the encryption can be changed four times. */
  readonly encryptionPeriodMs: number;
  /** From the last change of the encryption until DynamoDB accepts another one, after four in the period. */
  readonly encryptionCooldownMs: number;
  /** From ACTIVE until continuous backups can be configured. */
  readonly backupsCooldownMs: number;
  /** From CreateBackup until the backup is AVAILABLE. */
  readonly createBackupMs: number;
  /** From RestoreTableFromBackup or RestoreTableToPointInTime until the table is ACTIVE. */
  readonly restoreTableMs: number;
  /** From a change of the tags until the next one is accepted. */
  readonly tagsCooldownMs: number;
  /** From UpdateContributorInsights until contributor insights are ENABLED or DISABLED. */
  readonly updateInsightsMs: number;
  /** From EnableKinesisStreamingDestination until the destination is ACTIVE. */
  readonly enableKinesisDestinationMs: number;
  /** From DisableKinesisStreamingDestination until the destination is DISABLED. */
  readonly disableKinesisDestinationMs: number;
  /** From UpdateKinesisStreamingDestination until the destination is ACTIVE. */
  readonly updateKinesisDestinationMs: number;
  /** Creation of a replica. */
  readonly createReplicaMs: number;
  /** Creation of the replicas, and of the witness, of a strongly consistent global table. */
  readonly createStrongReplicasMs: number;
  /** Their deletion. */
  readonly deleteStrongReplicasMs: number;
  /** Deletion of a replica. */
  readonly deleteReplicaMs: number;
  /** From the request that deletes a replica until the table is ACTIVE. */
  readonly startReplicaDeletionMs: number;
  /** From the creation of a replica until the table that it was copied from can be deleted. */
  readonly replicaSourceCooldownMs: number;
}

const HOUR_MS = 3_600_000;

/** As on AWS: the middle of what was measured there. */
export const REALISTIC: Durations = {
  createTableMs: middleMs(USUAL_SECONDS.createTable),
  createTableWithIndexesMs: middleMs(USUAL_SECONDS.createTableWithIndexes),
  deleteTableMs: middleMs(USUAL_SECONDS.deleteTable),
  allocateIndexMs: middleMs(USUAL_SECONDS.allocateIndex),
  backfillIndexMs: middleMs(USUAL_SECONDS.backfillIndex),
  backfillIndexWithReplicasMs: middleMs(USUAL_SECONDS.backfillIndexWithReplicas),
  allocateVectorIndexMs: middleMs(USUAL_SECONDS.allocateVectorIndex),
  backfillVectorIndexMs: middleMs(USUAL_SECONDS.backfillVectorIndex),
  vectorSearchDelayMs: middleMs(USUAL_SECONDS.vectorSearchAfterActive),
  deleteIndexMs: middleMs(USUAL_SECONDS.deleteIndex),
  switchToProvisionedMs: middleMs(USUAL_SECONDS.switchToProvisioned),
  switchToOnDemandMs: middleMs(USUAL_SECONDS.switchToOnDemand),
  switchBackToOnDemandMs: middleMs(USUAL_SECONDS.switchBackToOnDemand),
  updateThroughputMs: middleMs(USUAL_SECONDS.throughput),
  updateTableClassMs: middleMs(USUAL_SECONDS.tableClass),
  updateStreamMs: middleMs(USUAL_SECONDS.stream),
  updateEncryptionMs: middleMs(USUAL_SECONDS.encryption),
  updateWarmThroughputMs: middleMs(USUAL_SECONDS.warmThroughput),
  deletionProtectionCooldownMs: middleMs(CHANGE_LIMITS.deletionProtection.cooldownSeconds),
  updateTimeToLiveMs: middleMs(USUAL_SECONDS.timeToLive),
  timeToLiveCooldownMs: middleMs(CHANGE_LIMITS.timeToLive.cooldownSeconds),
  updateResourcePolicyMs: middleMs(USUAL_SECONDS.policy),
  resourcePolicyCooldownMs: middleMs(CHANGE_LIMITS.resourcePolicy.cooldownSeconds),
  capacityDecreasePeriodMs: CHANGE_LIMITS.capacityDecrease.budget.hours * HOUR_MS,
  capacityDecreaseCooldownMs: CHANGE_LIMITS.capacityDecrease.afterBudget.hours * HOUR_MS,
  tableClassPeriodMs: CHANGE_LIMITS.tableClass.budget.hours * HOUR_MS,
  encryptionPeriodMs: CHANGE_LIMITS.encryption.budget.hours * HOUR_MS,
  encryptionCooldownMs: CHANGE_LIMITS.encryption.afterBudget.hours * HOUR_MS,
  backupsCooldownMs: middleMs(USUAL_SECONDS.backupsAfterCreation),
  createBackupMs: middleMs(USUAL_SECONDS.createBackup),
  restoreTableMs: middleMs(USUAL_SECONDS.restoreTable),
  tagsCooldownMs: middleMs(CHANGE_LIMITS.tags.cooldownSeconds),
  updateInsightsMs: middleMs(USUAL_SECONDS.insights),
  enableKinesisDestinationMs: middleMs(USUAL_SECONDS.enableKinesisDestination),
  disableKinesisDestinationMs: middleMs(USUAL_SECONDS.disableKinesisDestination),
  updateKinesisDestinationMs: middleMs(USUAL_SECONDS.updateKinesisDestination),
  createReplicaMs: middleMs(USUAL_SECONDS.createReplica),
  createStrongReplicasMs: middleMs(USUAL_SECONDS.createStrongReplicas),
  deleteStrongReplicasMs: middleMs(USUAL_SECONDS.deleteStrongReplicas),
  deleteReplicaMs: middleMs(USUAL_SECONDS.deleteReplica),
  startReplicaDeletionMs: middleMs(USUAL_SECONDS.startReplicaDeletion),
  replicaSourceCooldownMs: REPLICA_SOURCE_HOURS * HOUR_MS,
};

/**
 * How long changes of tables take: `"instant"`, `"realistic"` as on AWS, a factor of realistic (`0.01` for one hundredth), or
 * the milliseconds of some changes, with all others instant.
 */
export type Latency = "instant" | "realistic" | number | Partial<Durations>;

/** Converts a latency to milliseconds. */
export function durationsOf(latency: Latency): Durations {
  if (latency === "realistic") return REALISTIC;
  const factor = typeof latency === "number" ? latency : 0;
  const scaled = Object.entries(REALISTIC).map(([name, ms]) => [name, ms * factor]);
  // The names of REALISTIC, all with numbers.
  return { ...(Object.fromEntries(scaled) as Durations), ...(typeof latency === "object" && latency) };
}

function middleMs([low, high]: SecondsRange): number {
  return Math.round((low + high) * 500);
}
