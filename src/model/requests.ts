import type {
  DeleteItemCommandInput,
  GetItemCommandInput,
  PutItemCommandInput,
  QueryCommandInput,
  ScanCommandInput,
  UpdateItemCommandInput,
} from "@aws-sdk/client-dynamodb";
import type { Attributes } from "./attribute.js";
import { unpackCursor } from "./cursor.js";
import { type Expectation, NOTHING } from "./expectation.js";
import { ACTIONS } from "./expressions/change.js";
import { compileQueryFilter, compileScanFilter } from "./expressions/condition.js";
import { compileKeyCondition } from "./expressions/key-condition.js";
import { Placeholders } from "./expressions/placeholders.js";
import { compileProjection } from "./expressions/projection.js";
import { operatorsOf, reportSize } from "./expressions/sizes.js";
import { checkStart } from "./expressions/start.js";
import {
  type ChangesOf,
  compileChanges,
  type MadeChanges,
  makeChanges,
  noClauses,
  writeClauses,
} from "./expressions/update.js";
import { Mistakes } from "./mistakes.js";
import { type CallKind, usableOptions } from "./option-readers.js";
import type {
  GetOptions,
  ListOptions,
  PartOptions,
  QueryOptions,
  ScanOptions,
  UpdateOptions,
  WriteOptions,
} from "./options.js";
import { holdsMoreThanKey } from "./parts.js";
import type { IndexSchema, Schema, StoredItem } from "./schema.js";
import type { NextItem } from "./versions.js";
import { addMissing, conditioned, conditionFor, nextVersion } from "./write-expressions.js";

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
  item: () => NextItem,
  options: WriteOptions<A>,
  kind: CallKind = "write",
): { readonly request: PutItemCommandInput; readonly next: NextItem } {
  const mistakes = Mistakes.onTable(schema.table);
  const into = new Placeholders();
  const usable = usableOptions(kind, options, mistakes);
  const next = mistakes.of(item, { expected: NOTHING, stored: {}, counted: {} });
  const condition = conditionFor(schema, next.expected, usable.condition, into, mistakes);
  mistakes.finish();
  return { request: { ...conditioned(condition, into), TableName: schema.table, Item: next.stored }, next };
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
  return { ...conditioned(condition, into), TableName: schema.table, Key };
}

/** An update: of which item, what it changes, and what it expects there. */
export interface Update<A extends Attributes> {
  readonly key: object;
  readonly changes: ChangesOf<A>;
  readonly expected: Expectation;
}

/** The request for an update, and its changes. One that changes nothing still checks what it expects. */
export function updateRequest<A extends Attributes>(
  schema: Schema,
  { key, changes, expected }: Update<A>,
  options: UpdateOptions<A>,
  kind: CallKind = "update",
): { readonly request: UpdateItemCommandInput; readonly made: MadeChanges } {
  const mistakes = Mistakes.onTable(schema.table);
  const into = new Placeholders();
  const { upsert, condition: own } = usableOptions(kind, options, mistakes);
  const asked = holdsMoreThanKey(Object(key)) ? undefined : keyOf(schema, key, mistakes);
  const made = mistakes.of(() => makeChanges(schema, changes), {});
  const clauses = mistakes.of(() => compileChanges(schema, made, into, key), noClauses());
  if (upsert) mistakes.of(() => addMissing(schema, key, made, clauses, into), undefined);
  const isChange = upsert || ACTIONS.some((action) => clauses[action].length > 0);
  if (isChange && schema.version !== undefined) clauses.SET.push(nextVersion(schema, schema.version, expected, into));
  const UpdateExpression = writeClauses(clauses);
  reportSize("changes", UpdateExpression, operatorsOf.update, mistakes);
  const condition = conditionFor(schema, upsert ? { ...expected, exists: undefined } : expected, own, into, mistakes);
  mistakes.finish();
  const Key = asked ?? schema.encodeKey(key); // that of an item is no part of the call, which is refused for itself first
  const written = { TableName: schema.table, Key, UpdateExpression, ReturnValues: "ALL_NEW" as const };
  return { request: { ...conditioned(condition, into), ...written }, made };
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
