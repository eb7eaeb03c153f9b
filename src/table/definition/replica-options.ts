import type { TableClass } from "@aws-sdk/client-dynamodb";
import type { PointInTimeRecoveryOptions } from "./backup-options.js";

/** The maximum throughput on demand of a replica. */
export interface ReplicaOnDemandThroughput {
  /** Read request units per second. */
  readonly maxRead: number;
}

/** The throughput of a global secondary index in a replica, where it is not that of the table. */
export interface ReplicaIndexOptions {
  /** The index's name. */
  readonly indexName: string;
  /** Read capacity units of the index in this replica, only with PROVISIONED. @defaultValue those of the table's index */
  readonly readCapacity?: number | undefined;
  /** The maximum throughput on demand of the index in this replica. @defaultValue that of the table's index */
  readonly onDemandThroughput?: ReplicaOnDemandThroughput | undefined;
}

/** The settings that a replica has for itself, with the names of `createTable`. All others are those of the table. */
export interface ReplicaSettings {
  /** The KMS key in the replica's region; required where the table's key is customer managed. */
  readonly kmsKeyId?: string | undefined;
  /** The storage class. @defaultValue that of the table */
  readonly tableClass?: TableClass | undefined;
  /** Read capacity units, only with PROVISIONED. @defaultValue those of the table */
  readonly readCapacity?: number | undefined;
  /** The maximum throughput on demand. @defaultValue that of the table */
  readonly onDemandThroughput?: ReplicaOnDemandThroughput | undefined;
  /** Throughput of indexes. @defaultValue that of the table's indexes */
  readonly globalSecondaryIndexes?: readonly ReplicaIndexOptions[] | undefined;
  /** Deletion protection of the replica. @defaultValue false */
  readonly deletionProtection?: boolean | undefined;
  /** Continuous backups in the replica's region. @defaultValue false */
  readonly pointInTimeRecovery?: boolean | PointInTimeRecoveryOptions | undefined;
  /** CloudWatch Contributor Insights in the replica's region. @defaultValue false */
  readonly contributorInsights?: boolean | undefined;
  /** Tags of the replica, up to 50; `false` instead of a value removes an existing tag. @defaultValue none */
  readonly tags?: Readonly<Record<string, string | false>> | undefined;
  /** The resource-based policy of the replica; `false` for none. @defaultValue none */
  readonly resourcePolicy?: string | object | false | undefined;
}

/** A replica of a table: its region, and the settings that it has for itself. */
export interface ReplicaOptions extends ReplicaSettings {
  /** The region: `"eu-west-1"`. */
  readonly region: string;
}

/** How the regions of a global table agree. */
export type MultiRegionConsistency = "EVENTUAL" | "STRONG";

/** The settings that make a table a global table. */
export interface GlobalTableSettings {
  /**
   * The replicas in other regions. They are added one after the other, once the table is ACTIVE, so the call waits for that.
   * Replicas that are not listed stay. @defaultValue none
   */
  readonly replicas?: readonly ReplicaOptions[] | undefined;
  /**
   * Whether reads are strongly consistent across regions. `"STRONG"` needs two replicas, or one and a witness, in regions that
   * support it, and an empty table. @defaultValue `"EVENTUAL"`
   */
  readonly consistency?: MultiRegionConsistency | undefined;
  /** The region that, with `"STRONG"`, has no replica and takes part in each write. @defaultValue none */
  readonly witness?: string | undefined;
}
