import type {
  ApproximateCreationDateTimePrecision,
  ContributorInsightsMode,
  ContributorInsightsStatus,
  DestinationStatus,
  TimeToLiveStatus,
} from "@aws-sdk/client-dynamodb";

/** Settings of a table that have their own operations, and are not part of its description. */
export interface SeparateSettings {
  /** Whether the operations on these settings find the table: not in the first half of its creation. */
  isVisible: boolean;
  /** Whether continuous backups can be configured. */
  hasBackups: boolean;
  tags: ReadonlyMap<string, string>;
  /** Tags that are being written. Until then, readers get the previous tags. */
  pendingTags?: PendingTags | undefined;
  timeToLive?: TimeToLive | undefined;
  recovery?: Recovery | undefined;
  policy?: Policy | undefined;
  /** A change of the policy that is not applied yet. Until then, readers get the previous policy. */
  pendingPolicy?: PendingPolicy | undefined;
  /** By index name; the key of the table's own insights is the empty string. */
  readonly insights: Map<string, Insights>;
  /** By the ARN of the Kinesis stream. */
  readonly kinesisDestinations: Map<string, KinesisDestination>;
}

/** A change of the tags in progress. */
export interface PendingTags {
  /** All tags after the change. */
  readonly tags: ReadonlyMap<string, string>;
  /** The tags in TagResource. A request with the same tags, and possibly more, is accepted during the change. */
  readonly set?: ReadonlyMap<string, string> | undefined;
}

/** A change of the policy in progress. */
export interface PendingPolicy {
  readonly before: Policy | undefined;
}

/** The time to live setting, including a change in progress. */
export interface TimeToLive {
  readonly attributeName: string;
  readonly status: TimeToLiveStatus;
}

/** Point-in-time recovery, while it is enabled. */
export interface Recovery {
  /** In seconds. */
  readonly since: number;
  readonly days: number;
}

/** Contributor insights of a table or an index, if they were ever enabled. */
export interface Insights {
  readonly status: ContributorInsightsStatus;
  readonly mode: ContributorInsightsMode;
  /** In seconds. */
  readonly updated: number;
}

/** A Kinesis stream that receives the changes of items. */
export interface KinesisDestination {
  readonly status: DestinationStatus;
  /** Why it could not be enabled. */
  readonly problem?: string | undefined;
  readonly precision?: ApproximateCreationDateTimePrecision | undefined;
}

/** A resource policy. */
export interface Policy {
  readonly document: string;
  /** The time of the change in milliseconds, increased if needed to be unique. */
  readonly revision: number;
}
