import type { TransactGetItem, TransactWriteItem } from "@aws-sdk/client-dynamodb";
import { ExpressionError } from "../errors.js";
import type { Attributes } from "./attribute.js";
import { checkItemOptions } from "./check-options.js";
import { isObject } from "./codec.js";
import type { Expectation } from "./expectation.js";
import type { ConditionOf } from "./expressions/condition.js";
import { Placeholders } from "./expressions/placeholders.js";
import { type ChangesOf, isList, makeChanges } from "./expressions/update.js";
import type { ConditionalWrite, WrittenModel } from "./failed-writes.js";
import type { UpdateOptions, WriteOptions } from "./options.js";
import { conditioned, conditionFor, deleteRequest, putRequest, updateRequest } from "./requests.js";
import type { Schema, StoredItem } from "./schema.js";
import { nextItem, versionOf } from "./versions.js";

/** One part of a transaction that writes: made by a model's `transactPut`, `transactUpdate`, … */
export interface TransactWrite {
  /** @internal */
  readonly request: TransactWriteItem;
  /** @internal */
  readonly write: ConditionalWrite;
  /** @internal */
  readonly done: () => void;
}

/** One part of a transaction that reads: made by a model's `transactRead`. */
export interface TransactGet<T> {
  /** @internal */
  readonly request: TransactGetItem;
  /** @internal */
  readonly read: (stored: StoredItem) => T;
}

/** How to write an item in a transaction. */
export type TransactOptions<A extends Attributes> = Omit<WriteOptions<A>, "signal">;
/** How to change an item in a transaction. */
export type TransactUpdateOptions<A extends Attributes> = Omit<UpdateOptions<A>, "signal">;
/** How to check an item in a transaction. */
export type TransactCheckOptions<A extends Attributes> = Omit<TransactOptions<A>, "condition">;

/** What a part is about: an item by its key, or one in hand, which has a version. */
export interface Target {
  readonly key: object;
  /** Whether the key is an item of the model. */
  readonly isItem: boolean;
}

const MOST_PARTS = 100;

const nothing = () => {};

/** Refuses what no transaction can be made of, before anything is sent. */
export function checkParts(parts: readonly { readonly request: object }[]): void {
  const isPart = (part: unknown) => isObject(part) && "request" in part;
  if (!Array.isArray(parts) || !parts.every(isPart)) {
    refuse(
      "parts",
      "expected a list of parts.",
      "make each with a model's transactPut, transactUpdate, transactRead, ….",
    );
  }
  if (parts.length < 1 || parts.length > MOST_PARTS)
    refuse("parts", `there are ${parts.length} parts.`, `use 1 to ${MOST_PARTS}.`);
}

function refuse(path: string, message: string, fix: string): never {
  throw new ExpressionError("Transaction", [{ path, message, fix }]);
}

export function transactPut<A extends Attributes>(
  model: WrittenModel,
  item: object,
  options: TransactOptions<A>,
): TransactWrite {
  const { expected, stored, counted } = nextItem(model.schema, item);
  const request: TransactWriteItem = { Put: putRequest(model.schema, stored, expected, options) };
  return part(model, request, expected, options, () => void Object.assign(item, counted));
}

/** An update that changes nothing is a check: a transaction has no part that does nothing. */
export function transactUpdate<A extends Attributes>(
  model: WrittenModel,
  target: Target,
  changes: ChangesOf<A>,
  options: TransactUpdateOptions<A>,
): TransactWrite {
  const { schema } = model;
  const { key, isItem } = target;
  const version = versionIn(schema, target);
  const expected = { exists: true, version };
  const made = makeChanges(schema, changes);
  const request = updateRequest(schema, { key, changes: made, expected }, options);
  const { ReturnValues: _, ReturnConsumedCapacity: __, UpdateExpression, ...rest } = request;
  if (UpdateExpression !== undefined) {
    // What a function changes is for DynamoDB to compute: an item in hand stays as it is, and is out of date then.
    const done = () => void (isItem && !isList(made) && takeOver(schema, key, made, version));
    return part(model, { Update: { ...rest, UpdateExpression } }, expected, options, done);
  }
  if (options.upsert) refuse("changes", "there are none, and so nothing to make an item of.", "use transactPut.");
  return part(model, { ConditionCheck: { ...rest, ConditionExpression: rest.ConditionExpression } }, expected, options);
}

export function transactDelete<A extends Attributes>(
  model: WrittenModel,
  target: Target,
  options: TransactOptions<A>,
): TransactWrite {
  const expected = { version: versionIn(model.schema, target) };
  return part(model, { Delete: deleteRequest(model.schema, target.key, expected, options) }, expected, options);
}

export function transactCheck<A extends Attributes>(
  model: WrittenModel,
  target: Target,
  condition: ConditionOf<A>,
  options: TransactCheckOptions<A>,
): TransactWrite {
  const { schema } = model;
  checkItemOptions(schema.table, "check", options);
  const into = new Placeholders();
  const expected = { version: versionIn(schema, target) };
  const ConditionExpression = conditionFor(schema, expected, condition, into);
  const Key = schema.encodeKey(target.key);
  const ConditionCheck = {
    ...conditioned(ConditionExpression, into),
    ConditionExpression,
    TableName: schema.table,
    Key,
  };
  return part(model, { ConditionCheck }, expected, options);
}

export function transactGet<T>(schema: Schema, key: object, read: (stored: StoredItem) => T): TransactGet<T> {
  return { request: { Get: { TableName: schema.table, Key: schema.encodeKey(key) } }, read };
}

function part(
  model: WrittenModel,
  request: TransactWriteItem,
  expected: Expectation,
  { returnExisting }: { readonly returnExisting?: boolean | undefined },
  done: () => void = nothing,
): TransactWrite {
  return { request, write: { model, expected, returnExisting }, done };
}

/** The version that a part checks: that of an item in hand. */
function versionIn(schema: Schema, { key, isItem }: Target): number | undefined {
  return isItem ? versionOf(schema, key) : undefined;
}

/** Gives an item the values that were stored, and the next version. */
function takeOver(
  schema: Schema,
  item: object,
  values: Readonly<Record<string, unknown>>,
  version: number | undefined,
): void {
  const given = Object.entries(values).filter(([, value]) => value !== undefined);
  const isCounted = schema.version !== undefined && version !== undefined;
  Object.assign(item, Object.fromEntries(given), isCounted ? { [schema.version]: version + 1 } : {});
}
