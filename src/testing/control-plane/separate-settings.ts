import type { ContributorInsightsMode, ContributorInsightsStatus, TimeToLiveStatus } from "@aws-sdk/client-dynamodb";

/** What is set of a table by operations of its own, and not said in its description. */
export interface Extras {
  /** Whether the operations on these settings have heard of the table: not for the first half of its creation. */
  isKnown: boolean;
  /** Whether continuous backups can be configured. */
  hasBackups: boolean;
  tags: ReadonlyMap<string, string>;
  /** Tags that are being written: readers see those from before. */
  pendingTags?: PendingTags | undefined;
  timeToLive?: TimeToLive | undefined;
  recovery?: Recovery | undefined;
  policy?: Policy | undefined;
  /** By index; that of the table by the empty name. */
  readonly insights: Map<string, Insights>;
}

/** A change of the tags on its way. */
export interface PendingTags {
  /** All tags as they will be. */
  readonly tags: ReadonlyMap<string, string>;
  /** What TagResource set; a request that sets the same, and maybe more, is taken meanwhile. */
  readonly set?: ReadonlyMap<string, string> | undefined;
}

/** The time to live of items, from when it is asked for. */
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

/** Contributor insights of a table or an index that had them once. */
export interface Insights {
  readonly status: ContributorInsightsStatus;
  readonly mode: ContributorInsightsMode;
  /** In seconds. */
  readonly updated: number;
}

/** A resource policy. */
export interface Policy {
  readonly document: string;
  /** The milliseconds at which it was set; of two in one, the later has more. */
  readonly revision: number;
}
