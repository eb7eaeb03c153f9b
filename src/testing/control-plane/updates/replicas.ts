import { invalid } from "../aws-error.js";
import { lock } from "../locks.js";
import { isOnDemand } from "../settings.js";
import { describeStream, reportStream } from "../streams.js";
import type { Description } from "../tables.js";
import { type Change, modeOf, type Planner, type UpdateInput, type UpdateRequest } from "./change.js";

type Replica = NonNullable<Description["Replicas"]>[number];
type Update = NonNullable<UpdateInput["ReplicaUpdates"]>[number];
type NewReplica = NonNullable<Update["Create"]>;

/** Replicas in other regions, version 2019.11.21. They are described only: there are no tables in those regions. */
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

function create({ controlPlane, table }: UpdateRequest, asked: NewReplica): Change {
  const { name, description } = table;
  checkForeign(controlPlane.region, asked.RegionName);
  if (description.Replicas?.some(({ RegionName }) => RegionName === asked.RegionName)) {
    throw invalid(
      `Failed to create a the new replica of table with name: ‘${name}’ because one or more replicas already existed as tables.`,
    );
  }
  // Auto scaling is not supported.
  if (!isOnDemand(modeOf(description)))
    throw invalid("Table write capacity should either be Pay-Per-Request or AutoScaled.");
  const replica: Replica = { ReplicaStatus: "CREATING", ...settingsOf(asked) };
  return {
    ms: controlPlane.durations.createReplicaMs,
    tableChange: "replica",
    start: () => {
      lock(controlPlane, table, `replica ${asked.RegionName}`, controlPlane.durations.replicaSourceCooldownMs);
      description.Replicas = [...(description.Replicas ?? []), replica];
      description.GlobalTableVersion = "2019.11.21";
      if (!description.StreamSpecification?.StreamEnabled) {
        const stream = { StreamEnabled: true, StreamViewType: "NEW_AND_OLD_IMAGES" } as const;
        Object.assign(description, describeStream(controlPlane, name, stream));
        reportStream(controlPlane, description, "ENABLING");
        reportStream(controlPlane, description, "ENABLED");
      }
    },
    finish: () => {
      replica.ReplicaStatus = "ACTIVE";
    },
  };
}

function update({ controlPlane, table }: UpdateRequest, asked: NewReplica): Change {
  const replica = findReplica(table.description, asked.RegionName);
  const { RegionName: _, ...settings } = settingsOf(asked);
  if (Object.keys(settings).length === 0) throw withoutActions();
  return {
    ms: controlPlane.durations.createReplicaMs,
    tableChange: "replica",
    start: () => {
      replica.ReplicaStatus = "UPDATING";
    },
    finish: () => void Object.assign(replica, settings, { ReplicaStatus: "ACTIVE" }),
  };
}

/** The table is ACTIVE before its replica is gone, and cannot be changed until then. */
function remove({ controlPlane, table }: UpdateRequest, region: string): Change[] {
  const { description } = table;
  checkForeign(controlPlane.region, region);
  const replica = findReplica(description, region);
  const deletion: Change = {
    ms: controlPlane.durations.deleteReplicaMs,
    start: () => {
      replica.ReplicaStatus = "DELETING";
    },
    finish: () => {
      table.locks.delete(`replica ${region}`);
      const rest = description.Replicas?.filter((each) => each !== replica) ?? [];
      description.Replicas = rest;
      if (rest.length > 0) return;
      delete description.Replicas;
      delete description.GlobalTableVersion;
    },
  };
  return [deletion, { ms: controlPlane.durations.startReplicaDeletionMs, tableChange: "replica" }];
}

function settingsOf({ TableClassOverride, ...others }: NewReplica): Replica {
  return { ...others, ...(TableClassOverride && { ReplicaTableClassSummary: { TableClass: TableClassOverride } }) };
}

function checkForeign(ownRegion: string, region: string | undefined): void {
  if (region !== ownRegion) return;
  throw invalid(
    "Cannot add or delete the local region through ReplicaUpdates. Use CreateTable, DeleteTable, or UpdateTable as required.",
  );
}

function findReplica({ Replicas }: Description, region: string | undefined): Replica {
  const replica = Replicas?.find(({ RegionName }) => RegionName === region);
  if (replica) return replica;
  throw invalid(
    "Update global table operation failed because one or more replicas were not part of the global table. " +
      `Please retry the request without these replicas: [${region}].`,
  );
}
