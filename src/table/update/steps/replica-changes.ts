import type { NormalisedReplica } from "../../definition/normalised-table.js";
import type { Changes } from "./changes.js";

/** The regions of replicas that are to be added. */
export function addedRegions(changes: Changes): readonly string[] {
  return whole(changes)
    .filter(({ expected }) => expected !== undefined)
    .map(({ region = "" }) => region);
}

/** The regions of replicas that are to be removed. */
export function removedRegions(changes: Changes): readonly string[] {
  return whole(changes)
    .filter(({ expected }) => expected === undefined)
    .map(({ region = "" }) => region);
}

/** The differences that are a replica. */
function whole({ differences }: Changes): Changes["differences"] {
  return differences.filter(({ part, replicaMember }) => part === "replicas" && replicaMember === undefined);
}

/** The differences in the replica of a region. */
export function differencesIn({ differences }: Changes, region: string): Changes["differences"] {
  return differences.filter((each) => each.part === "replicas" && each.region === region);
}

/** The option of a replica's member. */
export function optionOf(member: keyof NormalisedReplica): string {
  return member === "maxRead" ? "onDemandThroughput" : member;
}
