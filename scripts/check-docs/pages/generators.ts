import type { Generators } from "../generated.js";
import { changeLimitsTable, durationsTable } from "./changes.js";
import { permissionsTable, policies } from "./permissions.js";

/** What the guides have generated from the source. */
export const GENERATORS: Generators = {
  permissions: permissionsTable,
  policies,
  durations: durationsTable,
  "change-limits": changeLimitsTable,
};
