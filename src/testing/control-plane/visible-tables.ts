import { type Plane, type Table, tableNotFound } from "./tables.js";

/**
 * A table as the operations on its extras see it. They hear of a new table only half-way through its creation, and
 * forget one that is being deleted before it is gone.
 */
export function knownTable({ tables }: Plane, name: string): Table | undefined {
  const table = tables.get(name);
  return table?.extras.isKnown && table.description.TableStatus !== "DELETING" ? table : undefined;
}

/** The same for operations that say so with a ResourceNotFoundException. */
export function findKnownTable(plane: Plane, name: string): Table {
  const table = knownTable(plane, name);
  if (table) return table;
  throw tableNotFound(name);
}
