import { addFinalBackup } from "./final-backup.js";
import { reportStream } from "./streams.js";
import type { ControlPlane, Table } from "./tables.js";

/** Starts the deletion of a table, which has no items from then on. */
export function startDeletion(controlPlane: ControlPlane, { description }: Table): void {
  description.TableStatus = "DELETING";
  delete description.GlobalSecondaryIndexes;
  delete description.LocalSecondaryIndexes;
  reportStream(controlPlane, description, "DISABLING");
}

/** Completes the deletion of a table. */
export function finishDeletion(controlPlane: ControlPlane, table: Table): void {
  controlPlane.tables.delete(table.name);
  reportStream(controlPlane, table.description, "DISABLED");
  if (table.separateSettings.recovery) addFinalBackup(controlPlane, table);
}
