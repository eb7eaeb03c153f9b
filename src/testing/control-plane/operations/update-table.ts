import type { AwsError } from "../aws-error.js";
import { currentDescription } from "../current-description.js";
import { tooManyRequests } from "../request-rate.js";
import { checkRequest } from "../rules/wire-checks.js";
import type { Operation } from "../table-operation.js";
import {
  type ControlPlane,
  findTable,
  type StoreChange,
  type Table,
  type TableChange,
  tooManyChanges,
} from "../tables.js";
import { checkAdmission } from "../updates/admission.js";
import { planBilling } from "../updates/billing.js";
import type { Change, Planner, UpdateInput, UpdateRequest } from "../updates/change.js";
import { checkCombination, withoutEmptyThroughputs } from "../updates/combinations.js";
import { planDeletionProtection } from "../updates/deletion-protection.js";
import { planEncryption } from "../updates/encryption.js";
import { planElsewhere, requestsInOtherRegions } from "../updates/group-changes.js";
import { checkActions } from "../updates/index-actions.js";
import { planIndexCreation } from "../updates/index-create.js";
import { planIndexDeletion } from "../updates/index-delete.js";
import { planIndexUpdates } from "../updates/index-update.js";
import { planOnDemandThroughput } from "../updates/on-demand-throughput.js";
import { planReplicas } from "../updates/replicas.js";
import { planStream } from "../updates/stream.js";
import { planTableClass } from "../updates/table-class.js";
import { updateTableCheck } from "../updates/update-table-members.js";
import { planVectorIndexCreation } from "../updates/vector-index-create.js";
import { planWarmThroughput } from "../updates/warm-throughput.js";

const planners: readonly Planner[] = [
  planBilling,
  planOnDemandThroughput,
  planWarmThroughput,
  planIndexUpdates,
  planIndexCreation,
  planVectorIndexCreation,
  planIndexDeletion,
  planStream,
  planEncryption,
  planTableClass,
  planDeletionProtection,
  planReplicas,
];

/**
 * UpdateTable. The answer describes the table at the start of the change, with the previous values. The other regions of a global
 * table change with it.
 */
export const updateTable: Operation = (controlPlane, json) => {
  checkRequest(json, updateTableCheck);
  const input = withoutEmptyThroughputs(json as unknown as UpdateInput); // as checked above
  checkCombination(input);
  checkActions(input);
  const table = findTable(controlPlane, String(input.TableName));
  const request = { controlPlane, table, input };
  checkAdmission(request);
  const changes = plan(request);
  const others = requestsInOtherRegions(request).map((each) => ({ ...each, changes: planElsewhere(each, plan) }));
  const refusal = refusalOf(request, changes);
  if (refusal) throw refusal;
  const store = storeChangeOf(changes);
  return {
    ...(store && { store }),
    commit: () => {
      begin(controlPlane, table, changes);
      for (const other of others) {
        const change = storeChangeOf(other.changes);
        if (change) other.controlPlane.events?.change(change);
        begin(other.controlPlane, other.table, other.changes);
      }
      return { TableDescription: currentDescription(controlPlane, table) };
    },
  };
};

function plan(request: UpdateRequest): Change[] {
  return planners.flatMap((planner) => planner(request));
}

function storeChangeOf(changes: readonly Change[]): StoreChange | undefined {
  return changes.find((change) => change.store)?.store;
}

/** The error for a limit of the account. Some changes do not count. */
function refusalOf({ controlPlane, input }: UpdateRequest, changes: readonly Change[]): AwsError | undefined {
  const isUpdating = changes.some(({ tableChange = "nothing" }) => tableChange !== "nothing");
  const isChange = changes.some(({ tableChange }) => tableChange !== "nothing");
  return (
    (isUpdating ? tooManyChanges(controlPlane) : undefined) ??
    (isChange && input.DeletionProtectionEnabled === undefined ? tooManyRequests(controlPlane) : undefined)
  );
}

function begin({ timeline }: ControlPlane, table: Table, changes: readonly Change[]): void {
  for (const change of changes) change.start?.();
  for (const { ms, finish, tableChange } of changes) {
    if (finish) timeline.after(ms, finish);
    if (tableChange === undefined) continue;
    const started: TableChange = { of: tableChange };
    table.changes.add(started);
    table.description.TableStatus = "UPDATING";
    timeline.after(ms, () => end(table, started));
  }
}

/** The table is ACTIVE again after the last of its changes. */
function end({ changes, description }: Table, change: TableChange): void {
  changes.delete(change);
  if (changes.size === 0) description.TableStatus = "ACTIVE";
}
