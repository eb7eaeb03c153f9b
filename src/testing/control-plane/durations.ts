/** How long changes of tables take in the embedded DynamoDB, in milliseconds. */
export interface Durations {
  /** From CreateTable to ACTIVE. */
  readonly createTableMs: number;
  /** From CreateTable to ACTIVE, for a table with global secondary indexes. */
  readonly createTableWithIndexesMs: number;
  /** From DeleteTable until the table no longer exists. */
  readonly deleteTableMs: number;
  /** From the request that adds an index until its backfill starts. The table is UPDATING; the index cannot be deleted. */
  readonly allocateIndexMs: number;
  /** From the start of an index' backfill until the index is ACTIVE. The table is ACTIVE. */
  readonly backfillIndexMs: number;
  /** From the request that deletes an index until the index no longer exists. */
  readonly deleteIndexMs: number;
  /** Change of the billing mode from on-demand to provisioned. */
  readonly switchToProvisionedMs: number;
  /** Change of the billing mode from provisioned to on-demand. */
  readonly switchToOnDemandMs: number;
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
  /** From a change of the tags until the next one is accepted. */
  readonly tagsCooldownMs: number;
  /** From UpdateContributorInsights until contributor insights are ENABLED or DISABLED. */
  readonly updateInsightsMs: number;
  /** Creation of a replica. */
  readonly createReplicaMs: number;
  /** Deletion of a replica. */
  readonly deleteReplicaMs: number;
}

const DAY_MS = 86_400_000;

/** Medians of measurements on AWS in 2026. */
export const REALISTIC: Durations = {
  createTableMs: 4_000,
  createTableWithIndexesMs: 18_000,
  deleteTableMs: 5_000,
  allocateIndexMs: 40_000,
  backfillIndexMs: 720_000,
  deleteIndexMs: 4_000,
  switchToProvisionedMs: 80_000,
  switchToOnDemandMs: 150_000,
  updateThroughputMs: 1_500,
  updateTableClassMs: 5_000,
  updateStreamMs: 4_500,
  updateEncryptionMs: 22_000,
  updateWarmThroughputMs: 390_000,
  deletionProtectionCooldownMs: 15_000,
  updateTimeToLiveMs: 2_000,
  timeToLiveCooldownMs: 1_860_000,
  updateResourcePolicyMs: 1_500,
  resourcePolicyCooldownMs: 15_000,
  capacityDecreasePeriodMs: DAY_MS,
  capacityDecreaseCooldownMs: 3_600_000,
  tableClassPeriodMs: 30 * DAY_MS,
  encryptionPeriodMs: DAY_MS,
  encryptionCooldownMs: 6 * 3_600_000,
  backupsCooldownMs: 2_000,
  tagsCooldownMs: 1_700,
  updateInsightsMs: 5_000,
  createReplicaMs: 30_000,
  deleteReplicaMs: 180_000,
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
