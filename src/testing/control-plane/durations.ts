/** How long changes take, in milliseconds. */
export interface Durations {
  /** From CreateTable to ACTIVE. */
  readonly createTable: number;
  /** The same for a table with global secondary indexes. */
  readonly createTableWithIndexes: number;
  /** From DeleteTable until the table is gone. */
  readonly deleteTable: number;
  /** How long a table is UPDATING for an index that is added to it: the index cannot be deleted in this time. */
  readonly allocateIndex: number;
  /** How long the index is CREATING after that, with the table ACTIVE, while it is filled. */
  readonly backfillIndex: number;
  /** From the deletion of an index until it is gone. */
  readonly deleteIndex: number;
  /** From on-demand to provisioned. */
  readonly toProvisioned: number;
  /** From provisioned to on-demand. */
  readonly toOnDemand: number;
  /** Other throughput. */
  readonly updateThroughput: number;
  /** Another table class. */
  readonly updateTableClass: number;
  /** A stream switched on or off. */
  readonly updateStream: number;
  /** Other encryption; the table is ACTIVE meanwhile. */
  readonly updateEncryption: number;
  /** Warm throughput; the table is ACTIVE meanwhile. */
  readonly updateWarmThroughput: number;
  /** From a change of the deletion protection until the next one is taken. */
  readonly protectionPause: number;
  /** From UpdateTimeToLive until it is ENABLED or DISABLED, and the next one is taken. */
  readonly updateTimeToLive: number;
  /** From ACTIVE until continuous backups can be configured. */
  readonly backupsPause: number;
  /** From a change of the tags until the next one is taken. */
  readonly tagPause: number;
  /** From UpdateContributorInsights until it is ENABLED or DISABLED. */
  readonly updateInsights: number;
  /** A new replica. */
  readonly createReplica: number;
  /** A replica that is removed. */
  readonly deleteReplica: number;
}

/** The middle of what was measured on AWS in 2026; the time of insights, which nobody measured, is a guess. */
export const REALISTIC: Durations = {
  createTable: 4_000,
  createTableWithIndexes: 18_000,
  deleteTable: 5_000,
  allocateIndex: 40_000,
  backfillIndex: 720_000,
  deleteIndex: 4_000,
  toProvisioned: 80_000,
  toOnDemand: 150_000,
  updateThroughput: 1_500,
  updateTableClass: 5_000,
  updateStream: 4_500,
  updateEncryption: 22_000,
  updateWarmThroughput: 390_000,
  protectionPause: 15_000,
  updateTimeToLive: 1_860_000,
  backupsPause: 2_000,
  tagPause: 1_700,
  updateInsights: 20_000,
  createReplica: 30_000,
  deleteReplica: 180_000,
};

/**
 * How long changes take: `"instant"`, `"realistic"` as on AWS, a factor of that (`0.01` for a hundredth), or the
 * milliseconds of some of them, with all others instant.
 */
export type Latency = "instant" | "realistic" | number | Partial<Durations>;

/** The milliseconds that a latency means. */
export function durationsOf(latency: Latency): Durations {
  if (latency === "realistic") return REALISTIC;
  const factor = typeof latency === "number" ? latency : 0;
  const scaled = Object.entries(REALISTIC).map(([name, ms]) => [name, ms * factor]);
  // The same names as in REALISTIC, and numbers all of them.
  return { ...(Object.fromEntries(scaled) as Durations), ...(typeof latency === "object" && latency) };
}
