import { CHANGING_MEMBERS, type ChangingMember, type ExclusiveMember } from "../../../dynamodb/update-table.js";
import { AwsError, CORAL, invalid, invalidValues } from "../aws-error.js";
import type { UpdateInput } from "./change.js";

/** How DynamoDB names the members that must be the only change of a request, by precedence of their errors. */
const EXCLUSIVE_CHANGES: Readonly<Record<ExclusiveMember, string>> = {
  ReplicaUpdates: "Replica modification",
  SSESpecification: "Server-Side Encryption modification",
  TableClass: "TableClass modification",
  DeletionProtectionEnabled: "DeletionProtection modification",
  WarmThroughput: "WarmThroughput",
};

/** Throws if members cannot be combined in one request, whatever the state of the table. */
export function checkCombination(input: UpdateInput): void {
  const asked = changingMembers(input);
  if (asked.length === 0) {
    throw invalid(
      "At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled, GlobalSecondaryIndexUpdates, " +
        "SSESpecification, ReplicaUpdates, MultiAccountReplicaReady, ReplicaTransitRoleArn, MultiRegionConsistency, " +
        "DeletionProtectionEnabled, OnDemandThroughput, WarmThroughput or TableClass is required",
    );
  }
  if (input.GlobalSecondaryIndexUpdates?.length === 0)
    throw invalidValues("List of GlobalSecondaryIndexUpdates is empty");
  if (input.VectorIndexUpdates?.length === 0) throw invalidValues("List of VectorIndexUpdates is empty");
  const isOfGlobalTable = input.MultiRegionConsistency !== undefined || input.GlobalTableWitnessUpdates !== undefined;
  if (isOfGlobalTable && (asked.length > 1 || asked[0] !== "ReplicaUpdates"))
    throw invalid("Requests that modify replicas or witnesses must not also modify other fields");
  const problem = asked.length === 1 ? undefined : problemOf(input, new Set(asked));
  if (problem) throw invalidValues(problem);
}

/** The members of a request that change something. */
export function changingMembers(input: UpdateInput): readonly ChangingMember[] {
  return CHANGING_MEMBERS.filter((member) => isAsked(input, member));
}

/** Removes throughputs without members: DynamoDB ignores them beside other changes, and fails if there is no other change. */
export function withoutEmptyThroughputs(input: UpdateInput): UpdateInput {
  const empty = (["OnDemandThroughput", "WarmThroughput"] as const).filter(
    (member) => input[member] && Object.keys(input[member]).length === 0,
  );
  if (empty.length === 0) return input;
  const others = { ...input };
  for (const member of empty) delete others[member];
  if (changingMembers(others).length === 0) throw new AwsError("InternalFailure", "", 500, CORAL);
  return others;
}

function isAsked(input: UpdateInput, member: ChangingMember): boolean {
  const value = input[member];
  // An empty list counts as absent.
  const isList = member === "GlobalSecondaryIndexUpdates" || member === "VectorIndexUpdates";
  return value !== undefined && !(isList && Object.keys(value).length === 0);
}

function problemOf(input: UpdateInput, asked: ReadonlySet<ChangingMember>): string | undefined {
  const { GlobalSecondaryIndexUpdates: actions = [], VectorIndexUpdates: vectorActions = [] } = input;
  const exclusive = Object.entries(EXCLUSIVE_CHANGES).find(([member]) => asked.has(member as ExclusiveMember));
  if (exclusive?.[0] === "WarmThroughput" && actions.some(({ Create }) => Create))
    return "Create global secondary index cannot be specified when updating WarmThroughput";
  if (exclusive) return `${exclusive[1]} must be the only operation in the request`;
  if (asked.has("OnDemandThroughput") && (asked.size > 2 || !asked.has("BillingMode")))
    return "OnDemandThroughput can only be combined with BillingMode in an UpdateTable request";
  const isIops = asked.has("ProvisionedThroughput") || input.BillingMode === "PROVISIONED";
  if (isIops && asked.has("StreamSpecification")) return "You cannot modify stream status while updating table IOPS";
  if (![...actions, ...vectorActions].some(({ Create, Delete }) => Create ?? Delete)) return undefined;
  if (isIops) return "You cannot create or delete index while updating table IOPS";
  if (asked.has("StreamSpecification")) return "You cannot create or delete index while changing stream status";
  return undefined;
}
