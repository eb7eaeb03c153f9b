import type {
  DeleteItemCommandInput,
  GetItemCommandInput,
  PutItemCommandInput,
  QueryCommandInput,
  ScanCommandInput,
  UpdateItemCommandInput,
} from "@aws-sdk/client-dynamodb";
import { ExpressionError } from "../errors.js";
import type { Attributes } from "./attribute.js";
import { checkItemOptions } from "./check-options.js";
import { unpackCursor } from "./cursor.js";
import { type ConditionOf, compileCondition, compileQueryFilter } from "./expressions/condition.js";
import { compileKeyCondition } from "./expressions/key-condition.js";
import { Placeholders } from "./expressions/placeholders.js";
import { compileProjection } from "./expressions/projection.js";
import { type ChangesOf, compileUpdate } from "./expressions/update.js";
import type { GetOptions, ListOptions, PartOptions, QueryOptions, ScanOptions, WriteOptions } from "./options.js";
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
  checkItemOptions(schema.table, "get", options);
  const into = new Placeholders();
  const { consistentRead: ConsistentRead, attributes } = options;
  const ProjectionExpression = attributes && compileProjection(schema, attributes, into);
  const request = { TableName: schema.table, Key: schema.encodeKey(key), ConsistentRead };
  return attributes ? { ...request, ProjectionExpression, ExpressionAttributeNames: into.names } : request;
}

export function putRequest<A extends Attributes>(
  schema: Schema,
  item: StoredItem,
  expected: Expectation,
  options: WriteOptions<A>,
): PutItemCommandInput {
  checkItemOptions(schema.table, "write", options);
  const into = new Placeholders();
  const condition = conditionFor(schema, expected, options.condition, into);
  return { ...conditioned(condition, options, into), TableName: schema.table, Item: item };
}

export function deleteRequest<A extends Attributes>(
  schema: Schema,
  key: object,
  expected: Expectation,
  options: WriteOptions<A>,
): DeleteItemCommandInput {
  checkItemOptions(schema.table, "write", options);
  const into = new Placeholders();
  const condition = conditionFor(schema, expected, options.condition, into);
  return { ...conditioned(condition, options, into), TableName: schema.table, Key: schema.encodeKey(key) };
}

/** The request for an update, or `undefined` when it would change nothing. */
export function updateRequest<A extends Attributes>(
  schema: Schema,
  key: object,
  changes: ChangesOf<A>,
  expected: Expectation,
  options: WriteOptions<A>,
): UpdateItemCommandInput | undefined {
  checkItemOptions(schema.table, "write", options);
  const into = new Placeholders();
  const changed = compileUpdate(schema, changes, into, key);
  if (changed === "") return undefined;
  const update = countVersion(schema, changed, expected.version, into);
  const condition = conditionFor(schema, expected, options.condition, into);
  const Key = schema.encodeKey(key);
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
  checkItemOptions(schema.table, "query", options);
  const into = new Placeholders();
  const KeyConditionExpression = compileKeyCondition(schema, index, key as Readonly<Record<string, unknown>>, into);
  const { filter, descending } = options;
  const FilterExpression = filter && compileQueryFilter(schema, index, filter, into);
  const ScanIndexForward = descending ? false : undefined;
  return { ...listRequest(schema, index, options, into), KeyConditionExpression, FilterExpression, ScanIndexForward };
}

export function scanRequest<A extends Attributes>(
  schema: Schema,
  index: IndexSchema | undefined,
  options: ScanOptions<A> & Part,
): ScanCommandInput {
  checkItemOptions(schema.table, "scan", options);
  const into = new Placeholders();
  const FilterExpression = options.filter && compileCondition(schema, options.filter, into);
  return { ...listRequest(schema, index, options, into), FilterExpression };
}

function listRequest<A extends Attributes>(
  schema: Schema,
  index: IndexSchema | undefined,
  options: ListOptions<A> & Part,
  into: Placeholders,
) {
  if (options.consistentRead && index?.kind === "global") {
    const fix = "leave it out, or query the table.";
    const message = `global secondary index "${index.indexName}" has no consistent reads.`;
    throw new ExpressionError(`Table "${schema.table}"`, [{ path: "consistentRead", message, fix }]);
  }
  const attributes = options.attributes && withKeys(schema, index, options.attributes);
  return {
    TableName: schema.table,
    IndexName: index?.indexName,
    Limit: options.pageSize,
    ConsistentRead: options.consistentRead,
    ExclusiveStartKey: options.cursor === undefined ? undefined : unpackCursor(options.cursor),
    ProjectionExpression: attributes && compileProjection(schema, attributes, into),
    ExpressionAttributeNames: into.names,
    ExpressionAttributeValues: into.values,
  };
}

/** The keys are read along: without them there is no cursor behind an item. */
function withKeys(schema: Schema, index: IndexSchema | undefined, attributes: readonly string[]): string[] {
  return [...new Set([...attributes, ...schema.keyNames, ...schema.keyNamesOf(index)])];
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
    const condition = compileCondition(schema, own, into);
    parts.push(parts.length > 0 ? `(${condition})` : condition);
  }
  return parts.length > 0 ? parts.join(" AND ") : undefined;
}

/** Counts the version on, within the SET clause that is there or in one of its own. */
function countVersion(schema: Schema, update: string, version: number | undefined, into: Placeholders): string {
  if (version === undefined || schema.version === undefined) return update;
  const count = `${into.name(schema.version)} = ${into.value(schema.encodeValue(schema.version, version + 1))}`;
  return update.startsWith("SET ") ? `SET ${count}, ${update.slice(4)}` : `SET ${count} ${update}`;
}
