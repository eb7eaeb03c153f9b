import { inUse, invalid } from "../aws-error.js";
import type { Operation } from "../operation.js";
import { findActiveTable } from "../tables.js";

/** DeleteTable. Its items are gone at once, the table some time later. */
export const deleteTable: Operation = (plane, { TableName }) => {
  const table = findActiveTable(plane, String(TableName));
  const { description } = table;
  if (description.DeletionProtectionEnabled) {
    throw invalid(
      "Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.",
    );
  }
  if (description.GlobalSecondaryIndexes?.some(({ IndexStatus }) => IndexStatus !== "ACTIVE"))
    throw inUse("Cannot delete table while indexes are being created, updated, or deleted.");
  return {
    store: { kind: "drop", tableName: table.name },
    commit: () => {
      description.TableStatus = "DELETING";
      delete description.GlobalSecondaryIndexes;
      plane.timeline.after(plane.durations.deleteTable, () => plane.tables.delete(table.name));
      return { TableDescription: structuredClone(description) };
    },
  };
};
