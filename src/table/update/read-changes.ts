import { type DefinitionIssue, TableDefinitionError } from "../../errors.js";
import { issueOf } from "../../validation/issues.js";
import { type Reader, shown } from "../../validation/readers.js";
import { tableSubject } from "../check-call.js";
import type { Removals } from "../definition/differences.js";
import { normaliseDefinition } from "../definition/normalise-definition.js";
import type { NormalisedTable } from "../definition/normalised-table.js";
import type { CreateTableOptions, KeyAttribute, TableKeys, TableSettings } from "../definition/options.js";
import { type ReadDefinition, readDefinition } from "../definition/read-definition.js";
import { type UpdateTableOptions, updateTableOptions } from "./options.js";

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
  const { prune, dropIndexes, allowDestroy } = definition.options;
  const issues = contradictions(tableName, definition.options);
  if (issues.length > 0) throw new TableDefinitionError(tableSubject(tableName), issues);
  const wanted = normaliseDefinition({
    options: definition.options as CreateTableOptions,
    input: definition.request.input,
  }); // mentions decide, not keys
  return { ...definition, wanted, removals: { prune, dropIndexes, allowDestroy } };
}

const UNSAID_PARTITION_KEY: KeyAttribute = ["?partitionKey", "S"];
const UNSAID_SORT_KEY: KeyAttribute = ["?sortKey", "S"];

/** A definition that the rules can check: where the changes leave the keys or the billing mode out, ones that fit the rest. */
function completeForRules<T extends PartialDefinition>(options: T): CreateTableOptions {
  const { partitionKey, sortKey, billingMode, input } = options;
  const units = [options, ...(options.globalSecondaryIndexes ?? [])];
  const raw = [input ?? {}, ...(input?.GlobalSecondaryIndexes ?? [])];
  const hasCapacity =
    units.some(({ readCapacity, writeCapacity }) => (readCapacity ?? writeCapacity) !== undefined) ||
    raw.some(({ ProvisionedThroughput }) => ProvisionedThroughput !== undefined);
  const hasVectors = (options.vectorIndexes ?? input?.VectorIndexes ?? []).length > 0;
  const hasBounds =
    hasVectors ||
    units.some(({ onDemandThroughput }) => Boolean(onDemandThroughput)) ||
    raw.some(({ OnDemandThroughput }) => OnDemandThroughput !== undefined);
  const warm =
    units.some(({ warmThroughput }) => warmThroughput !== undefined) ||
    raw.some(({ WarmThroughput }) => WarmThroughput !== undefined);
  // Warm throughput has a lower minimum in a PROVISIONED table.
  const isProvisioned = (hasCapacity || warm) && !hasBounds;
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

/** What is wrong between options that are right each by itself. */
function contradictions(tableName: string, options: PartialDefinition): DefinitionIssue[] {
  const { dropIndexes = [], globalSecondaryIndexes = [], vectorIndexes = [], input } = options;
  const dropped = [...globalSecondaryIndexes, ...vectorIndexes].flatMap(({ indexName }) => {
    const place = dropIndexes.indexOf(indexName);
    if (place < 0) return [];
    const message = `index "${indexName}" is to be removed, and is defined as well.`;
    return [issueOf(`dropIndexes[${place}]`, message, "remove it from one of the two.")];
  });
  if (input?.TableName === undefined || input.TableName === tableName) return dropped;
  const message = `is ${shown(input.TableName)}, and the call is for ${shown(tableName)}.`;
  return [...dropped, issueOf("input.TableName", message, "leave it out.")];
}

/** The members of `input` that DynamoDB accepts only when it creates a table, and that are not compared with a table that is there. */
const ONLY_AT_CREATION = ["GlobalTableSourceArn", "GlobalTableSettingsReplicationMode"] as const;

/** The paths of options that have a meaning only when a table is created. */
export function onlyAtCreation({ input = {} }: Pick<CreateTableOptions, "input">): string[] {
  return ONLY_AT_CREATION.filter((member) => input[member] !== undefined).map((member) => `input.${member}`);
}

/** Reads the changes of `updateTable`, which creates no table. */
export function readUpdate(tableName: string, options: unknown): ReadChanges<UpdateTableOptions> {
  const changes = readChanges(tableName, options, updateTableOptions);
  const issues = onlyAtCreation(changes.options).map((path) =>
    issueOf(path, "is only for the creation of a table; updateTable does not change it.", "leave it out."),
  );
  if (issues.length > 0) throw new TableDefinitionError(tableSubject(tableName), issues);
  return changes;
}
