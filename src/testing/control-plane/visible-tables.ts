import { type ControlPlane, type Table, tableNotFound } from "./tables.js";

/**
 * A table as the operations on its separateSettings see it. They hear of a new table only half-way through its creation, and
 * forget one that is being deleted before it is gone.
 */
export function visibleTable({ tables }: ControlPlane, name: string): Table | undefined {
  const table = tables.get(name);
  return table?.separateSettings.isVisible && table.description.TableStatus !== "DELETING" ? table : undefined;
}

/** The same for operations that say so with a ResourceNotFoundException. */
export function findVisibleTable(controlPlane: ControlPlane, name: string): Table {
  const table = visibleTable(controlPlane, name);
  if (table) return table;
  throw tableNotFound(name);
}
