import { AwsError } from "../aws-error.js";
import { findEntry, otherMembers } from "../global-tables.js";
import type { Description } from "../tables.js";
import type { Change, UpdateInput, UpdateRequest } from "./change.js";

/** The members of a request that change all regions of a global table. Those for the table class and the encryption have conditions. */
const GROUP_MEMBERS = [
  "AttributeDefinitions",
  "BillingMode",
  "ProvisionedThroughput",
  "OnDemandThroughput",
  "WarmThroughput",
  "GlobalSecondaryIndexUpdates",
  "VectorIndexUpdates",
] as const;

/** The requests that a request on a table of a global table makes in the other regions. */
export function requestsInOtherRegions(request: UpdateRequest): UpdateRequest[] {
  return otherMembers(request).map(({ controlPlane, table }) => ({
    controlPlane,
    table,
    input: { TableName: table.name, ...groupInput(request, controlPlane.region, table.description) },
  }));
}

/** Plans a request of another region, and names the region in the error for a limit. */
export function planElsewhere(request: UpdateRequest, plan: (request: UpdateRequest) => readonly Change[]) {
  try {
    return plan(request);
  } catch (error) {
    if (!(error instanceof AwsError) || error.name !== "LimitExceededException") throw error;
    const { region } = request.controlPlane;
    const why = error.message.replace(/^Subscriber limit exceeded: /, "");
    throw new AwsError(error.name, `Limit exceeded for replica in ${region}. ${why}`);
  }
}

function groupInput({ table, input }: UpdateRequest, region: string, replica: Description): Partial<UpdateInput> {
  const entry = findEntry(table.description, region);
  const shared = Object.fromEntries(
    GROUP_MEMBERS.flatMap((member) => (input[member] === undefined ? [] : [[member, input[member]]])),
  ) as Partial<UpdateInput>; // members of an input
  const { ProvisionedThroughput: capacity, OnDemandThroughput: caps } = input;
  return {
    ...shared,
    ...(capacity && { ProvisionedThroughput: { ...capacity, ...entry?.ProvisionedThroughputOverride } }),
    ...(caps && { OnDemandThroughput: { ...caps, ...entry?.OnDemandThroughputOverride } }),
    // A class that the replica has on its own stays.
    ...(input.TableClass !== undefined && !entry?.ReplicaTableClassSummary && { TableClass: input.TableClass }),
    ...encryptionInput(input, replica),
  };
}

/** The kind of the encryption is that of all regions; each has its own key. */
function encryptionInput({ SSESpecification: asked }: UpdateInput, replica: Description): Partial<UpdateInput> {
  if (!asked) return {};
  const Enabled = asked.Enabled ?? asked.SSEType !== undefined;
  const isEnabled = replica.SSEDescription !== undefined;
  if (Enabled === isEnabled) return {};
  return { SSESpecification: Enabled ? { Enabled, SSEType: "KMS" } : { Enabled } };
}
