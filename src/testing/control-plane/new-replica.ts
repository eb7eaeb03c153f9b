import type { UpdateTableCommandInput } from "@aws-sdk/client-dynamodb";
import { invalidValues } from "./aws-error.js";
import type { Member } from "./global-tables.js";
import { describeBilling, describeEncryption, isOnDemand } from "./settings.js";
import { describeStream, reportStream } from "./streams.js";
import { arnOf, type ControlPlane, type Description, secondsAt, type Table } from "./tables.js";
import { activateVectorIndex } from "./vector-indexes.js";
import type { Wire } from "./wire.js";

/** What a request gives for a new replica. */
export type ReplicaRequest = NonNullable<
  NonNullable<Wire<UpdateTableCommandInput>["ReplicaUpdates"]>[number]["Create"]
>;

const MANAGED_KEY = "alias/aws/dynamodb";

/**
 * Creates the table of a replica, with the items of its source. It is CREATING until {@link finishReplica}.
 *
 * @param hasStream - Whether it has a stream as its source has.
 */
export function startReplica(
  source: Member,
  controlPlane: ControlPlane,
  asked: ReplicaRequest,
  hasStream = true,
): Member {
  const { name, description } = source.table;
  const replica: Table = {
    name,
    description: replicaDescription(controlPlane, description, asked, hasStream),
    separateSettings: {
      isVisible: false,
      hasBackups: false,
      tags: new Map(),
      insights: new Map(),
      kinesisDestinations: new Map(),
    },
    changes: new Set(),
    locks: new Map(),
    spent: { tableClass: [], encryption: [] },
  };
  controlPlane.tables.set(name, replica);
  controlPlane.events?.change({ kind: "copy", keys: replica.description, region: source.controlPlane.region });
  reportStream(controlPlane, replica.description, "ENABLING");
  return { controlPlane, table: replica };
}

/** Makes the table of a replica ACTIVE, with the time to live of its source. */
export function finishReplica(source: Member, { controlPlane, table }: Member): void {
  const { description, separateSettings } = table;
  const { timeToLive } = source.table.separateSettings;
  description.TableStatus = "ACTIVE";
  for (const index of description.GlobalSecondaryIndexes ?? []) index.IndexStatus = "ACTIVE";
  for (const index of description.VectorIndexes ?? []) activateVectorIndex(controlPlane, table, index);
  reportStream(controlPlane, description, "ENABLED");
  separateSettings.isVisible = true;
  separateSettings.timeToLive = timeToLive && { ...timeToLive };
  if (timeToLive?.status === "ENABLED") controlPlane.events?.onTimeToLive(table.name, timeToLive.attributeName);
  controlPlane.timeline.after(controlPlane.durations.backupsCooldownMs, () => {
    separateSettings.hasBackups = true;
  });
}

/** Throws if the key of a replica is not of the kind that the table has. */
export function checkReplicaKey({ controlPlane, table }: Member, { KMSMasterKeyId: key }: ReplicaRequest): void {
  const { KMSMasterKeyArn: tableKey } = table.description.SSEDescription ?? {};
  const isManaged = tableKey === describeEncryption(controlPlane, { Enabled: true }).SSEDescription?.KMSMasterKeyArn;
  const needsKey = tableKey !== undefined && !isManaged;
  if (needsKey ? key === undefined : key !== undefined && tableKey === undefined)
    throw invalidValues("KMSMasterKeyId must be specified for each replica.");
  if (key !== undefined && (key === MANAGED_KEY) !== isManaged)
    throw invalidValues("All replica keys must either be Customer Managed CMK or AWS Managed CMK.");
}

function replicaDescription(
  controlPlane: ControlPlane,
  source: Description,
  asked: ReplicaRequest,
  hasStream: boolean,
): Description {
  const name = String(source.TableName);
  const TableArn = arnOf(controlPlane, name);
  const { RestoreSummary, LatestStreamArn, LatestStreamLabel, StreamSpecification, SSEDescription, ...copied } =
    structuredClone(source);
  const description: Description = {
    ...copied,
    TableStatus: "CREATING",
    CreationDateTime: secondsAt(controlPlane),
    TableArn,
    TableId: crypto.randomUUID(),
    DeletionProtectionEnabled: false,
    ...(source.BillingModeSummary && describeBilling(controlPlane, source.BillingModeSummary.BillingMode)),
    ...(hasStream && describeStream(controlPlane, name, StreamSpecification)),
    ...(SSEDescription && describeEncryption(controlPlane, { Enabled: true, KMSMasterKeyId: asked.KMSMasterKeyId })),
  };
  for (const index of [...(description.GlobalSecondaryIndexes ?? []), ...(description.VectorIndexes ?? [])]) {
    index.IndexStatus = "CREATING";
    index.IndexArn = `${TableArn}/index/${index.IndexName}`;
  }
  for (const index of description.LocalSecondaryIndexes ?? []) index.IndexArn = `${TableArn}/index/${index.IndexName}`;
  overrideSettings(controlPlane, description, asked);
  return description;
}

/** Sets what a replica has different from the other regions. */
export function overrideSettings(
  controlPlane: ControlPlane,
  description: Description,
  { TableClassOverride, ProvisionedThroughputOverride, OnDemandThroughputOverride }: ReplicaRequest,
): void {
  if (TableClassOverride !== undefined)
    description.TableClassSummary = { TableClass: TableClassOverride, LastUpdateDateTime: secondsAt(controlPlane) };
  const { ProvisionedThroughput, BillingModeSummary } = description;
  if (!isOnDemand(BillingModeSummary?.BillingMode))
    description.ProvisionedThroughput = { ...ProvisionedThroughput, ...ProvisionedThroughputOverride };
  if (OnDemandThroughputOverride)
    description.OnDemandThroughput = { ...description.OnDemandThroughput, ...OnDemandThroughputOverride };
}
