import type {
  DeleteItemCommandInput,
  GetItemCommandInput,
  PutItemCommandInput,
  QueryCommandInput,
  ScanCommandInput,
  UpdateItemCommandInput,
} from "@aws-sdk/client-dynamodb";
import type { Attributes } from "./attribute.js";
import { type CallKind, usableOptions } from "./check-options.js";
import { unpackCursor } from "./cursor.js";
import { type ConditionOf, compileCondition, compileQueryFilter, compileScanFilter } from "./expressions/condition.js";
import { compileKeyCondition } from "./expressions/key-condition.js";
import { Placeholders } from "./expressions/placeholders.js";
import { compileProjection } from "./expressions/projection.js";
import { operatorsOf, reportSize } from "./expressions/sizes.js";
import { checkStart } from "./expressions/start.js";
import { type ChangesOf, compileUpdate } from "./expressions/update.js";
import { Mistakes } from "./mistakes.js";
import type { GetOptions, ListOptions, PartOptions, QueryOptions, ScanOptions, WriteOptions } from "./options.js";
import { holdsMoreThanKey } from "./parts.js";
import type { IndexSchema, Schema, StoredItem } from "./schema.js";

/** What a write expects of the item that is there, on top of the caller's own condition. */
export interface Expectation {
  /** The item must be there. */
  readonly exists?: boolean;
  /** The version that it must have; 0 means none, or where it need not exist that it must not. */
  readonly version?: number | undefined;
}

/** The attributes that a call asks for, where it does not ask for all. */
export type Part = PartOptions<string>;

export function getRequest(schema: Schema, key: object, options: GetOptions & Part): GetItemCommandInput {
  const mistakes = Mistakes.onTable(schema.table);
  const into = new Placeholders();
  const { consistentRead: ConsistentRead, attributes } = usableOptions("get", options, mistakes);
  const ProjectionExpression = attributes && projection(schema, undefined, attributes, into, mistakes);
  const request = { TableName: schema.table, Key: keyOf(schema, key, mistakes), ConsistentRead };
  mistakes.finish();
  return attributes ? { ...request, ProjectionExpression, ExpressionAttributeNames: into.names } : request;
}

/** @param item - Encodes the item. */
export function putRequest<A extends Attributes>(
  schema: Schema,
  item: () => StoredItem,
  expected: Expectation,
  options: WriteOptions<A>,
  kind: CallKind = "write",
): PutItemCommandInput {
  const mistakes = Mistakes.onTable(schema.table);
  const into = new Placeholders();
  const usable = usableOptions(kind, options, mistakes);
  const Item = mistakes.of(item, {});
  const condition = conditionFor(schema, expected, usable.condition, into, mistakes);
  mistakes.finish();
  return { ...conditioned(condition, options, into), TableName: schema.table, Item };
}

export function deleteRequest<A extends Attributes>(
  schema: Schema,
  key: object,
  expected: Expectation,
  options: WriteOptions<A>,
  kind: CallKind = "write",
): DeleteItemCommandInput {
  const mistakes = Mistakes.onTable(schema.table);
  const into = new Placeholders();
  const usable = usableOptions(kind, options, mistakes);
  const Key = keyOf(schema, key, mistakes);
  const condition = conditionFor(schema, expected, usable.condition, into, mistakes);
  mistakes.finish();
  return { ...conditioned(condition, options, into), TableName: schema.table, Key };
}

/** The request for an update, or `undefined` when it would change nothing. */
export function updateRequest<A extends Attributes>(
  schema: Schema,
  key: object,
  changes: ChangesOf<A>,
  expected: Expectation,
  options: WriteOptions<A>,
  kind: CallKind = "write",
): UpdateItemCommandInput | undefined {
  const mistakes = Mistakes.onTable(schema.table);
  const into = new Placeholders();
  const usable = usableOptions(kind, options, mistakes);
  const isItem = holdsMoreThanKey(Object(key));
  const asked = isItem ? undefined : keyOf(schema, key, mistakes);
  const changed = mistakes.of(() => compileUpdate(schema, changes, into, key), "");
  const update = changed === "" ? "" : countVersion(schema, changed, expected.version, into);
  reportSize("changes", update, operatorsOf.update, mistakes);
  const condition = conditionFor(schema, expected, usable.condition, into, mistakes);
  mistakes.finish();
  const Key = asked ?? schema.encodeKey(key); // that of an item is no part of the call, which is refused for itself first
  if (changed === "") return undefined;
  return {
    ...conditioned(condition, options, into),
    TableName: schema.table,
    Key,
    UpdateExpression: update,
    ReturnValues: "ALL_NEW",
  };
}

export function queryRequest<A extends Attributes>(
  schema: Schema,
  index: IndexSchema | undefined,
  key: object,
  options: QueryOptions<A> & Part,
): QueryCommandInput {
  const mistakes = Mistakes.onTable(schema.table);
  const into = new Placeholders();
  const usable = usableOptions("query", options, mistakes);
  const { filter, descending } = usable;
  const KeyConditionExpression = mistakes.of(() => compileKeyCondition(schema, index, key, into), "");
  const compileFilter = () => (filter ? compileQueryFilter(schema, index, filter, into) : undefined);
  const FilterExpression = mistakes.of(compileFilter, undefined);
  reportSize("filter", FilterExpression, operatorsOf.condition, mistakes);
  const ScanIndexForward = descending ? false : undefined;
  const request = listRequest(schema, index, usable, into, mistakes);
  mistakes.finish();
  const start = request.ExclusiveStartKey;
  if (start !== undefined) checkStart(schema, index, key as Readonly<Record<string, unknown>>, start);
  return { ...request, KeyConditionExpression, FilterExpression, ScanIndexForward };
}

