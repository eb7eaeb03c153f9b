import type { TableDescription } from "@aws-sdk/client-dynamodb";
import { isRetryable } from "../../dynamodb/error-predicates.js";
import type { Deadline } from "../../procedure/deadline.js";
import type { Procedure } from "../../procedure/procedure.js";
import { retry } from "../../procedure/retry.js";
import * as calls from "../calls.js";
import type { TableContext } from "../context.js";
import type { CreateTableOptions, TableSettings } from "../definition/options.js";
import { describeTable } from "../describe.js";
import { describeForSure } from "../update/read-table.js";
import { definitionOf } from "./definition-of.js";
import { readWholeTable } from "./read-whole-table.js";

/** A table that gets the definition of another one. */
export interface TableClone {
  /** The table's name or ARN. */
  readonly from: string;
  readonly to: string;
  /** Settings over those of the table. */
  readonly settings: TableSettings;
  readonly deadline: Deadline;
}

/** Both tables of a clone. */
export interface ClonedTables {
  readonly source: TableDescription;
  readonly table: TableDescription;
}

/**
 * Creates a table with the definition of another one, and waits until it is usable. Of a table that is there, only the keys are
 * compared, and settings are enabled that an interrupted call left out.
 */
export function* cloneTable(context: TableContext, clone: TableClone): Procedure<ClonedTables> {
  const { from, to, settings, deadline } = clone;
  const source = yield* retry(() => describeTable(context, from, deadline.readTimeoutMs), {
    mayRetry: isRetryable,
    deadline,
  });
  const observed = yield* readWholeTable(source, deadline, settings);
  const definition = withSettings(definitionOf(observed), settings);
  const existing = yield* describeForSure(context, to, deadline);
  const isThere = existing !== undefined && existing.TableStatus !== "DELETING";
  const wanted = isThere ? comparedParts(definition) : ofOtherTable(definition, source.TableName ?? "", to);
  const { wait } = settings;
  const { table } = yield* calls.ensureTable(to, { ...wanted, ...(wait && { wait }) }).begin(context);
  return { source, table };
}

/** The definition with settings over it. With another billing mode, the throughput is that of the settings. */
function withSettings(definition: CreateTableOptions, settings: TableSettings): CreateTableOptions {
  const { wait: _, signal: __, ...given } = settings;
  const keepsMode = given.billingMode === undefined || given.billingMode === definition.billingMode;
  const base = keepsMode ? definition : withoutThroughput(definition);
  const { encryption: ___, kmsKeyId: ____, ...unencrypted } = base;
  // One of both has the encryption, with its key.
  return { ...(given.encryption === undefined ? base : unencrypted), ...given } as CreateTableOptions;
}

function withoutThroughput(definition: CreateTableOptions): CreateTableOptions {
  const none = { readCapacity: undefined, writeCapacity: undefined, onDemandThroughput: undefined };
  const globalSecondaryIndexes = definition.globalSecondaryIndexes?.map((index) => ({ ...index, ...none }));
  return { ...definition, ...none, globalSecondaryIndexes };
}

/** What is compared with a table that is there: its keys, and what is enabled after the creation. */
function comparedParts(definition: CreateTableOptions): CreateTableOptions {
  const { partitionKey, sortKey, timeToLive, pointInTimeRecovery, contributorInsights } = definition;
  return { partitionKey, sortKey, timeToLive, pointInTimeRecovery, contributorInsights };
}

/** The policy names its table by the ARN, which ends with the name. */
function ofOtherTable(definition: CreateTableOptions, from: string, to: string): CreateTableOptions {
  const { resourcePolicy } = definition;
  if (typeof resourcePolicy !== "string") return definition;
  const name = from.replaceAll(/[.]/g, "\\.");
  const renamed = resourcePolicy.replaceAll(new RegExp(`(:table/)${name}(?=["/*?])`, "g"), `$1${to}`);
  return { ...definition, resourcePolicy: renamed };
}
