import type { CreateReplicationGroupMemberAction } from "@aws-sdk/client-dynamodb";
import { USUAL_SECONDS } from "../../../dynamodb/durations.js";
import { ownMember } from "../../../validation/own-member.js";
import type { NormalisedReplica, NormalisedReplicaIndex } from "../../definition/normalised-table.js";
import type { PlanStep } from "../plan.js";
import { type Changes, type StepMaker, updateStep } from "./changes.js";
import { regionalSteps } from "./regional-steps.js";
import { addedRegions, differencesIn, optionOf, removedRegions } from "./replica-changes.js";

/** Adding a replica takes longer for a table with items, and a description says late whether there are any. */
export const ADD_REPLICA = [USUAL_SECONDS.createReplica[0], USUAL_SECONDS.createReplicaWithItems[1]] as const;

/** Removes replicas, one at a time; those of a strongly consistent global table together. */
export const replicaRemoveSteps: StepMaker = (changes) => {
  const removed = removedRegions(changes);
  const { replicas: there, consistency, witness } = changes.actual;
  const groups = consistency === "STRONG" && removed.length > 0 ? [removed] : removed.map((region) => [region]);
  return groups.map((regions) => {
    const witnesses = consistency === "STRONG" && witness !== undefined ? [witness] : [];
    return updateStep(changes, {
      action: "removeReplica",
      target: `replica ${regions[0]}`,
      before: regions.length === 1 ? ownMember(there, regions[0] ?? "") : there,
      reason:
        regions.length === 1 && witnesses.length === 0
          ? "The replica is to be removed."
          : "All replicas of a strongly consistent global table are removed by one request.",
      destroys: [
        ...regions.map((region) => `the table in ${region}, with all of its items there`),
        ...witnesses.map((region) => `the witness in ${region}`),
      ],
      waitsFor: `${regions.length === 1 ? "replica" : "replicas"} ${regions.join(", ")} gone`,
      usualSeconds: USUAL_SECONDS.deleteReplica,
      change: {
        ReplicaUpdates: regions.map((RegionName) => ({ Delete: { RegionName } })),
        ...(witnesses.length > 0 && {
          GlobalTableWitnessUpdates: witnesses.map((RegionName) => ({ Delete: { RegionName } })),
        }),
      },
    });
  });
};

/** Adds replicas, and after each its own settings; and changes the settings of those that are there. */
export const replicaSteps: StepMaker = (changes) => {
  const { wanted, actual } = changes;
  const added = addedRegions(changes);
  const isStrong = wanted.consistency === "STRONG" && actual.replicas === undefined;
  const groups = isStrong && added.length > 0 ? [added] : added.map((region) => [region]);
  const kept = Object.keys(wanted.replicas ?? {}).filter((region) => ownMember(actual.replicas, region) !== undefined);
  return [
    ...kept.flatMap((region) => [...memberSteps(changes, region), ...regionalSteps(changes, region, false)]),
    ...groups.flatMap((regions) => [
      addStep(changes, regions, isStrong),
      ...regions.flatMap((region) => regionalSteps(changes, region, true)),
    ]),
  ];
};

function addStep(changes: Changes, regions: readonly string[], isStrong: boolean): PlanStep {
  const { replicas, witness } = changes.wanted;
  const settingsOf = (region: string) => ownMember(replicas, region) ?? {};
  const [first = ""] = regions;
  const group = { replicas: regions, consistency: "STRONG", witness };
  return updateStep(changes, {
    action: "addReplica",
    target: `replica ${first}`,
    after: isStrong ? JSON.parse(JSON.stringify(group)) : settingsOf(first),
    reason: isStrong
      ? "All replicas of a strongly consistent global table are added by one request."
      : `The table has no replica in ${first}.`,
    waitsFor: `${regions.length === 1 ? "replica" : "replicas"} ${regions.join(", ")} ACTIVE`,
    usualSeconds: isStrong ? USUAL_SECONDS.createStrongReplicas : ADD_REPLICA,
    change: {
      ReplicaUpdates: regions.map((region) => ({ Create: { RegionName: region, ...membersOf(settingsOf(region)) } })),
      ...(isStrong && { MultiRegionConsistency: "STRONG" as const }),
      ...(isStrong && witness !== undefined && { GlobalTableWitnessUpdates: [{ Create: { RegionName: witness } }] }),
    },
  });
}

/** The settings of a replica that are members of the request that adds it. */
function membersOf({
  kmsKeyId,
  tableClass,
  globalSecondaryIndexes = {},
  ...throughput
}: NormalisedReplica): Omit<CreateReplicationGroupMemberAction, "RegionName"> {
  const indexes = Object.entries(globalSecondaryIndexes).map(([IndexName, index]) => {
    return { IndexName, ...overridesOf(index) };
  });
  return {
    ...(kmsKeyId !== undefined && { KMSMasterKeyId: kmsKeyId }),
    ...overridesOf(throughput),
    ...(indexes.length > 0 && { GlobalSecondaryIndexes: indexes }),
    ...(tableClass !== undefined && { TableClassOverride: tableClass }),
  };
}

function overridesOf({ readCapacity, maxRead }: NormalisedReplicaIndex | NormalisedReplica) {
  return {
    ...(readCapacity && { ProvisionedThroughputOverride: { ReadCapacityUnits: readCapacity } }),
    ...(maxRead && { OnDemandThroughputOverride: { MaxReadRequestUnits: maxRead } }),
  };
}

/** Changes what the table's own region says of a replica. */
function memberSteps(changes: Changes, region: string): PlanStep[] {
  const wanted = ownMember(changes.wanted.replicas, region) ?? {};
  const present = ownMember(changes.actual.replicas, region) ?? {};
  const differing = new Set(differencesIn(changes, region).map(({ replicaMember }) => replicaMember));
  const members = (["tableClass", "readCapacity", "maxRead", "globalSecondaryIndexes"] as const).filter((member) =>
    differing.has(member),
  );
  if (members.length === 0) return [];
  const pick = (from: NormalisedReplica): NormalisedReplica =>
    Object.fromEntries(members.map((member) => [member, from[member]]));
  return [
    updateStep(changes, {
      action: "updateReplica",
      target: `replica ${region}`,
      before: pick(present),
      after: pick(wanted),
      reason: `The replica in ${region} differs in ${members.map(optionOf).join(", ")}.`,
      waitsFor: `replica ${region} ACTIVE`,
      usualSeconds: USUAL_SECONDS.createReplica,
      change: { ReplicaUpdates: [{ Update: { RegionName: region, ...membersOf(pick(wanted)) } }] },
    }),
  ];
}
