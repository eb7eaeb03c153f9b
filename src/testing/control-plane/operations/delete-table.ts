import { invalid, stillInUse } from "../aws-error.js";
import { currentDescription } from "../current-description.js";
import { leave } from "../global-tables.js";
import { tooManyRequests } from "../request-rate.js";
import { checkRequest, tableRequest } from "../rules/wire-checks.js";
import { finishDeletion, lastBackup, startDeletion } from "../table-deletion.js";
import type { Operation } from "../table-operation.js";
import { type ControlPlane, checkActive, findTable, type Table, tooManyChanges } from "../tables.js";
import { checkSource, setStatus } from "../updates/replica-checks.js";
import { isStrong, notAlone } from "../updates/strong-replicas.js";

const requestCheck = tableRequest({});

/** DeleteTable. The items are deleted at once, the table after its duration. */
export const deleteTable: Operation = (controlPlane, input) => {
  checkRequest(input, requestCheck);
  const table = findTable(controlPlane, String(input["TableName"]));
  checkDeletable(controlPlane, table);
  const refusal = tooManyChanges(controlPlane) ?? tooManyRequests(controlPlane);
  if (refusal) throw refusal;
  const last = lastBackup(controlPlane, table);
  const member = { controlPlane, table };
  const { deleteReplicaMs, deleteTableMs } = controlPlane.durations;
  return {
    store: { kind: "drop", tableName: table.name },
    commit: () => {
      startDeletion(controlPlane, table);
      setStatus(member, controlPlane.region, "DELETING");
      controlPlane.timeline.after(table.description.Replicas ? deleteReplicaMs : deleteTableMs, () => {
        leave(member);
        finishDeletion(controlPlane, table, last);
      });
      return { TableDescription: currentDescription(controlPlane, table) };
    },
  };
};

function checkDeletable(controlPlane: ControlPlane, table: Table): void {
  const { name, description } = table;
  const {
    TableStatus,
    GlobalSecondaryIndexes = [],
    VectorIndexes = [],
    SSEDescription,
    WarmThroughput,
    Replicas,
  } = description;
  if (TableStatus !== "UPDATING") checkActive(table);
  if ([...GlobalSecondaryIndexes, ...VectorIndexes].some(({ IndexStatus }) => IndexStatus !== "ACTIVE"))
    throw stillInUse("Cannot delete table while indexes are being created, updated, or deleted.");
  // The table is ACTIVE during these two changes.
  const isChanging = [TableStatus, SSEDescription?.Status, WarmThroughput?.Status].includes("UPDATING");
  if (isChanging) throw stillInUse(`Table: ${name} is in the process of being updated.`);
  if (table.separateSettings.pendingTags) throw stillInUse(`Table tags are being updated: ${name}`);
  if (table.separateSettings.pendingPolicy)
    throw stillInUse(`Table: ${name} has a pending resource-based policy update.`);
  if (description.DeletionProtectionEnabled) {
    throw invalid(
      "Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.",
    );
  }
  if (Replicas?.some(({ ReplicaStatus }) => ReplicaStatus !== "ACTIVE"))
    throw stillInUse(`Table: ${name} is being used.`);
  if (isStrong(description)) throw notAlone();
  checkSource({ controlPlane, table });
}
