import { invalid, invalidValues } from "../aws-error.js";
import type { BackedUpTable } from "../backups.js";
import { entriesOf, join, leave, type Member } from "../global-tables.js";
import { lock } from "../locks.js";
import { finishReplica, overrideSettings, type ReplicaRequest, startReplica } from "../new-replica.js";
import { describeStream, reportStream } from "../streams.js";
import { finishDeletion, lastBackup, startDeletion } from "../table-deletion.js";
import type { Change, Planner, UpdateInput, UpdateRequest } from "./change.js";
import {
  checkCreation,
  checkForeign,
  checkProtection,
  checkSource,
  requireReplica,
  setStatus,
  settingsOf,
} from "./replica-checks.js";
import { concernsStrong, planStrongReplicas } from "./strong-replicas.js";

type Update = NonNullable<UpdateInput["ReplicaUpdates"]>[number];

/** Replicas in other regions, version 2019.11.21: tables of the same name, with the same items. */
export const planReplicas: Planner = (request) => {
  const { ReplicaUpdates } = request.input;
  if (!ReplicaUpdates) return [];
  checkActions(ReplicaUpdates);
  const { Create, Update, Delete } = ReplicaUpdates[0] ?? {};
  if (concernsStrong(request) && !Update) return planStrongReplicas(request);
  if (ReplicaUpdates.length > 1)
    throw invalid("Update table operation with more than one create or delete replica actions not allowed");
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
  if (replica) {
    checkProtection({ controlPlane: other, table: replica });
    checkSource({ controlPlane: other, table: replica });
  }
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