export function scanRequest<A extends Attributes>(
  schema: Schema,
  index: IndexSchema | undefined,
  options: ScanOptions<A> & Part,
): ScanCommandInput {
  const mistakes = Mistakes.onTable(schema.table);
  const into = new Placeholders();
  const usable: Partial<ScanOptions<A>> & Part = usableOptions("scan", options, mistakes);
  const { filter, segments = 1, cursor } = usable;
  const compileFilter = () => (filter ? compileScanFilter(schema, index, filter, into) : undefined);
  const FilterExpression = mistakes.of(compileFilter, undefined);
  reportSize("filter", FilterExpression, operatorsOf.condition, mistakes);
  if (segments > 1 && cursor !== undefined)
    mistakes.report("cursor", "a scan in segments has none.", "leave out cursor or segments.");
  const request = listRequest(schema, index, usable, into, mistakes);
  mistakes.finish();
  return { ...request, FilterExpression };
}

function listRequest<A extends Attributes>(
  schema: Schema,
  index: IndexSchema | undefined,
  { consistentRead, attributes, pageSize, cursor }: Partial<ListOptions<A>> & Part,
  into: Placeholders,
  mistakes: Mistakes,
) {
  if (consistentRead && index?.kind === "global") {
    const message = `global secondary index "${index.indexName}" has no consistent reads.`;
    mistakes.report("consistentRead", message, "leave it out, or query the table.");
  }
  const unpack = () => (cursor === undefined ? undefined : unpackCursor(cursor, { schema, index }));
  return {
    TableName: schema.table,
    IndexName: index?.indexName,
    Limit: pageSize,
    ConsistentRead: consistentRead,
    ExclusiveStartKey: mistakes.of(unpack, undefined),
    ProjectionExpression: attributes && projection(schema, index, withKeys(schema, index, attributes), into, mistakes),
    ExpressionAttributeNames: into.names,
    ExpressionAttributeValues: into.values,
  };
}

/** The keys are read along: without them there is no cursor behind an item. */
function withKeys(schema: Schema, index: IndexSchema | undefined, attributes: readonly string[]): string[] {
  return [...new Set([...attributes, ...schema.keyNames, ...schema.keyNamesOf(index)])];
}

function projection(
  schema: Schema,
  index: IndexSchema | undefined,
  attributes: readonly string[],
  into: Placeholders,
  mistakes: Mistakes,
): string {
  const text = mistakes.of(() => compileProjection(schema, attributes, into, index), "");
  reportSize("attributes", text, operatorsOf.projection, mistakes);
  return text;
}

function keyOf(schema: Schema, key: object, mistakes: Mistakes): StoredItem {
  return mistakes.of(() => schema.encodeKey(key), {});
}

/** What a condition adds to a request. To be spread first: what a spread comes after, it is slow to add to. */
function conditioned<A extends Attributes>(
  condition: string | undefined,
  { returnExisting }: WriteOptions<A>,
  into: Placeholders,
) {
  return {
    ConditionExpression: condition,
    ReturnValuesOnConditionCheckFailure: returnExisting ? ("ALL_OLD" as const) : undefined,
    ExpressionAttributeNames: into.names,
    ExpressionAttributeValues: into.values,
  };
}

function conditionFor<A extends Attributes>(
  schema: Schema,
  { exists, version }: Expectation,
  own: ConditionOf<A> | undefined,
  into: Placeholders,
  mistakes: Mistakes,
): string | undefined {
  const parts: string[] = [];
  if (exists) parts.push(`attribute_exists(${into.name(schema.partitionKey)})`);
  if (version === 0 && schema.version !== undefined) {
    // An item from before the model counted versions is there without one, and an update gives it its first.
    parts.push(`attribute_not_exists(${into.name(exists ? schema.version : schema.partitionKey)})`);
  } else if (version !== undefined && schema.version !== undefined) {
    parts.push(`${into.name(schema.version)} = ${into.value(schema.encodeValue(schema.version, version))}`);
  }
  if (own !== undefined) {
    const condition = mistakes.of(() => compileCondition(schema, own, into), "");
    parts.push(parts.length > 0 ? `(${condition})` : condition);
  }
  const text = parts.length > 0 ? parts.join(" AND ") : undefined;
  reportSize("condition", text, operatorsOf.condition, mistakes);
  return text;
}

/** Counts the version on, within the SET clause that is there or in one of its own. */
function countVersion(schema: Schema, update: string, version: number | undefined, into: Placeholders): string {
  if (version === undefined || schema.version === undefined) return update;
  const count = `${into.name(schema.version)} = ${into.value(schema.encodeValue(schema.version, version + 1))}`;
  return update.startsWith("SET ") ? `SET ${count}, ${update.slice(4)}` : `SET ${count} ${update}`;
}
