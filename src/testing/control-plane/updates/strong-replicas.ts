import { STRONG_REGION_SETS, STRONG_REGIONS } from "../../../dynamodb/regions.js";
import { invalid } from "../aws-error.js";
import type { BackedUpTable } from "../backups.js";
import { join, leave, type Member, otherMembers, setWitness } from "../global-tables.js";
import { finishReplica, type ReplicaRequest, startReplica } from "../new-replica.js";
import { finishDeletion, lastBackup, startDeletion } from "../table-deletion.js";
import type { Description } from "../tables.js";
import type { Change, UpdateRequest } from "./change.js";
import {
  checkCreation,
  checkForeign,
  checkProtection,
  requireReplica,
  setStatus,
  settingsOf,
} from "./replica-checks.js";

const SET_TO_STRONG = "global tables with MultiRegionConsistency set to STRONG";
const CAPABLE_REGIONS: ReadonlySet<string> = new Set(STRONG_REGION_SETS.flat());

/** Whether a request concerns a strongly consistent global table, or asks for one. */
export function concernsStrong({ input, table }: UpdateRequest): boolean {
  const { MultiRegionConsistency, GlobalTableWitnessUpdates } = input;
  return MultiRegionConsistency === "STRONG" || GlobalTableWitnessUpdates !== undefined || isStrong(table.description);
}

/** Whether a table is of a strongly consistent global table. */
export function isStrong({ MultiRegionConsistency }: Description): boolean {
  return MultiRegionConsistency === "STRONG";
}

/** The error for the deletion of one table of a strongly consistent global table. */
export function notAlone() {
  return invalid(`Deletion of only one table replica is not supported for ${SET_TO_STRONG}.`);
}

/**
 * A strongly consistent global table: its replicas, and its witness if it has one, are created by one request, and deleted by another
 * one. In between it has the same regions. A witness is not a table.
 */
export function planStrongReplicas(request: UpdateRequest): Change[] {
  const { ReplicaUpdates = [], GlobalTableWitnessUpdates, MultiRegionConsistency: consistency } = request.input;
  const creations = ReplicaUpdates.flatMap(({ Create }) => Create ?? []);
  const deletions = ReplicaUpdates.flatMap(({ Delete }) => Delete?.RegionName ?? []);
  const { Create: witness, Delete: formerWitness } = GlobalTableWitnessUpdates?.[0] ?? {};
  if (consistency !== undefined && creations.length < ReplicaUpdates.length)
    throw invalid("Only Replica Create actions are supported when MultiRegionConsistency parameter is provided.");
  if (consistency === "STRONG") return [create(request, unique(creations), witness?.RegionName)];
  if (!isStrong(request.table.description))
    throw invalid("MultiRegionConsistency must be set as STRONG when GlobalTableWitnessUpdates parameter is present.");
  if (consistency !== undefined) throw onExisting();
  if (creations.length > 0 || witness)
    throw invalid("Cannot add replicas to a global table with strong MultiRegionConsistency");
  return [remove(request, deletions, formerWitness?.RegionName)];
}

function create(request: UpdateRequest, asked: readonly ReplicaRequest[], witness: string | undefined): Change {
  const { controlPlane, table } = request;
  checkStrongCreation(request, asked, witness);
  const entries = asked.map((each) => ({ ...settingsOf(each), RegionName: each.RegionName }));
  let replicas: Member[] = [];
  return {
    ms: controlPlane.durations.createStrongReplicasMs,
    tableChange: "replica",
    start: () => {
      replicas = asked.map((each) => {
        const replica = startReplica(request, controlPlane.inRegion(String(each.RegionName)), each, false);
        join(request, replica, { ...settingsOf(each), ReplicaStatus: "CREATING" });
        return replica;
      });
      for (const { table: each } of [request, ...replicas]) each.description.MultiRegionConsistency = "STRONG";
      if (witness !== undefined) setWitness([request, ...replicas], { RegionName: witness, WitnessStatus: "CREATING" });
    },
    finish: () => {
      for (const replica of replicas) finishReplica({ controlPlane, table }, replica);
      for (const { RegionName } of entries) setStatus(request, String(RegionName), "ACTIVE");
      if (witness !== undefined) setWitness([request, ...replicas], { RegionName: witness, WitnessStatus: "ACTIVE" });
    },
  };
}

