import type {
  DeleteItemCommandInput,
  GetItemCommandInput,
  PutItemCommandInput,
  QueryCommandInput,
  ScanCommandInput,
  UpdateItemCommandInput,
} from "@aws-sdk/client-dynamodb";
import type { Attributes } from "./attribute.js";
import { CallIssues } from "./call-issues.js";
import { unpackCursor } from "./cursor.js";
import { ACTIONS } from "./expressions/change.js";
import { compileQueryFilter, compileScanFilter } from "./expressions/compile-condition.js";
import { checkExpressionSize, operatorsOf } from "./expressions/expression-limits.js";
import { type KeyTest, readKeyCondition, writeKeyCondition } from "./expressions/key-condition.js";
import { Placeholders } from "./expressions/placeholders.js";
import { compileProjection } from "./expressions/projection.js";
import { holderText } from "./expressions/scope.js";
import { checkStartKey } from "./expressions/start-key.js";
import {
  type ChangesOf,
  compileChanges,
  type MadeChanges,
  makeChanges,
  noClauses,
  writeClauses,
} from "./expressions/update.js";
import type {
  GetOptions,
  ListOptions,
  PartOptions,
  QueryOptions,
  ScanOptions,
  UpdateOptions,
  WriteOptions,
} from "./item-options.js";
import { type CallKind, usableOptions } from "./option-readers.js";
import { bothFilters, entityAttributes, entityFilter } from "./own-items.js";
import { mayHoldMoreThanKey } from "./partial-items.js";
import type { Schema, StoredItem } from "./schema.js";
import type { IndexSchema } from "./table-keys.js";
import { renewKeys } from "./templates/renew-keys.js";
import type { NextItem } from "./versions.js";
import { type Expectation, NO_EXPECTATION } from "./write-expectation.js";
import { addDefaults, addStoredValues, conditionFor, nextVersion, withCondition } from "./write-expressions.js";

/** The attributes that a call requests. @defaultValue all */
export type Part = PartOptions<string>;

export function getRequest(schema: Schema, key: object, options: GetOptions & Part): GetItemCommandInput {
  const issues = CallIssues.onTable(schema.table);
  const placeholders = new Placeholders();
  const { consistentRead: ConsistentRead, attributes } = usableOptions("get", options, issues);
  const ProjectionExpression = attributes && projection(schema, undefined, attributes, [], placeholders, issues);
  const request = { TableName: schema.table, Key: keyOf(schema, key, issues), ConsistentRead };
  issues.finish();
  if (attributes === undefined || schema.readsWhole(undefined)) return request;
  return { ...request, ProjectionExpression, ExpressionAttributeNames: placeholders.names };
}

/** @param item - Encodes the item. */
export function putRequest<A extends Attributes>(
  schema: Schema,
  item: () => NextItem,
  options: WriteOptions<A>,
  kind: CallKind = "write",
): { readonly request: PutItemCommandInput; readonly next: NextItem } {
  const issues = CallIssues.onTable(schema.table);
  const placeholders = new Placeholders();
  const usable = usableOptions(kind, options, issues);
  const next = issues.collect(item, { expected: NO_EXPECTATION, stored: {}, counted: {} });
  const condition = conditionFor(schema, next.expected, usable.condition, placeholders, issues);
  issues.finish();
  return { request: { ...withCondition(condition, placeholders), TableName: schema.table, Item: next.stored }, next };
}

export function deleteRequest<A extends Attributes>(
  schema: Schema,
  key: object,
  expected: Expectation,
  options: WriteOptions<A>,
  kind: CallKind = "write",
): DeleteItemCommandInput {
  const issues = CallIssues.onTable(schema.table);
  const placeholders = new Placeholders();
  const usable = usableOptions(kind, options, issues);
  const Key = keyOf(schema, key, issues);
  const condition = conditionFor(schema, expected, usable.condition, placeholders, issues);
  issues.finish();
  return { ...withCondition(condition, placeholders), TableName: schema.table, Key };
}

/** An update: the item, the changes, and the expectation. */
export interface Update<A extends Attributes> {
  readonly key: object;
  readonly changes: ChangesOf<A>;
  readonly expected: Expectation;
}

/** The request for an update, and its changes. An update without changes still checks its expectation. */
export function updateRequest<A extends Attributes>(
  schema: Schema,
  { key, changes, expected }: Update<A>,
  options: UpdateOptions<A>,
  kind: CallKind = "update",
): { readonly request: UpdateItemCommandInput; readonly made: MadeChanges } {
  const issues = CallIssues.onTable(schema.table);
  const placeholders = new Placeholders();
  const { upsert, condition: own } = usableOptions(kind, options, issues);
  const asked = mayHoldMoreThanKey(Object(key)) ? undefined : keyOf(schema, key, issues);
  const made = issues.collect(() => makeChanges(schema, changes), {});
  const clauses = issues.collect(() => compileChanges(schema, made, placeholders, key), noClauses());
  const renewed = issues.collect(
    () =>
      renewKeys(
        schema,
        { target: Object(key), changes: made, upsert: upsert === true, isVersioned: expected.version !== undefined },
        clauses,
        placeholders,
      ),
    [],
  );
  if (upsert) issues.collect(() => addDefaults(schema, key, made, clauses, placeholders), undefined);
  if (upsert) issues.collect(() => addStoredValues(schema, Object(key), clauses, placeholders), undefined);
  const isChange = upsert || ACTIONS.some((action) => clauses[action].length > 0);
  if (isChange && schema.version !== undefined)
    clauses.SET.push(nextVersion(schema, schema.version, expected, placeholders));
  const UpdateExpression = writeClauses(clauses);
  checkExpressionSize("changes", UpdateExpression, operatorsOf.update, issues);
  const condition = conditionFor(
    schema,
    upsert ? { ...expected, exists: undefined } : expected,
    own,
    placeholders,
    issues,
    renewed,
  );
  issues.finish();
  const Key = asked ?? schema.encodeKey(key); // an item's own values are checked after the arguments of the call
  const written = { TableName: schema.table, Key, UpdateExpression, ReturnValues: "ALL_NEW" as const };
  return { request: { ...withCondition(condition, placeholders), ...written }, made };
}

