import { type BackedUpTable, backedUp } from "./backups.js";
import { addFinalBackup } from "./final-backup.js";
import { reportStream } from "./streams.js";
import type { ControlPlane, Table } from "./tables.js";

/** What the last backup of a table will have: that is before its deletion starts. `undefined` if there will be none. */
export function lastBackup(controlPlane: ControlPlane, table: Table): BackedUpTable | undefined {
  return table.separateSettings.recovery && backedUp(controlPlane, table);
}

/** Starts the deletion of a table, which has no items from then on. */
export function startDeletion(controlPlane: ControlPlane, { description }: Table): void {
  description.TableStatus = "DELETING";
  delete description.GlobalSecondaryIndexes;
  delete description.LocalSecondaryIndexes;
  delete description.VectorIndexes;
  reportStream(controlPlane, description, "DISABLING");
}

/** Completes the deletion of a table, which leaves its last backup, unless point-in-time recovery was disabled meanwhile. */
export function finishDeletion(controlPlane: ControlPlane, table: Table, last: BackedUpTable | undefined): void {
  controlPlane.tables.delete(table.name);
  reportStream(controlPlane, table.description, "DISABLED");
  if (last && table.separateSettings.recovery) addFinalBackup(controlPlane, last);
}
