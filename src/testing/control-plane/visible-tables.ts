import { type ControlPlane, type Table, tableNotFound } from "./tables.js";

/**
 * A table that the operations on separate settings find: not in the first half of its creation, and not while it is being
 * deleted.
 */
export function visibleTable({ tables }: ControlPlane, name: string): Table | undefined {
  const table = tables.get(name);
  return table?.separateSettings.isVisible && table.description.TableStatus !== "DELETING" ? table : undefined;
}

/** The same for operations that answer ResourceNotFoundException. */
export function findVisibleTable(controlPlane: ControlPlane, name: string): Table {
  const table = visibleTable(controlPlane, name);
  if (table) return table;
  throw tableNotFound(name);
}
