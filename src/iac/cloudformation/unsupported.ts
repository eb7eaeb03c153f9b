import type { Unsupported } from "../options.js";
import type { TableToExport } from "../read-tables.js";
import { unsupportedMembers } from "../unsupported-members.js";
import { isGlobal } from "./resource-of.js";

/** What the resource of a table cannot say. */
export function unsupportedOf(table: TableToExport): readonly Unsupported[] {
  return [...unsupportedMembers(table), ...(isGlobal(table) ? unsupportedOfGlobalTable(table) : [])];
}

function unsupportedOfGlobalTable({ tableName, input }: TableToExport): readonly Unsupported[] {
  const reason = "a global table has no fixed write capacity: scaling between this capacity and itself is exported.";
  const parts = [
    { path: "writeCapacity", part: input },
    ...(input.GlobalSecondaryIndexes ?? []).map((part, place) => {
      return { path: `globalSecondaryIndexes[${place}].writeCapacity`, part };
    }),
  ];
  return parts
    .filter(({ part }) => part.ProvisionedThroughput?.WriteCapacityUnits !== undefined)
    .map(({ path }) => ({ tableName, path, reason }));
}
