import type { TableDescription } from "@aws-sdk/client-dynamodb";
import { TableDefinitionError } from "../../errors.js";
import { definitionOf } from "../../table/copy/definition-of.js";
import { normaliseObservedReplicas } from "../../table/definition/normalise-replicas.js";
import type { NormalisedReplica } from "../../table/definition/normalised-table.js";
import type { CreateTableOptions } from "../../table/definition/options.js";
import type { ReplicaIndexOptions, ReplicaOptions } from "../../table/definition/replica-options.js";
import type { NamedDefinition } from "../../table/many/options.js";
import { defined } from "../../validation/defined.js";
import { issueOf } from "../../validation/issues.js";

/**
 * The definition of an existing table, from its description. Pure: nothing is sent. A plan of the definition against the table is
 * empty.
 *
 * Settings that are not in a description (time to live, point-in-time recovery, Contributor Insights, tags, the resource policy) are not
 * in the definition, so a plan does not change them.
 *
 * @param description - What `describeTable` resolves to, or the `Table` of DescribeTable's answer.
 * @returns `[name, definition]`: for `createTables` and the others, and for the exports.
 * @throws `TableDefinitionError` if it is no description of a table.
 *
 * @example
 * ```ts
 * import { toDefinition, toTerraform } from "dynatwin/iac";
 *
 * const { document } = toTerraform(toDefinition(await client.describeTable("users")));
 * ```
 */
export function toDefinition(description: TableDescription): NamedDefinition {
  return describedTable("toDefinition", description);
}

/** The definition of a table that is described. Throws a `TableDefinitionError` for anything else. */
export function describedTable(method: string, description: TableDescription): NamedDefinition {
  const { TableName, KeySchema } = Object(description) as TableDescription;
  if (typeof TableName !== "string" || !Array.isArray(KeySchema)) {
    const fix = "pass what describeTable resolves to, or the Table of DescribeTable's answer.";
    throw new TableDefinitionError(method, [issueOf("description", "is no description of a table.", fix)]);
  }
  const { replicas = {}, consistency, witness } = normaliseObservedReplicas(description);
  const own = definitionOf({ description });
  const regions = Object.entries(replicas);
  const definition: CreateTableOptions = {
    ...own,
    ...(regions.length > 0 && {
      replicas: regions.map(([region, replica]) => replicaOf(region, replica, own.tableClass)),
      consistency,
    }),
    ...(witness !== undefined && { witness }),
  };
  return [TableName, defined(definition)];
}

function replicaOf(region: string, replica: NormalisedReplica, tableClass = "STANDARD"): ReplicaOptions {
  const { kmsKeyId, readCapacity, maxRead, globalSecondaryIndexes = {} } = replica;
  const indexes = Object.entries(globalSecondaryIndexes).flatMap(([indexName, index]): ReplicaIndexOptions[] => {
    const settings = defined({ readCapacity: index.readCapacity, onDemandThroughput: boundOf(index.maxRead) });
    return Object.keys(settings).length > 0 ? [{ indexName, ...settings }] : [];
  });
  return defined<ReplicaOptions>({
    region,
    kmsKeyId,
    tableClass: replica.tableClass === tableClass ? undefined : replica.tableClass,
    readCapacity: readCapacity || undefined,
    onDemandThroughput: boundOf(maxRead || undefined),
    globalSecondaryIndexes: indexes.length > 0 ? indexes : undefined,
  });
}

function boundOf(maxRead: number | undefined): { readonly maxRead: number } | undefined {
  return maxRead === undefined ? undefined : { maxRead };
}