export function queryRequest<A extends Attributes>(
  schema: Schema,
  index: IndexSchema | undefined,
  key: object,
  options: QueryOptions<A> & Part,
  kind: "query" | "mixedQuery" = "query",
): QueryCommandInput {
  const issues = CallIssues.onTable(schema.table);
  const placeholders = new Placeholders();
  const usable = usableOptions(kind, options, issues);
  const { filter, descending } = usable;
  const tests = issues.collect(() => readKeyCondition(schema, index, key, placeholders), NO_TESTS);
  const KeyConditionExpression = writeKeyCondition(tests, placeholders);
  const compileFilter = () => (filter ? compileQueryFilter(schema, index, filter, placeholders) : undefined);
  const own = issues.collect(compileFilter, undefined);
  const FilterExpression = bothFilters(own, entityFilter(schema, index, placeholders));
  checkExpressionSize("filter", FilterExpression, operatorsOf.condition, issues);
  const ScanIndexForward = descending ? false : undefined;
  const request = listRequest(schema, index, usable, placeholders, issues);
  issues.finish();
  const start = request.ExclusiveStartKey;
  if (start !== undefined) checkStartKey(schema.table, tests, start);
  return { ...request, KeyConditionExpression, FilterExpression, ScanIndexForward };
}

export function scanRequest<A extends Attributes>(
  schema: Schema,
  index: IndexSchema | undefined,
  options: ScanOptions<A> & Part,
  kind: "scan" | "mixedScan" = "scan",
): ScanCommandInput {
  const issues = CallIssues.onTable(schema.table);
  const placeholders = new Placeholders();
  const usable: Partial<ScanOptions<A>> & Part = usableOptions(kind, options, issues);
  const { filter, segments = 1, cursor } = usable;
  const compileFilter = () => (filter ? compileScanFilter(schema, index, filter, placeholders) : undefined);
  const own = issues.collect(compileFilter, undefined);
  const FilterExpression = bothFilters(own, entityFilter(schema, index, placeholders));
  checkExpressionSize("filter", FilterExpression, operatorsOf.condition, issues);
  if (segments > 1 && cursor !== undefined)
    issues.report("cursor", "a scan in segments has no cursor.", "omit cursor or segments.");
  const request = listRequest(schema, index, usable, placeholders, issues);
  issues.finish();
  return { ...request, FilterExpression };
}

function listRequest<A extends Attributes>(
  schema: Schema,
  index: IndexSchema | undefined,
  { consistentRead, attributes, pageSize, cursor }: Partial<ListOptions<A>> & Part,
  placeholders: Placeholders,
  issues: CallIssues,
) {
  if (consistentRead && index?.kind === "global") {
    const message = `global secondary index "${index.indexName}" has no consistent reads.`;
    issues.report("consistentRead", message, "omit it, or query the table.");
  }
  const unpack = () => (cursor === undefined ? undefined : unpackCursor(cursor, { schema, index }));
  const keys = [...schema.keyNames, ...schema.keyNamesOf(index)]; // the cursor after an item consists of them
  const ProjectionExpression = attributes && projection(schema, index, attributes, keys, placeholders, issues);
  return {
    TableName: schema.table,
    IndexName: index?.indexName,
    Limit: pageSize,
    ConsistentRead: consistentRead,
    ExclusiveStartKey: issues.collect(unpack, undefined),
    ProjectionExpression: schema.readsWhole(index) ? undefined : ProjectionExpression,
    ExpressionAttributeNames: placeholders.names,
    ExpressionAttributeValues: placeholders.values,
  };
}

const NO_TESTS: readonly KeyTest[] = [];

function projection(
  schema: Schema,
  index: IndexSchema | undefined,
  attributes: readonly string[],
  keys: readonly string[],
  placeholders: Placeholders,
  issues: CallIssues,
): string {
  const needed = [...keys, ...entityAttributes(schema, index)];
  const holder = { name: holderText(index), projected: schema.projectedBy(index) };
  const text = issues.collect(() => compileProjection(schema, attributes, needed, placeholders, holder), "");
  checkExpressionSize("attributes", text, operatorsOf.projection, issues);
  return text;
}

function keyOf(schema: Schema, key: object, issues: CallIssues): StoredItem {
  return issues.collect(() => schema.encodeKey(key), {});
}
