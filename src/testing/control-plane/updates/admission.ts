import { AwsError, inUse } from "../aws-error.js";
import { checkActive, type Table } from "../tables.js";
import { isSwitch, type UpdateRequest } from "./change.js";
import { changingMembers } from "./combinations.js";
import { checkOneAtATime } from "./index-actions.js";

/** Throws if the table, in its present state, does not accept the request. */
export function checkAdmission(request: UpdateRequest): void {
  const { table, input } = request;
  const { TableStatus, Replicas } = table.description;
  if (TableStatus !== "UPDATING") checkActive(table);
  // While a table is UPDATING for an index, the index' error is more specific than the table's.
  checkOneAtATime(table, input);
  if (Replicas?.some(({ ReplicaStatus }) => ReplicaStatus !== "ACTIVE"))
    throw inUse("The resource which you are attempting to change is in use.");
  if (TableStatus === "UPDATING" && !isAdmittedWhileUpdating(request)) checkActive(table);
}

/** A table that is UPDATING accepts these changes, and refuses all others. */
function isAdmittedWhileUpdating(request: UpdateRequest): boolean {
  const { table, input } = request;
  const [member, ...others] = changingMembers(input);
  if (others.length > 0) return false;
  if (member === "WarmThroughput") checkWarmable(table);
  // The present billing mode, also while it is being changed to another one: this request has no effect.
  if (member === "BillingMode") return input.BillingMode === "PAY_PER_REQUEST" && !isSwitch(request);
  if (member === "GlobalSecondaryIndexUpdates") return isOfOtherIndexes(request);
  return member === "DeletionProtectionEnabled" || member === "SSESpecification" || member === "WarmThroughput";
}

/** An update of indexes is accepted. Each index has its own state, which is checked with the update. */
function isOfOtherIndexes({ table, input }: UpdateRequest): boolean {
  const isUpdate = input.GlobalSecondaryIndexUpdates?.every(({ Update }) => Update);
  return isUpdate === true && ![...table.changes].some(({ of }) => of === "billingMode");
}

function checkWarmable({ description }: Table): void {
  if (description.GlobalSecondaryIndexes?.some(({ Backfilling }) => Backfilling === false))
    throw new AwsError("InternalServerError", "Table is under system maintenance, please try again later", 500);
}
