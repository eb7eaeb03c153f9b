import type { SeparateSettings } from "./separate-settings.js";
import { reportStream } from "./streams.js";
import type { ControlPlane, Description, Table } from "./tables.js";
import { activateVectorIndex } from "./vector-indexes.js";

/** A table that is being created. */
export interface NewTable {
  readonly description: Description;
  readonly separateSettings: SeparateSettings;
  /** Until the table is ACTIVE. */
  readonly durationMs: number;
}

/** Adds a table, which is CREATING for a time. Its separate settings are visible after half of it. */
export function addNewTable(
  controlPlane: ControlPlane,
  { description, separateSettings, durationMs }: NewTable,
): Table {
  const { timeline, durations } = controlPlane;
  const table: Table = {
    name: String(description.TableName),
    description,
    separateSettings,
    changes: new Set(),
    locks: new Map(),
    spent: { tableClass: [], encryption: [] },
  };
  controlPlane.tables.set(table.name, table);
  reportStream(controlPlane, description, "ENABLING");
  timeline.after(durationMs / 2, () => {
    separateSettings.isVisible = true;
  });
  timeline.after(durationMs, () => {
    description.TableStatus = "ACTIVE";
    reportStream(controlPlane, description, "ENABLED");
    for (const index of description.GlobalSecondaryIndexes ?? []) index.IndexStatus = "ACTIVE";
    for (const index of description.VectorIndexes ?? []) activateVectorIndex(controlPlane, table, index);
    timeline.after(durations.backupsCooldownMs, () => {
      separateSettings.hasBackups = true;
    });
  });
  return table;
}
