import { invalid, stillInUse } from "../aws-error.js";
import { checkShape, tableRequest } from "../rules/wire-checks.js";
import type { Operation } from "../table-operation.js";
import { checkActive, findTable, type Table, tooManyChanges } from "../tables.js";

const shape = tableRequest({});

/** DeleteTable. Its items are gone at once, the table some time later. */
export const deleteTable: Operation = (plane, input) => {
  checkShape(input, shape);
  const table = findTable(plane, String(input["TableName"]));
  checkDeletable(table);
  const refusal = tooManyChanges(plane);
  if (refusal) throw refusal;
  const { name, description } = table;
  return {
    store: { kind: "drop", tableName: name },
    commit: () => {
      description.TableStatus = "DELETING";
      delete description.GlobalSecondaryIndexes;
      delete description.LocalSecondaryIndexes;
      plane.timeline.after(plane.durations.deleteTableMs, () => plane.tables.delete(name));
      return { TableDescription: structuredClone(description) };
    },
  };
};

function checkDeletable(table: Table): void {
  const { name, description } = table;
  const { TableStatus, GlobalSecondaryIndexes, SSEDescription, WarmThroughput, Replicas } = description;
  if (TableStatus !== "UPDATING") checkActive(table);
  if (GlobalSecondaryIndexes?.some(({ IndexStatus }) => IndexStatus !== "ACTIVE"))
    throw stillInUse("Cannot delete table while indexes are being created, updated, or deleted.");
  // These two run beside an ACTIVE table.
  const isChanging = [TableStatus, SSEDescription?.Status, WarmThroughput?.Status].includes("UPDATING");
  if (isChanging) throw stillInUse(`Table: ${name} is in the process of being updated.`);
  if (table.extras.pendingTags) throw stillInUse(`Table tags are being updated: ${name}`);
  if (description.DeletionProtectionEnabled) {
    throw invalid(
      "Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.",
    );
  }
  if (Replicas) {
    throw invalid(
      "Replica cannot be deleted because it has acted as a source region for new replica(s) being added to the table " +
        "in the last 24 hours.",
    );
  }
}
