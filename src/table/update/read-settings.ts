import type { TableDescription } from "@aws-sdk/client-dynamodb";
import { isDenied, isPolicyNotFound, isRetryable, isUnsupported } from "../../dynamodb/error-predicates.js";
import type { Deadline } from "../../procedure/deadline.js";
import { type Procedure, request } from "../../procedure/procedure.js";
import { retry } from "../../procedure/retry.js";
import type { NotCompared } from "../definition/differences.js";
import type { ObservedTable } from "../definition/normalise-description.js";

/** The settings of a table that its description does not have. */
export const SEPARATE_SETTINGS = [
  "timeToLive",
  "pointInTimeRecovery",
  "contributorInsights",
  "tags",
  "resourcePolicy",
  "kinesisStreams",
] as const;
/** One of them. */
export type SeparateSetting = (typeof SEPARATE_SETTINGS)[number];

/** What was read of a table, and what was not. */
export interface ReadTable {
  readonly observed: ObservedTable;
  readonly unread: readonly NotCompared[];
}

/** How to read the settings. */
export interface ReadSettings {
  readonly settings: readonly SeparateSetting[];
  /** Whether a setting that may not, or cannot, be read is noted instead of thrown; or only what the endpoint does not support. */
  readonly notesUnread: boolean | "unsupported";
  readonly deadline: Deadline;
}

/** Reads settings of a table that its description does not have, one request after the other. */
export function* readSettings(
  description: TableDescription,
  { settings, notesUnread, deadline }: ReadSettings,
): Procedure<ReadTable> {
  const read: { -readonly [S in SeparateSetting]?: unknown } = {};
  const unread: NotCompared[] = [];
  for (const setting of settings) {
    const { target, operation, read: readOne } = READERS[setting];
    try {
      read[setting] = yield* retry<unknown>(() => readOne(description, deadline.readTimeoutMs), {
        mayRetry: isRetryable,
        deadline,
      });
    } catch (error) {
      const reason = unreadReason(error, operation, notesUnread);
      if (reason === undefined) throw error;
      unread.push({ target, reason });
    }
  }
  return { observed: { ...(read as Omit<ObservedTable, "description">), description }, unread }; // as each reader returns it
}

function unreadReason(error: unknown, operation: string, notesUnread: ReadSettings["notesUnread"]): string | undefined {
  if (notesUnread === false) return undefined;
  if (isDenied(error) && notesUnread === true)
    return `Reading it needs the permission dynamodb:${operation}, which was denied.`;
  return isUnsupported(error) ? `The endpoint does not support ${operation}.` : undefined;
}

interface SettingReader {
  /** What it is, as steps name it. */
  readonly target: string;
  readonly operation: string;
  readonly read: (description: TableDescription, timeoutMs: number) => Procedure<unknown>;
}

const READERS: { readonly [S in SeparateSetting]: SettingReader } = {
  timeToLive: {
    target: "time to live",
    operation: "DescribeTimeToLive",
    *read({ TableName }, timeoutMs): Procedure<ObservedTable["timeToLive"]> {
      const answer = yield* request("DescribeTimeToLive", { TableName }, timeoutMs);
      const { TimeToLiveStatus: status, AttributeName = "" } = answer.TimeToLiveDescription ?? {};
      return status === "ENABLED" || status === "ENABLING" ? AttributeName : false;
    },
  },
  pointInTimeRecovery: {
    target: "backups",
    operation: "DescribeContinuousBackups",
    *read({ TableName }, timeoutMs): Procedure<ObservedTable["pointInTimeRecovery"]> {
      const answer = yield* request("DescribeContinuousBackups", { TableName }, timeoutMs);
      const { PointInTimeRecoveryDescription: backups } = answer.ContinuousBackupsDescription ?? {};
      if (backups?.PointInTimeRecoveryStatus !== "ENABLED") return false;
      return { recoveryPeriodInDays: backups.RecoveryPeriodInDays };
    },
  },
  contributorInsights: {
    target: "insights",
    operation: "DescribeContributorInsights",
    *read({ TableName }, timeoutMs): Procedure<ObservedTable["contributorInsights"]> {
      const answer = yield* request("DescribeContributorInsights", { TableName }, timeoutMs);
      return answer.ContributorInsightsStatus === "ENABLED" || answer.ContributorInsightsStatus === "ENABLING";
    },
  },
  tags: {
    target: "tags",
    operation: "ListTagsOfResource",
    read: ({ TableArn }, timeoutMs) => readTags(TableArn, timeoutMs),
  },
  resourcePolicy: {
    target: "policy",
    operation: "GetResourcePolicy",
    read: ({ TableArn }, timeoutMs) => readPolicy(TableArn, timeoutMs),
  },
  kinesisStreams: {
    target: "Kinesis streams",
    operation: "DescribeKinesisStreamingDestination",
    *read({ TableName }, timeoutMs): Procedure<ObservedTable["kinesisStreams"]> {
      const answer = yield* request("DescribeKinesisStreamingDestination", { TableName }, timeoutMs);
      const destinations = answer.KinesisDataStreamDestinations ?? [];
      const active = destinations.filter(
        ({ DestinationStatus: status }) => status === "ACTIVE" || status === "ENABLING",
      );
      return active.map(({ StreamArn = "" }) => StreamArn).toSorted();
    },
  },
};

/** Reads the policy of a table; `false` where it has none. */
export function* readPolicy(ResourceArn: string | undefined, timeoutMs: number): Procedure<string | false> {
  try {
    const answer = yield* request("GetResourcePolicy", { ResourceArn }, timeoutMs);
    return answer.Policy ?? false;
  } catch (error) {
    if (isPolicyNotFound(error)) return false;
    throw error;
  }
}

/** Reads the tags of a table, page after page. */
export function* readTags(
  ResourceArn: string | undefined,
  timeoutMs: number,
): Procedure<Readonly<Record<string, string>>> {
  const tags: [string, string][] = [];
  let NextToken: string | undefined;
  do {
    const page = yield* request("ListTagsOfResource", { ResourceArn, NextToken }, timeoutMs);
    for (const { Key = "", Value = "" } of page.Tags ?? []) tags.push([Key, Value]);
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  return Object.fromEntries(tags.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
