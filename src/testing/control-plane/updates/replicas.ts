import { inUse, invalid, invalidValues } from "../aws-error.js";
import type { BackedUpTable } from "../backups.js";
import { entriesOf, findEntry, join, leave, type Member, type Replica } from "../global-tables.js";
import { lock, lockedUntil } from "../locks.js";
import { checkReplicaKey, finishReplica, overrideSettings, type ReplicaRequest, startReplica } from "../new-replica.js";
import { isOnDemand } from "../settings.js";
import { describeStream, reportStream } from "../streams.js";
import { finishDeletion, lastBackup, startDeletion } from "../table-deletion.js";
import { type Description, tablesExceed } from "../tables.js";
import { type Change, modeOf, type Planner, type UpdateInput, type UpdateRequest } from "./change.js";

type Update = NonNullable<UpdateInput["ReplicaUpdates"]>[number];

/** Replicas in other regions, version 2019.11.21: tables of the same name, with the same items. */
export const planReplicas: Planner = (request) => {
  const { ReplicaUpdates } = request.input;
  if (!ReplicaUpdates) return [];
  checkActions(ReplicaUpdates);
  const { Create, Update, Delete } = ReplicaUpdates[0] ?? {};
  if (Create) return [create(request, Create)];
  if (Update) return [update(request, Update)];
  return Delete ? remove(request, String(Delete.RegionName)) : [];
};

function checkActions(updates: readonly Update[]): void {
  for (const { Create, Update, Delete } of updates) {
    const count = [Create, Update, Delete].filter((action) => action).length;
    if (count === 0) throw withoutActions();
    if (count > 1) throw invalid("Update table operation with more than one type of replica actions not allowed.");
  }
  if (updates.length > 1)
    throw invalid("Update table operation with more than one create or delete replica actions not allowed");
}

function withoutActions() {
  return invalid("There are no actions specified in the Replica Update Action of the request.");
}

function create(request: UpdateRequest, asked: ReplicaRequest): Change {
  const { controlPlane, table } = request;
  checkCreation(request, asked);
  const region = String(asked.RegionName);
  let replica: Member | undefined;
  return {
    ms: controlPlane.durations.createReplicaMs,
    tableChange: "replica",
    start: () => {
      lock(controlPlane, table, `replica ${region}`, controlPlane.durations.replicaSourceCooldownMs);
      enableStream(request);
      replica = startReplica(request, controlPlane.inRegion(region), asked);
      join(request, replica, { RegionName: region, ReplicaStatus: "CREATING", ...settingsOf(asked) });
    },
    finish: () => {
      if (replica) finishReplica(request, replica);
      setStatus(request, region, "ACTIVE");
    },
  };
}

function checkCreation(request: UpdateRequest, asked: ReplicaRequest): void {
  const { controlPlane, table } = request;
  const { name, description } = table;
  checkForeign(controlPlane.region, asked.RegionName);
  const { tables, limits } = controlPlane.inRegion(String(asked.RegionName));
  if (tables.has(name)) {
    throw invalid(
      `Failed to create a the new replica of table with name: ‘${name}’ because one or more replicas already existed as tables.`,
    );
  }
  // Auto scaling is not supported.
  if (!isOnDemand(modeOf(description)))
    throw invalid("Table write capacity should either be Pay-Per-Request or AutoScaled.");
  if (description.GlobalSecondaryIndexes?.some(({ IndexStatus }) => IndexStatus !== "ACTIVE"))
    throw inUse("The resource which you are attempting to change is in use.");
  checkReplicaKey(request, asked);
  if (tables.size >= limits.tables) throw tablesExceed(limits.tables);
}

/** Replicas need a stream. One that is enabled is left as it is. */
function enableStream({ controlPlane, table: { name, description } }: Member): void {
  if (description.StreamSpecification?.StreamEnabled) return;
  const stream = { StreamEnabled: true, StreamViewType: "NEW_AND_OLD_IMAGES" } as const;
  Object.assign(description, describeStream(controlPlane, name, stream));
  reportStream(controlPlane, description, "ENABLING");
  reportStream(controlPlane, description, "ENABLED");
}

function update(request: UpdateRequest, asked: ReplicaRequest): Change {
  const { controlPlane, table } = request;
  const region = String(asked.RegionName);
  requireReplica(table.description, region);
  const { RegionName: _, ...settings } = settingsOf(asked);
  if (asked.KMSMasterKeyId !== undefined) throw invalidValues("KMSMasterKeyId must be specified for each replica.");
  if (Object.keys(settings).length === 0) throw withoutActions();
  return {
    ms: controlPlane.durations.createReplicaMs,
    tableChange: "replica",
    start: () => setStatus(request, region, "UPDATING"),
    finish: () => {
      for (const entry of entriesOf(request, region)) Object.assign(entry, settings, { ReplicaStatus: "ACTIVE" });
      const other = controlPlane.inRegion(region);
      const replica = other.tables.get(table.name);
      if (replica) overrideSettings(other, replica.description, asked);
    },
  };
}

/** The table is ACTIVE before its replica is gone, and cannot be changed until then. */
function remove(request: UpdateRequest, region: string): Change[] {
  const { controlPlane, table } = request;
  checkForeign(controlPlane.region, region);
  requireReplica(table.description, region);
  const other = controlPlane.inRegion(region);
  const replica = other.tables.get(table.name);
  if (replica) checkRemoval({ controlPlane: other, table: replica });
  let last: BackedUpTable | undefined;
  const deletion: Change = {
    ms: controlPlane.durations.deleteReplicaMs,
    start: () => {
      setStatus(request, region, "DELETING");
      if (!replica) return;
      last = lastBackup(other, replica);
      startDeletion(other, replica);
      other.events?.change({ kind: "drop", tableName: table.name });
    },
    finish: () => {
      if (!replica) return;
      leave({ controlPlane: other, table: replica });
      finishDeletion(other, replica, last);
    },
  };
  return [deletion, { ms: controlPlane.durations.startReplicaDeletionMs, tableChange: "replica" }];
}

function checkRemoval(replica: Member): void {
  const { controlPlane, table } = replica;
  if (table.description.DeletionProtectionEnabled) {
    throw invalid(
      `Cannot delete table ${table.name} in region ${controlPlane.region} because it has deletion protection enabled. ` +
        "Disable deletion protection first.",
    );
  }
  checkSource(replica);
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

/** The key of a replica is described by its table. */
function settingsOf({ TableClassOverride, KMSMasterKeyId: _, ...others }: ReplicaRequest): Replica {
  return { ...others, ...(TableClassOverride && { ReplicaTableClassSummary: { TableClass: TableClassOverride } }) };
}

function checkForeign(ownRegion: string, region: string | undefined): void {
  if (region !== ownRegion) return;
  throw invalid(
    "Cannot add or delete the local region through ReplicaUpdates. Use CreateTable, DeleteTable, or UpdateTable as required.",
  );
}

function requireReplica(description: Description, region: string): void {
  if (findEntry(description, region)) return;
  throw invalid(
    "Update global table operation failed because one or more replicas were not part of the global table. " +
      `Please retry the request without these replicas: [${region}].`,
  );
}
