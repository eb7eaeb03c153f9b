import { isRegionName } from "../../../dynamodb/regions.js";
import { inUse, invalid } from "../aws-error.js";
import { entriesOf, findEntry, type Member, type Replica } from "../global-tables.js";
import { lockedUntil } from "../locks.js";
import { checkReplicaKey, type ReplicaRequest } from "../new-replica.js";
import { isOnDemand } from "../settings.js";
import { type Description, tablesExceed } from "../tables.js";
import { modeOf } from "./change.js";

/** Throws if a table cannot have a new replica. */
export function checkCreation(source: Member, asked: ReplicaRequest): void {
  const { controlPlane, table } = source;
  const { name, description } = table;
  checkForeign(controlPlane.region, asked.RegionName);
  // The service lists its regions here.
  if (!isRegionName(String(asked.RegionName))) throw invalid(`Region ${asked.RegionName} is not supported.`);
  const { tables, limits } = controlPlane.inRegion(String(asked.RegionName));
  if (tables.has(name)) {
    throw invalid(
      `Failed to create a the new replica of table with name: ‘${name}’ because one or more replicas already existed as tables.`,
    );
  }
  // Auto scaling is not supported.
  if (!isOnDemand(modeOf(description)))
    throw invalid("Table write capacity should either be Pay-Per-Request or AutoScaled.");
  const { GlobalSecondaryIndexes = [], VectorIndexes = [] } = description;
  if ([...GlobalSecondaryIndexes, ...VectorIndexes].some(({ IndexStatus }) => IndexStatus !== "ACTIVE"))
    throw inUse("The resource which you are attempting to change is in use.");
  checkReplicaKey(source, asked);
  if (tables.size >= limits.tables) throw tablesExceed(limits.tables);
}

/** Throws if a replica is protected from deletion. */
export function checkProtection({ controlPlane, table }: Member): void {
  if (!table.description.DeletionProtectionEnabled) return;
  throw invalid(
    `Cannot delete table ${table.name} in region ${controlPlane.region} because it has deletion protection enabled. ` +
      "Disable deletion protection first.",
  );
}

/** Throws if another replica was copied from a table too short ago to delete the table. */
export function checkSource({ controlPlane, table }: Member): void {
  const { Replicas } = table.description;
  if (Replicas?.some(({ RegionName }) => lockedUntil(controlPlane, table, `replica ${RegionName}`) !== undefined)) {
    throw invalid(
      "Replica cannot be deleted because it has acted as a source region for new replica(s) being added to the table " +
        "in the last 24 hours.",
    );
  }
}

/** Sets how a region is described in the others. */
export function setStatus(member: Member, region: string, status: NonNullable<Replica["ReplicaStatus"]>): void {
  for (const entry of entriesOf(member, region)) entry.ReplicaStatus = status;
}

/** How a new replica is described. Its key is described by its table. */
export function settingsOf({ TableClassOverride, KMSMasterKeyId: _, ...others }: ReplicaRequest): Replica {
  return { ...others, ...(TableClassOverride && { ReplicaTableClassSummary: { TableClass: TableClassOverride } }) };
}

/** Throws for the own region of a table. */
export function checkForeign(ownRegion: string, region: string | undefined): void {
  if (region !== ownRegion) return;
  throw invalid(
    "Cannot add or delete the local region through ReplicaUpdates. Use CreateTable, DeleteTable, or UpdateTable as required.",
  );
}

/** Throws if a table has no replica in a region. */
export function requireReplica(description: Description, region: string): void {
  if (findEntry(description, region)) return;
  throw invalid(
    "Update global table operation failed because one or more replicas were not part of the global table. " +
      `Please retry the request without these replicas: [${region}].`,
  );
}
