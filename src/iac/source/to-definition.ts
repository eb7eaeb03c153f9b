import type { TableDescription } from "@aws-sdk/client-dynamodb";
import { definitionOf } from "../../table/copy/definition-of.js";
import { normaliseObservedReplicas } from "../../table/definition/normalise-replicas.js";
import type { NormalisedReplica } from "../../table/definition/normalised-table.js";
import type { CreateTableOptions } from "../../table/definition/options.js";
import type { ReplicaIndexOptions, ReplicaOptions } from "../../table/definition/replica-options.js";
import type { NamedDefinition } from "../../table/many/options.js";
import { defined } from "../../validation/defined.js";

/**
 * The definition of an existing table, from its description. Pure: nothing is sent. A plan of the definition against the table is
 * empty.
 *
 * Settings that are not in a description (time to live, point-in-time recovery, Contributor Insights, tags, the resource policy) are not
 * in the definition, so a plan does not change them.
 *
 * @param description - What `describeTable` resolves to, or the `Table` of DescribeTable's answer.
 * @returns `[name, definition]`: for `createTables` and the others, and for the exports.
 *
 * @example
 * ```ts
 * import { toDefinition, toTerraform } from "dynatwin/iac";
 *
 * const { document } = toTerraform(toDefinition(await client.describeTable("users")));
 * ```
 */
export function toDefinition(description: TableDescription): NamedDefinition {
  const name = description.TableName ?? "";
  const { replicas = {}, consistency, witness } = normaliseObservedReplicas(description);
  const regions = Object.entries(replicas);
  const { tableClass } = definitionOf({ description });
  const definition: CreateTableOptions = {
    ...definitionOf({ description }),
    ...(regions.length > 0 && {
      replicas: regions.map(([region, replica]) => replicaOf(region, replica, tableClass)),
      consistency,
    }),
    ...(witness !== undefined && { witness }),
  };
  return [name, defined(definition)];
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