function checkStrongCreation(
  request: UpdateRequest,
  asked: readonly ReplicaRequest[],
  witness: string | undefined,
): void {
  const { region } = request.controlPlane;
  const replicas = asked.map(({ RegionName }) => String(RegionName));
  const added = witness === undefined ? replicas : [...replicas, witness];
  if (replicas.length === 0 || added.length + 1 !== STRONG_REGIONS)
    throw invalid(`Unsupported replica count for ${SET_TO_STRONG}.`);
  const unsupported = [...new Set([region, ...added])].filter((each) => !CAPABLE_REGIONS.has(each));
  if (unsupported.length > 0)
    throw invalid(`Unsupported Region(s) specified for ${SET_TO_STRONG}: [${unsupported.join(", ")}].`);
  if (new Set(added).size < added.length) throw invalid("Cannot target multiple regions with the same action");
  if (witness === region) {
    throw invalid(
      "Cannot add a witness in the same region as an existing replica when creating a global table with " +
        "MultiRegionConsistency set to STRONG.",
    );
  }
  if (request.table.description.Replicas) throw onExisting();
  for (const each of asked) checkCreation(request, each);
  checkContent(request);
}

/** The words of the service for these are not known. */
function checkContent({ controlPlane, table }: Member): void {
  if ((controlPlane.events?.totals(table.name)?.count ?? 0) > 0)
    throw invalid(`The table has items. Only an empty table is supported for ${SET_TO_STRONG}.`);
  if (table.description.LocalSecondaryIndexes)
    throw invalid(`Local secondary indexes are not supported for ${SET_TO_STRONG}.`);
  if (table.separateSettings.timeToLive) throw noTimeToLive();
}

/** The error for time to live in a strongly consistent global table. */
export function noTimeToLive() {
  return invalid(`Time to live is not supported for ${SET_TO_STRONG}.`);
}

function remove(request: UpdateRequest, regions: readonly string[], witness: string | undefined): Change {
  const { controlPlane, table } = request;
  const replicas = otherMembers(request);
  checkStrongRemoval(request, regions, witness);
  const setRemoved = () => {
    for (const region of regions) setStatus(request, region, "DELETING");
    if (witness !== undefined) setWitness([request, ...replicas], { RegionName: witness, WitnessStatus: "DELETING" });
  };
  let last: readonly (BackedUpTable | undefined)[] = [];
  return {
    ms: controlPlane.durations.deleteStrongReplicasMs,
    tableChange: "replica",
    start: () => {
      setRemoved();
      last = replicas.map((replica) => lastBackup(replica.controlPlane, replica.table));
      for (const replica of replicas) {
        startDeletion(replica.controlPlane, replica.table);
        replica.controlPlane.events?.change({ kind: "drop", tableName: table.name });
      }
    },
    finish: () => {
      for (const replica of replicas) leave(replica);
      for (const [place, replica] of replicas.entries())
        finishDeletion(replica.controlPlane, replica.table, last[place]);
    },
  };
}

function checkStrongRemoval(request: UpdateRequest, regions: readonly string[], witness: string | undefined): void {
  const { description } = request.table;
  const existing = description.GlobalTableWitnesses?.map(({ RegionName }) => RegionName) ?? [];
  for (const region of regions) {
    checkForeign(request.controlPlane.region, region);
    requireReplica(description, region);
  }
  if (witness !== undefined && !existing.includes(witness)) {
    throw invalid(
      "Update global table operation failed because one or more witnesses were not part of the global table. " +
        `Please retry the request without these witnesses: [${witness}].`,
    );
  }
  if (existing.length > 0 && witness === undefined)
    throw invalid("Update table delete operation does not include all witnesses.");
  const replicas = otherMembers(request);
  if (replicas.some(({ controlPlane }) => !regions.includes(controlPlane.region))) throw notAlone();
  for (const replica of replicas) checkProtection(replica);
}

function onExisting() {
  return invalid("MultiRegionConsistency parameter is unsupported on existing global table");
}

/** Two actions for one region are one. */
function unique(asked: readonly ReplicaRequest[]): ReplicaRequest[] {
  return [...new Map(asked.map((each) => [each.RegionName, each])).values()];
}
