import { TableDefinitionError } from "../../errors.js";
import type { Reader } from "../../validation/readers.js";
import { tableSubject } from "../check-call.js";
import type { Removals } from "../definition/differences.js";
import { normaliseDefinition } from "../definition/normalise-definition.js";
import type { NormalisedTable } from "../definition/normalised-table.js";
import type { CreateTableOptions, KeyAttribute, TableKeys, TableSettings } from "../definition/options.js";
import { type ReadDefinition, readDefinition } from "../definition/read-definition.js";

type PartialDefinition = TableSettings & Partial<TableKeys> & Removals;

/** A definition that was read, normalised and checked. */
export interface ReadChanges<T> extends ReadDefinition<T> {
  readonly wanted: NormalisedTable;
  readonly removals: Removals;
}

/**
 * Reads a definition that may leave parts out, such as the changes of `updateTable`.
 *
 * @param complete - Makes a definition of it that the rules can check.
 * @throws {@link TableDefinitionError} with everything that is wrong.
 */
export function readChanges<T extends PartialDefinition>(
  tableName: string,
  options: unknown,
  read: Reader<T>,
  complete: (options: T) => CreateTableOptions = completeForRules,
): ReadChanges<T> {
  const definition = readDefinition(tableName, options, read, complete);
  const { prune, dropIndexes } = definition.options;
  refuseDroppedAndDefined(tableName, definition.options);
  const wanted = normaliseDefinition({
    options: definition.options as CreateTableOptions,
    input: definition.request.input,
  }); // mentions decide, not keys
  return { ...definition, wanted, removals: { prune, dropIndexes } };
}

const UNSAID_PARTITION_KEY: KeyAttribute = ["?partitionKey", "S"];
const UNSAID_SORT_KEY: KeyAttribute = ["?sortKey", "S"];

/** A definition that the rules can check: where the changes leave the keys or the billing mode out, ones that fit the rest. */
function completeForRules<T extends PartialDefinition>(options: T): CreateTableOptions {
  const { partitionKey, sortKey, billingMode, input } = options;
  const units = [options, ...(options.globalSecondaryIndexes ?? [])];
  const hasCapacity = units.some(({ readCapacity, writeCapacity }) => (readCapacity ?? writeCapacity) !== undefined);
  const hasBounds = units.some(({ onDemandThroughput }) => Boolean(onDemandThroughput));
  const warm = units.some(({ warmThroughput }) => warmThroughput !== undefined);
  // Warm throughput has a lower minimum in a PROVISIONED table.
  const isProvisioned = (hasCapacity || warm || input?.ProvisionedThroughput !== undefined) && !hasBounds;
  return {
    ...options,
    partitionKey: partitionKey ?? UNSAID_PARTITION_KEY,
    sortKey: sortKey ?? (partitionKey === undefined ? UNSAID_SORT_KEY : undefined),
    billingMode: billingMode ?? (isProvisioned ? "PROVISIONED" : undefined),
    ...(isProvisioned && billingMode === undefined && unsaidCapacity(options)),
  } as CreateTableOptions; // T has all the others
}

/** A capacity that is below every warm throughput: the table's own is not known yet. */
function unsaidCapacity({ readCapacity = 1, writeCapacity = 1 }: PartialDefinition) {
  return { readCapacity, writeCapacity };
}

function refuseDroppedAndDefined(tableName: string, options: PartialDefinition): void {
  const { dropIndexes = [], globalSecondaryIndexes = [] } = options;
  const issues = globalSecondaryIndexes.flatMap(({ indexName }) => {
    const place = dropIndexes.indexOf(indexName);
    if (place < 0) return [];
    const message = `index "${indexName}" is to be removed, and is defined as well.`;
    return { path: `dropIndexes[${place}]`, message, fix: "remove it from one of the two." };
  });
  if (issues.length > 0) throw new TableDefinitionError(tableSubject(tableName), issues);
}
