import type { TableDescription } from "@aws-sdk/client-dynamodb";
import { inOtherRegion } from "../../dynamodb/arns.js";
import { isDenied, isRetryable } from "../../dynamodb/error-predicates.js";
import type { Deadline } from "../../procedure/deadline.js";
import { inRegion, type Procedure, request } from "../../procedure/procedure.js";
import { retry } from "../../procedure/retry.js";
import { ownMember } from "../../validation/own-member.js";
import type { NotCompared } from "../definition/differences.js";
import { type ObservedReplica, replicasOf } from "../definition/normalise-replicas.js";
import type { NormalisedReplica, NormalisedTable } from "../definition/normalised-table.js";
import { readSettings, type SeparateSetting } from "./read-settings.js";

/** What was read of replicas in their regions. */
export interface ReadReplicas {
  readonly replicas?: Readonly<Record<string, ObservedReplica>>;
  readonly unread: readonly NotCompared[];
}

/** The settings that a replica has for itself and that are read as those of a table. */
const SEPARATE = ["pointInTimeRecovery", "contributorInsights", "tags", "resourcePolicy"] as const;

/** How to read replicas. */
interface ReadOptions {
  /** What decides which settings are read: those that a definition mentions. */
  readonly mentioned: NormalisedTable["replicas"];
  /** Whether a setting that may not be read is noted instead of thrown. */
  readonly notesUnread: boolean;
  readonly deadline: Deadline;
}

/** Reads, in their regions, the settings of replicas that a definition mentions and that the table's description does not have. */
export function* readReplicas(description: TableDescription, options: ReadOptions): Procedure<ReadReplicas> {
  const { mentioned } = options;
  const read: [string, ObservedReplica][] = [];
  const unread: NotCompared[] = [];
  for (const { RegionName: region = "", ReplicaStatus } of mentioned ? replicasOf(description) : []) {
    const replica = ownMember(mentioned, region);
    if (replica === undefined || ReplicaStatus === "CREATING" || !isRead(replica)) continue;
    const found = yield* inRegion(region, readReplica(description, region, replica, options));
    read.push([region, found.observed]);
    unread.push(...found.unread.map(({ target, reason }) => ({ target: `${target} of replica ${region}`, reason })));
  }
  return { ...(read.length > 0 && { replicas: Object.fromEntries(read) }), unread };
}

/** Whether a definition mentions something that is read in the replica's region. */
function isRead(replica: NormalisedReplica): boolean {
  return replica.deletionProtection !== undefined || SEPARATE.some((setting) => replica[setting] !== undefined);
}

function* readReplica(
  { TableName, TableArn = "" }: TableDescription,
  region: string,
  wanted: NormalisedReplica,
  { notesUnread, deadline }: ReadOptions,
): Procedure<{ readonly observed: ObservedReplica; readonly unread: readonly NotCompared[] }> {
  const settings = SEPARATE.filter((setting): setting is (typeof SEPARATE)[number] & SeparateSetting => {
    return wanted[setting] !== undefined;
  });
  const table = { TableName, TableArn: inOtherRegion(TableArn, region) };
  const { observed, unread } = yield* readSettings(table, { settings, notesUnread, deadline });
  const {
    description: _,
    timeToLive: __,
    kinesisStreams: ___,
    replicas: ____,
    hasItems: _____,
    ...separate
  } = observed;
  if (wanted.deletionProtection === undefined) return { observed: separate, unread };
  try {
    const answer = yield* retry(() => request("DescribeTable", { TableName }, deadline.readTimeoutMs), {
      mayRetry: isRetryable,
      deadline,
    });
    const deletionProtection = answer.Table?.DeletionProtectionEnabled ?? false;
    return { observed: { ...separate, deletionProtection }, unread };
  } catch (error) {
    if (!notesUnread || !isDenied(error)) throw error;
    const reason = "Reading it needs the permission dynamodb:DescribeTable, which was denied.";
    return { observed: separate, unread: [...unread, { target: "deletion protection", reason }] };
  }
}

/** Whether a table has an item: its description counts them some hours late. */
export function* readHasItems({ TableName }: TableDescription, deadline: Deadline): Procedure<boolean> {
  const input = { TableName, Limit: 1, ConsistentRead: true };
  const page = yield* retry(() => request("Scan", input, deadline.readTimeoutMs), { mayRetry: isRetryable, deadline });
  return (page.ScannedCount ?? page.Items?.length ?? 0) > 0;
}
