/** A time on AWS as measured: the shortest and the longest, in seconds. */
export type SecondsRange = readonly [low: number, high: number];

/**
 * How long changes of tables usually take on AWS, in seconds from the request until the change is complete. Measured in
 * 2026 in us-east-1 and us-west-2.
 */
export const USUAL_SECONDS = {
  createTable: [2, 7],
  createTableWithIndexes: [14, 22],
  deleteTable: [4, 6],
  /** From the request that adds a global secondary index until its backfill starts. The table is UPDATING. */
  allocateIndex: [24, 56],
  /** From the start of an index' backfill until the index is ACTIVE, also in an empty table. The table is ACTIVE. */
  backfillIndex: [480, 1_020],
  /** The same for a table with replicas. */
  backfillIndexWithReplicas: [501, 535],
  /** The same two phases of a vector index. One that CreateTable creates is ACTIVE with its table. */
  allocateVectorIndex: [31, 31],
  backfillVectorIndex: [510, 1_020],
  /** From ACTIVE until a vector index can be searched. Not measured: AWS says that ACTIVE can precede it. */
  vectorSearchAfterActive: [0, 20],
  deleteIndex: [2.6, 5.1],
  switchToProvisioned: [60, 98],
  switchToOnDemand: [128, 172],
  /** For a table that was on-demand before. */
  switchBackToOnDemand: [4, 5],
  /** Provisioned throughput of the table or of an index. */
  throughput: [1, 2],
  onDemandThroughput: [0, 0],
  /** The table is ACTIVE meanwhile. */
  warmThroughput: [270, 510],
  tableClass: [4, 6],
  /** Enabling or disabling. */
  stream: [4, 5],
  /** The table is ACTIVE meanwhile. */
  encryption: [22, 22],
  deletionProtection: [0, 0],
  /** Until time to live is ENABLED or DISABLED. The next change has to wait longer, see the limits of changes. */
  timeToLive: [1, 2],
  /** Enabling or disabling point-in-time recovery. */
  backups: [0, 1],
  /** From CreateBackup until the backup is AVAILABLE. Not measured: AWS says "within minutes". */
  createBackup: [5, 60],
  /** From the request that restores a table until the table is ACTIVE. */
  restoreTable: [81, 721],
  /** From ACTIVE until the backups of a new table can be configured. */
  backupsAfterCreation: [1.4, 2.7],
  insights: [1, 16],
  enableKinesisDestination: [2, 7],
  disableKinesisDestination: [1, 2],
  updateKinesisDestination: [124, 152],
  tags: [1.5, 1.8],
  /** Until GetResourcePolicy returns the policy. */
  policy: [1, 3],
  /** An empty replica. */
  createReplica: [14, 49],
  /** A replica of a table with items, which DynamoDB copies. */
  createReplicaWithItems: [49, 660],
  /** The replicas, and the witness, of a strongly consistent global table. */
  createStrongReplicas: [15, 86],
  deleteReplica: [121, 244],
  /** From the request that deletes a replica until the table is ACTIVE. The replica is DELETING for longer. */
  startReplicaDeletion: [31, 47],
  /** The replicas, and the witness, of a strongly consistent global table. */
  deleteStrongReplicas: [54, 70],
} as const satisfies Readonly<Record<string, SecondsRange>>;
