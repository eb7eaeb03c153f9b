import type { CreateTableCommandInput } from "@aws-sdk/client-dynamodb";
import type { Unsupported } from "./options.js";
import type { TableToExport } from "./read-tables.js";

/** The members of a CreateTable request that are exported. */
const EXPORTED: ReadonlySet<string> = new Set<keyof CreateTableCommandInput>([
  "AttributeDefinitions",
  "BillingMode",
  "DeletionProtectionEnabled",
  "GlobalSecondaryIndexes",
  "KeySchema",
  "LocalSecondaryIndexes",
  "OnDemandThroughput",
  "ProvisionedThroughput",
  "ResourcePolicy",
  "SSESpecification",
  "StreamSpecification",
  "TableClass",
  "TableName",
  "Tags",
  "VectorIndexes",
  "WarmThroughput",
]);

/** The members of `input` that an export does not have. */
export function unsupportedMembers({ tableName, input }: TableToExport): readonly Unsupported[] {
  return Object.keys(input)
    .filter((member) => !EXPORTED.has(member))
    .toSorted()
    .map((member) => ({
      tableName,
      path: `input.${member}`,
      reason: "only members of the CreateTable request that have an option are exported.",
    }));
}
