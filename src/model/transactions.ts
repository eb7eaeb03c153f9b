import type { TransactGetItem, TransactWriteItem } from "@aws-sdk/client-dynamodb";
import { ExpressionError } from "../errors.js";
import type { Attributes } from "./attribute.js";
import { type ConditionOf, compileCondition } from "./expressions/condition.js";
import { Placeholders } from "./expressions/placeholders.js";
import type { ChangesOf } from "./expressions/update.js";
import { isObject } from "./kinds.js";
import type { WriteOptions } from "./options.js";
import { deleteRequest, putRequest, updateRequest } from "./requests.js";
import type { Schema, StoredItem } from "./schema.js";

/** One part of a transaction that writes: made by a model's `transactPut`, `transactUpdate`, … */
export interface TransactWrite {
  /** @internal */
  readonly request: TransactWriteItem;
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

const MOST_PARTS = 100;

const nothing = () => {};

/** Refuses what no transaction can be made of, before anything is sent. */
export function checkParts(parts: readonly { readonly request: object }[]): void {
  const refuse = (message: string, fix: string) => {
    throw new ExpressionError("Transaction", [{ path: "parts", message, fix }]);
  };
  const isPart = (part: unknown) => isObject(part) && "request" in part;
  if (!Array.isArray(parts) || !parts.every(isPart)) {
    refuse("expected a list of parts.", "make each with a model's transactPut, transactUpdate, transactRead, ….");
  }
  if (parts.length < 1 || parts.length > MOST_PARTS)
    refuse(`there are ${parts.length} parts.`, `use 1 to ${MOST_PARTS}.`);
}

export function transactPut<A extends Attributes>(
  schema: Schema,
  item: object,
  options: TransactOptions<A>,
): TransactWrite {
  const { version, next, counted } = schema.nextVersion(item);
  const request: TransactWriteItem = { Put: putRequest(schema, schema.encode(next), { version }, options) };
  return { request, done: () => void Object.assign(item, counted) };
}

/** An update that changes nothing is a check: a transaction has no part that does nothing. */
export function transactUpdate<A extends Attributes>(
  schema: Schema,
  key: object,
  changes: ChangesOf<A>,
  options: TransactOptions<A>,
): TransactWrite {
  const request = updateRequest(schema, key, changes, { exists: true }, options);
  if (request === undefined) return { request: { ConditionCheck: existing(schema, key) }, done: nothing };
  const { ReturnValues: _, ReturnConsumedCapacity: __, UpdateExpression, ...rest } = request;
  return { request: { Update: { ...rest, UpdateExpression } }, done: nothing };
}

export function transactDelete<A extends Attributes>(
  schema: Schema,
  key: object,
  options: TransactOptions<A>,
): TransactWrite {
  return { request: { Delete: deleteRequest(schema, key, {}, options) }, done: nothing };
}

export function transactCheck<A extends Attributes>(
  schema: Schema,
  key: object,
  condition: ConditionOf<A>,
): TransactWrite {
  const into = new Placeholders();
  const ConditionExpression = compileCondition(schema, condition, into);
  const Key = schema.encodeKey(key);
  const names = { ExpressionAttributeNames: into.names, ExpressionAttributeValues: into.values };
  return {
    request: { ConditionCheck: { TableName: schema.table, Key, ConditionExpression, ...names } },
    done: nothing,
  };
}

export function transactGet<T>(schema: Schema, key: object, read: (stored: StoredItem) => T): TransactGet<T> {
  return { request: { Get: { TableName: schema.table, Key: schema.encodeKey(key) } }, read };
}

function existing(schema: Schema, key: object) {
  const into = new Placeholders();
  const ConditionExpression = `attribute_exists(${into.name(schema.partitionKey)})`;
  return {
    TableName: schema.table,
    Key: schema.encodeKey(key),
    ConditionExpression,
    ExpressionAttributeNames: into.names,
  };
}
