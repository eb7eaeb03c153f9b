import type { Generators } from "../generated.js";
import { changeLimitsTable, durationsTable } from "./changes.js";
import { commandReference, sharedOptions } from "./command.js";
import { differencesTable } from "./differences.js";
import { permissionsTable, policies } from "./permissions.js";
import { shortSupportTable, supportTable } from "./support.js";

/** The generators of the guides. */
export const GENERATORS: Generators = {
  commands: commandReference,
  "shared-options": sharedOptions,
  permissions: permissionsTable,
  policies,
  durations: durationsTable,
  "change-limits": changeLimitsTable,
  "engine-differences": differencesTable,
  support: supportTable,
  "short-support": shortSupportTable,
};
