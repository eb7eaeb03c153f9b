import { inUse } from "../aws-error.js";
import { checkRequest } from "../rules/wire-checks.js";
import type { Operation } from "../table-operation.js";
import { type ControlPlane, checkActive, findTable, type Table, tooManyChanges } from "../tables.js";
import { planBilling } from "../updates/billing.js";
import type { Change, Planner, UpdateInput } from "../updates/change.js";
import { checkCombination } from "../updates/combinations.js";
import { planDeletionProtection } from "../updates/deletion-protection.js";
import { planEncryption } from "../updates/encryption.js";
import { checkActions, checkOneAtATime } from "../updates/index-actions.js";
import { planIndexCreation } from "../updates/index-create.js";
import { planIndexDeletion } from "../updates/index-delete.js";
import { planIndexUpdates } from "../updates/index-update.js";
import { planOnDemandThroughput } from "../updates/on-demand-throughput.js";
import { planReplicas } from "../updates/replicas.js";
import { planStream } from "../updates/stream.js";
import { planTableClass } from "../updates/table-class.js";
import { updateTableCheck } from "../updates/update-table-members.js";
import { planWarmThroughput } from "../updates/warm-throughput.js";

const planners: readonly Planner[] = [
  planBilling,
  planOnDemandThroughput,
  planWarmThroughput,
  planIndexUpdates,
  planIndexCreation,
  planIndexDeletion,
  planStream,
  planEncryption,
  planTableClass,
  planDeletionProtection,
  planReplicas,
];

/** UpdateTable. The answer describes the table at the start of the change, with the previous values. */
export const updateTable: Operation = (controlPlane, json) => {
  checkRequest(json, updateTableCheck);
  const input = json as unknown as UpdateInput; // as checked above
  checkCombination(input);
  checkActions(input);
  const table = findTable(controlPlane, String(input.TableName));
  checkFree(table, input);
  const changes = planners.flatMap((plan) => plan({ controlPlane, table, input }));
  const holding = changes.filter(({ setsTableUpdating }) => setsTableUpdating);
  const refusal = holding.length > 0 ? tooManyChanges(controlPlane) : undefined;
  if (refusal) throw refusal;
  const store = changes.find((change) => change.store)?.store;
  return {
    ...(store && { store }),
    commit: () => {
      begin(controlPlane, table, changes, holding);
      return { TableDescription: structuredClone(table.description) };
    },
  };
};

function checkFree(table: Table, input: UpdateInput): void {
  const { TableStatus, Replicas } = table.description;
  if (TableStatus !== "UPDATING") checkActive(table);
  // While a table is UPDATING for an index, the index' error is more specific than the table's.
  checkOneAtATime(table, input);
  if (Replicas?.some(({ ReplicaStatus }) => ReplicaStatus !== "ACTIVE"))
    throw inUse("The resource which you are attempting to change is in use.");
  checkActive(table);
}

function begin(
  { timeline }: ControlPlane,
  { description }: Table,
  changes: readonly Change[],
  holding: readonly Change[],
) {
  for (const change of changes) change.start?.();
  for (const { ms, finish } of changes) if (finish) timeline.after(ms, finish);
  if (holding.length === 0) return;
  description.TableStatus = "UPDATING";
  timeline.after(Math.max(...holding.map(({ ms }) => ms)), () => {
    description.TableStatus = "ACTIVE";
  });
}
