import type {
  DeleteItemCommandInput,
  GetItemCommandInput,
  PutItemCommandInput,
  QueryCommandInput,
  ScanCommandInput,
  UpdateItemCommandInput,
} from "@aws-sdk/client-dynamodb";
import { type DefinitionIssue, ExpressionError, ItemValidationError } from "../errors.js";
import type { Attributes } from "./attribute.js";
import { checkItemOptions } from "./check-options.js";
import { unpackCursor } from "./cursor.js";
import type { Expectation } from "./expectation.js";
import { ACTIONS } from "./expressions/change.js";
import { type ConditionOf, compileCondition, compileQueryFilter } from "./expressions/condition.js";
import { compileKeyCondition } from "./expressions/key-condition.js";
import { Placeholders } from "./expressions/placeholders.js";
import { compileProjection } from "./expressions/projection.js";
import { type Clauses, changedNames, compileChanges, type MadeChanges, writeClauses } from "./expressions/update.js";
import { defaultOf } from "./members.js";
import type {
  GetOptions,
  ListOptions,
  PartOptions,
  QueryOptions,
  ScanOptions,
  UpdateOptions,
  WriteOptions,
} from "./options.js";
import type { IndexSchema, Schema, StoredItem } from "./schema.js";

/** The attributes that a call asks for, where it does not ask for all. */
export type Part = Partial<PartOptions<string>>;

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
  return { ...conditioned(condition, into), TableName: schema.table, Item: item };
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
  return { ...conditioned(condition, into), TableName: schema.table, Key: schema.encodeKey(key) };
}

/** An update that is checked: of which item, what it changes, and what it expects there. */
export interface Update {
  readonly key: object;
  readonly changes: MadeChanges;
  readonly expected: Expectation;
}

/** The request for an update. One that changes nothing still checks what it expects. */
export function updateRequest<A extends Attributes>(
  schema: Schema,
  { key, changes, expected }: Update,
  options: UpdateOptions<A>,
): UpdateItemCommandInput {
  checkItemOptions(schema.table, "update", options);
  const into = new Placeholders();
  const clauses = compileChanges(schema, changes, into, key);
  if (options.upsert) addMissing(schema, { key, changes }, clauses, into);
  const isChange = options.upsert || ACTIONS.some((action) => clauses[action].length > 0);
  if (isChange && schema.version !== undefined) clauses.SET.push(nextVersion(schema, schema.version, expected, into));
  const condition = conditionFor(
    schema,
    options.upsert ? { ...expected, exists: undefined } : expected,
    options.condition,
    into,
  );
  return {
    ...conditioned(condition, into),
    TableName: schema.table,
    Key: schema.encodeKey(key),
    UpdateExpression: writeClauses(clauses),
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

/**
 * What a condition adds to a request: also that its failure brings the item that is there, which costs nothing and says
 * why. To be spread first: what a spread comes after, it is slow to add to.
 */
export function conditioned(condition: string | undefined, into: Placeholders) {
  return {
    ConditionExpression: condition,
    ReturnValuesOnConditionCheckFailure: condition === undefined ? undefined : ("ALL_OLD" as const),
    ExpressionAttributeNames: into.names,
    ExpressionAttributeValues: into.values,
  };
}

export function conditionFor<A extends Attributes>(
  schema: Schema,
  { exists, version }: Expectation,
  own: ConditionOf<A> | undefined,
  into: Placeholders,
): string | undefined {
  const parts: string[] = [];
  if (exists) parts.push(`attribute_exists(${into.name(schema.partitionKey)})`);
  if (exists === false) parts.push(`attribute_not_exists(${into.name(schema.partitionKey)})`);
  else if (version !== undefined && schema.version !== undefined) {
    const name = into.name(schema.version);
    const same = `${name} = ${into.value(schema.encodeValue(schema.version, version))}`;
    // An item from before the model counted versions is there without one.
    parts.push(version === 0 ? `(attribute_not_exists(${name}) OR ${same})` : same);
  }
  if (own !== undefined) {
    const condition = compileCondition(schema, own, into);
    parts.push(parts.length > 0 ? `(${condition})` : condition);
  }
  return parts.length > 0 ? parts.join(" AND ") : undefined;
}

/** What an upsert adds, should it make the item: the defaults. What is missing then and has none is refused now. */
function addMissing(
  schema: Schema,
  { key, changes }: Omit<Update, "expected">,
  { SET }: Clauses,
  into: Placeholders,
): void {
  const given = changedNames(changes);
  const missing: DefinitionIssue[] = [];
  for (const [name, spec] of Object.entries(schema.attributes)) {
    if (given.has(name) || spec.role !== "none" || spec.isVersion) continue;
    if (spec.need === "required")
      missing.push({ path: name, message: "is required.", fix: "set it: an upsert may make the item." });
    const value = defaultOf(spec);
    if (value === undefined) continue;
    const path = into.name(name);
    SET.push(`${path} = if_not_exists(${path}, ${into.value(schema.encodeValue(name, value))})`);
  }
  if (missing.length > 0) throw new ItemValidationError({ tableName: schema.table, key: schema.keyOf(key) }, missing);
}

/** Counts the version on: from the one that the item must have, or where it may have any, from the one that it has. */
function nextVersion(schema: Schema, name: string, { version }: Expectation, into: Placeholders): string {
  const path = into.name(name);
  const counted = (count: number) => into.value(schema.encodeValue(name, count));
  if (version !== undefined) return `${path} = ${counted(version + 1)}`;
  return `${path} = if_not_exists(${path}, ${counted(0)}) + ${counted(1)}`;
}
