import { withDecreasesToday } from "./budgets.js";
import type { ControlPlane, Description, Table } from "./tables.js";

/** A copy of a table's description, as it is now: the decreases of capacity of earlier days do not count. */
export function currentDescription(controlPlane: ControlPlane, table: Table): Description {
  const description = structuredClone(table.description);
  for (const part of [description, ...(description.GlobalSecondaryIndexes ?? [])]) {
    const { ProvisionedThroughput: capacity } = part;
    if (capacity) part.ProvisionedThroughput = withDecreasesToday(controlPlane, capacity);
  }
  return description;
}
