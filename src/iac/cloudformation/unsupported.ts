import { policyText } from "../../table/definition/canonical-policy.js";
import type { ExportOptions, Unsupported } from "../options.js";
import type { TableToExport } from "../read-tables.js";
import { unsupportedMembers } from "../unsupported-members.js";
import { isGlobal } from "./resource-of.js";
import { documentIn } from "./table-resource.js";

/** What the resource of a table cannot say. */
export function unsupportedOf(table: TableToExport, { region }: ExportOptions): readonly Unsupported[] {
  return [
    ...unsupportedMembers(table),
    ...unsupportedReplicas(table, region),
    ...unsupportedPolicies(table),
    ...(isGlobal(table) ? unsupportedOfGlobalTable(table) : []),
  ];
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

/** The table itself is the replica of its region, so there is no other one there. */
function unsupportedReplicas(
  { tableName, options }: TableToExport,
  region: string | undefined,
): readonly Unsupported[] {
  const reason = "it is the region of the table itself: what the replica there has is from the table's own options.";
  return (options.replicas ?? []).flatMap((replica, place) =>
    replica.region === region ? [{ tableName, path: `replicas[${place}]`, reason }] : [],
  );
}

/** A template has a policy as a document, so a text that is none has no place in it. */
function unsupportedPolicies({ tableName, input, options }: TableToExport): readonly Unsupported[] {
  const policies = [
    { path: "resourcePolicy", policy: input.ResourcePolicy },
    ...(options.replicas ?? []).map(({ resourcePolicy }, place) => ({
      path: `replicas[${place}].resourcePolicy`,
      policy: resourcePolicy ? policyText(resourcePolicy) : undefined,
    })),
  ];
  return policies
    .filter(({ policy }) => policy !== undefined && documentIn(policy) === undefined)
    .map(({ path }) => ({ tableName, path, reason: "it is not a JSON document." }));
}
