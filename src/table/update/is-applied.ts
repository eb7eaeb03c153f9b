import type {
  GlobalSecondaryIndexUpdate,
  OnDemandThroughput,
  ProvisionedThroughputDescription,
  ReplicaDescription,
  ReplicaGlobalSecondaryIndex,
  ReplicaGlobalSecondaryIndexDescription,
  ReplicationGroupUpdate,
  TableDescription,
  UpdateReplicationGroupMemberAction,
  UpdateTableCommandInput,
  WarmThroughput,
} from "@aws-sdk/client-dynamodb";
import { billingModeOf } from "../definition/normalise-description.js";

/**
 * Whether a table shows what an UpdateTable request asked for. A description can lag behind a request, and a request can have
 * been carried out although its answer was lost.
 */
export function isApplied(input: UpdateTableCommandInput, table: TableDescription): boolean {
  const { StreamSpecification: stream, SSESpecification: encryption } = input;
  return (
    (input.BillingMode === undefined || input.BillingMode === billingModeOf(table)) &&
    hasThroughput(input, table) &&
    (input.TableClass === undefined || input.TableClass === (table.TableClassSummary?.TableClass ?? "STANDARD")) &&
    (input.DeletionProtectionEnabled ?? table.DeletionProtectionEnabled ?? false) ===
      (table.DeletionProtectionEnabled ?? false) &&
    (stream === undefined || (stream.StreamEnabled ?? false) === (table.StreamSpecification?.StreamEnabled ?? false)) &&
    (encryption === undefined || isEncrypted(encryption, table)) &&
    (input.GlobalSecondaryIndexUpdates ?? []).every((update) => isIndexApplied(update, table)) &&
    (input.VectorIndexUpdates ?? []).every(({ Create, Delete }) => {
      const name = (Create ?? Delete)?.IndexName;
      const isThere = table.VectorIndexes?.some(({ IndexName }) => IndexName === name) ?? false;
      return isThere === (Create !== undefined);
    }) &&
    (input.ReplicaUpdates ?? []).every((update) => isReplicaApplied(update, table)) &&
    (input.GlobalTableWitnessUpdates ?? []).every(({ Create, Delete }) => {
      const region = (Create ?? Delete)?.RegionName;
      const isThere = table.GlobalTableWitnesses?.some(({ RegionName }) => RegionName === region) ?? false;
      return isThere === (Create !== undefined);
    })
  );
}

interface Throughput {
  readonly ProvisionedThroughput?: ProvisionedThroughputDescription | undefined;
  readonly OnDemandThroughput?: OnDemandThroughput | undefined;
  readonly WarmThroughput?: WarmThroughput | undefined;
}

function hasThroughput(asked: Throughput, shown: Throughput): boolean {
  const isSame = (asked: number | undefined, shown: number | undefined) => asked === undefined || asked === shown;
  const isBound = (asked: number | undefined, shown = -1) => asked === undefined || asked === shown;
  const isReached = (asked: number | undefined, shown = Number.POSITIVE_INFINITY) => (asked ?? 0) <= shown;
  const [capacity, bounds, warm] = [asked.ProvisionedThroughput, asked.OnDemandThroughput, asked.WarmThroughput];
  return (
    isSame(capacity?.ReadCapacityUnits, shown.ProvisionedThroughput?.ReadCapacityUnits) &&
    isSame(capacity?.WriteCapacityUnits, shown.ProvisionedThroughput?.WriteCapacityUnits) &&
    isBound(bounds?.MaxReadRequestUnits, shown.OnDemandThroughput?.MaxReadRequestUnits) &&
    isBound(bounds?.MaxWriteRequestUnits, shown.OnDemandThroughput?.MaxWriteRequestUnits) &&
    isReached(warm?.ReadUnitsPerSecond, shown.WarmThroughput?.ReadUnitsPerSecond) &&
    isReached(warm?.WriteUnitsPerSecond, shown.WarmThroughput?.WriteUnitsPerSecond)
  );
}

function isEncrypted(
  { Enabled = false, KMSMasterKeyId: key }: NonNullable<UpdateTableCommandInput["SSESpecification"]>,
  { SSEDescription }: TableDescription,
): boolean {
  const { Status = "DISABLED", KMSMasterKeyArn: arn = "" } = SSEDescription ?? {};
  const isKms = Status !== "DISABLED" && Status !== "DISABLING";
  if (!Enabled || !isKms) return Enabled === isKms;
  return key === undefined || key.includes("alias/") || arn === key || arn.endsWith(`:key/${key}`);
}

function isIndexApplied({ Create, Update, Delete }: GlobalSecondaryIndexUpdate, table: TableDescription): boolean {
  const name = (Create ?? Update ?? Delete)?.IndexName;
  const index = table.GlobalSecondaryIndexes?.find(({ IndexName }) => IndexName === name);
  if (Delete) return index === undefined;
  return index !== undefined && (Create !== undefined || hasThroughput(Update ?? {}, index));
}

/** Whether a replica is there, or gone. Whether it is ACTIVE is for the wait. */
function isReplicaApplied({ Create, Update, Delete }: ReplicationGroupUpdate, table: TableDescription): boolean {
  const { RegionName, ...asked } = Create ?? Update ?? { RegionName: Delete?.RegionName };
  const replica = table.Replicas?.find((each) => each.RegionName === RegionName && each.ReplicaStatus !== "DELETING");
  if (Delete) return table.Replicas?.every((each) => each.RegionName !== RegionName) ?? true;
  if (replica === undefined) return false;
  return Create !== undefined || hasOverrides(asked, replica);
}

function hasOverrides(
  asked: Omit<UpdateReplicationGroupMemberAction, "RegionName">,
  shown: ReplicaDescription,
): boolean {
  const indexes = asked.GlobalSecondaryIndexes ?? [];
  const isShown = (
    of: ReplicaGlobalSecondaryIndex | typeof asked,
    at: ReplicaGlobalSecondaryIndexDescription | ReplicaDescription = {},
  ) =>
    (of.ProvisionedThroughputOverride?.ReadCapacityUnits ?? at.ProvisionedThroughputOverride?.ReadCapacityUnits) ===
      at.ProvisionedThroughputOverride?.ReadCapacityUnits &&
    (of.OnDemandThroughputOverride?.MaxReadRequestUnits ?? at.OnDemandThroughputOverride?.MaxReadRequestUnits) ===
      at.OnDemandThroughputOverride?.MaxReadRequestUnits;
  return (
    isShown(asked, shown) &&
    (asked.TableClassOverride ?? shown.ReplicaTableClassSummary?.TableClass) ===
      shown.ReplicaTableClassSummary?.TableClass &&
    indexes.every((index) =>
      isShown(
        index,
        shown.GlobalSecondaryIndexes?.find(({ IndexName }) => IndexName === index.IndexName),
      ),
    )
  );
}
