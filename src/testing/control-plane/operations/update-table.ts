import { inUse } from "../aws-error.js";
import { checkShape } from "../rules/wire-checks.js";
import type { Operation } from "../table-operation.js";
import { checkActive, findTable, type Plane, type Table, tooManyChanges } from "../tables.js";
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
import { updateTableShape } from "../updates/update-table-members.js";
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

/** UpdateTable. The answer is what the table is like when the change has begun: what will be new is still the old. */
export const updateTable: Operation = (plane, json) => {
  checkShape(json, updateTableShape);
  const input = json as unknown as UpdateInput; // as the shape says
  checkCombination(input);
  checkActions(input);
  const table = findTable(plane, String(input.TableName));
  checkFree(table, input);
  const changes = planners.flatMap((plan) => plan({ plane, table, input }));
  const holding = changes.filter(({ holdsTable }) => holdsTable);
  const refusal = holding.length > 0 ? tooManyChanges(plane) : undefined;
  if (refusal) throw refusal;
  const store = changes.find((change) => change.store)?.store;
  return {
    ...(store && { store }),
    commit: () => {
      begin(plane, table, changes, holding);
      return { TableDescription: structuredClone(table.description) };
    },
  };
};

function checkFree(table: Table, input: UpdateInput): void {
  const { TableStatus, Replicas } = table.description;
  if (TableStatus !== "UPDATING") checkActive(table);
  // Of a table that is UPDATING for an index, the index has more to say than the table.
  checkOneAtATime(table, input);
  if (Replicas?.some(({ ReplicaStatus }) => ReplicaStatus !== "ACTIVE"))
    throw inUse("The resource which you are attempting to change is in use.");
  checkActive(table);
}

function begin({ timeline }: Plane, { description }: Table, changes: readonly Change[], holding: readonly Change[]) {
  for (const change of changes) change.start?.();
  for (const { ms, finish } of changes) if (finish) timeline.after(ms, finish);
  if (holding.length === 0) return;
  description.TableStatus = "UPDATING";
  timeline.after(Math.max(...holding.map(({ ms }) => ms)), () => {
    description.TableStatus = "ACTIVE";
  });
}
